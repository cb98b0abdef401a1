import assert from "node:assert/strict";
import { InputsSeen } from "../../../policypack/sdk/inputs-seen";
import type { PlainResource } from "../../../policypack/graph/types";
import * as s from "../../support/stacks";

const MANAGED = "managedPolicyArns";

function inputsOf(urn: string, props: PlainResource["props"], settings: object = {}): PlainResource {
  return { ...s.lone("aws:iam/role:Role", props, { ...settings }), urn };
}

describe("The inputs that a run has seen", () => {
  it("say which properties the program set on each resource", () => {
    const seen = new InputsSeen();
    seen.add(inputsOf("urn:a", { name: "a", [MANAGED]: s.unknown() }));
    seen.add(inputsOf("urn:b", { name: "b" }));
    seen.add(inputsOf("urn:c", { name: "c" }));
    seen.add(inputsOf("urn:d", { bucket: "d" }));
    assert.deepEqual(
      [...seen.take().set],
      [
        ["urn:a", new Set(["name", MANAGED])],
        ["urn:b", new Set(["name"])],
        ["urn:c", new Set(["name"])],
        ["urn:d", new Set(["bucket"])],
      ],
    );
  });

  it("are handed over once, as the next stack has its own", () => {
    const seen = new InputsSeen();
    seen.add(inputsOf("urn:a", {}));
    seen.take();
    assert.equal(seen.take().set.size, 0);
  });

  it("are as many as any stack has, the latest ones", () => {
    const seen = new InputsSeen();
    for (let number = 0; number < 100_002; number++) seen.add(inputsOf(`urn:${number}`, {}));
    const taken = seen.take().set;
    assert.deepEqual(
      [taken.size, taken.has("urn:1"), taken.has("urn:2"), taken.has("urn:100001")],
      [100_000, false, true, true],
    );
  });

  it("are kept whole where the provider's own settings are not known yet", () => {
    const seen = new InputsSeen();
    seen.add(inputsOf("urn:a", { name: "a" }, { region: "eu-west-1" }));
    seen.add(inputsOf("urn:b", { name: "b" }, { assumeRoles: [{ roleArn: s.unknown() }] }));
    assert.deepEqual([...seen.take().ofUnconfigured], [["urn:b", { name: "b" }]]);
    assert.equal(seen.take().ofUnconfigured.size, 0);
  });
});

import assert from "node:assert/strict";
import { InputsSeen } from "../../../policypack/sdk/inputs-seen";
import * as s from "../../support/stacks";

const MANAGED = "managedPolicyArns";

describe("The inputs that a run has seen", () => {
  it("say which properties the program set on each resource", () => {
    const seen = new InputsSeen();
    seen.add("urn:a", { name: "a", [MANAGED]: s.unknown() });
    seen.add("urn:b", { name: "b" });
    seen.add("urn:c", { name: "c" });
    seen.add("urn:d", { bucket: "d" });
    assert.deepEqual(
      [...seen.take()],
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
    seen.add("urn:a", {});
    seen.take();
    assert.equal(seen.take().size, 0);
  });

  it("are as many as any stack has, the latest ones", () => {
    const seen = new InputsSeen();
    for (let number = 0; number < 100_002; number++) seen.add(`urn:${number}`, {});
    const taken = seen.take();
    assert.deepEqual(
      [taken.size, taken.has("urn:1"), taken.has("urn:2"), taken.has("urn:100001")],
      [100_000, false, true, true],
    );
  });
});

import assert from "node:assert/strict";
import { InputsSeen } from "../../../policypack/sdk/inputs-seen";
import * as s from "../../support/stacks";

const MANAGED = "managedPolicyArns";

describe("The inputs that a run has seen", () => {
  it("say which computed properties the program set, of the resources that the pack knows", () => {
    const seen = new InputsSeen();
    seen.add("urn:a", "aws:iam/role:Role", { name: "a", [MANAGED]: s.unknown() });
    seen.add("urn:b", "aws:iam/role:Role", { name: "b" });
    seen.add("urn:c", "aws:iam/policy:Policy", { name: "c" });
    seen.add("urn:d", "aws:s3/bucket:Bucket", { bucket: "d", policy: "{}" });
    seen.add("urn:e", "aws:s3/bucketObject:BucketObject", { key: "e" });
    assert.deepEqual(
      [...seen.take()],
      [
        ["urn:a", new Set([MANAGED])],
        ["urn:b", new Set()],
        ["urn:c", new Set()],
        ["urn:d", new Set(["policy"])],
      ],
    );
  });

  it("are handed over once, as the next stack has its own", () => {
    const seen = new InputsSeen();
    seen.add("urn:a", "aws:iam/role:Role", {});
    seen.take();
    assert.equal(seen.take().size, 0);
  });

  it("are as many as any stack has, the latest ones", () => {
    const seen = new InputsSeen();
    for (let number = 0; number < 100_002; number++) seen.add(`urn:${number}`, "aws:iam/role:Role", {});
    const taken = seen.take();
    assert.deepEqual(
      [taken.size, taken.has("urn:1"), taken.has("urn:2"), taken.has("urn:100001")],
      [100_000, false, true, true],
    );
  });
});

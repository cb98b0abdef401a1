import assert from "node:assert/strict";
import { hasRandomSuffix, parseValueFrom, secretResource } from "../../../policypack/ecs/value-from";

const scope = { partition: "aws", region: "ap-northeast-2", account: "618574523116" };
const SECRET = "arn:aws:secretsmanager:ap-northeast-2:618574523116:secret";
const PARAMETER = "arn:aws:ssm:ap-northeast-2:618574523116:parameter";

/** What IAM is asked about, or why nothing is. */
function resourceOf(valueFrom: string, namesInStack: string[] = []): string {
  const reference = parseValueFrom(valueFrom, scope);
  if (reference.kind === "malformed") return reference.message;
  if (reference.kind === "secret") return secretResource(reference, new Set(namesInStack));
  return `arn:aws:ssm:${reference.arn.region}:${reference.arn.account}:parameter/${reference.name}`;
}

describe("tasks/secret-references", () => {
  const cases: [string, string][] = [
    [`${SECRET}:prod/db-AbCdEf`, `${SECRET}:prod/db-AbCdEf`],
    [`${SECRET}:prod/db-AbCdEf:password::`, `${SECRET}:prod/db-AbCdEf`],
    [`${SECRET}:prod/db-AbCdEf::AWSPREVIOUS:`, `${SECRET}:prod/db-AbCdEf`],
    [`${SECRET}:prod/db`, `${SECRET}:prod/db-??????`],
    [`${SECRET}:prod/db:password::`, `${SECRET}:prod/db-??????`],
    [`${SECRET}:prod/ignite-pilot/postgresInfo2`, `${SECRET}:prod/ignite-pilot/postgresInfo2-??????`],
    [`${PARAMETER}/app/url`, `${PARAMETER}/app/url`],
    ["/app/url", `${PARAMETER}/app/url`],
    ["url", `${PARAMETER}/url`],
    ["app/url", `${PARAMETER}/app/url`],
    ["arn:aws:s3:::bucket/key", "is the ARN of neither a secret nor a parameter"],
    ["arn:aws:ssm", "is the ARN of neither a secret nor a parameter"],
    ["two words", "is neither an ARN nor the name of a parameter"],
    ["", "is neither an ARN nor the name of a parameter"],
  ];
  for (const [valueFrom, expected] of cases) {
    it(`${valueFrom || "an empty valueFrom"}: ${expected}`, () => {
      assert.equal(resourceOf(valueFrom), expected);
    });
  }

  it("says which version of a secret is asked for", () => {
    const versionOf = (suffix: string) => {
      const reference = parseValueFrom(`${SECRET}:prod/db-AbCdEf${suffix}`, scope);
      return reference.kind === "secret" ? reference.version : undefined;
    };
    assert.deepEqual(versionOf(""), { stage: null, id: null });
    assert.deepEqual(versionOf(":password::"), { stage: null, id: null });
    assert.deepEqual(versionOf("::AWSPREVIOUS:"), { stage: "AWSPREVIOUS", id: null });
    assert.deepEqual(versionOf(":::1234"), { stage: null, id: "1234" });
  });

  it("a name that ends like a random suffix is a name if the stack has a secret called so", () => {
    assert.equal(hasRandomSuffix("my-secret", new Set()), true);
    assert.equal(hasRandomSuffix("my-secret", new Set(["my-secret"])), false);
    assert.equal(resourceOf(`${SECRET}:my-secret`, ["my-secret"]), `${SECRET}:my-secret-??????`);
  });
});

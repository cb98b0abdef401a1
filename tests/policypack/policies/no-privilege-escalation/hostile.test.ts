import assert from "node:assert/strict";
import { buildModel } from "../../../../policypack/graph/model";
import { policies } from "../../../../policypack/policies";
import * as s from "../../../support/stacks";

/** Statements as long to compare as they can be, for one of ten policies of legal size. */
const HOSTILE: Record<string, (nth: number) => object[]> = {
  "wildcards in buckets": (nth) => pair(nth, (i) => `arn:aws:s3:::*a*b*c*d${i}*?e*`, 60),
  "wildcards in roles": (nth) => pair(nth, (i) => `arn:aws:iam::*:role/*a*b*c*d${i}*?e*`, 55),
  "wildcards in users, with variables": (nth) =>
    pair(nth, (i) => `arn:aws:iam::*:user/*a*\${aws:username}*${i}*`, 50),
  "runs of one letter": (nth) => pair(nth, (i) => `arn:aws:iam::*:role/*${"a*".repeat(20)}${i}*`, 40),
  "many conditions": (nth) =>
    Array.from({ length: 25 }, (_, i) => ({
      Effect: i % 2 ? "Allow" : "Deny",
      Action: "*",
      Resource: `arn:aws:iam::*:*${i}*?${nth}*`,
      Condition: { StringLike: { "iam:PolicyARN": `*a*b*${i}*?*` } },
    })),
};

/** Processor time, which a busy machine does not lengthen; the engine's whole stack stage takes a second at the most. */
const LONGEST_MS = 3000;

function pair(nth: number, pattern: (index: number) => string, count: number): object[] {
  const list = (suffix: string) => Array.from({ length: count }, (_, i) => `${pattern(i)}${suffix}`);
  return [
    { Effect: "Allow", Action: ["s3:*", "iam:*"], Resource: list("") },
    { Effect: "Deny", Action: ["s3:*", "iam:*"], Resource: list(`${nth}?`) },
  ];
}

describe("a principal with ten policies that are made to be slow", () => {
  for (const [title, statements] of Object.entries(HOSTILE)) {
    it(`is judged all the same: ${title}`, () => {
      const attached = Array.from({ length: 10 }, (_, nth) => [
        s.policy(`p${nth}`, statements(nth)),
        s.resource("aws:iam/userPolicyAttachment:UserPolicyAttachment", `a${nth}`, {
          user: "ann",
          policyArn: s.arnOf("policy", `p${nth}`),
        }),
      ]);
      const begun = process.cpuUsage();
      const model = buildModel([s.role("app"), ...attached.flat()], {
        account: s.ACCOUNT,
        region: s.REGION,
        partition: "aws",
      });
      for (const policy of policies) {
        if (policy.kind === "stack") policy.rule.judge(model, {} as never);
      }
      const { user } = process.cpuUsage(begun);
      assert.ok(user < LONGEST_MS * 1000, `took ${Math.round(user / 1000)} ms`);
    });
  }
});

import assert from "node:assert/strict";
import { explain } from "../../../../policypack/evaluation/decisions/explain";
import { UNKNOWN } from "../../../../policypack/evaluation/types";
import { statementLabel } from "../../../../policypack/unknowns/statement-label";
import { access, named, policy, request } from "../support/access";

const TABLE = "arn:aws:dynamodb:eu-west-1:111122223333:table/orders";
const asked = request("dynamodb:GetItem", TABLE);

describe("statementLabel", () => {
  it("names a statement by its Sid, or as a path in the JSON does", () => {
    assert.equal(statementLabel({ sid: "Read", index: 1 }), 'statement "Read"');
    assert.equal(statementLabel({ sid: "", index: 0 }), "Statement[0]");
    assert.equal(statementLabel({ index: 1 }), "Statement[1]");
  });
});

describe("explain", () => {
  it("goes through every statement, the boundary, what is missing, and concludes", () => {
    const who = access(
      [
        policy("Buckets", { Action: ["s3:GetObject", "s3:PutObject"] }),
        policy(
          "Tables",
          { Action: "dynamodb:*", Resource: `${TABLE}2` },
          { Sid: "All", Action: "dynamodb:*" },
        ),
        named("Other", UNKNOWN),
      ],
      {
        boundary: policy("Limit", { NotAction: "iam:*" }),
        unknowns: [
          { fact: { kind: "policy-elsewhere", arn: "Base" }, deniesNothing: true },
          { fact: { kind: "policy-elsewhere", arn: "Top" } },
        ],
      },
    );
    const steps = explain(who, asked).map(({ about, document, result, why }) => [
      about,
      document?.name,
      result,
      why,
    ]);
    assert.deepEqual(steps, [
      ["policy", "Buckets", "does not apply", "it is about s3:GetObject, s3:PutObject"],
      ["policy", "Tables", "does not apply", `it allows it on ${TABLE}2 only`],
      ["policy", "Tables", "applies", `it allows dynamodb:GetItem on ${TABLE}`],
      ["policy", "Other", "may apply", "document Other, which is not known at preview, may allow or deny it"],
      ["boundary", "Limit", "applies", `it allows dynamodb:GetItem on ${TABLE}`],
      [
        "unknown",
        undefined,
        "may apply",
        "policy Base, which the stack does not define: may allow it and denies nothing",
      ],
      [
        "unknown",
        undefined,
        "may apply",
        "policy Top, which the stack does not define: may allow or deny it",
      ],
      [
        "decision",
        undefined,
        "decides",
        "neither proven nor refuted: it depends on document Other, which is not known at preview, policy Top, which the stack does not define",
      ],
    ]);
  });

  it("marks the statement that decides", () => {
    const deny = { Effect: "Deny", Action: "*", Condition: { Null: { "aws:x": "true" } } };
    const steps = explain(access([policy("Own", { Action: "*" }, deny)]), asked);
    assert.deepEqual(
      steps.map(({ result, why }) => [result, why]),
      [
        ["applies", `it allows dynamodb:GetItem on ${TABLE}`],
        ["decides", `it denies dynamodb:GetItem on ${TABLE}`],
        ["decides", "denied by Own: a Deny wins over every Allow"],
      ],
    );
  });

  const conclusions: [what: string, who: Parameters<typeof explain>[0], expected: string][] = [
    ["allowed", access([policy("Own", { Action: "*" })]), "allowed by Own: nothing denies it"],
    ["denied", access([policy("Own", { Action: "s3:*" })]), "denied: nothing allows it"],
    [
      "kept out",
      access([policy("Own", { Action: "*" })], { boundary: policy("Limit", { Action: "s3:*" }) }),
      "denied: the permissions boundary Limit does not allow it",
    ],
    [
      "allowed within a boundary",
      access([policy("Own", { Action: "*" })], { boundary: policy("Limit", { Action: "*" }) }),
      "allowed by Own: nothing denies it, and Limit lets it through",
    ],
  ];
  for (const [what, who, expected] of conclusions) {
    it(`concludes where it is ${what}`, () => assert.equal(explain(who, asked).at(-1)?.why, expected));
  }
});

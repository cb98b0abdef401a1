import assert from "node:assert/strict";
import { documentChanges, sameDocument } from "../../../commands/verify/document-changes";

const allow = (Action: unknown, Resource: unknown = "*", rest: object = {}) => ({
  Effect: "Allow",
  Action,
  Resource,
  ...rest,
});
const document = (...Statement: object[]) => ({ Version: "2012-10-17", Statement });

describe("verify: documents compared", () => {
  const SAME: Record<string, [unknown, unknown]> = {
    "another order of statements": [
      document(allow("s3:GetObject"), allow("s3:PutObject")),
      document(allow("s3:PutObject"), allow("s3:GetObject")),
    ],
    "another order of actions": [document(allow(["a:B", "a:C"])), document(allow(["a:C", "a:B"]))],
    "a list of one": [document(allow(["a:B"])), { Version: "2012-10-17", Statement: allow("a:B", ["*"]) }],
    "another Sid": [document(allow("a:B", "*", { Sid: "One" })), document(allow("a:B", "*", { Sid: "Two" }))],
  };
  for (const [title, [one, other]] of Object.entries(SAME)) {
    it(`takes for the same: ${title}`, () => assert.ok(sameDocument(one, other)));
  }

  const CHANGED: Record<string, [unknown, unknown, string]> = {
    "an action is missing": [
      document(allow(["dynamodb:GetItem"], "arn:t")),
      document(allow(["dynamodb:GetItem", "dynamodb:UpdateItem"], "arn:t")),
      "lacks dynamodb:UpdateItem on arn:t",
    ],
    "an action is there in excess": [
      document(allow(["s3:GetObject", "s3:*"])),
      document(allow("s3:GetObject")),
      "also has s3:* on *",
    ],
    "a resource is another one": [
      document(allow("s3:GetObject", "arn:b/*")),
      document(allow("s3:GetObject", "arn:a/*")),
      "lacks s3:GetObject on arn:a/*; also has s3:GetObject on arn:b/*",
    ],
    "a Deny was added": [
      document(allow("a:B"), { Effect: "Deny", Action: "a:B", Resource: "*" }),
      document(allow("a:B")),
      "also has a Deny of a:B on *",
    ],
    "a condition was taken away": [
      document(allow("iam:PassRole", "arn:r")),
      document(
        allow("iam:PassRole", "arn:r", { Condition: { StringEquals: { "iam:PassedToService": "x" } } }),
      ),
      'lacks iam:PassRole on arn:r if {"StringEquals":{"iam:PassedToService":"x"}}; also has iam:PassRole on arn:r',
    ],
    "another service is trusted": [
      {
        Version: "2012-10-17",
        Statement: { Effect: "Allow", Action: "sts:AssumeRole", Principal: { Service: "ec2" } },
      },
      {
        Version: "2012-10-17",
        Statement: { Effect: "Allow", Action: "sts:AssumeRole", Principal: { Service: "ecs" } },
      },
      'lacks sts:AssumeRole by {"Service":"ecs"}; also has sts:AssumeRole by {"Service":"ec2"}',
    ],
    "only the version is another": [
      { Version: "2008-10-17" },
      { Version: "2012-10-17" },
      "is worded differently",
    ],
  };
  for (const [title, [live, declared, words]] of Object.entries(CHANGED)) {
    it(`says what is different: ${title}`, () => {
      assert.ok(!sameDocument(live, declared));
      assert.equal(documentChanges(live, declared), words);
    });
  }

  it("names four differences and counts the others", () => {
    const many = Array.from({ length: 9 }, (_, index) => `s3:Action${index}`);
    assert.match(
      documentChanges(document(), document(allow(many))),
      /^lacks (s3:Action\d on \*, ){3}s3:Action3 on \* and 5 more$/,
    );
  });
});

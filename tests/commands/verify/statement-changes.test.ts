import assert from "node:assert/strict";
import { statementChanges } from "../../../commands/verify/statement-changes";

const ROLE = "arn:aws:iam::123456789012:role/app";
const allow = (Action: unknown, more: object = {}) => ({
  Effect: "Allow",
  Principal: { AWS: ROLE },
  Action,
  Resource: "*",
  ...more,
});
const policy = (...Statement: object[]) => ({ Version: "2012-10-17", Statement });

describe("verify: where a declaration differs", () => {
  const name = "external[0].policy of ecs-task-can-start";
  const declared = (...Statement: object[]) => [{ name, document: policy(...Statement) }];

  const SAME: Record<string, [live: unknown, declared: { name: string; document: unknown }[]]> = {
    "another order": [policy(allow("a:B"), allow("a:C")), declared(allow("a:C"), allow("a:B"))],
    "a statement that is no list": [{ Statement: allow(["a:B"]) }, declared(allow("a:B"))],
    "no policy at all": [undefined, [{ name, document: undefined }]],
    "statements of two declarations": [
      policy(allow("a:B"), allow("a:C")),
      [...declared(allow("a:C")), ...declared(allow("a:B"))],
    ],
  };
  for (const [title, [live, wanted]] of Object.entries(SAME)) {
    it(`takes for the same: ${title}`, () => assert.deepEqual(statementChanges(live, wanted), []));
  }

  const DIFFERENT: Record<
    string,
    [live: unknown, declared: { name: string; document: unknown }[], RegExp[]]
  > = {
    "the only statement": [
      policy(allow("a:B")),
      declared(allow(["a:B", "a:C"])),
      [
        /^Statement\[0\] of external\[0\]\.policy of ecs-task-can-start: the account's Statement\[0\] lacks a:C/,
      ],
    ],
    "one with the same Sid": [
      policy(allow("a:B", { Sid: "Keys" }), allow("a:X"), allow("a:Y")),
      declared(allow("a:X"), allow("a:C", { Sid: "Keys" }), allow("a:Z")),
      [
        /^Statement\[1\] "Keys" of .*: the account's Statement\[0\] "Keys" lacks a:C .*also has a:B/,
        /^Statement\[2\] of .* is declared and not there$/,
        /^the account's Statement\[2\] is not declared: a:Y by /,
      ],
    ],
    "a Deny that nobody declared": [
      policy(allow("a:B"), allow("a:B", { Effect: "Deny", Sid: "No" })),
      declared(allow("a:B")),
      [/^the account's Statement\[1\] "No" is not declared: a Deny of a:B/],
    ],
    "a policy that is gone": [
      undefined,
      declared(allow("a:B")),
      [/^Statement\[0\] of .* is declared and not there$/],
    ],
    "a policy where none is declared": [
      policy(allow("a:B")),
      [{ name, document: undefined }],
      [/^the account's Statement\[0\] is not declared/],
    ],
    "statements that are no objects": [
      policy(allow("a:B")),
      [{ name, document: "no JSON" }],
      [/is not declared/],
    ],
  };
  for (const [title, [live, wanted, words]] of Object.entries(DIFFERENT)) {
    it(`names what differs: ${title}`, () => {
      const changes = statementChanges(live, wanted);
      assert.equal(changes.length, words.length, changes.join("\n"));
      words.forEach((word, index) => assert.match(changes[index]!, word));
    });
  }
});

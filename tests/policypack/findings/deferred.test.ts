import assert from "node:assert/strict";
import { deferredFinding, type Deferring, isDecidedInUpdate } from "../../../policypack/findings/deferred";
import { finding, type Finding, findingMessage } from "../../../policypack/findings/finding";
import type { UnknownFact } from "../../../policypack/unknowns/unknown-fact";

const POLICY: Deferring = { name: "rule", description: "Roles are in order.", kind: "resource" };
const LATER: UnknownFact = { kind: "containers", family: "web", state: "unknown" };
const ALSO_LATER: UnknownFact = { kind: "launch-type", family: "web" };
const ELSEWHERE: UnknownFact = { kind: "principal-elsewhere", principal: "role/app" };
const THEIRS: UnknownFact = {
  kind: "resource-policy-elsewhere",
  resource: "arn:aws:sqs:eu-west-1:111122223333:jobs",
};
const NEVER: UnknownFact = { kind: "containers", family: "web", state: "wrong" };

function unproven(key: string, ...unknowns: UnknownFact[]): Finding {
  return finding("rule", {
    verdict: "unproven",
    urn: "urn:web",
    subject: "web",
    key,
    message: `${key} is unproven.`,
    remedy: `Make ${key} known.`,
    unknowns,
  });
}

describe("A finding that the update decides", () => {
  const cases: [string, Finding, boolean][] = [
    ["is unproven by what is known later", unproven("a", LATER), true],
    ["is unproven by several such facts", unproven("a", LATER, ALSO_LATER), true],
    ["is not unproven by what lies elsewhere", unproven("a", ELSEWHERE), false],
    ["is not unproven by both", unproven("a", LATER, ELSEWHERE), false],
    [
      "is unproven by what is known later, and beside it by another account's word",
      unproven("a", LATER, THEIRS),
      true,
    ],
    ["is not unproven by another account's word alone", unproven("a", THEIRS), false],
    ["is not unproven by what is wrong in the stack", unproven("a", NEVER), false],
    ["is not unproven for no reason", unproven("a"), false],
    ["is not violated", { ...unproven("a", LATER), verdict: "violated" }, false],
  ];
  for (const [title, found, decided] of cases)
    it(title, () => assert.equal(isDecidedInUpdate(found), decided));
});

describe("deferredFinding", () => {
  const one = unproven("one", LATER);
  const other = { ...unproven("other", ALSO_LATER, LATER), actions: ["ecs:RunTask"] };
  const found = deferredFinding(POLICY, [one, other]);

  it("is one advisory finding of all, in any order", () => {
    assert.deepEqual(deferredFinding(POLICY, [other, one]), found);
    assert.deepEqual([found.verdict, found.level, found.urn], ["deferred", "advisory", "urn:web"]);
    assert.deepEqual([found.subject, found.actions], ["web", ["ecs:RunTask"]]);
    assert.equal(found.unknowns?.length, 2);
  });

  it("has an id of its own, the same whatever is open", () => {
    assert.equal(deferredFinding(POLICY, [one]).id, found.id);
    assert.ok(![one.id, other.id].includes(found.id));
  });

  it("says what is open, what is judged, when, and what to change", () => {
    const message = findingMessage(found);
    assert.match(
      message,
      /leaves open: .*containerDefinitions of web; .*whether web runs on Fargate\. Judged then/,
    );
    assert.match(message, /before this resource is created .*: Roles are in order\. What a mandatory rule/);
    assert.match(message, /to fix: Nothing, .* Make one known; Make other known\.$/m);
    assert.match(message, /\(deferred\)$/);
  });

  it("of a rule on the stack says that it judges at the end", () => {
    const { message } = deferredFinding({ ...POLICY, kind: "stack" }, [one]);
    assert.match(message, /Judged then, at the end of the update: Roles are in order\./);
  });
});

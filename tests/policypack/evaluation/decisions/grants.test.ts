import assert from "node:assert/strict";
import { contextOf, unknownContext } from "../../../../policypack/evaluation/conditions/request-context";
import { grantsOf, mayAllow } from "../../../../policypack/evaluation/decisions/grants";
import {
  UNKNOWN,
  type Access,
  type RequestContext,
  type UnknownAccess,
} from "../../../../policypack/evaluation/types";
import { access, named, onlyKeys, policy, type Written } from "../support/access";

const PASS = "iam:PassRole";
const ROLE = "arn:aws:iam::111122223333:role/app";
const OTHER = "arn:aws:iam::111122223333:role/other";

/** The resources of each grant; `!` in front of those of a NotResource. */
function granted(who: Access, action = PASS, context: RequestContext = unknownContext): string[] {
  return grantsOf(who, action, context).map(
    ({ resources }) => (resources.negated ? "!" : "") + resources.patterns.join(" "),
  );
}

const own = (...statements: Written[]) => access([policy("Own", ...statements)]);
const bounded = (boundary: Written[], ...statements: Written[]) =>
  access([policy("Own", ...statements)], { boundary: policy("Boundary", ...boundary) });

describe("grantsOf", () => {
  for (const Action of [
    PASS,
    "IAM:passrole",
    "iam:*",
    "iam:Pass*",
    "*",
    "iam:????Role",
    ["s3:*", "iam:P*"],
  ]) {
    it(`finds ${PASS} in ${JSON.stringify(Action)}`, () => {
      assert.deepEqual(granted(own({ Action, Resource: ROLE })), [ROLE]);
    });
  }

  it("finds it in a NotAction that does not name it", () => {
    assert.deepEqual(granted(own({ NotAction: ["s3:*", "iam:Get*"] })), ["*"]);
    assert.deepEqual(granted(own({ NotAction: ["s3:*", "iam:*"] })), []);
  });

  it("answers for patterns of actions", () => {
    const who = own({ Action: PASS, Resource: ROLE }, { Action: "s3:GetObject" }, { NotAction: "iam:*" });
    assert.deepEqual(granted(who, "iam:*"), [ROLE]);
    assert.deepEqual(granted(who, "*"), [ROLE, "*", "*"]);
    assert.deepEqual(granted(who, "s3:Get*"), ["*", "*"]);
  });

  it("keeps NotResource as it is", () => {
    assert.deepEqual(granted(own({ Action: PASS, NotResource: [ROLE, OTHER] })), [`!${ROLE} ${OTHER}`]);
  });

  it("counts open conditions as met and names them", () => {
    const Condition = { StringEquals: { "iam:PassedToService": "ecs-tasks.amazonaws.com", "aws:x": "y" } };
    const who = own({ Action: PASS, Resource: ROLE, Condition });
    const conditions = (context: RequestContext) =>
      grantsOf(who, PASS, context)[0]?.openConditions.map(({ key }) => key);
    assert.deepEqual(conditions(unknownContext), ["iam:PassedToService", "aws:x"]);
    assert.deepEqual(conditions(contextOf({ "aws:x": "y" })), ["iam:PassedToService"]);
    assert.deepEqual(
      conditions(onlyKeys({ "aws:x": "y", "iam:PassedToService": "ecs-tasks.amazonaws.com" })),
      [],
    );
    assert.equal(conditions(contextOf({ "aws:x": "z" })), undefined);
  });

  it("puts in the values of policy variables, or * where they are unknown", () => {
    const who = own({ Action: PASS, Resource: "arn:aws:iam::111122223333:role/${aws:PrincipalTag/role}" });
    assert.deepEqual(granted(who, PASS, contextOf({ "aws:PrincipalTag/role": "app" })), [ROLE]);
    assert.deepEqual(granted(who, PASS, contextOf({ "aws:PrincipalTag/role": "a*" })), [
      "arn:aws:iam::111122223333:role/a${*}",
    ]);
    assert.deepEqual(granted(who), ["arn:aws:iam::111122223333:role/*"]);
    assert.deepEqual(granted(who, PASS, onlyKeys()), []);
  });

  it("returns statements with unknown parts, with the most they could grant", () => {
    const [grant] = grantsOf(own({ Action: PASS, Resource: [ROLE, UNKNOWN] }), PASS, unknownContext);
    assert.equal(grant?.statement.unknown, true);
    assert.deepEqual(grant?.resources.patterns, ["*"]);
    assert.deepEqual(granted(own({ Action: UNKNOWN, Resource: ROLE })), [ROLE]);
    assert.deepEqual(granted(own({ Action: "s3:*", Resource: UNKNOWN })), []);
  });
});

describe("grantsOf takes away", () => {
  const deny = (more: Written): Written => ({ Effect: "Deny", Action: PASS, ...more });
  const allow = { Action: PASS, Resource: [ROLE, OTHER] };

  it("what is denied without conditions", () => {
    assert.deepEqual(granted(own(allow, deny({ Resource: OTHER }))), [ROLE]);
    assert.deepEqual(granted(own(allow, deny({ Resource: "arn:aws:iam::*:role/o*" }))), [ROLE]);
    assert.deepEqual(granted(own(allow, deny({ Action: "iam:*" }))), []);
    assert.deepEqual(granted(own(allow, deny({ NotAction: "s3:*", Action: undefined }))), []);
    assert.deepEqual(granted(own({ NotAction: "s3:*", NotResource: ROLE }, deny({}))), []);
  });

  it("all that a Deny does not spare", () => {
    const wide = { Action: PASS, Resource: "*" };
    assert.deepEqual(granted(own(wide, deny({ NotResource: [ROLE, OTHER], Resource: undefined }))), [
      `${ROLE} ${OTHER}`,
    ]);
    assert.deepEqual(granted(own(allow, deny({ NotResource: "arn:aws:iam::*:role/a*" }))), [ROLE]);
    assert.deepEqual(
      granted(own({ Action: PASS, NotResource: ROLE }, deny({ NotResource: [ROLE, OTHER] }))),
      [OTHER],
    );
  });

  it("not what is denied under a condition that is open, in part, or perhaps", () => {
    const everything = `${ROLE} ${OTHER}`;
    assert.deepEqual(granted(own(allow, deny({ Condition: { Bool: { "aws:x": "true" } } }))), [everything]);
    assert.deepEqual(granted(own(allow, deny({ Resource: UNKNOWN }))), [everything]);
    assert.deepEqual(granted(own({ Action: PASS }, deny({ Resource: ROLE }))), ["*"]);
    assert.deepEqual(granted(own({ ...allow, Action: "iam:*" }, deny({})), "iam:*"), [everything]);
  });

  it("what is denied under a condition that holds", () => {
    const conditional = deny({ Condition: { Bool: { "aws:x": "true" } } });
    assert.deepEqual(granted(own(allow, conditional), PASS, contextOf({ "aws:x": "true" })), []);
  });

  it("what the boundary does not let through", () => {
    assert.deepEqual(granted(bounded([{ Action: "s3:*" }], allow)), []);
    assert.deepEqual(granted(bounded([{ Action: "iam:*", Resource: ROLE }], allow)), [ROLE]);
    assert.deepEqual(granted(bounded([{ Action: "*", NotResource: ROLE }], allow)), [OTHER]);
    assert.deepEqual(granted(bounded([{ Action: "*" }, deny({ Resource: ROLE })], allow)), [OTHER]);
    const two = [
      { Action: PASS, Resource: ROLE },
      { Action: "*", Resource: OTHER },
    ];
    assert.deepEqual(granted(bounded(two, { Action: PASS })), [`${ROLE} ${OTHER}`]);
  });

  it("nothing on the word of a boundary that is not known", () => {
    for (const document of [UNKNOWN, "{"]) {
      const who = access([policy("Own", allow)], { boundary: named("Boundary", document) });
      assert.deepEqual(granted(who), [`${ROLE} ${OTHER}`]);
    }
  });
});

describe("mayAllow", () => {
  const may = (who: Access, resource: string, context = unknownContext) =>
    mayAllow(who, PASS, resource, context);
  const conditional = { Action: PASS, Resource: ROLE, Condition: { Bool: { "aws:x": "true" } } };

  it("is certain of some resource, of none, or neither", () => {
    const who = own({ Action: PASS, Resource: ROLE });
    assert.equal(may(who, ROLE), "yes");
    assert.equal(may(who, "arn:aws:iam::*:role/*"), "yes");
    assert.equal(may(who, "*"), "yes");
    assert.equal(may(who, OTHER), "no");
    assert.equal(may(own({ Action: PASS }), "*"), "yes");
    assert.equal(may(own(conditional), ROLE), "maybe");
    assert.equal(may(own(conditional), ROLE, contextOf({ "aws:x": "false" })), "no");
    assert.equal(may(own({ Action: PASS, NotResource: OTHER }), "*"), "yes");
    assert.equal(may(own({ Action: PASS, NotResource: OTHER }), ROLE), "yes");
  });

  it("minds Denies and the boundary", () => {
    assert.equal(may(own({ Action: PASS }, { Effect: "Deny", Action: "iam:*" }), "*"), "no");
    assert.equal(
      may(own({ Action: PASS, Resource: [ROLE, OTHER] }, { ...conditional, Effect: "Deny" }), "*"),
      "yes",
    );
    assert.equal(
      may(own({ Action: PASS, Resource: ROLE }, { ...conditional, Effect: "Deny" }), "*"),
      "maybe",
    );
    assert.equal(may(bounded([{ Action: "s3:*" }], { Action: PASS }), "*"), "no");
  });

  it("is never certain of no where a document is missing, unless a Deny or the boundary refuses", () => {
    const unknowns: UnknownAccess[] = [
      { fact: { kind: "policy-elsewhere", arn: "Base" }, deniesNothing: true },
    ];
    const stop = { Effect: "Deny", Action: "iam:*" };
    assert.equal(may(access([], { unknowns }), ROLE), "maybe");
    assert.equal(may(access([named("Other", UNKNOWN)]), ROLE), "maybe");
    assert.equal(may(access([policy("Own", stop)], { unknowns }), ROLE), "no");
    assert.equal(may(access([], { unknowns, boundary: policy("Boundary", { Action: "s3:*" }) }), ROLE), "no");
    assert.equal(may(access([], { unknowns, boundary: policy("Boundary", { Action: "*" }) }), ROLE), "maybe");
  });
});

describe("an upper bound over documents full of wildcards", () => {
  it("comes back, and leaves out nothing", () => {
    const bombs = (letter: string) =>
      Array.from({ length: 60 }, (_, index) => `arn:aws:s3:::${"*a?".repeat(15)}${letter}${index}*`);
    const documents = Array.from({ length: 60 }, (_, index) =>
      policy(`Bomb${index}`, {
        Effect: index % 2 ? "Allow" : "Deny",
        Action: "s3:*",
        Resource: bombs("bc"[index % 2]!),
      }),
    );
    const boundary = policy("Boundary", { Action: "*", Resource: bombs("d") });
    assert.equal(grantsOf(access(documents), "s3:GetObject", unknownContext).length, 30);
    assert.equal(grantsOf(access(documents, { boundary }), "s3:GetObject", unknownContext).length, 30);
    assert.equal(mayAllow(access(documents), "s3:GetObject", "arn:aws:sqs:*:*:a*", unknownContext), "no");
  });
});

import assert from "node:assert/strict";
import { contextOf, unknownContext } from "../../../../policypack/evaluation/conditions/request-context";
import { decide } from "../../../../policypack/evaluation/decisions/decide";
import {
  UNKNOWN,
  type Access,
  type Outcome,
  type RequestContext,
} from "../../../../policypack/evaluation/types";
import { access, named, onlyKeys, policy, request, type Written } from "../support/access";
import { describeUnknown } from "../../../../policypack/unknowns/describe";

const TABLE = "arn:aws:dynamodb:eu-west-1:111122223333:table/orders";
const GET = "dynamodb:GetItem";
const ALLOW = { Action: "dynamodb:*", Resource: "arn:aws:dynamodb:*:*:table/*" };

function outcome(who: Access, resource = TABLE, context: RequestContext = onlyKeys()): Outcome {
  return decide(who, request(GET, resource, context)).outcome;
}

describe("decide", () => {
  const deny = (more: Written): Written => ({ ...ALLOW, Effect: "Deny", ...more });
  const cases: [what: string, statements: Written[], expected: Outcome][] = [
    ["an Allow of the action and resource", [ALLOW], "allowed"],
    ["the action in other letters", [{ ...ALLOW, Action: "DYNAMODB:getitem" }], "allowed"],
    ["the action's first letters", [{ ...ALLOW, Action: "dynamodb:Get*" }], "allowed"],
    ["every action", [{ Action: "*" }], "allowed"],
    ["another action", [{ ...ALLOW, Action: "dynamodb:PutItem" }], "implicitly-denied"],
    ["all but another action", [{ ...ALLOW, NotAction: "s3:*", Action: undefined }], "allowed"],
    [
      "all but this action",
      [{ ...ALLOW, NotAction: "dynamodb:Get*", Action: undefined }],
      "implicitly-denied",
    ],
    ["another resource", [{ ...ALLOW, Resource: `${TABLE}2` }], "implicitly-denied"],
    [
      "the resource in other letters",
      [{ ...ALLOW, Resource: TABLE.replace("orders", "Orders") }],
      "implicitly-denied",
    ],
    ["all but another resource", [{ Action: GET, NotResource: `${TABLE}2` }], "allowed"],
    ["all but this resource", [{ Action: GET, NotResource: TABLE }], "implicitly-denied"],
    ["an ARN that ends early", [{ Action: GET, Resource: "arn:aws:dynamodb" }], "allowed"],
    ["a Deny beside it", [ALLOW, deny({ Action: GET })], "explicitly-denied"],
    ["a Deny of another action", [ALLOW, deny({ Action: "dynamodb:PutItem" })], "allowed"],
    ["a Deny of another resource", [ALLOW, deny({ Resource: `${TABLE}2` })], "allowed"],
    ["a Deny of all but this action", [ALLOW, deny({ NotAction: GET, Action: undefined })], "allowed"],
    [
      "a Deny of all but this resource",
      [ALLOW, deny({ NotResource: TABLE, Resource: undefined })],
      "allowed",
    ],
    [
      "a Deny of all but another",
      [ALLOW, deny({ NotResource: "arn:aws:s3:::*", Resource: undefined })],
      "explicitly-denied",
    ],
    ["a Deny alone", [deny({})], "explicitly-denied"],
    ["nothing about it", [{ Action: "s3:*" }], "implicitly-denied"],
  ];
  for (const [what, statements, expected] of cases) {
    it(`${what}: ${expected}`, () => {
      const written = statements.map((statement) => JSON.parse(JSON.stringify(statement)) as Written);
      assert.equal(outcome(access([policy("Own", ...written)])), expected);
    });
  }

  it("adds up documents", () => {
    const parts = [policy("Reads", { Action: "s3:*" }), policy("Writes", ALLOW)];
    assert.equal(outcome(access(parts)), "allowed");
    assert.equal(
      outcome(access([...parts, policy("Stops", { ...ALLOW, Effect: "Deny" })])),
      "explicitly-denied",
    );
    assert.equal(outcome(access([])), "implicitly-denied");
  });

  it("names the statement that decides", () => {
    const who = access([
      policy("Reads", { Action: "s3:*" }),
      policy("Tables", { ...ALLOW, Sid: "AllTables" }),
    ]);
    const { decidedBy } = decide(who, request(GET, TABLE));
    assert.equal(decidedBy?.document.name, "Tables");
    assert.equal(decidedBy?.statement.sid, "AllTables");
  });
});

describe("decide about a pattern of resources", () => {
  const asked = "arn:aws:dynamodb:eu-west-1:111122223333:table/orders/index/*";
  const withDeny = (deny: Written) =>
    access([policy("Own", ALLOW, { Action: GET, Effect: "Deny", ...deny })]);

  it("wants all of it allowed", () => {
    assert.equal(outcome(access([policy("Own", ALLOW)]), asked), "allowed");
    const oneIndex = { ...ALLOW, Resource: `${TABLE}/index/by-date` };
    assert.equal(outcome(access([policy("Own", oneIndex)]), asked), "implicitly-denied");
    const prefix = { ...ALLOW, Resource: `${TABLE}/index/by-*` };
    assert.equal(outcome(access([policy("Own", prefix)]), asked), "implicitly-denied");
  });

  it("is refused if a part of it is denied", () => {
    assert.equal(outcome(withDeny({ Resource: `${TABLE}/index/by-date` }), asked), "explicitly-denied");
    assert.equal(outcome(withDeny({ Resource: `${TABLE}/*/by-?` }), asked), "explicitly-denied");
    assert.equal(outcome(withDeny({ Resource: TABLE }), asked), "allowed");
  });

  it("is not refused by a Deny whose wildcards would have to reach over a colon", () => {
    const logs = "arn:aws:logs:eu-west-1:111122223333:log-group:/ecs/app:log-stream:ecs/app/*";
    const on = (Resource: string) =>
      decide(
        access([policy("Own", { Action: "logs:*" }, { Effect: "Deny", Action: "logs:*", Resource })]),
        request("logs:PutLogEvents", logs),
      ).outcome;
    assert.equal(on("arn:aws:logs:*:*:log-group:/aws/*"), "allowed");
    assert.equal(on("arn:aws:logs:*:*:log-group:/ecs/*"), "explicitly-denied");
    assert.equal(on("arn:aws:logs:*:*:*"), "explicitly-denied");
    assert.equal(on("arn:aws:logs:*"), "explicitly-denied");
  });

  it("is refused if a Deny spares only a part of it", () => {
    assert.equal(outcome(withDeny({ NotResource: `${TABLE}/index/by-date` }), asked), "explicitly-denied");
    assert.equal(outcome(withDeny({ NotResource: `${TABLE}/*` }), asked), "allowed");
    assert.equal(
      outcome(withDeny({ NotResource: [`${TABLE}/index/a*`, `${TABLE}/index/b*`] }), asked),
      "explicitly-denied",
    );
  });

  it("is open where several exceptions might cover it together", () => {
    const together = { NotResource: [`${TABLE}/index/?*`, `${TABLE}/index/`] };
    assert.equal(outcome(withDeny(together), asked), "unproven");
  });

  it("is not allowed by a NotResource that names a part of it", () => {
    const who = access([policy("Own", { Action: GET, NotResource: `${TABLE}/index/by-date` })]);
    assert.equal(outcome(who, asked), "implicitly-denied");
  });
});

describe("decide about actions that take no resource", () => {
  const token = "ecr:GetAuthorizationToken";
  const on = (...statements: Written[]) =>
    decide(access([policy("Own", ...statements)]), request(token, "*")).outcome;
  const repository = "arn:aws:ecr:eu-west-1:111122223333:repository/app";

  it("needs the resource *", () => {
    assert.equal(on({ Action: token }), "allowed");
    assert.equal(on({ Action: token, Resource: repository }), "implicitly-denied");
    assert.equal(on({ Action: token, NotResource: repository }), "allowed");
  });

  it("is not hindered by a Deny on ARNs", () => {
    const deny = { Effect: "Deny", Action: "ecr:*" };
    assert.equal(on({ Action: token }, { ...deny, Resource: repository }), "allowed");
    assert.equal(on({ Action: token }, { ...deny, NotResource: repository }), "explicitly-denied");
  });
});

describe("decide within a permissions boundary", () => {
  const bounded = (...statements: Written[]) =>
    access([policy("Own", ALLOW)], { boundary: policy("Boundary", ...statements) });

  it("needs the boundary to allow it too", () => {
    assert.equal(outcome(bounded({ Action: "dynamodb:Get*" })), "allowed");
    assert.equal(outcome(bounded({ Action: "dynamodb:Put*" })), "boundary-denied");
    assert.equal(outcome(access([], { boundary: policy("Boundary", ALLOW) })), "implicitly-denied");
  });

  it("takes the boundary's Deny for a Deny", () => {
    assert.equal(outcome(bounded({ Action: "*" }, { Action: GET, Effect: "Deny" })), "explicitly-denied");
  });

  it("is open if the boundary is", () => {
    const unknown = access([policy("Own", ALLOW)], { boundary: named("Boundary", UNKNOWN) });
    const broken = access([policy("Own", ALLOW)], { boundary: named("Boundary", "{") });
    assert.equal(outcome(unknown), "unproven");
    assert.equal(outcome(broken), "unproven");
    const [open] = decide(broken, request(GET, TABLE)).unknowns;
    assert.match(open ? describeUnknown(open) : "", /^document Boundary, which is malformed \(.*JSON/);
  });

  it("refuses for certain whatever else is missing", () => {
    const who = {
      ...bounded({ Action: "s3:*" }),
      unknowns: [{ fact: { kind: "policy-elsewhere" as const, arn: "Base" } }],
    };
    assert.equal(outcome(who), "boundary-denied");
  });

  it("tells what the boundary allows", () => {
    const { nearMisses } = decide(bounded({ Action: GET, Resource: `${TABLE}2` }), request(GET, TABLE));
    assert.deepEqual(
      nearMisses.map(({ document, why }) => [document.name, why]),
      [["Boundary", `it allows it on ${TABLE}2 only`]],
    );
  });
});

describe("decide with conditions", () => {
  const region = (Effect: string) => ({
    ...ALLOW,
    Effect,
    Condition: { StringEquals: { "aws:RequestedRegion": "eu-west-1" } },
  });
  const here = onlyKeys({ "aws:RequestedRegion": "eu-west-1" });
  const there = onlyKeys({ "aws:RequestedRegion": "us-east-1" });
  const decided = (statements: Written[], context: RequestContext) =>
    decide(access([policy("Own", ...statements)]), request(GET, TABLE, context));

  it("counts an Allow only if they hold", () => {
    assert.equal(decided([region("Allow")], here).outcome, "allowed");
    assert.equal(decided([region("Allow")], there).outcome, "implicitly-denied");
    const open = decided([region("Allow")], unknownContext);
    assert.equal(open.outcome, "unproven");
    assert.deepEqual(open.unknowns.map(describeUnknown), ["condition key aws:RequestedRegion of Own"]);
  });

  it("counts a Deny unless they fail", () => {
    assert.equal(decided([ALLOW, region("Deny")], here).outcome, "explicitly-denied");
    assert.equal(decided([ALLOW, region("Deny")], there).outcome, "allowed");
    assert.equal(decided([ALLOW, region("Deny")], unknownContext).outcome, "unproven");
  });

  it("is sure where another statement decides", () => {
    assert.equal(decided([region("Allow"), ALLOW], unknownContext).outcome, "allowed");
    assert.equal(
      decided([region("Deny"), { ...ALLOW, Effect: "Deny" }], unknownContext).outcome,
      "explicitly-denied",
    );
    assert.equal(decided([region("Deny")], unknownContext).outcome, "implicitly-denied");
  });

  it("says what fails", () => {
    const why = (context: RequestContext) => decided([region("Allow")], context).nearMisses[0]?.why;
    const condition = "its condition StringEquals aws:RequestedRegion = eu-west-1";
    assert.equal(why(there), `${condition} fails: the request has us-east-1`);
    assert.equal(why(onlyKeys()), `${condition} fails: the request has no such key`);
    assert.equal(why(unknownContext), "it depends on condition key aws:RequestedRegion of Own");
  });
});

describe("decide with policy variables in resources", () => {
  const home = { Action: GET, Resource: "arn:aws:dynamodb:eu-west-1:111122223333:table/${aws:username}" };
  const decided = (statements: Written[], context: RequestContext) =>
    decide(access([policy("Own", ...statements)]), request(GET, TABLE, context));

  it("puts in their values", () => {
    assert.equal(decided([home], onlyKeys({ "aws:username": "orders" })).outcome, "allowed");
    assert.equal(decided([home], onlyKeys({ "aws:username": "o*" })).outcome, "implicitly-denied");
    assert.equal(decided([home], onlyKeys()).outcome, "implicitly-denied");
  });

  it("is open if their values are unknown and could match", () => {
    const open = decided([home], unknownContext);
    assert.equal(open.outcome, "unproven");
    assert.deepEqual(open.unknowns.map(describeUnknown), ["policy variable ${aws:username} of Own"]);
    const elsewhere = { ...home, Resource: "arn:aws:s3:::data/${aws:username}" };
    assert.equal(decided([elsewhere], unknownContext).outcome, "implicitly-denied");
    assert.equal(decided([ALLOW, { ...home, Effect: "Deny" }], unknownContext).outcome, "unproven");
  });

  it("builds on no NotResource whose variable has no value", () => {
    const { Resource, ...rest } = home;
    assert.equal(decided([{ ...rest, NotResource: Resource }], onlyKeys()).outcome, "implicitly-denied");
    assert.equal(
      decided([ALLOW, { ...rest, NotResource: Resource, Effect: "Deny" }], onlyKeys()).outcome,
      "unproven",
    );
  });
});

describe("decide about what is not wholly known", () => {
  const partly = (more: Written) => policy("Partly", { ...ALLOW, ...more });

  it("is open beside an unknown or malformed document", () => {
    for (const document of [named("Other", UNKNOWN), named("Other", "{")]) {
      assert.equal(outcome(access([document])), "unproven");
      assert.equal(outcome(access([document, policy("Own", ALLOW)])), "unproven");
      assert.equal(
        outcome(access([document, policy("Own", { ...ALLOW, Effect: "Deny" })])),
        "explicitly-denied",
      );
    }
    const { unknowns } = decide(access([named("Other", UNKNOWN)]), request(GET, TABLE));
    assert.deepEqual(unknowns, [{ kind: "document", document: "Other" }]);
  });

  it("is open beside what is not known, unless that denies nothing and something allows", () => {
    const fact = { kind: "policy-elsewhere", arn: "arn:aws:iam::111122223333:policy/Base" } as const;
    const unknown = { fact };
    const harmless = { fact, deniesNothing: true };
    assert.equal(outcome(access([policy("Own", ALLOW)], { unknowns: [unknown] })), "unproven");
    assert.equal(outcome(access([policy("Own", ALLOW)], { unknowns: [harmless] })), "allowed");
    assert.equal(outcome(access([], { unknowns: [harmless] })), "unproven");
    assert.deepEqual(decide(access([], { unknowns: [unknown] }), request(GET, TABLE)).unknowns, [fact]);
  });

  it("is open beside a statement with unknown parts that may be about it", () => {
    assert.equal(outcome(access([partly({ Resource: UNKNOWN })])), "unproven");
    // Whatever else is named beside everything adds nothing to it.
    assert.equal(outcome(access([partly({ Resource: [UNKNOWN, "*"] })])), "allowed");
    assert.equal(outcome(access([partly({ Action: UNKNOWN })])), "unproven");
    assert.equal(outcome(access([partly({ Condition: UNKNOWN })])), "unproven");
    assert.equal(
      outcome(access([partly({ Effect: "Deny", Resource: UNKNOWN }), policy("Own", ALLOW)])),
      "unproven",
    );
  });

  it("is not troubled by unknown parts of statements about something else", () => {
    const elsewhere = policy("Other", { Effect: "Deny", Action: "s3:*", Resource: UNKNOWN });
    assert.equal(outcome(access([elsewhere, policy("Own", ALLOW)])), "allowed");
    assert.equal(
      outcome(access([partly({ Resource: "arn:aws:s3:::x", Condition: UNKNOWN })])),
      "implicitly-denied",
    );
  });

  it("is sure where a statement has a condition that fails, known or not the rest", () => {
    const who = access([partly({ Resource: UNKNOWN, Condition: { Bool: { "aws:x": "true" } } })]);
    assert.equal(outcome(who, TABLE, contextOf({ "aws:x": "false" })), "implicitly-denied");
  });
});

describe("near misses", () => {
  const misses = (...statements: Written[]) =>
    decide(access([policy("Own", ...statements)]), request(GET, TABLE)).nearMisses.map(({ why }) => why);

  it("name the resources that are allowed instead", () => {
    assert.deepEqual(misses({ ...ALLOW, Resource: ["arn:aws:s3:::a", "arn:aws:s3:::b"] }), [
      "it allows it on arn:aws:s3:::a, arn:aws:s3:::b only",
    ]);
    assert.deepEqual(misses({ Action: GET, NotResource: TABLE }), [`its NotResource leaves out ${TABLE}`]);
  });

  it("name the actions that are allowed instead", () => {
    assert.deepEqual(
      misses({ ...ALLOW, Action: ["dynamodb:PutItem", "dynamodb:Query"] }, { Action: "s3:*" }),
      ["it allows dynamodb:PutItem, dynamodb:Query there, not dynamodb:GetItem"],
    );
  });

  it("are not given where it is allowed or denied outright", () => {
    assert.deepEqual(misses(ALLOW, { ...ALLOW, Resource: "arn:aws:s3:::a" }), []);
    assert.deepEqual(misses({ ...ALLOW, Effect: "Deny" }, { ...ALLOW, Resource: "arn:aws:s3:::a" }), []);
  });
});

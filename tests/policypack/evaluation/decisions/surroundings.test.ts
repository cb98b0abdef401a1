import assert from "node:assert/strict";
import { decide } from "../../../../policypack/evaluation/decisions/decide";
import { explain } from "../../../../policypack/evaluation/decisions/explain";
import type { Requester } from "../../../../policypack/evaluation/decisions/principal-match";
import type { ResourceSide, Surroundings } from "../../../../policypack/evaluation/decisions/surroundings";
import { unknownContext } from "../../../../policypack/evaluation/conditions/request-context";
import { readDocument } from "../../../../policypack/evaluation/reading/read-document";
import { type NamedDocument, type Outcome, UNKNOWN } from "../../../../policypack/evaluation/types";
import { describeUnknown } from "../../../../policypack/unknowns/describe";
import { access, documentOf, onlyKeys, policy, request, type Written } from "../support/access";

const ACCOUNT = "111122223333";
const ROLE = `arn:aws:iam::${ACCOUNT}:role/app`;
const APP: Requester = { principalArn: ROLE, account: ACCOUNT };
const ROOT = { AWS: `arn:aws:iam::${ACCOUNT}:root` };
const OBJECT = "arn:aws:s3:::data/a";
const KEY = `arn:aws:kms:eu-west-1:${ACCOUNT}:key/k`;

const mayRead = policy("own", { Action: ["s3:GetObject", "kms:Decrypt"] });
const mayWrite = policy("own", { Action: "s3:PutObject" });

/** A document of whoever is not the principal; statements allow everyone everything unless they say otherwise. */
function others(name: string, ...statements: Written[]): NamedDocument {
  const written = documentOf(...statements.map((each) => ({ Principal: "*", Action: "*", ...each })));
  return { name, kind: "resource", reading: readDocument(written, "resource") };
}

function side(documents: NamedDocument[], more: Partial<ResourceSide> = {}): ResourceSide {
  return { documents, unknowns: [], rule: "either", isSameAccount: true, name: "the bucket data", ...more };
}

function outcome(own: NamedDocument, around: Surroundings, boundary?: NamedDocument): Outcome {
  const resource = around.resource?.rule === "key" ? KEY : OBJECT;
  const action = around.resource?.rule === "key" ? "kms:Decrypt" : "s3:GetObject";
  const principal = access([own], boundary && { boundary });
  return decide(principal, request(action, resource), { requester: APP, ...around }).outcome;
}

const toRole = others("bucket", { Principal: { AWS: ROLE } });
const toAccount = others("bucket", { Principal: ROOT });
const toOther = others("bucket", { Principal: { AWS: `arn:aws:iam::${ACCOUNT}:role/other` } });
const toAll = others("bucket", {});
const denying = others("bucket", { Effect: "Deny" });
const tight = { ...policy("bound", { Action: "dynamodb:*" }), kind: "boundary" as const };

describe("decide beside the policy of a resource", () => {
  type Row = [title: string, own: NamedDocument, documents: NamedDocument[], same: Outcome, between: Outcome];
  const rows: Row[] = [
    ["no policy, granted by its own", mayRead, [], "allowed", "resource-denied"],
    ["no policy, granted by nothing", mayWrite, [], "implicitly-denied", "implicitly-denied"],
    ["the role named", mayWrite, [toRole], "allowed", "implicitly-denied"],
    ["everyone named", mayWrite, [toAll], "allowed", "implicitly-denied"],
    ["the account named", mayWrite, [toAccount], "implicitly-denied", "implicitly-denied"],
    ["the role named by both sides", mayRead, [toRole], "allowed", "allowed"],
    ["the account named, granted by its own", mayRead, [toAccount], "allowed", "allowed"],
    ["somebody else named, granted by its own", mayRead, [toOther], "allowed", "resource-denied"],
    ["denied to everyone", mayRead, [toRole, denying], "explicitly-denied", "explicitly-denied"],
  ];
  for (const [title, own, documents, same, between] of rows) {
    it(`${title}: ${same} within the account, ${between} from another`, () => {
      assert.equal(outcome(own, { resource: side(documents) }), same);
      assert.equal(outcome(own, { resource: side(documents, { isSameAccount: false }) }), between);
      const either = outcome(own, { resource: side(documents, { isSameAccount: undefined }) });
      if (same === "allowed" && between !== "allowed") assert.equal(either, "unproven");
      else assert.equal(either, between);
    });
  }

  it("lets a boundary limit what names the role, and not what names everyone", () => {
    assert.equal(outcome(mayWrite, { resource: side([toRole]) }, tight), "boundary-denied");
    assert.equal(outcome(mayWrite, { resource: side([toAll]) }, tight), "allowed");
    assert.equal(outcome(mayRead, { resource: side([]) }, tight), "boundary-denied");
  });

  it("lets NotPrincipal except nobody whom a boundary limits", () => {
    const excepting = others("bucket", {
      Effect: "Deny",
      Principal: undefined,
      NotPrincipal: { AWS: [ROLE, `arn:aws:iam::${ACCOUNT}:root`] },
    });
    const wide = { ...policy("bound", { Action: "*" }), kind: "boundary" as const };
    assert.equal(outcome(mayRead, { resource: side([excepting]) }), "allowed");
    assert.equal(outcome(mayRead, { resource: side([excepting]) }, wide), "explicitly-denied");
    const granting = others("bucket", { Principal: undefined, NotPrincipal: { AWS: [ROLE, ROOT.AWS] } });
    assert.equal(outcome(mayWrite, { resource: side([granting]) }, wide), "implicitly-denied");
  });

  it("says which statements of both sides decide, and what withholds", () => {
    const around = { requester: APP, resource: side([toRole], { isSameAccount: false }) };
    const decision = decide(access([mayRead]), request("s3:GetObject", OBJECT), around);
    assert.equal(decision.decidedBy?.document.name, "own");
    assert.equal(decision.decidedWith?.document.name, "bucket");
    const refused = decide(access([mayRead]), request("s3:GetObject", OBJECT), {
      ...around,
      resource: side([toOther], { isSameAccount: false }),
    });
    assert.deepEqual(
      refused.withheldBy?.map(({ name }) => name),
      ["bucket"],
    );
    assert.match(refused.nearMisses[0]?.why ?? "", /^it is about arn:aws:iam::111122223333:role\/other/);
    const steps = explain(access([mayRead]), request("s3:GetObject", OBJECT), around);
    assert.deepEqual(
      steps.map(({ about, result }) => `${about}: ${result}`),
      ["policy: decides", "resource policy: decides", "decision: decides"],
    );
  });

  it("is open where a policy is, and says what is not known", () => {
    const unknown: NamedDocument = { name: "bucket", kind: "resource", reading: { state: "unknown" } };
    assert.equal(outcome(mayRead, { resource: side([unknown]) }), "unproven", "it may deny");
    const elsewhere = side([], {
      isSameAccount: false,
      unknowns: [{ fact: { kind: "resource-policy-elsewhere", resource: OBJECT } }],
    });
    const open = decide(access([mayRead]), request("s3:GetObject", OBJECT), {
      requester: APP,
      resource: elsewhere,
    });
    assert.deepEqual(open.unknowns.map(describeUnknown), [
      `the policy of ${OBJECT}, which lies in another account`,
    ]);
    assert.equal(
      outcome(mayWrite, { resource: elsewhere }),
      "implicitly-denied",
      "its own side lacks it anyway",
    );
    const someRole = others("bucket", { Principal: { AWS: UNKNOWN } });
    assert.equal(outcome(mayWrite, { resource: side([someRole]) }), "unproven");
  });

  it("never alarms on a Deny unless TLS, and is open on one unless a key that nothing fixes", () => {
    const deny = (Condition: object) => others("bucket", { Effect: "Deny", Condition });
    const asked = (document: NamedDocument, context = onlyKeys({ "aws:SecureTransport": "true" })) =>
      decide(access([mayRead]), request("s3:GetObject", OBJECT, context), {
        requester: APP,
        resource: side([document]),
      });
    assert.equal(asked(deny({ Bool: { "aws:SecureTransport": "false" } })).outcome, "allowed");
    const outside = deny({ StringNotEquals: { "aws:SourceVpce": "vpce-1" } });
    assert.equal(asked(outside, unknownContext).outcome, "unproven");
    assert.equal(asked(outside).outcome, "explicitly-denied", "requests carry no such key");
    assert.equal(asked(outside, onlyKeys({ "aws:SourceVpce": "vpce-1" })).outcome, "allowed");
  });
});

describe("decide beside the policy of a key", () => {
  const key = (...documents: NamedDocument[]) => side(documents, { rule: "key", name: "the key k" });
  const rows: [title: string, resource: ResourceSide, granted: Outcome, ungranted: Outcome][] = [
    ["hands over to the account", key(toAccount), "allowed", "implicitly-denied"],
    ["grants the role itself", key(toRole), "allowed", "allowed"],
    ["names somebody else only", key(toOther), "resource-denied", "resource-denied"],
    ["hands over by default", { ...key(), handsOver: true }, "allowed", "implicitly-denied"],
    ["hands over by default, and a grant", { ...key(toRole), handsOver: true }, "allowed", "allowed"],
    ["denies", key(toAccount, denying), "explicitly-denied", "explicitly-denied"],
  ];
  for (const [title, resource, granted, ungranted] of rows) {
    it(`${title}: ${granted} with a policy of its own, ${ungranted} without`, () => {
      assert.equal(outcome(mayRead, { resource }), granted);
      assert.equal(outcome(mayWrite, { resource }), ungranted);
    });
  }

  it("lets a boundary limit a grant to the role", () => {
    assert.equal(outcome(mayWrite, { resource: key(toRole) }, tight), "boundary-denied");
  });

  it("tells both statements where the key hands over", () => {
    const decision = decide(access([mayRead]), request("kms:Decrypt", KEY), {
      requester: APP,
      resource: key(toAccount),
    });
    assert.deepEqual(
      [decision.decidedBy, decision.decidedWith].map((by) => by?.document.name),
      ["own", "bucket"],
    );
  });
});

describe("decide for a service, and for nobody in particular", () => {
  const asks = (requester: Requester, ...documents: NamedDocument[]) =>
    decide(access([]), request("s3:GetObject", OBJECT), { requester, resource: side(documents) }).outcome;

  it("goes by the resource's policy alone", () => {
    const service = "logs.eu-west-1.amazonaws.com";
    assert.equal(asks({ service }, others("p", { Principal: { Service: service } })), "allowed");
    assert.equal(asks({ service }, toAccount), "implicitly-denied");
    assert.equal(asks({ service }, toAll, denying), "explicitly-denied");
    assert.equal(asks({ isAnonymous: true }, toAll), "allowed");
    assert.equal(asks({ isAnonymous: true }, toRole), "implicitly-denied");
  });
});

describe("decide beside an organization's and an endpoint's policies", () => {
  const everything = policy("FullAWSAccess", { Action: "*" });
  const noReading = policy("scp", { Effect: "Deny", Action: "s3:GetObject" });

  it("asks each level to let the request through, and lets any Deny refuse", () => {
    assert.equal(outcome(mayRead, { serviceControl: [[everything], [everything]] }), "allowed");
    assert.equal(outcome(mayRead, { serviceControl: [[everything], [mayWrite]] }), "organization-denied");
    assert.equal(outcome(mayRead, { serviceControl: [[mayWrite, mayRead]] }), "allowed");
    assert.equal(outcome(mayRead, { serviceControl: [[everything, noReading]] }), "explicitly-denied");
    assert.equal(outcome(mayRead, { denying: [noReading] }), "explicitly-denied");
    assert.equal(
      outcome(mayRead, { denying: [others("rcp", { Effect: "Deny", Action: "s3:Put*" })] }),
      "allowed",
    );
  });

  it("asks every endpoint on the way", () => {
    const endpoint = others("endpoint", { Action: "s3:Get*" });
    assert.equal(outcome(mayRead, { endpoints: [endpoint] }), "allowed");
    assert.equal(outcome(mayRead, { endpoints: [toAll, denying] }), "explicitly-denied");
    assert.equal(
      outcome(mayRead, { endpoints: [others("endpoint", { Action: "s3:Put*" })] }),
      "endpoint-denied",
    );
    const decision = decide(access([mayRead]), request("s3:GetObject", OBJECT), {
      requester: APP,
      endpoints: [others("endpoint", { Effect: "Deny", Action: "s3:Put*" })],
    });
    assert.deepEqual([decision.outcome, decision.withheldBy?.[0]?.name], ["endpoint-denied", "endpoint"]);
  });
});

describe("decide on what lies behind", () => {
  const FRONT = "arn:aws:s3:eu-west-1:111122223333:accesspoint/in/object/a";
  const inFront = (action: string) => policy("own", { Action: action, Resource: FRONT });
  const decided = (own: NamedDocument, behind: ResourceSide, front: NamedDocument[] = []) =>
    decide(access([own]), request("s3:GetObject", FRONT), {
      requester: APP,
      resource: side(front, { name: "the access point in" }),
      behind: { resource: OBJECT, side: behind },
    });

  it("asks it by its own name, and both must let it through", () => {
    const onObject = (effect: string) => others("bucket", { Effect: effect, Resource: OBJECT });
    const outcomes = [
      decided(inFront("s3:GetObject"), side([])),
      decided(inFront("s3:GetObject"), side([onObject("Deny")])),
      decided(inFront("s3:PutObject"), side([onObject("Allow")])),
      decided(inFront("s3:PutObject"), side([]), [toRole]),
      decided(inFront("s3:PutObject"), side([onObject("Allow")]), [toRole]),
      decided(inFront("s3:GetObject"), side([], { isSameAccount: false })),
      decided(inFront("s3:GetObject"), side([toRole], { isSameAccount: false })),
    ].map(({ outcome }) => outcome);
    assert.deepEqual(outcomes, [
      "allowed",
      "explicitly-denied",
      "implicitly-denied",
      "resource-denied",
      "allowed",
      "resource-denied",
      "allowed",
    ]);
  });

  it("is open where either is, for the reasons of both", () => {
    const unknown: NamedDocument = { name: "later", kind: "resource", reading: { state: "unknown" } };
    const { outcome, unknowns } = decided(inFront("s3:GetObject"), side([unknown]), [
      { ...unknown, name: "point" },
    ]);
    assert.equal(outcome, "unproven");
    assert.deepEqual(unknowns.map(describeUnknown).length, 2);
  });

  it("says whose policy withholds it, and explains its statements by its own name", () => {
    const { withheldOn } = decided(inFront("s3:PutObject"), side([toOther]), [toRole]);
    assert.deepEqual(withheldOn, { name: "the bucket data", resource: OBJECT });
    const around: Surroundings = {
      requester: APP,
      resource: side([]),
      behind: { resource: OBJECT, side: side([others("bucket", { Effect: "Deny", Resource: OBJECT })]) },
    };
    const steps = explain(access([inFront("s3:GetObject")]), request("s3:GetObject", FRONT), around);
    const deny = steps.find(({ document }) => document?.name === "bucket");
    assert.deepEqual([deny?.about, deny?.result], ["resource policy", "decides"]);
  });
});

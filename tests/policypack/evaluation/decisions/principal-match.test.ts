import assert from "node:assert/strict";
import {
  matchPrincipals,
  names,
  type Requester,
} from "../../../../policypack/evaluation/decisions/principal-match";
import { readDocument } from "../../../../policypack/evaluation/reading/read-document";
import { or } from "../../../../policypack/evaluation/truth";
import type { Statement } from "../../../../policypack/evaluation/types";

const ACCOUNT = "111122223333";
const OTHER = "444455556666";
const role = (name: string, account = ACCOUNT) => `arn:aws:iam::${account}:role/${name}`;
const session = (name: string, account = ACCOUNT) => `arn:aws:sts::${account}:assumed-role/${name}/task-1`;
const root = (account = ACCOUNT, partition = "aws") => `arn:${partition}:iam::${account}:root`;

const APP: Requester = { principalArn: role("service/app") };
const ANN: Requester = { principalArn: `arn:aws:iam::${ACCOUNT}:user/ann` };
const LOGS: Requester = { service: "logs.eu-central-1.amazonaws.com" };
const SOMEBODY: Requester = {};
const SOMEBODY_HERE: Requester = { account: ACCOUNT };

function principalsOf(element: object): Statement["principals"] {
  const statement = { Effect: "Deny", Action: "s3:GetObject", Resource: "*", ...element };
  const reading = readDocument({ Version: "2012-10-17", Statement: [statement] }, "resource");
  assert.equal(reading.state, "known", JSON.stringify(reading));
  return reading.document.statements[0]?.principals;
}

/** As `itself`, then `by its account`. */
function matched(element: object, requester: Requester): [string, string] {
  const { itself, byRole, byAccount } = matchPrincipals(principalsOf(element), requester);
  return [or(itself, byRole), byAccount];
}

describe("matchPrincipals", () => {
  const rows: [string, object, Requester, [string, string]][] = [
    ["everybody", { Principal: "*" }, APP, ["yes", "no"]],
    ["everybody under AWS, services too", { Principal: { AWS: "*" } }, LOGS, ["yes", "no"]],
    ["everybody, of whom nothing is known", { Principal: { AWS: "*" } }, SOMEBODY, ["yes", "no"]],
    ["a role with its path", { Principal: { AWS: role("service/app") } }, APP, ["yes", "no"]],
    ["a role without its path", { Principal: { AWS: role("app") } }, APP, ["no", "no"]],
    ["a role of another account", { Principal: { AWS: role("service/app", OTHER) } }, APP, ["no", "no"]],
    ["one of several", { Principal: { AWS: [role("x"), role("service/app")] } }, APP, ["yes", "no"]],
    ["an account's id", { Principal: { AWS: ACCOUNT } }, APP, ["no", "yes"]],
    ["an account's root", { Principal: { AWS: root() } }, ANN, ["no", "yes"]],
    ["role and root", { Principal: { AWS: [root(), role("service/app")] } }, APP, ["yes", "yes"]],
    ["another account's root", { Principal: { AWS: root(OTHER) } }, APP, ["no", "no"]],
    ["the root in another partition", { Principal: { AWS: root(ACCOUNT, "aws-cn") } }, APP, ["no", "no"]],
    ["one of the role's sessions", { Principal: { AWS: session("app") } }, APP, ["maybe", "no"]],
    ["a session of another role", { Principal: { AWS: session("other") } }, APP, ["no", "no"]],
    ["a session in another account", { Principal: { AWS: session("app", OTHER) } }, APP, ["no", "no"]],
    ["a user", { Principal: { AWS: `arn:aws:iam::${ACCOUNT}:user/ann` } }, ANN, ["yes", "no"]],
    ["the id of some role", { Principal: { AWS: "AROAEXAMPLEEXAMPLEEXA" } }, APP, ["maybe", "no"]],
    ["the id of some user", { Principal: { AWS: "AIDAEXAMPLEEXAMPLEEXA" } }, APP, ["no", "no"]],
    ["the id of some user", { Principal: { AWS: "AIDAEXAMPLEEXAMPLEEXA" } }, ANN, ["maybe", "no"]],
    ["a service", { Principal: { Service: LOGS.service } }, LOGS, ["yes", "no"]],
    ["another service", { Principal: { Service: "logs.amazonaws.com" } }, LOGS, ["no", "no"]],
    ["a service, asked of a role", { Principal: { Service: LOGS.service } }, APP, ["no", "no"]],
    ["an account, asked of a service", { Principal: { AWS: ACCOUNT } }, LOGS, ["no", "no"]],
    [
      "a provider of identities",
      { Principal: { Federated: "cognito-identity.amazonaws.com" } },
      APP,
      ["no", "no"],
    ],
    ["a canonical user", { Principal: { CanonicalUser: "a".repeat(64) } }, APP, ["no", "maybe"]],
    [
      "a canonical user, asked of a service",
      { Principal: { CanonicalUser: "a".repeat(64) } },
      LOGS,
      ["no", "no"],
    ],
    ["some role, asked of nobody known", { Principal: { AWS: role("x") } }, SOMEBODY, ["maybe", "no"]],
    ["some account, asked of nobody known", { Principal: { AWS: OTHER } }, SOMEBODY, ["no", "maybe"]],
    [
      "a role elsewhere, asked of somebody here",
      { Principal: { AWS: role("x", OTHER) } },
      SOMEBODY_HERE,
      ["no", "no"],
    ],
    ["a service, asked of nobody known", { Principal: { Service: LOGS.service } }, SOMEBODY, ["no", "no"]],
    ["all but others", { NotPrincipal: { AWS: root(OTHER) } }, APP, ["yes", "no"]],
    [
      "all but its role and account",
      { NotPrincipal: { AWS: [role("service/app"), root()] } },
      APP,
      ["no", "no"],
    ],
    ["all but its role", { NotPrincipal: { AWS: role("service/app") } }, APP, ["maybe", "no"]],
    ["all but its account", { NotPrincipal: { AWS: ACCOUNT } }, APP, ["maybe", "no"]],
    ["all but a service", { NotPrincipal: { Service: LOGS.service } }, LOGS, ["no", "no"]],
    ["all but another service", { NotPrincipal: { Service: "sns.amazonaws.com" } }, LOGS, ["yes", "no"]],
    ["all but a session", { NotPrincipal: { AWS: [session("app"), root()] } }, APP, ["maybe", "no"]],
  ];
  for (const [title, element, requester, expected] of rows) {
    it(`${title}: ${expected.join(", by account ")}`, () => {
      assert.deepEqual(matched(element, requester), expected);
    });
  }

  it("knows nothing of a statement without principals", () => {
    assert.deepEqual(matchPrincipals(undefined, APP), {
      itself: "maybe",
      byRole: "maybe",
      byAccount: "maybe",
    });
  });

  it("tells the ARN of a role, which a boundary limits, from everyone and from a user", () => {
    const of = (element: object, requester: Requester) => matchPrincipals(principalsOf(element), requester);
    const nobody = { itself: "no", byRole: "no", byAccount: "no" };
    assert.deepEqual(of({ Principal: { AWS: role("service/app") } }, APP), { ...nobody, byRole: "yes" });
    assert.deepEqual(of({ Principal: "*" }, APP), { ...nobody, itself: "yes" });
    const user = `arn:aws:iam::${ACCOUNT}:user/ann`;
    assert.deepEqual(of({ Principal: { AWS: user } }, { principalArn: user }), { ...nobody, itself: "yes" });
  });

  it("knows a role by its name where its ARN is not known", () => {
    const of = (named: string, requester: Requester) =>
      matchPrincipals(principalsOf({ Principal: { AWS: named } }), requester).byRole;
    assert.equal(of(role("path/app"), { account: ACCOUNT, id: "role/App" }), "yes");
    assert.equal(of(role("other"), { account: ACCOUNT, id: "role/app" }), "no");
    assert.equal(of(role("app", OTHER), { account: ACCOUNT, id: "role/app" }), "no");
    assert.equal(of(role("app"), { id: "role/app" }), "maybe");
    assert.equal(of(role("app"), { account: ACCOUNT }), "maybe");
  });

  it("takes nobody in particular for everyone only", () => {
    const of = (element: object) => matchPrincipals(principalsOf(element), { isAnonymous: true }).itself;
    assert.equal(of({ Principal: { AWS: "*" } }), "yes");
    assert.equal(of({ Principal: { AWS: ACCOUNT } }), "no");
    assert.equal(of({ NotPrincipal: { AWS: role("app") } }), "yes");
  });

  it("says in one word whether somebody is named in whatever way", () => {
    assert.equal(names(principalsOf({ Principal: { AWS: ACCOUNT } }), APP), "yes");
    assert.equal(names(principalsOf({ Principal: { AWS: OTHER } }), APP), "no");
    assert.equal(names(principalsOf({ Principal: { AWS: session("app") } }), APP), "maybe");
  });
});

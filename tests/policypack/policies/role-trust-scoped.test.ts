import assert from "node:assert/strict";
import { UNKNOWN } from "../../../policypack/evaluation/types";
import { roleTrustScoped } from "../../../policypack/policies/role-trust-scoped";
import { judge as judgeAll, judgeResourceByRule, judgeStack, verdicts } from "../../support/judge";
import { ACCOUNT, lone, REGION, resource } from "../../support/stacks";

type Json = Record<string, unknown>;

const OTHER = "999988887777";
const GITHUB = "token.actions.githubusercontent.com";
const PROVIDER = { allowedAccountIds: `["${ACCOUNT}"]`, region: REGION };

const trust = (...statements: Json[]) => ({
  Version: "2012-10-17",
  Statement: statements.map((statement) => ({ Effect: "Allow", Action: "sts:AssumeRole", ...statement })),
});

const role = (value: unknown, provider: Json = PROVIDER) =>
  lone("aws:iam/role:Role", { name: "R", assumeRolePolicy: value }, provider);

const said = (value: unknown, config: Json = {}) => judgeResourceByRule(roleTrustScoped, role(value), config);

const found = (...statements: Json[]) => verdicts(said(trust(...statements)));

const federated = (issuer: string, Condition?: Json): Json => ({
  Principal: { Federated: `arn:aws:iam::${ACCOUNT}:oidc-provider/${issuer}` },
  Action: "sts:AssumeRoleWithWebIdentity",
  ...(Condition && { Condition }),
});

const builtIn = (provider: string, Condition?: Json): Json => ({
  Principal: { Federated: provider },
  Action: "sts:AssumeRoleWithWebIdentity",
  ...(Condition && { Condition }),
});

const POOL = "eu-west-1:12345678-aaaa-bbbb-cccc-123456790ab";

/** With a subject, and with the audience that is due unless more says otherwise. */
const github = (operator: string, sub: unknown, more: Json = {}, others: Json = {}) => {
  const subject = { [`${GITHUB}:sub`]: sub };
  const equals = { [`${GITHUB}:aud`]: "sts.amazonaws.com", ...more };
  return federated(
    GITHUB,
    operator === "StringEquals"
      ? { StringEquals: { ...equals, ...subject }, ...others }
      : { [operator]: subject, StringEquals: equals, ...others },
  );
};

const OPEN = ["violated"];
const ADVICE = ["violated (advisory)"];

function each(expected: string[], statements: Record<string, Json>) {
  for (const [title, statement] of Object.entries(statements)) {
    it(title, () => {
      const plain = JSON.parse(JSON.stringify(trust(statement))) as Json;
      assert.deepEqual(verdicts(said(plain)), expected);
      assert.deepEqual(verdicts(said(JSON.stringify(plain))), expected, "as JSON text");
    });
  }
}

describe("role-trust-scoped", () => {
  describe("Compliance:", () => {
    each([], {
      "a service": { Principal: { Service: "lambda.amazonaws.com" } },
      "the own account": { Principal: { AWS: `arn:aws:iam::${ACCOUNT}:root` } },
      "the own account by its digits": { Principal: { AWS: [ACCOUNT] } },
      "a role of another account": { Principal: { AWS: `arn:aws:iam::${OTHER}:role/deploy` } },
      "a user of another account": { Principal: { AWS: [`arn:aws:iam::${OTHER}:user/ann`] } },
      "another account with an external id": {
        Principal: { AWS: OTHER },
        Condition: { StringEquals: { "sts:ExternalId": "4711" } },
      },
      "another account with MFA": {
        Principal: { AWS: OTHER },
        Condition: { Bool: { "aws:MultiFactorAuthPresent": "true" } },
      },
      "one role of another account by aws:PrincipalArn": {
        Principal: { AWS: OTHER },
        Condition: { ArnLike: { "aws:PrincipalArn": `arn:aws:iam::${OTHER}:role/deploy-*` } },
      },
      "everyone of the organization": {
        Principal: { AWS: "*" },
        Condition: { StringEquals: { "aws:PrincipalOrgID": "o-abcdef1234" } },
      },
      "everyone whose organization is the right one, which all must have": {
        Principal: { AWS: "*" },
        Condition: {
          "ForAllValues:StringLike": { "aws:PrincipalOrgPaths": ["o-abcdef1234/r-ab12/*"] },
          Null: { "aws:PrincipalOrgPaths": "false" },
        },
      },
      "a subject that all must have": github(
        "ForAllValues:StringLike",
        "repo:acme/shop:*",
        {},
        {
          Null: { [`${GITHUB}:sub`]: false },
        },
      ),
      "everyone of the own account": {
        Principal: "*",
        Condition: { StringEquals: { "aws:PrincipalAccount": ACCOUNT } },
      },
      "everyone with a role of one name in one account": {
        Principal: { AWS: "*" },
        Condition: { ArnLike: { "aws:PrincipalArn": `arn:aws:iam::${OTHER}:role/deploy-*` } },
      },
      "everyone who may tag the session of a role, and nothing else": {
        Principal: { AWS: "*" },
        Action: "sts:TagSession",
      },
      SAML: {
        Principal: { Federated: `arn:aws:iam::${ACCOUNT}:saml-provider/corp` },
        Action: "sts:AssumeRoleWithSAML",
      },
      "an identity pool of Cognito": builtIn("cognito-identity.amazonaws.com", {
        StringEquals: { "cognito-identity.amazonaws.com:aud": POOL },
      }),
      "an application at Google": builtIn("accounts.google.com", {
        StringEquals: { "accounts.google.com:aud": "66677788899900pro0" },
      }),
      "an application at Amazon": builtIn("www.amazon.com", {
        StringEquals: { "www.amazon.com:app_id": "amzn1.application-oa2-1" },
      }),
      "a workspace of HCP Terraform": federated("app.terraform.io", {
        StringLike: { "app.terraform.io:sub": "organization:acme:project:shop:workspace:prod:run_phase:*" },
      }),
      "a pipeline of Buildkite": federated("agent.buildkite.com", {
        StringLike: { "agent.buildkite.com:sub": "organization:acme:pipeline:shop:*" },
      }),
      "a team of Vercel": federated("oidc.vercel.com", {
        StringEquals: { "oidc.vercel.com:aud": "https://vercel.com/acme" },
      }),
      "an issuer of one team at Vercel": federated("oidc.vercel.com/acme"),
      "roles of the own account by a tag of theirs": {
        Principal: { AWS: ACCOUNT },
        Condition: { StringEquals: { "aws:PrincipalTag/team": "shop" } },
      },
      "a repository": github("StringLike", "repo:acme/shop:*"),
      "branches of a repository": github("StringEquals", ["repo:acme/shop:ref:refs/heads/main"]),
      "repositories of one name's beginning": github("StringLike", "repo:acme/shop-*:environment:prod"),
      "a repository in another letter case": federated(GITHUB.toUpperCase(), {
        StringLike: { [`${GITHUB}:SUB`]: "repo:acme/shop:*" },
        StringEquals: { [`${GITHUB}:AUD`]: "sts.amazonaws.com" },
      }),
      "a repository by another claim": github("StringLike", "*", {
        [`${GITHUB}:repository`]: "acme/shop",
      }),
      "a subject that asks for other claims first": github("StringLike", "environment:prod:repo:acme/shop:*"),
      GitLab: federated("gitlab.com", {
        StringLike: { "gitlab.com:sub": "project_path:acme/shop:*" },
        StringEquals: { "gitlab.com:aud": "https://gitlab.com" },
      }),
      "a GitLab of one's own": federated("gitlab.example.com"),
      Bitbucket: federated("api.bitbucket.org/2.0/workspaces/acme/pipelines-config/identity/oidc", {
        StringLike: {
          "api.bitbucket.org/2.0/workspaces/acme/pipelines-config/identity/oidc:sub": "{c0ffee}:*",
        },
      }),
      Pulumi: federated("api.pulumi.com/oidc", {
        StringEquals: { "api.pulumi.com/oidc:aud": "acme" },
        StringLike: { "api.pulumi.com/oidc:sub": "pulumi:deploy:org:acme:project:shop:*" },
      }),
      "a service account of EKS": federated("oidc.eks.eu-west-1.amazonaws.com/id/ABC", {
        StringEquals: { "oidc.eks.eu-west-1.amazonaws.com/id/ABC:sub": "system:serviceaccount:shop:app" },
      }),
    });

    it("accounts that config names", () => {
      const value = trust({ Principal: { AWS: OTHER } });
      assert.deepEqual(said(value, { accounts: [OTHER] }), []);
      assert.deepEqual(said(value, { account: OTHER }), []);
    });

    it("whatever a Deny says, and everyone where it leaves only an organization", () => {
      const everyone = { Principal: { AWS: "*" } };
      const deny = { Effect: "Deny", ...everyone };
      assert.deepEqual(found(deny), []);
      assert.deepEqual(found(everyone, deny), []);
      const outside = { StringNotEquals: { "aws:PrincipalOrgID": "o-abcdef1234" } };
      assert.deepEqual(found(everyone, { ...deny, Condition: outside }), []);
    });
  });

  describe("Noncompliance:", () => {
    each(OPEN, {
      "an external id of everyone": {
        Principal: { AWS: "*" },
        Condition: { StringEquals: { "sts:ExternalId": "4711" } },
      },
      "a tag that everyone may give itself": {
        Principal: { AWS: "*" },
        Condition: { StringEquals: { "aws:PrincipalTag/team": "shop" } },
      },
      "a tag that everyone may give its session": {
        Principal: { AWS: "*" },
        Action: ["sts:AssumeRole", "sts:TagSession"],
        Condition: { StringEquals: { "aws:RequestTag/team": "shop" } },
      },
      "users of one name, in whatever account": {
        Principal: { AWS: "*" },
        Condition: { StringEquals: { "aws:username": "deployer" } },
      },
      "another account for an hour": {
        Principal: { AWS: OTHER },
        Condition: { NumericLessThan: { "sts:DurationSeconds": "3600" } },
      },
      "every identity pool of Cognito": builtIn("cognito-identity.amazonaws.com"),
      "every identity pool of a region": builtIn("cognito-identity.amazonaws.com", {
        StringLike: { "cognito-identity.amazonaws.com:aud": "eu-west-1:*" },
      }),
      "whoever signs in anywhere by Google": builtIn("accounts.google.com"),
      "every organization of HCP Terraform": federated("app.terraform.io", {
        StringEquals: { "app.terraform.io:aud": "aws.workload.identity" },
        StringLike: { "app.terraform.io:sub": "organization:*:project:shop:*" },
      }),
      "every organization of Buildkite": federated("agent.buildkite.com", {
        StringEquals: { "agent.buildkite.com:aud": "sts.amazonaws.com" },
      }),
      "every team of Vercel": federated("oidc.vercel.com"),
      everyone: { Principal: "*" },
      "everyone of AWS": { Principal: { AWS: ["*"] } },
      "everyone by any action": { Principal: { AWS: "*" }, Action: "*" },
      "everyone but for a name in another letter case": { Principal: { AWS: "*" }, Action: "STS:assume*" },
      "everyone with TLS": {
        Principal: { AWS: "*" },
        Condition: { Bool: { "aws:SecureTransport": "true" } },
      },
      "everyone, if the organization is known": {
        Principal: { AWS: "*" },
        Condition: { StringEqualsIfExists: { "aws:PrincipalOrgID": "o-abcdef1234" } },
      },
      "everyone of whichever organization": {
        Principal: { AWS: "*" },
        Condition: { StringLike: { "aws:PrincipalOrgID": "*" } },
      },
      "everyone with a role of some name": {
        Principal: { AWS: "*" },
        Condition: { ArnLike: { "aws:PrincipalArn": "arn:aws:iam::*:role/deploy" } },
      },
      "everyone but one": {
        Principal: { AWS: "*" },
        Condition: { StringNotEquals: { "aws:PrincipalAccount": OTHER } },
      },
      "everyone of another account": {
        Principal: { AWS: "*" },
        Condition: { StringEquals: { "aws:PrincipalAccount": OTHER } },
      },
      "another account": { Principal: { AWS: OTHER } },
      "another account's root": { Principal: { AWS: [`arn:aws:iam::${OTHER}:root`, ACCOUNT] } },
      "another account that has itself as a limit": {
        Principal: { AWS: OTHER },
        Condition: { ArnLike: { "aws:PrincipalArn": `arn:aws:iam::${OTHER}:role/*` } },
      },
      "GitHub without a condition": federated(GITHUB),
      "GitHub with its audience only": federated(GITHUB, {
        StringEquals: { [`${GITHUB}:aud`]: "sts.amazonaws.com" },
      }),
      "any subject": github("StringLike", "*"),
      "any repository": github("StringLike", "repo:*"),
      "a repository of whomever": github("StringLike", "repo:*/shop:*"),
      "whoever's name begins so": github("StringLike", "repo:acme*"),
      "one repository or any": github("StringLike", ["repo:acme/shop:*", "repo:*"]),
      "a subject if there is one": github("StringLikeIfExists", "repo:acme/shop:*"),
      "every subject of none": github("ForAllValues:StringLike", "repo:acme/shop:*"),
      "every subject of none, where none must be": github(
        "ForAllValues:StringLike",
        "repo:acme/shop:*",
        {},
        {
          Null: { [`${GITHUB}:sub`]: "true" },
        },
      ),
      "every subject of none, where the audience must be": github(
        "ForAllValues:StringLike",
        "repo:acme/shop:*",
        {},
        {
          Null: { [`${GITHUB}:aud`]: "false" },
        },
      ),
      "all but one repository": github("StringNotLike", "repo:evil/*"),
      "GitLab without a subject": federated("gitlab.com", {
        StringEquals: { "gitlab.com:aud": "https://gitlab.com" },
      }),
      "any group of GitLab": federated("gitlab.com", {
        StringLike: { "gitlab.com:sub": "project_path:*:ref_type:branch:ref:main" },
      }),
      "Pulumi without a condition": federated("api.pulumi.com/oidc"),
      "two causes in one statement": {
        Principal: { AWS: "*", Federated: `arn:aws:iam::${ACCOUNT}:oidc-provider/${GITHUB}` },
        Action: ["sts:AssumeRole", "sts:AssumeRoleWithWebIdentity"],
      },
    });

    it("names who, where and what to do", () => {
      const [first] = said(trust({ Sid: "Partner", Principal: { AWS: OTHER } }));
      assert.equal(first?.subject, "role/R");
      assert.match(first?.message ?? "", /role\/R may be assumed by whomever account 999988887777 lets/);
      assert.match(first?.message ?? "", /"Partner"/);
      assert.match(first?.remedy ?? "", /sts:ExternalId.*"accounts": \["999988887777"\]/);
      assert.deepEqual(first?.place?.statements, [{ sid: "Partner", index: 0, document: "R" }]);
    });

    it("says the same in whatever order, once for all", () => {
      const statements = [
        { Principal: { AWS: OTHER } },
        { Principal: { Service: "ec2.amazonaws.com" } },
        federated(GITHUB),
      ];
      const ids = (list: Json[]) => said(trust(...list)).map(({ id }) => id);
      assert.equal(ids(statements).length, 1);
      assert.deepEqual(ids(statements), ids([...statements].reverse()));
    });

    it("reads aws-native roles too", () => {
      const native = lone("aws-native:iam:Role", {
        roleName: "R",
        assumeRolePolicyDocument: trust({ Principal: { AWS: "*" } }),
      });
      assert.deepEqual(verdicts(judgeResourceByRule(roleTrustScoped, native)), OPEN);
    });
  });

  describe("Advice:", () => {
    each(ADVICE, {
      "any repository of one organization": github("StringLike", "repo:acme/*"),
      "any repository of one organization, on one branch": github(
        "StringLike",
        "repo:acme/*:ref:refs/heads/main",
      ),
      "an environment of whomever puts it into the subject": github("StringEquals", "environment:prod"),
      "an issuer of one enterprise": federated(`${GITHUB}/acme`, {
        StringEquals: { [`${GITHUB}/acme:aud`]: "sts.amazonaws.com" },
      }),
      "a subject without an audience": federated(GITHUB, {
        StringLike: { [`${GITHUB}:sub`]: "repo:acme/shop:*" },
      }),
      "all workspaces of an organization at HCP Terraform": federated("app.terraform.io", {
        StringLike: { "app.terraform.io:sub": "organization:acme:*" },
      }),
      "all of an organization at Buildkite, by a tag of the session": federated("agent.buildkite.com", {
        StringEquals: { "aws:RequestTag/organization_id": "0184990a" },
      }),
      "another account but for one of its roles": {
        Principal: { AWS: OTHER },
        Condition: { ArnNotLike: { "aws:PrincipalArn": `arn:aws:iam::${OTHER}:role/guest` } },
      },
      "an organization of Pulumi": federated("api.pulumi.com/oidc", {
        StringEquals: { "api.pulumi.com/oidc:aud": "acme" },
      }),
      "a workspace of Bitbucket": federated(
        "api.bitbucket.org/2.0/workspaces/acme/pipelines-config/identity/oidc",
      ),
      "any pod of a cluster": federated("oidc.eks.eu-west-1.amazonaws.com/id/ABC"),
    });

    it("is silent of a statement that is open anyway, and speaks of others", () => {
      assert.deepEqual(found(federated(GITHUB), github("StringLike", "repo:acme/*")), [...OPEN, ...ADVICE]);
    });
  });

  describe("where not all is known", () => {
    it("is unproven if it may be open", () => {
      assert.deepEqual(verdicts(said(UNKNOWN)), ["unproven"]);
      assert.deepEqual(found({ Principal: UNKNOWN }), ["unproven"]);
      assert.deepEqual(found({ Principal: { AWS: UNKNOWN } }), ["unproven"]);
      assert.deepEqual(found({ Principal: { AWS: OTHER }, Condition: UNKNOWN }), ["unproven"]);
      assert.deepEqual(found(github("StringLike", UNKNOWN)), ["unproven"]);
      assert.deepEqual(
        found({ Principal: { Federated: UNKNOWN }, Action: "sts:AssumeRoleWithWebIdentity" }),
        ["unproven"],
      );
    });

    it("Reports a violation if what is known is open already", () => {
      assert.deepEqual(found({ Principal: { AWS: "*", Service: UNKNOWN } }), OPEN);
      assert.deepEqual(found({ Principal: { AWS: [UNKNOWN, "*"] } }), OPEN);
      assert.deepEqual(found({ Principal: { AWS: [UNKNOWN, OTHER] } }), OPEN);
      const named = { AWS: [UNKNOWN, `arn:aws:iam::${OTHER}:role/reader`] };
      assert.deepEqual(found({ Principal: named }), ["unproven"]);
    });

    it("has nothing to say where it is limited anyway", () => {
      assert.deepEqual(found({ Principal: { Service: UNKNOWN } }), []);
      const limited = { ...github("StringLike", "repo:acme/shop:*"), Principal: { Federated: UNKNOWN } };
      assert.deepEqual(found(limited), []);
      assert.deepEqual(
        found({
          Principal: { AWS: UNKNOWN },
          Condition: { StringEquals: { "aws:PrincipalOrgID": "o-abcdef1234" } },
        }),
        [],
      );
    });

    it("leaves what iam-policy-document has reported to it", () => {
      for (const value of [UNKNOWN, trust({ Principal: UNKNOWN })]) {
        const isReported = ({ kind }: { kind: string }) => kind === "unknown-document";
        assert.deepEqual(judgeResourceByRule(roleTrustScoped, role(value), {}, isReported), []);
      }
    });

    it("leaves what is missing or of a wrong type to iam-policy-document", () => {
      for (const value of [undefined, null, "", 7, true, [], "{", {}, { Statement: 7 }]) {
        assert.deepEqual(said(value), [], String(value));
      }
      assert.deepEqual(found({ Principal: { AWS: 7 } }), []);
      assert.deepEqual(found({ Principal: { AWS: "ACCOUNT_ID" } }), []);
    });
  });

  it("leaves a role for ECS tasks that trusts others to ecs-task-trust", async () => {
    const both = { Service: "ecs-tasks.amazonaws.com", AWS: "*" };
    const open = resource("aws:iam/role:Role", "r", {
      name: "r",
      assumeRolePolicy: trust({ Principal: both }),
    });
    const mandatory = (await judgeAll([open])).filter(({ level }) => level === "mandatory");
    assert.deepEqual(
      mandatory.map(({ policy }) => policy),
      ["ecs-task-trust"],
    );
    const lowered = await judgeAll([open], { "ecs-task-trust": { enforcementLevel: "advisory" } });
    assert.ok(lowered.some(({ policy, level }) => policy === "role-trust-scoped" && level === "mandatory"));
  });

  describe("where no provider tells the account", () => {
    const open = resource("aws:iam/role:Role", "r", {
      name: "r",
      assumeRolePolicy: trust({ Principal: { AWS: OTHER } }),
    });
    const policyIn = (account: string) =>
      resource("aws:iam/rolePolicy:RolePolicy", "logs", {
        role: "app",
        name: "logs",
        policy: {
          Version: "2012-10-17",
          Statement: [
            {
              Effect: "Allow",
              Action: "logs:PutLogEvents",
              Resource: `arn:aws:logs:${REGION}:${account}:log-group:/a:*`,
            },
          ],
        },
      });
    const levels = async (...resources: Parameters<typeof judgeStack>[0]) =>
      (await judgeStack(resources, {}, [roleTrustScoped])).map(({ level }) => level);

    it("takes that of the stack", async () => {
      assert.deepEqual(await levels(open, policyIn(ACCOUNT)), ["mandatory"]);
      assert.deepEqual(await levels(open, policyIn(OTHER)), []);
    });

    it("takes the one account that the stack names for its own", async () => {
      assert.deepEqual(await levels(open), []);
    });
  });
});

/** Roles that more may assume than should. */
import { ACCOUNT } from "../correct-stacks";
import { json } from "../declared";
import type { Fault } from "../fault";

type Json = Record<string, unknown>;

const PARTNER = "999988887777";
const GITHUB = "token.actions.githubusercontent.com";

function trusting(title: string, statement: Json, mentions: string[], policy = "role-trust-scoped"): Fault {
  return {
    title,
    stack: "explicit",
    edit: (stack) =>
      stack.push({
        type: "aws:iam/role:Role",
        name: "reader",
        props: {
          name: "reader",
          assumeRolePolicy: json({
            Version: "2012-10-17",
            Statement: [{ Sid: "Trust", Effect: "Allow", Action: "sts:AssumeRole", ...statement }],
          }),
        },
      }),
    policy,
    mentions: [...(policy === "role-trust-scoped" ? ["role/reader"] : ["reader"]), "Trust", ...mentions],
  };
}

const byToken = (issuer: string, condition: Json): Json => ({
  Principal: { Federated: `arn:aws:iam::${ACCOUNT}:oidc-provider/${issuer}` },
  Action: "sts:AssumeRoleWithWebIdentity",
  Condition: condition,
});

export const roleTrustFaults: Fault[] = [
  trusting(
    "a role for everyone who knows an external id",
    { Principal: { AWS: "*" }, Condition: { StringEquals: { "sts:ExternalId": "b6f1c0de" } } },
    ["everyone"],
  ),
  trusting(
    "a role for every organization of HCP Terraform",
    byToken("app.terraform.io", { StringEquals: { "app.terraform.io:aud": "aws.workload.identity" } }),
    ["HCP Terraform"],
  ),
  trusting(
    "a role for everyone whose organization is the right one, if it has any",
    {
      Principal: { AWS: "*" },
      Condition: { StringEqualsIfExists: { "aws:PrincipalOrgID": "o-abcdef1234" } },
    },
    ["everyone", "aws:PrincipalOrgID"],
  ),
  trusting(
    "a role for all of a partner's account, without an external id",
    { Principal: { AWS: `arn:aws:iam::${PARTNER}:root` } },
    [PARTNER, "sts:ExternalId"],
  ),
  trusting(
    "a role for whichever repository of GitHub, with the right audience",
    byToken(GITHUB, { StringEquals: { [`${GITHUB}:aud`]: "sts.amazonaws.com" } }),
    ["any repository of GitHub", `${GITHUB}:sub`],
  ),
  trusting(
    "a role for repositories of whoever's name begins like ours",
    byToken(GITHUB, {
      StringEquals: { [`${GITHUB}:aud`]: "sts.amazonaws.com" },
      StringLike: { [`${GITHUB}:sub`]: "repo:ml-platform*" },
    }),
    ["any repository of GitHub", "repo:ml-platform*"],
  ),
  trusting(
    "a role for whichever group of GitLab",
    byToken("gitlab.com", {
      StringEquals: { "gitlab.com:aud": "https://gitlab.com" },
      StringLike: { "gitlab.com:sub": "project_path:*:ref_type:branch:ref:main" },
    }),
    ["any project of gitlab.com"],
  ),
  trusting(
    "a repository's token by sts:AssumeRole",
    {
      ...byToken(GITHUB, { StringEquals: { [`${GITHUB}:sub`]: "repo:ml-platform/jobs:environment:prod" } }),
      Action: ["sts:AssumeRole", "sts:TagSession"],
    },
    [GITHUB, "sts:AssumeRoleWithWebIdentity"],
    "iam-policy-document",
  ),
  trusting(
    "a repository's refs by StringEquals with *",
    byToken(GITHUB, {
      StringEquals: {
        [`${GITHUB}:aud`]: "sts.amazonaws.com",
        [`${GITHUB}:sub`]: "repo:ml-platform/jobs:*",
      },
    }),
    ["repo:ml-platform/jobs:*", "StringLike"],
    "iam-policy-document",
  ),
  trusting(
    "a repository by a key with the provider's URL",
    byToken(GITHUB, { StringLike: { [`https://${GITHUB}:sub`]: "repo:ml-platform/jobs:*" } }),
    [`${GITHUB}:sub`],
    "iam-policy-document",
  ),
];

/** Correct trust policies: whom they let in is the stack's own, or limited to one that is meant. */
import { ACCOUNT } from "./correct-stacks";
import { json } from "./declared";
import type { Variant } from "./fault";

type Json = Record<string, unknown>;

const PARTNER = "999988887777";
const GITHUB = "token.actions.githubusercontent.com";

function trusting(title: string, statement: Json, config?: Variant["config"]): Variant {
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
            Statement: { Effect: "Allow", Action: "sts:AssumeRole", ...statement },
          }),
        },
      }),
    ...(config && { config }),
  };
}

const partnerRoot = { AWS: `arn:aws:iam::${PARTNER}:root` };

export const ROLE_TRUST_VARIANTS: Variant[] = [
  trusting("a role for who signs in by one identity pool", {
    Principal: { Federated: "cognito-identity.amazonaws.com" },
    Action: "sts:AssumeRoleWithWebIdentity",
    Condition: {
      StringEquals: { "cognito-identity.amazonaws.com:aud": "eu-west-1:12345678-aaaa-bbbb-cccc-123456790ab" },
      "ForAnyValue:StringLike": { "cognito-identity.amazonaws.com:amr": "authenticated" },
    },
  }),
  trusting("a role for the account's own administrators, with MFA", {
    Principal: { AWS: ACCOUNT },
    Condition: { Bool: { "aws:MultiFactorAuthPresent": true } },
  }),
  trusting("a role for a partner who brings an external id", {
    Principal: partnerRoot,
    Condition: { StringEquals: { "sts:ExternalId": "b6f1c0de" } },
  }),
  trusting(
    "a role for all of an account that config names",
    { Principal: partnerRoot },
    { "role-trust-scoped": { accounts: [PARTNER] } },
  ),
  trusting("a role for everybody of the organization", {
    Principal: { AWS: "*" },
    Condition: { "ForAnyValue:StringLike": { "aws:PrincipalOrgPaths": "o-abcdef1234/*" } },
  }),
  trusting("a role for one environment of a repository", {
    Principal: { Federated: `arn:aws:iam::${ACCOUNT}:oidc-provider/${GITHUB}` },
    Action: ["sts:AssumeRoleWithWebIdentity", "sts:TagSession"],
    Condition: {
      StringEquals: {
        [`${GITHUB}:aud`]: ["sts.amazonaws.com"],
        [`${GITHUB}:sub`]: "repo:ml-platform/jobs:environment:prod",
      },
    },
  }),
  trusting("a role for a part of the organization, which everybody must be of", {
    Principal: { AWS: "*" },
    Condition: {
      "ForAllValues:StringLike": { "aws:PrincipalOrgPaths": ["o-abcdef1234/r-ab12/*"] },
      Null: { "aws:PrincipalOrgPaths": "false" },
    },
  }),
  trusting("a role for who signs in by SAML, with tags of the session", {
    Principal: { Federated: `arn:aws:iam::${ACCOUNT}:saml-provider/corp` },
    Action: ["sts:AssumeRoleWithSAML", "sts:TagSession"],
    Condition: { StringEquals: { "SAML:aud": "https://signin.aws.amazon.com/saml" } },
  }),
];

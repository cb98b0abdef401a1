import assert from "node:assert/strict";
import { UNKNOWN } from "../../../../policypack/evaluation/types";
import { findingMessage } from "../../../../policypack/findings/finding";
import { iamPolicyDocument } from "../../../../policypack/policies/iam-policy-document";
import { judgeResourceByRule, verdicts } from "../../../support/judge";
import { lone } from "../../../support/stacks";

const ISSUER = "token.actions.githubusercontent.com";
const GITHUB = `arn:aws:iam::111122223333:oidc-provider/${ISSUER}`;
const OKTA = "arn:aws:iam::111122223333:saml-provider/okta";
const BY_TOKEN = "sts:AssumeRoleWithWebIdentity";

const trust = (...statements: object[]) =>
  judgeResourceByRule(
    iamPolicyDocument,
    lone("aws:iam/role:Role", {
      name: "ci",
      assumeRolePolicy: {
        Version: "2012-10-17",
        Statement: statements.map((statement) => ({ Effect: "Allow", ...statement })),
      },
    }),
  );
const byToken = (Condition?: object, rest: object = {}) =>
  trust({ Principal: { Federated: GITHUB }, Action: BY_TOKEN, ...(Condition && { Condition }), ...rest });
const oneOf = (claim: string, value: unknown, operator = "StringEquals") => ({
  [operator]: { [`${ISSUER}:${claim}`]: value },
});

describe("iam-policy-document: trust that can never be used", () => {
  describe("says nothing of", () => {
    const right: [string, () => unknown[]][] = [
      ["a repository by its token", () => byToken(oneOf("sub", "repo:acme/shop:ref:refs/heads/main"))],
      ["a repository's refs by StringLike", () => byToken(oneOf("sub", "repo:acme/shop:*", "StringLike"))],
      ["tags of sessions beside", () => byToken(undefined, { Action: [BY_TOKEN, "sts:TagSession"] })],
      ["any action of STS", () => byToken(undefined, { Action: "sts:*" })],
      [
        "an action as a string and in other letter case",
        () => byToken(undefined, { Action: "STS:assumerolewithwebidentity" }),
      ],
      [
        "a SAML provider",
        () => trust({ Principal: { Federated: [OKTA] }, Action: "sts:AssumeRoleWithSAML" }),
      ],
      [
        "two ways in, one of them for each",
        () =>
          trust({
            Principal: { AWS: "111122223333", Federated: GITHUB },
            Action: ["sts:AssumeRole", BY_TOKEN],
          }),
      ],
      [
        "a statement on tags of sessions alone",
        () =>
          trust(
            { Principal: { Federated: OKTA }, Action: "sts:AssumeRoleWithSAML" },
            { Principal: { Federated: OKTA }, Action: "sts:TagSession" },
          ),
      ],
      [
        "a provider that another statement lets in",
        () =>
          trust(
            { Principal: { Federated: GITHUB }, Action: "sts:AssumeRole" },
            { Principal: { Federated: GITHUB }, Action: BY_TOKEN },
          ),
      ],
      ["a claim that tokens may lack", () => byToken(oneOf("sub", "repo:acme/*", "StringEqualsIfExists"))],
      [
        "a star among plain values",
        () => byToken(oneOf("sub", ["repo:acme/*", "repo:acme/shop:pull_request"])),
      ],
      [
        "a provider whose URL ends in a slash",
        () =>
          trust({
            Principal: { Federated: "arn:aws:iam::111122223333:oidc-provider/acme.eu.auth0.com/" },
            Action: BY_TOKEN,
            Condition: { StringEquals: { "acme.eu.auth0.com/:sub": "ci@clients" } },
          }),
      ],
      [
        "a cluster's service account",
        () =>
          trust({
            Principal: {
              Federated: "arn:aws:iam::111122223333:oidc-provider/oidc.eks.eu-west-1.amazonaws.com/id/ABC",
            },
            Action: BY_TOKEN,
            Condition: {
              StringEquals: {
                "oidc.eks.eu-west-1.amazonaws.com/id/ABC:sub": "system:serviceaccount:ci:runner",
              },
            },
          }),
      ],
      ["a Deny", () => byToken(undefined, { Effect: "Deny", Action: "sts:AssumeRole" })],
      [
        "a service, which other rules judge",
        () => trust({ Principal: { Service: "lambda.amazonaws.com" }, Action: BY_TOKEN }),
      ],
    ];
    for (const [title, said] of right) it(title, () => assert.deepEqual(said(), []));
  });

  describe("Reports a violation if", () => {
    const wrong: [string, () => ReturnType<typeof trust>, RegExp][] = [
      [
        "an OIDC provider is let in by sts:AssumeRole",
        () => trust({ Principal: { Federated: GITHUB }, Action: "sts:AssumeRole" }),
        /githubusercontent.*Set the statement's Action to sts:AssumeRoleWithWebIdentity/s,
      ],
      [
        "an identity pool is",
        () =>
          trust({
            Principal: { Federated: "cognito-identity.amazonaws.com" },
            Action: ["sts:AssumeRole", "sts:TagSession"],
          }),
        /sts:AssumeRoleWithWebIdentity/,
      ],
      [
        "a SAML provider is let in by a token",
        () => trust({ Principal: { Federated: OKTA }, Action: BY_TOKEN }),
        /saml-provider\/okta.*sts:AssumeRoleWithSAML/s,
      ],
      [
        "a role is let in by a token",
        () => trust({ Principal: { AWS: "arn:aws:iam::111122223333:role/ci" }, Action: BY_TOKEN }),
        /role\/ci.*sts:AssumeRole,/s,
      ],
      [
        "a claim is asked for by StringEquals with *",
        () =>
          byToken({
            StringEquals: { [`${ISSUER}:sub`]: "repo:acme/shop:*", [`${ISSUER}:aud`]: "sts.amazonaws.com" },
          }),
        /repo:acme\/shop:\*.*StringLike/s,
      ],
      [
        "a key has the provider's URL",
        () => byToken({ StringLike: { [`https://${ISSUER}:sub`]: "repo:acme/shop:*" } }),
        new RegExp(`${ISSUER}:sub`),
      ],
      [
        "a key is another provider's",
        () => byToken({ StringLike: { "gitlab.com:sub": "project_path:acme/*" } }),
        new RegExp(`${ISSUER}:sub`),
      ],
    ];
    for (const [title, said, message] of wrong) {
      it(title, () => {
        const findings = said();
        assert.deepEqual(verdicts(findings), ["violated"]);
        assert.match(findings.map(findingMessage).join(), message);
      });
    }
  });

  it("says nothing of a document that is unknown in part but that", () => {
    const findings = trust({ Principal: { Federated: UNKNOWN }, Action: "sts:AssumeRole" });
    assert.deepEqual(verdicts(findings), ["unproven"]);
  });
});

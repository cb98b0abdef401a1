/**
 * The other providers of which AWS knows that many customers share them, each with the claim that tells them apart, and the
 * providers that IAM has built in. https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_oidc_secure-by-default.html
 */
import type { Asked, Platform, Reach } from "./platform";

export const SHARED_PLATFORMS: Platform[] = [
  bySubject("agent.buildkite.com", "Buildkite", "organization:ORGANIZATION:pipeline:PIPELINE:*"),
  bySubject(
    "app.terraform.io",
    "HCP Terraform",
    "organization:ORGANIZATION:project:PROJECT:workspace:WORKSPACE:*",
  ),
  bySubject("oidc.codefresh.io", "Codefresh", "account:ACCOUNT:pipeline:PIPELINE:*"),
  bySubject("scalr.io", "Scalr", "account:ACCOUNT:environment:ENVIRONMENT:workspace:WORKSPACE"),
  bySubject("proidc.upbound.io", "Upbound", "mcp:ORGANIZATION/CONTROL_PLANE:provider:PROVIDER"),
  bySubject("studio.datachain.ai/api", "DVC Studio", "credentials:TEAM/NAME"),
  bySubject("tokens.cloud.shisho.dev", "Shisho Cloud", "job:ORGANIZATION:WORKFLOW"),
  bySubject(
    "oidc-configuration.audit-log.githubusercontent.com",
    "GitHub's audit logs",
    "https://github.com/ENTERPRISE",
  ),
  byClaim("oidc.vercel.com", "Vercel", ["aud", "sub"], "aud = https://vercel.com/TEAM"),
  byClaim("sandboxes.cloud", "sandboxes.cloud", ["aud", "sub"], "aud = the organization's own"),
  byClaim(
    "cognito-identity.amazonaws.com",
    "Amazon Cognito",
    ["aud", "sub"],
    "aud = the id of the identity pool",
  ),
  byClaim(
    "accounts.google.com",
    "Google",
    ["aud", "oaud", "azp", "sub"],
    "aud = the application's client id",
  ),
  byClaim("www.amazon.com", "Login with Amazon", ["app_id", "user_id"], "app_id = the application's id"),
  byClaim("graph.facebook.com", "Facebook", ["app_id", "id"], "app_id = the application's id"),
];

function platform(issuer: string, who: string, remedy: string, reachOf: Platform["reachOf"]): Platform {
  return {
    issuer: { test: (given: string) => given.toLowerCase() === issuer },
    any: `any customer of ${who}`,
    anyOfOne: `all of one customer of ${who}, or more`,
    remedy,
    reach: () => "anyone",
    reachOf,
    isForAnyAudience: false,
  };
}

/** The subject begins with the customer, and what it goes on with is one of the customer's things. */
function bySubject(issuer: string, who: string, example: string): Platform {
  return platform(
    issuer,
    who,
    `ask by StringLike for ${issuer}:sub = ${example}`,
    ({ claim, fixed, isWhole }) =>
      claim === "sub" ? reachOfSubject(fixed, isWhole, example.split(":", 1)[0] ?? "") : "anyone",
  );
}

/** @param first what stands before the customer's name */
function reachOfSubject(fixed: string, isWhole: boolean, first: string): Reach {
  if (isWhole) return "project";
  const rest = fixed.startsWith(`${first}:`) ? fixed.slice(first.length + 1) : "";
  const [customer = "", thing] = rest.split(/[:/](.*)/s, 2);
  if (customer === "" || thing === undefined) return "anyone";
  return /^(?:[a-z_]+:)?.+/.test(thing.replace(/^[a-z_]+:$/, "")) ? "project" : "organization";
}

/** One of several claims names the customer. */
function byClaim(issuer: string, who: string, claims: string[], remedy: string): Platform {
  return platform(
    issuer,
    who,
    `ask by StringEquals for ${issuer}:${remedy}`,
    ({ claim, fixed, isWhole }: Asked) => {
      if (!claims.includes(claim)) return "anyone";
      if (isWhole) return "project";
      // Of Cognito's pools and identities only the region is common to many.
      return /^[a-z]{2}(-[a-z]+)+-\d:?$|^.{0,7}$/.test(fixed) ? "anyone" : "organization";
    },
  );
}

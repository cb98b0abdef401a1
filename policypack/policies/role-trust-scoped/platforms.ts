/**
 * Identity providers that all their customers share: a token says by its claims of whom it is.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_oidc_secure-by-default.html
 */

import type { Platform, Reach } from "./platform";
import { SHARED_PLATFORMS } from "./shared-platforms";

/** https://docs.github.com/en/actions/reference/security/oidc */
const GITHUB: Platform = {
  issuer: /^(vs)?token\.actions\.githubusercontent\.com(\/|$)/i,
  any: "any repository of GitHub",
  anyOfOne: "any repository of an organization at GitHub, or more",
  remedy: `ask by StringLike for token.actions.githubusercontent.com:sub = repo:OWNER/REPOSITORY:*`,
  // An enterprise may have an issuer of its own, which ends in its name.
  reach: (issuer) => (issuer.includes("/") ? "organization" : "anyone"),
  reachOf: ({ claim, fixed, isWhole }) => {
    switch (claim) {
      case "sub":
        return reachOfGithubSubject(fixed, isWhole);
      case "repository":
      case "job_workflow_ref":
        return reachOfPath(fixed, isWhole);
      case "repository_id":
        return isWhole ? "project" : "anyone";
      default:
        return ifWhole(claim, isWhole);
    }
  },
  isForAnyAudience: true,
};

/** Organizations may have other claims than the repository put into the subject. */
function reachOfGithubSubject(fixed: string, isWhole: boolean): Reach {
  const [, path] = /(?:^|:)(?:repo|repository|job_workflow_ref):([^:/]+\/.*)$/.exec(fixed) ?? [];
  if (path !== undefined) return reachOfPath(path, isWhole);
  if (/(^|:)repository_id:\d+(:|$)/.test(fixed)) return "project";
  if (!isWhole && (fixed.startsWith("repo:") || "repo:".startsWith(fixed))) return "anyone";
  return "organization";
}

/** `OWNER/REPOSITORY…`, as far as it is fixed. No claim is an owner's name alone. */
function reachOfPath(path: string, isWhole: boolean): Reach {
  const [owner, rest] = path.split(/\/(.*)/, 2);
  if (!owner || rest === undefined) return isWhole ? "project" : "anyone";
  return rest === "" ? "organization" : "project";
}

/** An audience is what the token's owner asks for; other claims mean less than a project, and more than nothing. */
function ifWhole(claim: string, isWhole: boolean): Reach {
  return claim !== "aud" && isWhole ? "organization" : "anyone";
}

/** https://docs.gitlab.com/ci/cloud_services/aws/ */
const GITLAB: Platform = {
  issuer: /^gitlab\.com$/i,
  any: "any project of gitlab.com",
  anyOfOne: "any project of a group at gitlab.com, or more",
  remedy: "ask by StringLike for gitlab.com:sub = project_path:GROUP/PROJECT:*",
  reach: () => "anyone",
  reachOf: ({ claim, fixed, isWhole }) => {
    if (claim === "project_id") return isWhole ? "project" : "anyone";
    if (claim === "project_path") return reachOfPath(fixed, isWhole);
    if (claim !== "sub") return ifWhole(claim, isWhole);
    const [, path] = /^project_path:(.*)$/.exec(fixed) ?? [];
    if (path !== undefined) return reachOfPath(path, isWhole);
    return isWhole ? "organization" : "anyone";
  },
  isForAnyAudience: true,
};

/** Each workspace has an issuer of its own. https://support.atlassian.com/bitbucket-cloud/docs/deploy-on-aws-using-bitbucket-pipelines-openid-connect/ */
const BITBUCKET: Platform = {
  issuer: /^api\.bitbucket\.org\//i,
  any: "any repository of Bitbucket",
  anyOfOne: "any repository of the workspace at Bitbucket",
  remedy: "ask by StringLike for the provider's sub = {REPOSITORY_UUID}:*",
  reach: () => "organization",
  reachOf: ({ claim, fixed }) => (claim !== "aud" && fixed.length > 1 ? "project" : "organization"),
  isForAnyAudience: false,
};

/** The audience is the organization. https://www.pulumi.com/docs/pulumi-cloud/access-management/oidc/provider/aws/ */
const PULUMI: Platform = {
  issuer: /^api\.pulumi\.com\/oidc$/i,
  any: "any organization of Pulumi Cloud",
  anyOfOne: "any project of an organization at Pulumi Cloud, or more",
  remedy:
    "ask for api.pulumi.com/oidc:aud = ORGANIZATION, and by StringLike for api.pulumi.com/oidc:sub = " +
    "pulumi:deploy:org:ORGANIZATION:project:PROJECT:*",
  reach: () => "anyone",
  reachOf: ({ claim, fixed, isWhole }) => {
    if (claim !== "sub") return isWhole ? "organization" : "anyone";
    const [, rest] = /:(?:org|pulumi\.organization\.login):[^:]+:(.*)$/.exec(fixed) ?? [];
    if (rest !== undefined) return /^((project|env):)?$/.test(rest) ? "organization" : "project";
    return isWhole ? "organization" : "anyone";
  },
  isForAnyAudience: false,
};

/** Of one cluster. https://docs.aws.amazon.com/eks/latest/userguide/associate-service-account-role.html */
const EKS: Platform = {
  issuer: /^oidc\.eks(-fips)?\.[a-z0-9-]+\.(amazonaws\.com(\.cn)?|api\.aws)\/id\//i,
  any: "any pod of the cluster",
  anyOfOne: "any pod of the cluster",
  remedy: "ask for the provider's sub = system:serviceaccount:NAMESPACE:SERVICE_ACCOUNT",
  reach: () => "organization",
  reachOf: ({ claim, fixed }) =>
    claim === "sub" && fixed.length > "system:serviceaccount:".length ? "project" : "organization",
  isForAnyAudience: false,
};

const PLATFORMS = [GITHUB, GITLAB, BITBUCKET, PULUMI, EKS, ...SHARED_PLATFORMS];

/** The platform of an issuer; undefined of providers that one organization has for itself, and of those that AWS has built in. */
export function platformOf(issuer: string): Platform | undefined {
  return PLATFORMS.find((platform) => platform.issuer.test(issuer));
}

/** What the role that GitHub Actions assumes may do, and who may assume it. */
import { type Scope, dnsSuffix, iamArn } from "../arns";
import { type Deployment, deploymentStatements } from "./deployment";
import { merge } from "./merge";
import type { Statement } from "./statement";
import { trust } from "./trust";

/** GitHub's issuer of OIDC tokens. https://docs.github.com/en/actions/concepts/security/openid-connect */
export const githubIssuer = "token.actions.githubusercontent.com";

/** The audience of the tokens that `aws-actions/configure-aws-credentials` asks for. */
export function githubAudience(partition: string): string {
  return `sts.${dnsSuffix(partition)}`;
}

/** The GitHub Actions jobs that may deploy. */
export interface Workflow {
  /** `OWNER/NAME` */
  repository: string;
  /** GitHub environment in which the job runs. */
  environment: string;
}

/** One repository, and of it only jobs that run in one environment. */
export function ciTrust(scope: Scope, { repository, environment }: Workflow): string {
  const provider = iamArn(scope, `oidc-provider/${githubIssuer}`);
  return trust("GitHubActions", { Federated: provider }, "sts:AssumeRoleWithWebIdentity", {
    StringEquals: {
      [`${githubIssuer}:aud`]: githubAudience(scope.partition),
      [`${githubIssuer}:sub`]: `repo:${repository}:environment:${environment}`,
    },
  });
}

/**
 * Refreshes everything, updates task definitions, log groups and schedules, and takes everything away again. It creates
 * and changes nothing in IAM: whoever may change a role and pass it too can give itself whatever a role can have. So changes
 * of permissions are an administrator's to apply.
 */
export function ciStatements(scope: Scope, deployment: Deployment, further: Statement[]): Statement[] {
  return merge([...deploymentStatements(scope, deployment, "delete"), ...further]);
}

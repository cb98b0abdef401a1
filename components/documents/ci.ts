/** What the role that GitHub Actions assumes may do, and who may assume it. */
import { type Scope, dnsSuffix, iamArn, logGroupArn } from "../arns";
import { merge } from "./merge";
import { type Registration, registrationStatements } from "./registration";
import { type Statement, allow } from "./statement";
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

/** What a stack consists of, as far as a deployment touches it. */
export interface Deployment extends Registration {
  /** Groups that the program creates. */
  logGroupNames: string[];
  policyArns: string[];
}

/**
 * Deploys new task definitions and log groups, and reads the roles and policies that a preview compares. It writes
 * nothing in IAM: whoever may change a role that he may also pass has all that the role could be given, so changes
 * of permissions are an administrator's to apply.
 */
export function ciStatements(scope: Scope, deployment: Deployment, further: Statement[]): Statement[] {
  const { logGroupNames, policyArns, roleArns } = deployment;
  const groups = logGroupNames.flatMap((name) => [logGroupArn(scope, name), `${logGroupArn(scope, name)}:*`]);
  return merge([
    ...registrationStatements(scope, deployment),
    ...(groups.length > 0 ? [allow("ManageLogGroups", manageLogGroups, groups)] : []),
    allow("FindLogGroups", ["logs:DescribeLogGroups"], ["*"]),
    allow("ReadRoles", readRoles, roleArns),
    ...(policyArns.length > 0 ? [allow("ReadPolicies", readPolicies, policyArns)] : []),
    ...further,
  ]);
}

const manageLogGroups = [
  "logs:CreateLogGroup",
  "logs:DeleteRetentionPolicy",
  "logs:ListTagsForResource",
  "logs:PutRetentionPolicy",
  "logs:TagResource",
  "logs:UntagResource",
];

const readRoles = ["iam:GetRole", "iam:ListAttachedRolePolicies", "iam:ListRolePolicies"];

const readPolicies = ["iam:GetPolicy", "iam:GetPolicyVersion", "iam:ListPolicyVersions"];

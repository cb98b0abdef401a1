/** What deploying a whole stack takes: reading, changing and deleting each thing that the program makes. */
import { type Scope, iamArn, logGroupArn, regionalArn } from "../arns";
import type { PrincipalType } from "../policy-attachments";
import { merge } from "./merge";
import { type Registration, registrationStatements } from "./registration";
import { type Statement, allow } from "./statement";

/** Who has policies of the stack attached, by ARN. */
export interface AttachedTo {
  type: PrincipalType;
  arn: string;
}

/** What a stack consists of, as far as a deployment touches it. */
export interface Deployment extends Registration {
  /** Groups that the program creates. */
  logGroupNames: string[];
  /** Roles that the program creates. */
  createdRoleArns: string[];
  /** Patterns where it is not known how many parts a policy has. */
  policyArns: string[];
  attachedTo: AttachedTo[];
  /** Schedules by name, each with its role. */
  schedules: { name: string; roleArn: string }[];
  /** Queues that the program creates, by name. */
  queueNames: string[];
  /** Of GitHub's identity provider, where the program creates it; without `https://`. */
  identityProviderUrl: string | undefined;
  /** Names of SSM parameters that the program looks up. */
  parameterNames: string[];
  /** Whether it looks for subnets or security groups by name. */
  findsNetworks: boolean;
}

/**
 * @param iam `write`: all of it. `delete`: nothing in IAM is created or changed, only read and taken away: whoever may
 *   change a role that he may also pass has all that the role could be given
 */
export function deploymentStatements(
  scope: Scope,
  deployment: Deployment,
  iam: "write" | "delete",
): Statement[] {
  return merge([
    ...registrationStatements(scope, deployment),
    ...logGroupStatements(scope, deployment),
    ...roleStatements(deployment, iam),
    ...policyStatements(deployment, iam),
    ...deployment.attachedTo.flatMap((attached) => attachmentStatements(attached, iam)),
    ...scheduleStatements(scope, deployment),
    ...queueStatements(scope, deployment),
    ...providerStatements(scope, deployment, iam),
    ...lookupStatements(scope, deployment),
  ]);
}

function logGroupStatements(scope: Scope, { logGroupNames }: Deployment): Statement[] {
  if (logGroupNames.length === 0) return [];
  const groups = logGroupNames.flatMap((name) => [logGroupArn(scope, name), `${logGroupArn(scope, name)}:*`]);
  const actions = [
    "logs:CreateLogGroup",
    "logs:DeleteLogGroup",
    "logs:DeleteRetentionPolicy",
    "logs:ListTagsForResource",
    "logs:PutRetentionPolicy",
    "logs:TagResource",
    "logs:UntagResource",
  ];
  return [
    allow("ManageLogGroups", actions, groups),
    allow("FindLogGroups", ["logs:DescribeLogGroups"], ["*"]),
  ];
}

function roleStatements({ createdRoleArns }: Deployment, iam: "write" | "delete"): Statement[] {
  if (createdRoleArns.length === 0) return [];
  const read = ["iam:GetRole", "iam:ListAttachedRolePolicies", "iam:ListRolePolicies"];
  const remove = ["iam:DeleteRole", "iam:ListInstanceProfilesForRole"];
  const write = [
    "iam:CreateRole",
    "iam:PutRolePermissionsBoundary",
    "iam:TagRole",
    "iam:UntagRole",
    "iam:UpdateAssumeRolePolicy",
    "iam:UpdateRoleDescription",
  ];
  return [
    allow("ReadRoles", read, createdRoleArns),
    allow("DeleteRoles", remove, createdRoleArns),
    ...(iam === "write" ? [allow("WriteRoles", write, createdRoleArns)] : []),
  ];
}

function policyStatements({ policyArns }: Deployment, iam: "write" | "delete"): Statement[] {
  if (policyArns.length === 0) return [];
  const read = ["iam:GetPolicy", "iam:GetPolicyVersion", "iam:ListPolicyVersions"];
  const remove = ["iam:DeletePolicy", "iam:DeletePolicyVersion"];
  const write = ["iam:CreatePolicy", "iam:CreatePolicyVersion", "iam:TagPolicy", "iam:UntagPolicy"];
  return [
    allow("ReadPolicies", read, policyArns),
    allow("DeletePolicies", remove, policyArns),
    ...(iam === "write" ? [allow("WritePolicies", write, policyArns)] : []),
  ];
}

function attachmentStatements({ type, arn }: AttachedTo, iam: "write" | "delete"): Statement[] {
  const kind = `${type.charAt(0).toUpperCase()}${type.slice(1)}`;
  return [
    allow("ReadAttachments", [`iam:ListAttached${kind}Policies`], [arn]),
    allow("DetachPolicies", [`iam:Detach${kind}Policy`], [arn]),
    ...(iam === "write" ? [allow("AttachPolicies", [`iam:Attach${kind}Policy`], [arn])] : []),
  ];
}

function scheduleStatements(scope: Scope, { schedules }: Deployment): Statement[] {
  if (schedules.length === 0) return [];
  const actions = ["Create", "Delete", "Get", "Update"].map((verb) => `scheduler:${verb}Schedule`);
  const arns = schedules.map(({ name }) => regionalArn(scope, "scheduler", `schedule/default/${name}`));
  const roles = schedules.map(({ roleArn }) => roleArn);
  return [
    allow("ManageSchedules", actions, arns),
    allow("PassScheduleRoles", ["iam:PassRole"], roles, {
      StringEquals: { "iam:PassedToService": "scheduler.amazonaws.com" },
    }),
  ];
}

function queueStatements(scope: Scope, { queueNames }: Deployment): Statement[] {
  if (queueNames.length === 0) return [];
  const actions = ["CreateQueue", "DeleteQueue", "GetQueueAttributes", "ListQueueTags", "SetQueueAttributes"];
  const arns = queueNames.map((name) => regionalArn(scope, "sqs", name));
  return [
    allow(
      "ManageQueues",
      actions.map((action) => `sqs:${action}`),
      arns,
    ),
  ];
}

function providerStatements(
  scope: Scope,
  { identityProviderUrl: url }: Deployment,
  iam: "write" | "delete",
): Statement[] {
  if (url === undefined) return [];
  const arn = iamArn(scope, `oidc-provider/${url}`);
  const of = (...verbs: string[]) => verbs.map((verb) => `iam:${verb}`);
  const write = of(
    "AddClientIDToOpenIDConnectProvider",
    "CreateOpenIDConnectProvider",
    "RemoveClientIDFromOpenIDConnectProvider",
  );
  return [
    allow("ManageIdentityProvider", of("GetOpenIDConnectProvider", "DeleteOpenIDConnectProvider"), [arn]),
    ...(iam === "write" ? [allow("WriteIdentityProvider", write, [arn])] : []),
  ];
}

function lookupStatements(scope: Scope, { parameterNames, findsNetworks }: Deployment): Statement[] {
  const arns = parameterNames.map((name) =>
    regionalArn(scope, "ssm", `parameter/${name.replace(/^\//, "")}`),
  );
  return [
    ...(arns.length > 0 ? [allow("LookUpParameters", ["ssm:GetParameter"], arns)] : []),
    ...(findsNetworks
      ? [allow("FindNetworks", ["ec2:DescribeSecurityGroups", "ec2:DescribeSubnets"], ["*"])]
      : []),
  ];
}

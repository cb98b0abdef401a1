/**
 * Actions by which a principal can come to rights that it was not given.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html#access_policies_boundaries-delegate
 */

export type TargetKind = "policy" | "role" | "user" | "group";

/** What the action must be allowed on to raise the rights of whoever has it. */
export type Reach =
  /** On itself: its policies, its groups, the roles that it may pass or assume. */
  | "own"
  /** As `own`, where a permissions boundary bounds that. */
  | "bounded"
  /** As `own`, where a document that the action takes away denies something. */
  | "restricted"
  /** On somebody else, whose rights it then has. */
  | "other";

export interface EscalationAction {
  action: string;
  target: TargetKind;
  reach: Reach;
  /** What it may do then, as an infinitive. */
  gain: string;
  /** Context keys on which a condition takes the danger away. */
  limitedBy?: string[];
}

const BOUNDARY = "iam:PermissionsBoundary";
const POLICY = "iam:PolicyARN";

export const ESCALATION_ACTIONS: EscalationAction[] = [
  escalation("iam:CreatePolicyVersion", "policy", "own", "rewrite a policy that it has"),
  escalation(
    "iam:SetDefaultPolicyVersion",
    "policy",
    "own",
    "bring back another version of a policy that it has",
  ),
  escalation(
    "iam:AttachRolePolicy",
    "role",
    "own",
    "attach any policy to a role that it can use",
    BOUNDARY,
    POLICY,
  ),
  escalation(
    "iam:PutRolePolicy",
    "role",
    "own",
    "write any inline policy into a role that it can use",
    BOUNDARY,
  ),
  escalation(
    "iam:DeleteRolePermissionsBoundary",
    "role",
    "bounded",
    "remove a role's permissions boundary",
    BOUNDARY,
  ),
  escalation(
    "iam:PutRolePermissionsBoundary",
    "role",
    "bounded",
    "replace a role's permissions boundary",
    BOUNDARY,
  ),
  escalation("iam:UpdateAssumeRolePolicy", "role", "other", "have another role trust it"),
  escalation("iam:AttachUserPolicy", "user", "own", "attach any policy to itself", BOUNDARY, POLICY),
  escalation("iam:PutUserPolicy", "user", "own", "write any inline policy for itself", BOUNDARY),
  escalation(
    "iam:DeleteUserPermissionsBoundary",
    "user",
    "bounded",
    "remove its own permissions boundary",
    BOUNDARY,
  ),
  escalation(
    "iam:PutUserPermissionsBoundary",
    "user",
    "bounded",
    "replace its own permissions boundary",
    BOUNDARY,
  ),
  escalation("iam:AttachGroupPolicy", "group", "own", "attach any policy to a group that it is in", POLICY),
  escalation("iam:PutGroupPolicy", "group", "own", "write any inline policy for a group that it is in"),
  escalation(
    "iam:DetachRolePolicy",
    "role",
    "restricted",
    "detach what denies a role something",
    BOUNDARY,
    POLICY,
  ),
  escalation("iam:DeleteRolePolicy", "role", "restricted", "delete what denies a role something", BOUNDARY),
  escalation(
    "iam:DetachUserPolicy",
    "user",
    "restricted",
    "detach what denies it something",
    BOUNDARY,
    POLICY,
  ),
  escalation("iam:DeleteUserPolicy", "user", "restricted", "delete what denies it something", BOUNDARY),
  escalation(
    "iam:DetachGroupPolicy",
    "group",
    "restricted",
    "detach what denies its group something",
    POLICY,
  ),
  escalation("iam:DeleteGroupPolicy", "group", "restricted", "delete what denies its group something"),
  escalation("iam:RemoveUserFromGroup", "group", "restricted", "leave a group that denies it something"),
  escalation("iam:AddUserToGroup", "group", "other", "join another group"),
  escalation("iam:CreateAccessKey", "user", "other", "make access keys of another user"),
  escalation("iam:CreateLoginProfile", "user", "other", "give another user a password that it knows"),
  escalation("iam:UpdateLoginProfile", "user", "other", "change another user's password"),
];

function escalation(
  action: string,
  target: TargetKind,
  reach: Reach,
  gain: string,
  ...limitedBy: string[]
): EscalationAction {
  return { action, target, reach, gain, limitedBy };
}

/** An action that takes on what others may, wherever it is allowed on all there are of a kind. */
export interface BorrowedRight {
  action: string;
  /** Service and resource of the ARNs of all. */
  service: string;
  resource: string;
  gain: string;
}

/**
 * Whom a role trusts, and which role a function or an instance has, lies outside the principal's own documents: on all
 * of them at once nobody can have looked.
 */
export const BORROWED_RIGHTS: BorrowedRight[] = [
  borrowed("sts:AssumeRole", "iam", "role/*", "assume every role that trusts the account"),
  borrowed(
    "lambda:UpdateFunctionCode",
    "lambda",
    "function:*",
    "run what it likes with the role of every Lambda function",
  ),
  borrowed("ssm:SendCommand", "ec2", "instance/*", "run what it likes with the role of every instance"),
];

function borrowed(action: string, service: string, resource: string, gain: string): BorrowedRight {
  return { action, service, resource, gain };
}

/** A service to which a role can be passed and that then runs what one tells it, with the role's rights. */
export interface PassRoleService {
  service: string;
  /** Each list's first allowed action counts; one of each list is needed. */
  actions: string[][];
}

export const PASS_ROLE_SERVICES: PassRoleService[] = [
  launch(
    "ecs-tasks",
    ["ecs:RegisterTaskDefinition"],
    ["ecs:RunTask", "ecs:StartTask", "ecs:CreateService", "ecs:UpdateService"],
  ),
  launch("lambda", ["lambda:CreateFunction", "lambda:UpdateFunctionConfiguration"]),
  launch("ec2", ["ec2:RunInstances", "ec2:AssociateIamInstanceProfile"]),
  launch("cloudformation", ["cloudformation:CreateStack", "cloudformation:UpdateStack"]),
  launch("codebuild", ["codebuild:CreateProject", "codebuild:UpdateProject"]),
  launch("glue", ["glue:CreateJob", "glue:UpdateJob", "glue:CreateDevEndpoint"]),
  launch("sagemaker", [
    "sagemaker:CreateNotebookInstance",
    "sagemaker:CreateTrainingJob",
    "sagemaker:CreateProcessingJob",
  ]),
  launch("states", ["states:CreateStateMachine", "states:UpdateStateMachine"]),
  launch("datapipeline", ["datapipeline:CreatePipeline"]),
  launch("batch", ["batch:CreateComputeEnvironment"]),
  launch("ssm", ["ssm:StartAutomationExecution"]),
];

function launch(service: string, ...actions: string[][]): PassRoleService {
  return { service: `${service}.amazonaws.com`, actions };
}

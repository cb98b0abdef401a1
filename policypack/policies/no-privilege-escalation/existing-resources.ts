/**
 * Actions that take on the rights of what exists already: of functions, projects, notebooks, instances, stacks, tasks, and
 * of roles by their trust. https://pathfinding.cloud/paths/
 */

/** What it takes on everything of a kind to have the rights of all that have a role there. */
export interface BorrowedRight {
  /** One of each list is needed; what the first list names must be allowed on everything of the kind. */
  actions: string[][];
  /** The ARN of everything of the kind, with the partition, region and account left to be filled in. */
  everything: string;
  gain: string;
}

const INSTANCES = "arn:PARTITION:ec2:REGION:ACCOUNT:instance/i-*";

/**
 * Whom a role trusts, and which role a function or an instance has, lies outside the principal's own documents: on all
 * of them at once nobody can have looked.
 */
export const BORROWED_RIGHTS: BorrowedRight[] = [
  borrowed("arn:PARTITION:iam::ACCOUNT:role/?*", "assume every role that trusts the account", [
    "sts:AssumeRole",
  ]),
  ofService("lambda", "function:?*", "run what it likes with the role of every Lambda function", [
    "lambda:UpdateFunctionCode",
  ]),
  ofService("lambda", "function:?*", "put a layer of its own into every Lambda function", [
    "lambda:UpdateFunctionConfiguration",
  ]),
  borrowed(INSTANCES, "run what it likes with the role of every instance", [
    "ssm:SendCommand",
    "ssm:CreateAssociation",
  ]),
  borrowed(INSTANCES, "open a session on every instance, with its role", ["ssm:StartSession"]),
  borrowed(INSTANCES, "log in to every instance with a key of its own, and so use its role", [
    "ec2-instance-connect:SendSSHPublicKey",
    "ec2-instance-connect:SendSerialConsoleSSHPublicKey",
  ]),
  borrowed(
    INSTANCES,
    "have every instance run what it likes when it starts, with its role",
    ["ec2:ModifyInstanceAttribute"],
    ["ec2:StartInstances"],
  ),
  ofService(
    "ec2",
    "launch-template/lt-*",
    "have new instances of every launch template run what it likes, with its role",
    ["ec2:ModifyLaunchTemplate"],
    ["ec2:CreateLaunchTemplateVersion"],
  ),
  ofService("ecs", "task/?*", "run what it likes in every ECS task, with the task's role", [
    "ecs:ExecuteCommand",
  ]),
  ofService("codebuild", "project/?*", "run what it likes with the role of every CodeBuild project", [
    "codebuild:StartBuild",
    "codebuild:StartBuildBatch",
  ]),
  ofService("glue", "devEndpoint/?*", "log in to every Glue development endpoint, with its role", [
    "glue:UpdateDevEndpoint",
  ]),
  ofService(
    "glue",
    "job/?*",
    "run what it likes with the role of every Glue job",
    ["glue:UpdateJob"],
    ["glue:StartJobRun", "glue:CreateTrigger"],
  ),
  ofService("apprunner", "service/?*", "run what it likes with the role of every App Runner service", [
    "apprunner:UpdateService",
  ]),
  ofService("cloudformation", "stack/?*", "change whatever it likes with the role of every stack", [
    "cloudformation:UpdateStack",
  ]),
  ofService(
    "cloudformation",
    "stack/?*",
    "change whatever it likes with the role of every stack, by a change set",
    ["cloudformation:CreateChangeSet"],
    ["cloudformation:ExecuteChangeSet"],
  ),
  ofService("cloudformation", "stackset/?*", "change whatever it likes with the role of every stack set", [
    "cloudformation:UpdateStackSet",
  ]),
  ofService("sagemaker", "notebook-instance/?*", "open every notebook instance, with its role", [
    "sagemaker:CreatePresignedNotebookInstanceUrl",
  ]),
  ofService("sagemaker", "user-profile/?*", "open the SageMaker Studio of every user, with its role", [
    "sagemaker:CreatePresignedDomainUrl",
  ]),
  ofService(
    "sagemaker",
    "notebook-instance/?*",
    "have every notebook instance run what it likes when it starts, with its role",
    ["sagemaker:UpdateNotebookInstance"],
    ["sagemaker:CreateNotebookInstanceLifecycleConfig", "sagemaker:UpdateNotebookInstanceLifecycleConfig"],
    ["sagemaker:StartNotebookInstance"],
  ),
  ofService(
    "bedrock-agentcore",
    "code-interpreter-custom/?*",
    "run what it likes with the role of every code interpreter",
    ["bedrock-agentcore:InvokeCodeInterpreter"],
    ["bedrock-agentcore:StartCodeInterpreterSession"],
  ),
  ofService(
    "states",
    "stateMachine:?*",
    "do what it likes with the role of every state machine",
    ["states:UpdateStateMachine"],
    ["states:StartExecution", "states:StartSyncExecution"],
  ),
  ofService("elasticmapreduce", "cluster/?*", "run what it likes with the role of every EMR cluster", [
    "elasticmapreduce:AddJobFlowSteps",
  ]),
  ofService(
    "eks",
    "cluster/?*",
    "make itself the administrator of every EKS cluster, with the roles of its pods",
    ["eks:CreateAccessEntry"],
    ["eks:AssociateAccessPolicy"],
  ),
  borrowed("arn:PARTITION:iam::ACCOUNT:saml-provider/?*", "sign in as whoever a SAML provider lets in", [
    "iam:UpdateSAMLProvider",
  ]),
  borrowed("arn:PARTITION:iam::ACCOUNT:oidc-provider/?*", "let tokens of its own in by an OIDC provider", [
    "iam:UpdateOpenIDConnectProviderThumbprint",
    "iam:AddClientIDToOpenIDConnectProvider",
  ]),
  borrowed(
    "arn:PARTITION:sso:::permissionSet/?*",
    "write any policy into a permission set of IAM Identity Center",
    [
      "sso:PutInlinePolicyToPermissionSet",
      "sso:AttachManagedPolicyToPermissionSet",
      "sso:AttachCustomerManagedPolicyReferenceToPermissionSet",
    ],
    ["sso:ProvisionPermissionSet", "sso:CreateAccountAssignment"],
  ),
  borrowed(
    "arn:PARTITION:sso:::permissionSet/?*",
    "give itself any permission set of IAM Identity Center, in any account",
    ["sso:CreateAccountAssignment"],
  ),
  borrowed("arn:PARTITION:identitystore:::group/?*", "join any group of IAM Identity Center", [
    "identitystore:CreateGroupMembership",
  ]),
];

function borrowed(everything: string, gain: string, ...actions: string[][]): BorrowedRight {
  return { actions, everything, gain };
}

function ofService(service: string, resource: string, gain: string, ...actions: string[][]): BorrowedRight {
  return borrowed(`arn:PARTITION:${service}:REGION:ACCOUNT:${resource}`, gain, ...actions);
}

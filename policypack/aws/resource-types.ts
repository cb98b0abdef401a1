/**
 * The types of resources that the pack knows, of both providers: what each of them is, and what its properties are
 * called. A type that a rule is to know gets its row here, and nowhere else is one named.
 *
 * https://www.pulumi.com/registry/packages/aws/ and https://www.pulumi.com/registry/packages/aws-native/
 */
import type { PrincipalKind } from "./iam-arn";
import type { ResourceKind, ResourceType } from "./resource-type";

/** Of `aws-native`, which has the same lists on roles, users and groups. */
const NATIVE = {
  inlinePolicies: { property: "policies", name: "policyName", document: "policyDocument" },
  policyArns: "managedPolicyArns",
};

const IAM: ResourceType[] = [
  {
    ...principal("aws:iam/role:Role", "role", "name"),
    trust: "assumeRolePolicy",
    inlinePolicies: { property: "inlinePolicies", name: "name", document: "policy" },
    policyArns: "managedPolicyArns",
    boundary: "permissionsBoundary",
    // https://www.pulumi.com/registry/packages/aws/api-docs/iam/role/#inputs
    isExclusive: true,
    computed: ["inlinePolicies", "managedPolicyArns"],
  },
  { ...principal("aws:iam/user:User", "user", "name"), boundary: "permissionsBoundary" },
  principal("aws:iam/group:Group", "group", "name"),
  {
    ...principal("aws-native:iam:Role", "role", "roleName"),
    ...NATIVE,
    trust: "assumeRolePolicyDocument",
    boundary: "permissionsBoundary",
    computed: ["policies", "managedPolicyArns"],
  },
  {
    ...principal("aws-native:iam:User", "user", "userName"),
    ...NATIVE,
    boundary: "permissionsBoundary",
    groups: "groups",
    computed: ["policies", "managedPolicyArns", "groups"],
  },
  {
    ...principal("aws-native:iam:Group", "group", "groupName"),
    ...NATIVE,
    computed: ["policies", "managedPolicyArns"],
  },
  { type: "aws:iam/policy:Policy", is: "managed policy", name: "name", arn: "arn", document: "policy" },
  {
    type: "aws-native:iam:ManagedPolicy",
    is: "managed policy",
    name: "managedPolicyName",
    arn: "policyArn",
    document: "policyDocument",
    computed: ["roles", "users", "groups"],
  },
  inline("aws:iam/rolePolicy:RolePolicy", "role", "role"),
  inline("aws:iam/userPolicy:UserPolicy", "user", "user"),
  inline("aws:iam/groupPolicy:GroupPolicy", "group", "group"),
  inline("aws-native:iam:RolePolicy", "role", "roleName"),
  inline("aws-native:iam:UserPolicy", "user", "userName"),
  inline("aws-native:iam:GroupPolicy", "group", "groupName"),
  // Embeds its document in all principals that it lists.
  { type: "aws-native:iam:Policy", is: "inline policy", name: "policyName", document: "policyDocument" },
  attachment("aws:iam/rolePolicyAttachment:RolePolicyAttachment", "role"),
  attachment("aws:iam/userPolicyAttachment:UserPolicyAttachment", "user"),
  attachment("aws:iam/groupPolicyAttachment:GroupPolicyAttachment", "group"),
  { type: "aws:iam/policyAttachment:PolicyAttachment", is: "policy attachment", policyArn: "policyArn" },
  attachedOnly("aws:iam/rolePolicyAttachmentsExclusive:RolePolicyAttachmentsExclusive", "role"),
  attachedOnly("aws:iam/userPolicyAttachmentsExclusive:UserPolicyAttachmentsExclusive", "user"),
  attachedOnly("aws:iam/groupPolicyAttachmentsExclusive:GroupPolicyAttachmentsExclusive", "group"),
  inlineOnly("aws:iam/rolePoliciesExclusive:RolePoliciesExclusive", "role"),
  inlineOnly("aws:iam/userPoliciesExclusive:UserPoliciesExclusive", "user"),
  inlineOnly("aws:iam/groupPoliciesExclusive:GroupPoliciesExclusive", "group"),
  { ...members("aws:iam/groupMembership:GroupMembership", "group"), isExclusive: true },
  members("aws-native:iam:UserToGroupAddition", "groupName"),
  {
    type: "aws:iam/userGroupMembership:UserGroupMembership",
    is: "groups of a user",
    principal: { kind: "user", property: "user" },
    groups: "groups",
  },
  { type: "aws:iam/instanceProfile:InstanceProfile", is: "instance profile", name: "name", arn: "arn" },
  {
    type: "aws-native:iam:InstanceProfile",
    is: "instance profile",
    name: "instanceProfileName",
    arn: "arn",
  },
];

const OTHERS: ResourceType[] = [
  { type: "aws:ecs/taskDefinition:TaskDefinition", is: "task definition", name: "family", arn: "arn" },
  { type: "aws-native:ecs:TaskDefinition", is: "task definition", name: "family", arn: "taskDefinitionArn" },
  { type: "aws:ecs/service:Service", is: "service", name: "name", arn: "arn" },
  { type: "aws-native:ecs:Service", is: "service", name: "serviceName", arn: "serviceArn" },
  { type: "aws:ecs/cluster:Cluster", is: "cluster", name: "name", arn: "arn" },
  { type: "aws-native:ecs:Cluster", is: "cluster", name: "clusterName", arn: "arn" },
  { type: "aws:cloudwatch/logGroup:LogGroup", is: "log group", name: "name", arn: "arn" },
  { type: "aws-native:logs:LogGroup", is: "log group", name: "logGroupName", arn: "arn" },
  { type: "aws:ecr/repository:Repository", is: "repository", name: "name", arn: "arn" },
  { type: "aws-native:ecr:Repository", is: "repository", name: "repositoryName", arn: "arn" },
  { type: "aws:secretsmanager/secret:Secret", is: "secret", name: "name", arn: "arn" },
  { type: "aws-native:secretsmanager:Secret", is: "secret", name: "name", arn: "awsId" },
  { type: "aws:ssm/parameter:Parameter", is: "parameter", name: "name", arn: "arn" },
  { type: "aws-native:ssm:Parameter", is: "parameter", name: "name" },
  { type: "aws:kms/key:Key", is: "key", name: "keyId", arn: "arn" },
  { type: "aws:kms/replicaKey:ReplicaKey", is: "key", name: "keyId", arn: "arn" },
  { type: "aws-native:kms:Key", is: "key", name: "keyId", arn: "arn" },
  { type: "aws:kms/alias:Alias", is: "key alias", name: "name", arn: "arn" },
  { type: "aws-native:kms:Alias", is: "key alias", name: "aliasName" },
  { type: "aws:dynamodb/table:Table", is: "table", name: "name", arn: "arn" },
  { type: "aws-native:dynamodb:Table", is: "table", name: "tableName", arn: "arn" },
  { type: "aws:sqs/queue:Queue", is: "queue", name: "name", arn: "arn" },
  { type: "aws-native:sqs:Queue", is: "queue", name: "queueName", arn: "arn" },
  { type: "aws:s3/bucket:Bucket", is: "bucket", name: "bucket", arn: "arn" },
  { type: "aws:s3/bucketV2:BucketV2", is: "bucket", name: "bucket", arn: "arn" },
  encryption("aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration"),
  encryption("aws:s3/bucketServerSideEncryptionConfigurationV2:BucketServerSideEncryptionConfigurationV2"),
  { type: "aws:ecs/tag:Tag", is: "tag", name: "key" },
  { type: "aws:dynamodb/tag:Tag", is: "tag", name: "key" },
  { type: "aws:cloudwatch/eventRule:EventRule", is: "event rule", name: "name", arn: "arn" },
  { type: "aws-native:events:Rule", is: "event rule", name: "name", arn: "arn" },
  { type: "aws:cloudwatch/eventTarget:EventTarget", is: "event target", name: "targetId" },
  { type: "aws:scheduler/schedule:Schedule", is: "schedule", name: "name", arn: "arn" },
  { type: "aws-native:scheduler:Schedule", is: "schedule", name: "name", arn: "arn" },
  { type: "aws:scheduler/scheduleGroup:ScheduleGroup", is: "schedule group", name: "name", arn: "arn" },
  { type: "aws-native:scheduler:ScheduleGroup", is: "schedule group", name: "name", arn: "arn" },
  { type: "aws:pipes/pipe:Pipe", is: "pipe", name: "name", arn: "arn" },
  { type: "aws-native:pipes:Pipe", is: "pipe", name: "name", arn: "arn" },
  { type: "aws:sfn/stateMachine:StateMachine", is: "state machine", name: "name", arn: "arn" },
  {
    type: "aws-native:stepfunctions:StateMachine",
    is: "state machine",
    name: "stateMachineName",
    arn: "arn",
  },
  { type: "aws:codepipeline/pipeline:Pipeline", is: "pipeline", name: "name", arn: "arn" },
  { type: "aws-native:codepipeline:Pipeline", is: "pipeline", name: "name" },
  deploymentGroup("aws:codedeploy/deploymentGroup:DeploymentGroup"),
  deploymentGroup("aws-native:codedeploy:DeploymentGroup"),
  { type: "aws:ecs/expressGatewayService:ExpressGatewayService", is: "express service", name: "serviceName" },
  { type: "aws-native:ecs:ExpressGatewayService", is: "express service", name: "serviceName" },
  { type: "aws:ecs/capacityProvider:CapacityProvider", is: "capacity provider", name: "name", arn: "arn" },
  { type: "aws-native:ecs:CapacityProvider", is: "capacity provider", name: "name" },
  { type: "aws:autoscaling/group:Group", is: "auto scaling group", name: "name", arn: "arn" },
  { type: "aws-native:autoscaling:AutoScalingGroup", is: "auto scaling group", name: "autoScalingGroupName" },
  { type: "aws:ec2/launchTemplate:LaunchTemplate", is: "launch template", name: "name", arn: "arn" },
  { type: "aws-native:ec2:LaunchTemplate", is: "launch template", name: "launchTemplateName" },
  { type: "aws:ec2/launchConfiguration:LaunchConfiguration", is: "launch configuration", name: "name" },
  { type: "aws:ec2/instance:Instance", is: "instance", arn: "arn" },
  { type: "aws-native:ec2:Instance", is: "instance" },
  { type: "aws:lb/listenerRule:ListenerRule", is: "listener rule", arn: "arn" },
  { type: "aws:alb/listenerRule:ListenerRule", is: "listener rule", arn: "arn" },
  { type: "aws-native:elasticloadbalancingv2:ListenerRule", is: "listener rule", arn: "ruleArn" },
  {
    type: "aws:acmpca/certificateAuthority:CertificateAuthority",
    is: "certificate authority",
    arn: "arn",
  },
  { type: "aws-native:acmpca:CertificateAuthority", is: "certificate authority", arn: "arn" },
  { type: "aws:kms/keyPolicy:KeyPolicy", is: "key policy" },
];

const TYPES = new Map([...IAM, ...OTHERS].map((row) => [row.type, row]));
const KINDS = new Map<ResourceKind, ResourceType[]>();
for (const row of TYPES.values()) KINDS.set(row.is, [...(KINDS.get(row.is) ?? []), row]);

/** What is known of a type; undefined for one that is not in the table. */
export function resourceType(type: string): ResourceType | undefined {
  return TYPES.get(type);
}

/** Whether a type is one of those kinds. */
export function isA(type: string, ...kinds: ResourceKind[]): boolean {
  const known = TYPES.get(type);
  return known !== undefined && kinds.includes(known.is);
}

/** The types of those kinds, kind by kind in the table's order. */
export function typesOf(...kinds: ResourceKind[]): ResourceType[] {
  return kinds.flatMap((kind) => KINDS.get(kind) ?? []);
}

/** The service of a type of either provider, e.g. `iam`; undefined for those of other providers. */
export function serviceOf(type: string): string | undefined {
  return /^aws(?:-native)?:([^:/]+)[:/]/.exec(type)?.[1];
}

/** Whether the type is of `aws-native`, which takes AWS's own API at its word. */
export function isNative(type: string): boolean {
  return type.startsWith("aws-native:");
}

function principal(type: string, kind: PrincipalKind, name: string): ResourceType {
  return { type, is: kind, name, arn: "arn", principal: { kind, property: name } };
}

function inline(type: string, kind: PrincipalKind, property: string): ResourceType {
  const [name, document] = isNative(type) ? ["policyName", "policyDocument"] : ["name", "policy"];
  return { type, is: "inline policy", name, document, principal: { kind, property } };
}

function attachment(type: string, kind: PrincipalKind): ResourceType {
  return { type, is: "policy attachment", policyArn: "policyArn", principal: { kind, property: kind } };
}

function attachedOnly(type: string, kind: PrincipalKind): ResourceType {
  const named = { kind, property: `${kind}Name` };
  return { type, is: "attached policies", policyArns: "policyArns", principal: named, isExclusive: true };
}

function inlineOnly(type: string, kind: PrincipalKind): ResourceType {
  return { type, is: "inline policies", principal: { kind, property: `${kind}Name` }, isExclusive: true };
}

function members(type: string, property: string): ResourceType {
  return { type, is: "group members", principal: { kind: "group", property } };
}

function deploymentGroup(type: string): ResourceType {
  return { type, is: "deployment group", name: "deploymentGroupName" };
}

function encryption(type: string): ResourceType {
  return { type, is: "bucket encryption" };
}

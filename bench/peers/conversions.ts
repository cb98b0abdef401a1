/** Pulumi's types with the CloudFormation type and properties that say the same. */
import { documentOf, pascal, tags, value } from "./template-values";

export type Props = Record<string, unknown>;

type Conversion = [type: string, properties: (props: Props) => Props];

const IAM: Record<string, Conversion> = {
  "aws:iam/role:Role": [
    "AWS::IAM::Role",
    (props) => ({
      RoleName: props.name,
      Path: props.path,
      AssumeRolePolicyDocument: documentOf(props.assumeRolePolicy),
      PermissionsBoundary: value(props.permissionsBoundary),
      ManagedPolicyArns: props.managedPolicyArns,
      Policies: (props.inlinePolicies as { name: string; policy: string }[] | undefined)?.map((one) => ({
        PolicyName: one.name,
        PolicyDocument: documentOf(one.policy),
      })),
      Tags: tags(props.tags),
    }),
  ],
  "aws:iam/policy:Policy": [
    "AWS::IAM::ManagedPolicy",
    (props) => ({ ManagedPolicyName: props.name, PolicyDocument: documentOf(props.policy) }),
  ],
  "aws:iam/rolePolicy:RolePolicy": ["AWS::IAM::Policy", inline("Roles", "role")],
  "aws:iam/userPolicy:UserPolicy": ["AWS::IAM::Policy", inline("Users", "user")],
  "aws:iam/groupPolicy:GroupPolicy": ["AWS::IAM::Policy", inline("Groups", "group")],
  "aws:iam/group:Group": ["AWS::IAM::Group", (props) => ({ GroupName: props.name })],
  "aws:iam/userGroupMembership:UserGroupMembership": [
    "AWS::IAM::UserToGroupAddition",
    (props) => ({ GroupName: (props.groups as string[])[0], Users: [props.user] }),
  ],
};

const TASKS: Record<string, Conversion> = {
  "aws:cloudwatch/logGroup:LogGroup": [
    "AWS::Logs::LogGroup",
    (props) => ({
      LogGroupName: props.name,
      RetentionInDays: props.retentionInDays,
      KmsKeyId: value(props.kmsKeyId),
    }),
  ],
  "aws:ecs/taskDefinition:TaskDefinition": [
    "AWS::ECS::TaskDefinition",
    (props) => ({
      Family: props.family,
      Cpu: props.cpu,
      Memory: props.memory,
      NetworkMode: props.networkMode,
      RequiresCompatibilities: props.requiresCompatibilities,
      TaskRoleArn: value(props.taskRoleArn),
      ExecutionRoleArn: value(props.executionRoleArn),
      ContainerDefinitions: pascal(documentOf(props.containerDefinitions)),
      Volumes: (props.volumes as Props[] | undefined)?.map(volume),
      Tags: tags(props.tags),
    }),
  ],
  "aws:ecs/service:Service": [
    "AWS::ECS::Service",
    (props) => ({
      ServiceName: props.name,
      Cluster: props.cluster,
      EnableExecuteCommand: props.enableExecuteCommand,
      LaunchType: props.launchType,
      NetworkConfiguration: props.networkConfiguration && {
        AwsvpcConfiguration: pascal(props.networkConfiguration),
      },
      VolumeConfigurations: props.volumeConfiguration && [ebsVolume(props.volumeConfiguration as Props)],
      TaskDefinition: value(props.taskDefinition),
    }),
  ],
};

/** What starts a task. The targets of a rule are a property of it; see `cloudformation.ts`. */
const STARTERS: Record<string, Conversion> = {
  "aws:scheduler/schedule:Schedule": [
    "AWS::Scheduler::Schedule",
    ({ target, ...props }) => ({ ...pascalOf(props), Target: starting(target as Props, "ecsParameters") }),
  ],
  "aws:cloudwatch/eventRule:EventRule": [
    "AWS::Events::Rule",
    (props) => ({ Name: props.name, EventPattern: documentOf(props.eventPattern) }),
  ],
  "aws:sfn/stateMachine:StateMachine": [
    "AWS::StepFunctions::StateMachine",
    (props) => ({
      StateMachineName: props.name,
      RoleArn: value(props.roleArn),
      DefinitionString: props.definition,
    }),
  ],
  "aws:batch/jobDefinition:JobDefinition": [
    "AWS::Batch::JobDefinition",
    (props) => ({
      JobDefinitionName: props.name,
      Type: props.type,
      PlatformCapabilities: props.platformCapabilities,
      ContainerProperties: pascal(documentOf(props.containerProperties)),
    }),
  ],
};

/** What carries policies of its own. A repository's is a property of the repository there, so it comes with one. */
const CARRIERS: Record<string, Conversion> = {
  "aws:secretsmanager/secret:Secret": [
    "AWS::SecretsManager::Secret",
    (props) => ({ Name: props.name, KmsKeyId: props.kmsKeyId }),
  ],
  "aws:secretsmanager/secretPolicy:SecretPolicy": [
    "AWS::SecretsManager::ResourcePolicy",
    (props) => ({ SecretId: value(props.secretArn), ResourcePolicy: documentOf(props.policy) }),
  ],
  "aws-native:secretsmanager:ResourcePolicy": ["AWS::SecretsManager::ResourcePolicy", withDocuments],
  "aws:s3/bucketPolicy:BucketPolicy": [
    "AWS::S3::BucketPolicy",
    (props) => ({ Bucket: value(props.bucket), PolicyDocument: documentOf(props.policy) }),
  ],
  "aws:kms/key:Key": ["AWS::KMS::Key", (props) => ({ KeyPolicy: documentOf(props.policy) })],
  "aws:ecr/repositoryPolicy:RepositoryPolicy": [
    "AWS::ECR::Repository",
    (props) => ({ RepositoryName: props.repository, RepositoryPolicyText: documentOf(props.policy) }),
  ],
  "aws-native:ecr:Repository": ["AWS::ECR::Repository", withDocuments],
  "aws:sqs/queuePolicy:QueuePolicy": [
    "AWS::SQS::QueuePolicy",
    (props) => ({ Queues: [props.queueUrl], PolicyDocument: documentOf(props.policy) }),
  ],
  "aws-native:sqs:QueuePolicy": ["AWS::SQS::QueuePolicy", withDocuments],
  "aws:lambda/permission:Permission": [
    "AWS::Lambda::Permission",
    (props) => ({
      FunctionName: props.function,
      Action: props.action,
      Principal: props.principal,
      FunctionUrlAuthType: props.functionUrlAuthType,
    }),
  ],
  "aws:efs/fileSystem:FileSystem": ["AWS::EFS::FileSystem", (props) => ({ Encrypted: props.encrypted })],
  "aws:ec2/vpc:Vpc": ["AWS::EC2::VPC", pascalOf],
  "aws:ec2/subnet:Subnet": [
    "AWS::EC2::Subnet",
    (props) => ({ CidrBlock: "10.0.1.0/24", ...pascalOf(props) }),
  ],
  "aws:ec2/vpcEndpoint:VpcEndpoint": [
    "AWS::EC2::VPCEndpoint",
    ({ policy, ...props }) => ({ ...pascalOf(props), PolicyDocument: documentOf(policy) }),
  ],
};

/** By Pulumi's type. */
export const CONVERSIONS: Readonly<Record<string, Conversion>> = {
  ...IAM,
  ...TASKS,
  ...STARTERS,
  ...CARRIERS,
};

function inline(list: "Roles" | "Users" | "Groups", property: "role" | "user" | "group") {
  return (props: Props): Props => ({
    PolicyName: props.name,
    PolicyDocument: documentOf(props.policy),
    [list]: [value(props[property])],
  });
}

function pascalOf(props: Props): Props {
  return pascal(props) as Props;
}

/** aws-native has CloudFormation's own properties; what stands in a document keeps its spelling. */
function withDocuments(props: Props): Props {
  return Object.fromEntries(
    Object.entries(props).map(([key, inner]) => [key.charAt(0).toUpperCase() + key.slice(1), inner]),
  );
}

/** What a schedule or a rule starts: ECS's part of it, which the provider spells by itself, is `EcsParameters` there. */
export function starting(target: Props, ecs: "ecsParameters" | "ecsTarget"): Props {
  const { [ecs]: parameters, ...rest } = target;
  const { networkConfiguration, tags: own, ...known } = parameters as Props;
  return {
    ...pascalOf(rest),
    EcsParameters: {
      ...pascalOf(known),
      ...(own !== undefined && { [ecs === "ecsTarget" ? "TagList" : "Tags"]: tags(own) }),
      NetworkConfiguration: { [AWSVPC[ecs]]: pascal(networkConfiguration) },
    },
  };
}

const AWSVPC = { ecsParameters: "AwsvpcConfiguration", ecsTarget: "AwsVpcConfiguration" };

function volume({ name, efsVolumeConfiguration }: Props): Props {
  const { fileSystemId } = (efsVolumeConfiguration ?? {}) as Props;
  return {
    Name: name,
    ...(fileSystemId !== undefined && { EFSVolumeConfiguration: { FilesystemId: value(fileSystemId) } }),
  };
}

function ebsVolume({ name, managedEbsVolume }: Props): Props {
  const { roleArn, sizeInGb } = managedEbsVolume as Props;
  return { Name: name, ManagedEBSVolume: { RoleArn: value(roleArn), SizeInGiB: sizeInGb } };
}

/** What the AWS provider knows of the types that programs are made of. */

type Props = Record<string, unknown>;

export interface ResourceType {
  /** The input that names it, generated where the program gives none. */
  named?: string;
  defaults?: Props;
  /** What AWS makes up. */
  computed?: string[];
  /** The ARN behind `arn:PARTITION:`, with {region}, {account} and {name}. */
  arn?: string;
  /** `suffix`: what stands behind the last slash of the ARN. */
  id?: "name" | "arn" | "suffix";
}

export const KEY_ID = "1234abcd-12ab-34cd-56ef-1234567890ab";

export const TYPES: Record<string, ResourceType> = {
  "aws:iam/role:Role": {
    named: "name",
    defaults: { forceDetachPolicies: false, maxSessionDuration: 3600, path: "/" },
    computed: ["arn", "createDate", "uniqueId", "inlinePolicies", "managedPolicyArns", "namePrefix"],
    arn: "iam::{account}:role{path}{name}",
    id: "name",
  },
  "aws:iam/policy:Policy": {
    named: "name",
    defaults: { path: "/" },
    computed: ["arn", "attachmentCount", "policyId", "namePrefix"],
    arn: "iam::{account}:policy{path}{name}",
    id: "arn",
  },
  "aws:iam/user:User": {
    named: "name",
    defaults: { forceDestroy: false, path: "/" },
    computed: ["arn", "uniqueId"],
    arn: "iam::{account}:user{path}{name}",
    id: "name",
  },
  "aws:iam/group:Group": {
    named: "name",
    defaults: { path: "/" },
    computed: ["arn", "uniqueId"],
    arn: "iam::{account}:group{path}{name}",
    id: "name",
  },
  "aws:iam/userPolicy:UserPolicy": { named: "name", computed: ["namePrefix"], id: "name" },
  "aws:iam/rolePolicy:RolePolicy": { named: "name", computed: ["namePrefix"], id: "name" },
  "aws:iam/instanceProfile:InstanceProfile": {
    named: "name",
    defaults: { path: "/" },
    computed: ["arn"],
    arn: "iam::{account}:instance-profile{path}{name}",
    id: "name",
  },
  "aws:iam/openIdConnectProvider:OpenIdConnectProvider": {
    computed: ["arn"],
    arn: "iam::{account}:oidc-provider/token.actions.githubusercontent.com",
    id: "arn",
  },
  "aws:cloudwatch/logGroup:LogGroup": {
    named: "name",
    defaults: { retentionInDays: 0, skipDestroy: false },
    computed: ["arn", "logGroupClass", "namePrefix"],
    arn: "logs:{region}:{account}:log-group:{name}",
    id: "name",
  },
  "aws:ecs/taskDefinition:TaskDefinition": {
    defaults: { skipDestroy: false, trackLatest: false },
    computed: ["arn", "arnWithoutRevision", "revision", "enableFaultInjection"],
    arn: "ecs:{region}:{account}:task-definition/{family}:3",
  },
  "aws:ecs/cluster:Cluster": {
    named: "name",
    computed: ["arn", "settings"],
    arn: "ecs:{region}:{account}:cluster/{name}",
    id: "arn",
  },
  "aws:ecs/service:Service": {
    named: "name",
    defaults: { waitForSteadyState: true, enableEcsManagedTags: false },
    computed: ["iamRole", "triggers"],
    id: "arn",
    arn: "ecs:{region}:{account}:service/main/{name}",
  },
  "aws:ecr/repository:Repository": {
    named: "name",
    defaults: { imageTagMutability: "MUTABLE" },
    computed: ["arn", "repositoryUrl", "registryId"],
    arn: "ecr:{region}:{account}:repository/{name}",
    id: "name",
  },
  "aws:secretsmanager/secret:Secret": {
    named: "name",
    defaults: { forceOverwriteReplicaSecret: false, recoveryWindowInDays: 30 },
    computed: ["arn", "policy", "replicas"],
    arn: "secretsmanager:{region}:{account}:secret:{name}-Ab12Cd",
    id: "arn",
  },
  "aws:ssm/parameter:Parameter": {
    named: "name",
    computed: ["arn", "version", "tier"],
    arn: "ssm:{region}:{account}:parameter{slash}{name}",
    id: "name",
  },
  "aws:kms/key:Key": { computed: ["arn", "keyId", "policy"], arn: `kms:{region}:{account}:key/${KEY_ID}` },
  "aws:kms/alias:Alias": {
    named: "name",
    computed: ["arn", "targetKeyArn"],
    arn: "kms:{region}:{account}:{name}",
    id: "name",
  },
  "aws:dynamodb/table:Table": {
    named: "name",
    computed: ["arn", "streamArn"],
    arn: "dynamodb:{region}:{account}:table/{name}",
    id: "name",
  },
  "aws:s3/bucket:Bucket": {
    named: "bucket",
    computed: ["arn", "bucketDomainName"],
    arn: "s3:::{bucket}",
    id: "name",
  },
  "aws:s3/bucketV2:BucketV2": {
    named: "bucket",
    computed: ["arn", "bucketDomainName"],
    arn: "s3:::{bucket}",
    id: "name",
  },
  "aws:sqs/queue:Queue": {
    named: "name",
    computed: ["arn", "url"],
    arn: "sqs:{region}:{account}:{name}",
    id: "name",
  },
  "aws:sns/topic:Topic": {
    named: "name",
    computed: ["arn", "owner"],
    arn: "sns:{region}:{account}:{name}",
    id: "arn",
  },
  "aws:efs/fileSystem:FileSystem": {
    computed: ["arn", "dnsName"],
    arn: "elasticfilesystem:{region}:{account}:file-system/fs-0123456789abcdef0",
    id: "suffix",
  },
  "aws:efs/accessPoint:AccessPoint": {
    computed: ["arn"],
    arn: "elasticfilesystem:{region}:{account}:access-point/fsap-0123456789abcdef0",
    id: "suffix",
  },
  "aws:rds/instance:Instance": {
    computed: ["arn", "address", "endpoint"],
    arn: "rds:{region}:{account}:db:main",
  },
  "aws:lb/targetGroup:TargetGroup": {
    named: "name",
    computed: ["arn"],
    arn: "elasticloadbalancing:{region}:{account}:targetgroup/{name}/0123456789abcdef",
    id: "arn",
  },
  "aws:lb/loadBalancer:LoadBalancer": {
    named: "name",
    computed: ["arn", "dnsName", "zoneId"],
    arn: "elasticloadbalancing:{region}:{account}:loadbalancer/app/{name}/0123456789abcdef",
    id: "arn",
  },
  "aws:lb/listener:Listener": {
    computed: ["arn"],
    arn: "elasticloadbalancing:{region}:{account}:listener/app/web/0123456789abcdef/fedcba9876543210",
    id: "arn",
  },
  "aws:lb/listenerRule:ListenerRule": {
    computed: ["arn"],
    arn: "elasticloadbalancing:{region}:{account}:listener-rule/app/web/0123456789abcdef/fedcba9876543210/0a1b2c3d4e5f6789",
    id: "arn",
  },
  "aws:cloudwatch/eventRule:EventRule": {
    named: "name",
    defaults: { eventBusName: "default", forceDestroy: false },
    computed: ["arn", "namePrefix"],
    arn: "events:{region}:{account}:rule/{name}",
    id: "name",
  },
  "aws:cloudwatch/eventTarget:EventTarget": {
    named: "targetId",
    defaults: { eventBusName: "default", forceDestroy: false },
    computed: ["arn"],
  },
  "aws:scheduler/schedule:Schedule": {
    named: "name",
    defaults: { groupName: "default", scheduleExpressionTimezone: "UTC", state: "ENABLED" },
    computed: ["arn", "namePrefix"],
    arn: "scheduler:{region}:{account}:schedule/default/{name}",
    id: "name",
  },
  "aws:sfn/stateMachine:StateMachine": {
    named: "name",
    defaults: { publish: false, type: "STANDARD" },
    computed: ["arn", "creationDate", "revisionId", "stateMachineVersionArn", "status"],
    arn: "states:{region}:{account}:stateMachine:{name}",
    id: "arn",
  },
  "aws:pipes/pipe:Pipe": {
    named: "name",
    computed: ["arn"],
    arn: "pipes:{region}:{account}:pipe/{name}",
    id: "name",
  },
  "aws:lambda/function:Function": {
    named: "name",
    computed: ["arn", "invokeArn", "qualifiedArn", "lastModified"],
    arn: "lambda:{region}:{account}:function:{name}",
    id: "name",
  },
  "aws:cognito/userPool:UserPool": {
    named: "name",
    computed: ["arn", "endpoint"],
    arn: "cognito-idp:{region}:{account}:userpool/{region}_AbCdEfGhI",
    id: "suffix",
  },
  "aws:codepipeline/pipeline:Pipeline": {
    named: "name",
    computed: ["arn"],
    arn: "codepipeline:{region}:{account}:{name}",
    id: "name",
  },
  "aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream": {
    named: "name",
    computed: ["arn"],
    arn: "firehose:{region}:{account}:deliverystream/{name}",
    id: "arn",
  },
  "aws:ecs/capacityProvider:CapacityProvider": {
    named: "name",
    computed: ["arn"],
    arn: "ecs:{region}:{account}:capacity-provider/{name}",
    id: "arn",
  },
  "aws:autoscaling/group:Group": {
    named: "name",
    computed: ["arn"],
    arn: "autoscaling:{region}:{account}:autoScalingGroup:0a1b2c3d:autoScalingGroupName/{name}",
    id: "name",
  },
  "aws:ec2/launchTemplate:LaunchTemplate": {
    named: "name",
    computed: ["arn", "latestVersion"],
    arn: "ec2:{region}:{account}:launch-template/lt-0123456789abcdef0",
    id: "suffix",
  },
  "aws:ec2/securityGroup:SecurityGroup": {
    named: "name",
    computed: ["arn"],
    arn: "ec2:{region}:{account}:security-group/sg-0123456789abcdef0",
    id: "suffix",
  },
  "aws:elasticache/replicationGroup:ReplicationGroup": { computed: ["arn", "primaryEndpointAddress"] },
  "aws:ec2/vpc:Vpc": {
    computed: ["arn"],
    arn: "ec2:{region}:{account}:vpc/vpc-0123456789abcdef0",
    id: "suffix",
  },
  "aws:ec2/subnet:Subnet": {
    computed: ["arn"],
    arn: "ec2:{region}:{account}:subnet/subnet-0123456789abcdef0",
    id: "suffix",
  },
  "aws:ec2/routeTable:RouteTable": {
    computed: ["arn"],
    arn: "ec2:{region}:{account}:route-table/rtb-0123456789abcdef0",
    id: "suffix",
  },
  "aws:ec2/vpcEndpoint:VpcEndpoint": {
    computed: ["arn"],
    arn: "ec2:{region}:{account}:vpc-endpoint/vpce-0123456789abcdef0",
    id: "suffix",
  },
  "aws:opensearch/domain:Domain": {
    named: "domainName",
    computed: ["arn", "endpoint"],
    arn: "es:{region}:{account}:domain/{name}",
    id: "arn",
  },
  "aws:servicediscovery/httpNamespace:HttpNamespace": {
    named: "name",
    computed: ["arn", "httpName"],
    arn: "servicediscovery:{region}:{account}:namespace/ns-0123456789abcdef",
    id: "suffix",
  },
  "aws:batch/jobDefinition:JobDefinition": {
    named: "name",
    computed: ["arn", "revision"],
    arn: "batch:{region}:{account}:job-definition/{name}:1",
    id: "arn",
  },
  "aws:s3/bucketObjectv2:BucketObjectv2": { computed: ["arn", "etag"] },
  "aws:organizations/account:Account": {
    computed: ["arn", "status"],
    arn: "organizations::{account}:account/o-abcdefghij/222233334444",
    id: "suffix",
  },
  "aws-native:iam:Role": {
    named: "roleName",
    computed: ["arn", "roleId"],
    arn: "iam::{account}:role/{name}",
    id: "name",
  },
  "aws-native:logs:LogGroup": {
    named: "logGroupName",
    computed: ["arn"],
    arn: "logs:{region}:{account}:log-group:{name}:*",
    id: "name",
  },
  "aws-native:sqs:Queue": {
    named: "queueName",
    computed: ["arn", "queueUrl"],
    arn: "sqs:{region}:{account}:{name}",
  },
  "aws-native:ecs:TaskDefinition": {
    named: "family",
    computed: ["taskDefinitionArn"],
  },
};

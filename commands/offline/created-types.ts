/** How AWS names what it creates, type by type; see aws-outputs.ts, which fills the templates in. */
export interface CreatedType {
  /** The input that names it, which Pulumi generates where the program gives none. */
  named?: string;
  id?: string;
  /** The ARN behind `arn:PARTITION:`. */
  arn?: string;
  /** Further outputs, in the order in which they may use one another. */
  outputs?: Record<string, string>;
}

const BY_NAME = { named: "name", id: "{name}" };
const ARN_ID = { named: "name", id: "{arn}" };

function ec2(prefix: string, arnType: string, outputs: Record<string, string> = {}): CreatedType {
  const id = `${prefix}-{hex:17}`;
  return { id, arn: `ec2:{region}:{account}:${arnType}/${id}`, outputs };
}

/** Names of buckets are unique without account and region. */
const BUCKET: CreatedType = {
  named: "bucket",
  id: "{bucket}",
  arn: "s3:::{bucket}",
  outputs: {
    bucketDomainName: "{bucket}.s3.{dns}",
    bucketRegionalDomainName: "{bucket}.s3.{region}.{dns}",
  },
};

/** Types of the provider `aws`. */
export const AWS_TYPES: Record<string, CreatedType> = {
  "aws:iam/role:Role": {
    ...BY_NAME,
    arn: "iam::{account}:role{path}{name}",
    outputs: { uniqueId: "AROA{hex:17}" },
  },
  "aws:iam/policy:Policy": { ...ARN_ID, arn: "iam::{account}:policy{path}{name}" },
  "aws:iam/user:User": {
    ...BY_NAME,
    arn: "iam::{account}:user{path}{name}",
    outputs: { uniqueId: "AIDA{hex:17}" },
  },
  "aws:iam/group:Group": { ...BY_NAME, arn: "iam::{account}:group{path}{name}" },
  "aws:iam/instanceProfile:InstanceProfile": {
    ...BY_NAME,
    arn: "iam::{account}:instance-profile{path}{name}",
  },
  "aws:iam/openIdConnectProvider:OpenIdConnectProvider": {
    id: "{arn}",
    arn: "iam::{account}:oidc-provider/{host}",
  },
  "aws:iam/rolePolicy:RolePolicy": { named: "name", id: "{principal}:{name}" },
  "aws:iam/userPolicy:UserPolicy": { named: "name", id: "{principal}:{name}" },
  "aws:iam/groupPolicy:GroupPolicy": { named: "name", id: "{principal}:{name}" },
  "aws:iam/rolePolicyAttachment:RolePolicyAttachment": { id: "{principal}-{hex:26}" },
  "aws:iam/userPolicyAttachment:UserPolicyAttachment": { id: "{principal}-{hex:26}" },
  "aws:iam/groupPolicyAttachment:GroupPolicyAttachment": { id: "{principal}-{hex:26}" },
  "aws:iam/policyAttachment:PolicyAttachment": { ...BY_NAME },
  "aws:cloudwatch/logGroup:LogGroup": { ...BY_NAME, arn: "logs:{region}:{account}:log-group:{name}" },
  "aws:cloudwatch/eventRule:EventRule": { ...BY_NAME, arn: "events:{region}:{account}:rule/{name}" },
  "aws:cloudwatch/eventBus:EventBus": { ...BY_NAME, arn: "events:{region}:{account}:event-bus/{name}" },
  "aws:cloudwatch/metricAlarm:MetricAlarm": { ...BY_NAME, arn: "cloudwatch:{region}:{account}:alarm:{name}" },
  "aws:ecs/cluster:Cluster": { ...ARN_ID, arn: "ecs:{region}:{account}:cluster/{name}" },
  "aws:ecs/capacityProvider:CapacityProvider": {
    ...ARN_ID,
    arn: "ecs:{region}:{account}:capacity-provider/{name}",
  },
  "aws:ecs/service:Service": { ...ARN_ID, arn: "ecs:{region}:{account}:service/{clusterName}/{name}" },
  "aws:ecs/taskDefinition:TaskDefinition": {
    id: "{family}",
    arn: "ecs:{region}:{account}:task-definition/{family}:1",
    outputs: { arnWithoutRevision: "arn:{partition}:ecs:{region}:{account}:task-definition/{family}" },
  },
  "aws:ecr/repository:Repository": {
    ...BY_NAME,
    arn: "ecr:{region}:{account}:repository/{name}",
    outputs: { repositoryUrl: "{account}.dkr.ecr.{region}.{dns}/{name}", registryId: "{account}" },
  },
  "aws:secretsmanager/secret:Secret": {
    ...ARN_ID,
    arn: "secretsmanager:{region}:{account}:secret:{name}-{hex:6}",
  },
  "aws:secretsmanager/secretVersion:SecretVersion": {
    id: "{secretId}|{uuid}",
    outputs: { arn: "{secretId}", versionId: "{uuid}" },
  },
  "aws:ssm/parameter:Parameter": { ...BY_NAME, arn: "ssm:{region}:{account}:parameter{slash}{name}" },
  "aws:kms/key:Key": { id: "{uuid}", arn: "kms:{region}:{account}:key/{uuid}", outputs: { keyId: "{uuid}" } },
  "aws:kms/alias:Alias": { ...BY_NAME, arn: "kms:{region}:{account}:{name}" },
  "aws:dynamodb/table:Table": { ...BY_NAME, arn: "dynamodb:{region}:{account}:table/{name}" },
  "aws:s3/bucket:Bucket": BUCKET,
  "aws:s3/bucketV2:BucketV2": BUCKET,
  "aws:s3/bucketPolicy:BucketPolicy": { id: "{bucket}" },
  "aws:s3/bucketObject:BucketObject": { id: "{bucket}/{key}", arn: "s3:::{bucket}/{key}" },
  "aws:s3/bucketObjectv2:BucketObjectv2": { id: "{bucket}/{key}", arn: "s3:::{bucket}/{key}" },
  "aws:sqs/queue:Queue": {
    named: "name",
    id: "https://sqs.{region}.{dns}/{account}/{name}",
    arn: "sqs:{region}:{account}:{name}",
    outputs: { url: "{id}" },
  },
  "aws:sns/topic:Topic": { ...ARN_ID, arn: "sns:{region}:{account}:{name}", outputs: { owner: "{account}" } },
  "aws:kinesis/stream:Stream": { ...ARN_ID, arn: "kinesis:{region}:{account}:stream/{name}" },
  "aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream": {
    ...ARN_ID,
    arn: "firehose:{region}:{account}:deliverystream/{name}",
  },
  "aws:efs/fileSystem:FileSystem": {
    id: "fs-{hex:17}",
    arn: "elasticfilesystem:{region}:{account}:file-system/fs-{hex:17}",
    outputs: { dnsName: "{id}.efs.{region}.{dns}" },
  },
  "aws:efs/accessPoint:AccessPoint": {
    id: "fsap-{hex:17}",
    arn: "elasticfilesystem:{region}:{account}:access-point/fsap-{hex:17}",
  },
  "aws:efs/mountTarget:MountTarget": { id: "fsmt-{hex:17}" },
  "aws:rds/instance:Instance": {
    named: "identifier",
    id: "db-{hex:26}",
    arn: "rds:{region}:{account}:db:{identifier}",
    outputs: { address: "{identifier}.{hex:12}.{region}.rds.{dns}" },
  },
  "aws:rds/cluster:Cluster": {
    named: "clusterIdentifier",
    id: "{clusterIdentifier}",
    arn: "rds:{region}:{account}:cluster:{clusterIdentifier}",
    outputs: { endpoint: "{clusterIdentifier}.cluster-{hex:12}.{region}.rds.{dns}" },
  },
  "aws:rds/subnetGroup:SubnetGroup": { ...BY_NAME, arn: "rds:{region}:{account}:subgrp:{name}" },
  "aws:elasticache/subnetGroup:SubnetGroup": {
    ...BY_NAME,
    arn: "elasticache:{region}:{account}:subnetgroup:{name}",
  },
  "aws:elasticache/replicationGroup:ReplicationGroup": {
    named: "replicationGroupId",
    id: "{replicationGroupId}",
    arn: "elasticache:{region}:{account}:replicationgroup:{replicationGroupId}",
    outputs: { primaryEndpointAddress: "{replicationGroupId}.{hex:6}.ng.0001.cache.{dns}" },
  },
  "aws:lb/loadBalancer:LoadBalancer": {
    ...ARN_ID,
    arn: "elasticloadbalancing:{region}:{account}:loadbalancer/app/{name}/{hex:16}",
    outputs: {
      arnSuffix: "app/{name}/{hex:16}",
      dnsName: "{name}-{hex:9}.{region}.elb.{dns}",
      zoneId: "Z{hex:13}",
    },
  },
  "aws:lb/targetGroup:TargetGroup": {
    ...ARN_ID,
    arn: "elasticloadbalancing:{region}:{account}:targetgroup/{name}/{hex:16}",
    outputs: { arnSuffix: "targetgroup/{name}/{hex:16}" },
  },
  "aws:lb/listener:Listener": {
    id: "{arn}",
    arn: "elasticloadbalancing:{region}:{account}:listener/app/main/{hex:16}/{hex:16}",
  },
  "aws:lb/listenerRule:ListenerRule": {
    id: "{arn}",
    arn: "elasticloadbalancing:{region}:{account}:listener-rule/app/main/{hex:16}/{hex:16}/{hex:16}",
  },
  "aws:ec2/vpc:Vpc": ec2("vpc", "vpc"),
  "aws:ec2/subnet:Subnet": ec2("subnet", "subnet"),
  "aws:ec2/securityGroup:SecurityGroup": { ...ec2("sg", "security-group"), named: "name" },
  "aws:ec2/internetGateway:InternetGateway": ec2("igw", "internet-gateway"),
  "aws:ec2/natGateway:NatGateway": { id: "nat-{hex:17}" },
  "aws:ec2/eip:Eip": ec2("eipalloc", "elastic-ip", { allocationId: "{id}" }),
  "aws:ec2/routeTable:RouteTable": ec2("rtb", "route-table"),
  "aws:ec2/route:Route": { id: "r-{hex:17}" },
  "aws:ec2/routeTableAssociation:RouteTableAssociation": { id: "rtbassoc-{hex:17}" },
  "aws:ec2/securityGroupRule:SecurityGroupRule": { id: "sgrule-{hex:10}" },
  "aws:ec2/vpcEndpoint:VpcEndpoint": ec2("vpce", "vpc-endpoint"),
  "aws:ec2/launchTemplate:LaunchTemplate": { ...ec2("lt", "launch-template"), named: "name" },
  "aws:ec2/instance:Instance": ec2("i", "instance"),
  "aws:autoscaling/group:Group": {
    ...BY_NAME,
    arn: "autoscaling:{region}:{account}:autoScalingGroup:{uuid}:autoScalingGroupName/{name}",
  },
  "aws:lambda/function:Function": {
    ...BY_NAME,
    arn: "lambda:{region}:{account}:function:{name}",
    outputs: {
      qualifiedArn: "{arn}:$LATEST",
      invokeArn: "arn:{partition}:apigateway:{region}:lambda:path/2015-03-31/functions/{arn}/invocations",
    },
  },
  "aws:sfn/stateMachine:StateMachine": { ...ARN_ID, arn: "states:{region}:{account}:stateMachine:{name}" },
  "aws:scheduler/scheduleGroup:ScheduleGroup": {
    ...BY_NAME,
    arn: "scheduler:{region}:{account}:schedule-group/{name}",
  },
  "aws:scheduler/schedule:Schedule": { named: "name" },
  "aws:pipes/pipe:Pipe": { ...BY_NAME, arn: "pipes:{region}:{account}:pipe/{name}" },
  "aws:codebuild/project:Project": { ...ARN_ID, arn: "codebuild:{region}:{account}:project/{name}" },
  "aws:codepipeline/pipeline:Pipeline": { ...BY_NAME, arn: "codepipeline:{region}:{account}:{name}" },
  "aws:servicediscovery/privateDnsNamespace:PrivateDnsNamespace": {
    id: "ns-{hex:16}",
    arn: "servicediscovery:{region}:{account}:namespace/ns-{hex:16}",
  },
  "aws:servicediscovery/httpNamespace:HttpNamespace": {
    named: "name",
    id: "ns-{hex:16}",
    arn: "servicediscovery:{region}:{account}:namespace/ns-{hex:16}",
  },
  "aws:servicediscovery/service:Service": {
    named: "name",
    id: "srv-{hex:16}",
    arn: "servicediscovery:{region}:{account}:service/srv-{hex:16}",
  },
  "aws:acm/certificate:Certificate": { id: "{arn}", arn: "acm:{region}:{account}:certificate/{uuid}" },
  "aws:route53/zone:Zone": {
    id: "Z{hex:20}",
    arn: "route53:::hostedzone/Z{hex:20}",
    outputs: { zoneId: "{id}" },
  },
  "aws:cognito/userPool:UserPool": {
    named: "name",
    id: "{region}_{hex:9}",
    arn: "cognito-idp:{region}:{account}:userpool/{region}_{hex:9}",
  },
};

/** Types of the provider `aws-native`, whose ids are CloudFormation's. */
export const NATIVE_TYPES: Record<string, CreatedType> = {
  "aws-native:iam:Role": { named: "roleName", id: "{name}", arn: "iam::{account}:role{path}{name}" },
  "aws-native:iam:ManagedPolicy": {
    named: "managedPolicyName",
    id: "{arn}",
    arn: "iam::{account}:policy{path}{name}",
    outputs: { policyArn: "{arn}" },
  },
  "aws-native:ecs:Cluster": {
    named: "clusterName",
    id: "{name}",
    arn: "ecs:{region}:{account}:cluster/{name}",
  },
  "aws-native:ecs:TaskDefinition": {
    named: "family",
    id: "{arn}",
    arn: "ecs:{region}:{account}:task-definition/{name}:1",
    outputs: { taskDefinitionArn: "{arn}" },
  },
  "aws-native:logs:LogGroup": {
    named: "logGroupName",
    id: "{name}",
    arn: "logs:{region}:{account}:log-group:{name}:*",
  },
  "aws-native:s3:Bucket": { named: "bucketName", id: "{name}", arn: "s3:::{name}" },
  "aws-native:secretsmanager:Secret": {
    named: "name",
    id: "{arn}",
    arn: "secretsmanager:{region}:{account}:secret:{name}-{hex:6}",
  },
  "aws-native:dynamodb:Table": {
    named: "tableName",
    id: "{name}",
    arn: "dynamodb:{region}:{account}:table/{name}",
  },
  "aws-native:ecr:Repository": {
    named: "repositoryName",
    id: "{name}",
    arn: "ecr:{region}:{account}:repository/{name}",
    outputs: { repositoryUri: "{account}.dkr.ecr.{region}.{dns}/{name}" },
  },
  "aws-native:sqs:Queue": {
    named: "queueName",
    id: "https://sqs.{region}.{dns}/{account}/{name}",
    arn: "sqs:{region}:{account}:{name}",
    outputs: { queueUrl: "{id}" },
  },
};

const RANDOM_HEX = { id: "{hex:16}", outputs: { hex: "{hex:16}" } };

/** What other providers make up, where names of AWS's resources are made of it. */
export const OTHER_TYPES: Record<string, CreatedType> = {
  "random:index/randomId:RandomId": RANDOM_HEX,
  "random:index/randomUuid:RandomUuid": { id: "{uuid}", outputs: { result: "{uuid}" } },
  "random:index/randomPet:RandomPet": { id: "pet-{hex:6}" },
  "random:index/randomString:RandomString": { id: "{hex:8}", outputs: { result: "{hex:8}" } },
  "docker-build:index:Image": {
    id: "{hex:32}",
    outputs: { digest: "sha256:{hex:64}", ref: "{firstTag}@sha256:{hex:64}" },
  },
  "docker:index/image:Image": { id: "{hex:32}", outputs: { repoDigest: "{imageName}@sha256:{hex:64}" } },
};

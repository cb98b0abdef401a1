import { ARN_ID, BY_NAME, type CreatedType } from "./created-type";

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

/** Types of the provider `aws`: who may do what, tasks, and what they read and write. */
export const ACCESS_AND_DATA: Record<string, CreatedType> = {
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
};

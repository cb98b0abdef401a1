/** What keeps data: S3, DynamoDB, Kinesis, EFS, OpenSearch. */
import type { ResourceType } from "../resource-type";
import { ownPolicy } from "./own-policy";

export const DATA: ResourceType[] = [
  { type: "aws:dynamodb/table:Table", is: "table", name: "name", arn: "arn" },
  {
    type: "aws-native:dynamodb:Table",
    is: "table",
    name: "tableName",
    arn: "arn",
    resourcePolicy: { on: "table", document: "resourcePolicy.policyDocument" },
  },
  ownPolicy("aws:dynamodb/resourcePolicy:ResourcePolicy", "table", "resourceArn"),
  bucket("aws:s3/bucket:Bucket"),
  bucket("aws:s3/bucketV2:BucketV2"),
  { type: "aws-native:s3:Bucket", is: "bucket", name: "bucketName", arn: "arn" },
  ownPolicy("aws:s3/bucketPolicy:BucketPolicy", "bucket", "bucket"),
  ownPolicy("aws-native:s3:BucketPolicy", "bucket", "bucket", "policyDocument"),
  {
    type: "aws:s3/accessPoint:AccessPoint",
    is: "access point",
    name: "name",
    arn: "arn",
    resourcePolicy: { on: "access point", document: "policy" },
    computed: ["policy", "bucketAccountId"],
  },
  {
    type: "aws-native:s3:AccessPoint",
    is: "access point",
    name: "name",
    arn: "arn",
    resourcePolicy: { on: "access point", document: "policy" },
    computed: ["policy", "bucketAccountId"],
  },
  ownPolicy("aws:s3control/accessPointPolicy:AccessPointPolicy", "access point", "accessPointArn"),
  encryption("aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration"),
  encryption("aws:s3/bucketServerSideEncryptionConfigurationV2:BucketServerSideEncryptionConfigurationV2"),
  { type: "aws:dynamodb/tag:Tag", is: "tag", name: "key" },
  { type: "aws:kinesis/stream:Stream", is: "stream", name: "name", arn: "arn" },
  { type: "aws-native:kinesis:Stream", is: "stream", name: "name", arn: "arn" },
  ownPolicy("aws:kinesis/resourcePolicy:ResourcePolicy", "stream", "resourceArn"),
  ownPolicy("aws-native:kinesis:ResourcePolicy", "stream", "resourceArn", "resourcePolicy"),
  { type: "aws:efs/fileSystem:FileSystem", is: "file system", arn: "arn" },
  {
    type: "aws-native:efs:FileSystem",
    is: "file system",
    name: "fileSystemId",
    arn: "arn",
    resourcePolicy: { on: "file system", document: "fileSystemPolicy" },
  },
  ownPolicy("aws:efs/fileSystemPolicy:FileSystemPolicy", "file system", "fileSystemId"),
  domain("aws:opensearch/domain:Domain"),
  domain("aws:elasticsearch/domain:Domain"),
  domain("aws-native:opensearchservice:Domain"),
  ownPolicy("aws:opensearch/domainPolicy:DomainPolicy", "domain", "domainName", "accessPolicies"),
  ownPolicy("aws:elasticsearch/domainPolicy:DomainPolicy", "domain", "domainName", "accessPolicies"),
];

function encryption(type: string): ResourceType {
  return { type, is: "bucket encryption" };
}

function bucket(type: string): ResourceType {
  return {
    type,
    is: "bucket",
    name: "bucket",
    arn: "arn",
    resourcePolicy: { on: "bucket", document: "policy" },
    computed: ["policy"],
  };
}

function domain(type: string): ResourceType {
  return {
    type,
    is: "domain",
    name: "domainName",
    arn: "arn",
    resourcePolicy: { on: "domain", document: "accessPolicies" },
    computed: ["accessPolicies"],
  };
}

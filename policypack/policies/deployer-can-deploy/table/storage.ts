/** S3, DynamoDB and EFS. */
import { type Named, reference, type ServiceTable } from "../type-rights";

const BUCKET_OF: Named = { property: "bucket", arn: "arn:PARTITION:s3:::{bucket!}" };

export const S3: ServiceTable = {
  reference: reference("amazons3"),
  rows: [
    {
      types: ["aws:s3/bucket:Bucket", "aws:s3/bucketV2:BucketV2"],
      provider: "aws_s3_bucket",
      source: "s3/bucket.go",
      on: "arn:PARTITION:s3:::{bucket}",
      create: ["s3:CreateBucket"],
      // The provider asks for every one of them at each refresh, whether or not the bucket has it.
      read: [
        "s3:GetAccelerateConfiguration",
        "s3:GetBucketAcl",
        "s3:GetBucketCORS",
        "s3:GetBucketLogging",
        "s3:GetBucketObjectLockConfiguration",
        "s3:GetBucketPolicy",
        "s3:GetBucketRequestPayment",
        "s3:GetBucketTagging",
        "s3:GetBucketVersioning",
        "s3:GetBucketWebsite",
        "s3:GetEncryptionConfiguration",
        "s3:GetLifecycleConfiguration",
        "s3:GetReplicationConfiguration",
        "s3:ListBucket",
      ],
      delete: ["s3:DeleteBucket"],
      tags: ["s3:PutBucketTagging", "s3:PutBucketTagging"],
      also: [
        { where: "forceDestroy", delete: ["s3:ListBucketVersions"] },
        {
          where: "forceDestroy",
          on: "arn:PARTITION:s3:::{bucket}/*",
          delete: ["s3:DeleteObject", "s3:DeleteObjectVersion"],
        },
      ],
    },
    {
      types: ["aws:s3/bucketPolicy:BucketPolicy"],
      provider: "aws_s3_bucket_policy",
      source: "s3/bucket_policy.go",
      on: BUCKET_OF,
      create: ["s3:PutBucketPolicy"],
      read: ["s3:GetBucketPolicy"],
      update: ["s3:PutBucketPolicy"],
      delete: ["s3:DeleteBucketPolicy"],
    },
    {
      types: ["aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock"],
      provider: "aws_s3_bucket_public_access_block",
      source: "s3/bucket_public_access_block.go",
      on: BUCKET_OF,
      create: ["s3:PutBucketPublicAccessBlock"],
      read: ["s3:GetBucketPublicAccessBlock"],
      update: ["s3:PutBucketPublicAccessBlock"],
      delete: ["s3:PutBucketPublicAccessBlock"],
    },
    {
      types: [
        "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
        "aws:s3/bucketServerSideEncryptionConfigurationV2:BucketServerSideEncryptionConfigurationV2",
      ],
      provider: "aws_s3_bucket_server_side_encryption_configuration",
      source: "s3/bucket_server_side_encryption_configuration.go",
      on: BUCKET_OF,
      create: ["s3:PutEncryptionConfiguration"],
      read: ["s3:GetEncryptionConfiguration"],
      update: ["s3:PutEncryptionConfiguration"],
      delete: ["s3:PutEncryptionConfiguration"],
    },
    {
      types: ["aws:s3/bucketVersioning:BucketVersioning", "aws:s3/bucketVersioningV2:BucketVersioningV2"],
      provider: "aws_s3_bucket_versioning",
      source: "s3/bucket_versioning.go",
      on: BUCKET_OF,
      create: ["s3:PutBucketVersioning"],
      read: ["s3:GetBucketVersioning"],
      update: ["s3:PutBucketVersioning"],
      delete: ["s3:PutBucketVersioning"],
    },
  ],
};

const TABLE = "arn:PARTITION:dynamodb:REGION:ACCOUNT:table/{name}";

export const DYNAMO_DB: ServiceTable = {
  reference: reference("amazondynamodb"),
  rows: [
    {
      types: ["aws:dynamodb/table:Table"],
      provider: "aws_dynamodb_table",
      source: "dynamodb/table.go",
      on: TABLE,
      create: ["dynamodb:CreateTable"],
      read: [
        "dynamodb:DescribeContinuousBackups",
        "dynamodb:DescribeTable",
        "dynamodb:DescribeTimeToLive",
        "dynamodb:ListTagsOfResource",
      ],
      update: ["dynamodb:UpdateTable"],
      delete: ["dynamodb:DeleteTable"],
      tags: ["dynamodb:TagResource", "dynamodb:UntagResource"],
      also: [
        {
          where: "pointInTimeRecovery",
          create: ["dynamodb:UpdateContinuousBackups"],
          update: ["dynamodb:UpdateContinuousBackups"],
        },
        { where: "ttl", create: ["dynamodb:UpdateTimeToLive"], update: ["dynamodb:UpdateTimeToLive"] },
      ],
    },
    {
      types: ["aws:dynamodb/resourcePolicy:ResourcePolicy"],
      provider: "aws_dynamodb_resource_policy",
      source: "dynamodb/resource_policy.go",
      on: { property: "resourceArn", arn: "arn:PARTITION:dynamodb:REGION:ACCOUNT:table/*" },
      create: ["dynamodb:PutResourcePolicy"],
      read: ["dynamodb:GetResourcePolicy"],
      update: ["dynamodb:PutResourcePolicy"],
      delete: ["dynamodb:DeleteResourcePolicy"],
    },
  ],
};

const FILE_SYSTEM_OF: Named = {
  property: "fileSystemId",
  arn: "arn:PARTITION:elasticfilesystem:REGION:ACCOUNT:file-system/{fileSystemId}",
};
/** https://docs.aws.amazon.com/efs/latest/ug/API_CreateMountTarget.html and its counterpart */
const MOUNT_PAGE = "https://docs.aws.amazon.com/efs/latest/ug/API_CreateMountTarget.html";

export const EFS: ServiceTable = {
  reference: reference("amazonelasticfilesystem"),
  rows: [
    {
      types: ["aws:efs/fileSystem:FileSystem"],
      provider: "aws_efs_file_system",
      source: "efs/file_system.go",
      on: "arn:PARTITION:elasticfilesystem:REGION:ACCOUNT:file-system/{id}",
      create: ["elasticfilesystem:CreateFileSystem"],
      read: ["elasticfilesystem:DescribeFileSystems", "elasticfilesystem:DescribeLifecycleConfiguration"],
      delete: ["elasticfilesystem:DeleteFileSystem"],
      tags: ["elasticfilesystem:TagResource", "elasticfilesystem:UntagResource"],
      also: [
        {
          where: "lifecyclePolicies",
          create: ["elasticfilesystem:PutLifecycleConfiguration"],
          update: ["elasticfilesystem:PutLifecycleConfiguration"],
        },
        { where: "throughputMode", update: ["elasticfilesystem:UpdateFileSystem"] },
      ],
    },
    {
      types: ["aws:efs/fileSystemPolicy:FileSystemPolicy"],
      provider: "aws_efs_file_system_policy",
      source: "efs/file_system_policy.go",
      on: FILE_SYSTEM_OF,
      create: ["elasticfilesystem:PutFileSystemPolicy"],
      read: ["elasticfilesystem:DescribeFileSystemPolicy"],
      update: ["elasticfilesystem:PutFileSystemPolicy"],
      delete: ["elasticfilesystem:DeleteFileSystemPolicy"],
    },
    {
      types: ["aws:efs/accessPoint:AccessPoint"],
      provider: "aws_efs_access_point",
      source: "efs/access_point.go",
      on: "arn:PARTITION:elasticfilesystem:REGION:ACCOUNT:access-point/{id}",
      read: ["elasticfilesystem:DescribeAccessPoints"],
      delete: ["elasticfilesystem:DeleteAccessPoint"],
      tags: ["elasticfilesystem:TagResource", "elasticfilesystem:UntagResource"],
      also: [{ on: FILE_SYSTEM_OF, create: ["elasticfilesystem:CreateAccessPoint"] }],
    },
    {
      types: ["aws:efs/mountTarget:MountTarget"],
      provider: "aws_efs_mount_target",
      source: "efs/mount_target.go",
      on: FILE_SYSTEM_OF,
      create: ["elasticfilesystem:CreateMountTarget"],
      read: ["elasticfilesystem:DescribeMountTargets", "elasticfilesystem:DescribeMountTargetSecurityGroups"],
      delete: ["elasticfilesystem:DeleteMountTarget"],
      also: [{ where: "securityGroups", update: ["elasticfilesystem:ModifyMountTargetSecurityGroups"] }],
      asked: [
        { page: MOUNT_PAGE, on: "*", create: ["ec2:DescribeNetworkInterfaces", "ec2:DescribeSubnets"] },
        {
          page: MOUNT_PAGE,
          on: "arn:PARTITION:ec2:REGION:ACCOUNT:network-interface/*",
          create: ["ec2:CreateNetworkInterface"],
          delete: ["ec2:DeleteNetworkInterface"],
        },
      ],
    },
  ],
};

/** Secrets Manager, Parameter Store and KMS. */
import { type Named, reference, type ServiceTable } from "../type-rights";

const SECRET_OF: Named = {
  property: "secretId",
  arn: "arn:PARTITION:secretsmanager:REGION:ACCOUNT:secret:{secretId}-??????",
};
const SECRET_OF_POLICY: Named = {
  ...SECRET_OF,
  property: "secretArn",
  arn: SECRET_OF.arn.replace("Id", "Arn"),
};

export const SECRETS_MANAGER: ServiceTable = {
  reference: reference("awssecretsmanager"),
  rows: [
    {
      types: ["aws:secretsmanager/secret:Secret"],
      provider: "aws_secretsmanager_secret",
      source: "secretsmanager/secret.go",
      on: "arn:PARTITION:secretsmanager:REGION:ACCOUNT:secret:{name}-??????",
      create: ["secretsmanager:CreateSecret"],
      read: ["secretsmanager:DescribeSecret", "secretsmanager:GetResourcePolicy"],
      delete: ["secretsmanager:DeleteSecret"],
      tags: ["secretsmanager:TagResource", "secretsmanager:UntagResource"],
      also: [
        { where: "description", update: ["secretsmanager:UpdateSecret"] },
        { where: "kmsKeyId", update: ["secretsmanager:UpdateSecret"] },
        {
          where: "policy",
          create: ["secretsmanager:PutResourcePolicy"],
          update: ["secretsmanager:PutResourcePolicy"],
        },
        {
          where: "replicas",
          update: ["secretsmanager:RemoveRegionsFromReplication", "secretsmanager:ReplicateSecretToRegions"],
          delete: ["secretsmanager:RemoveRegionsFromReplication"],
        },
      ],
    },
    {
      types: ["aws:secretsmanager/secretVersion:SecretVersion"],
      provider: "aws_secretsmanager_secret_version",
      source: "secretsmanager/secret_version.go",
      on: SECRET_OF,
      create: ["secretsmanager:PutSecretValue"],
      read: ["secretsmanager:GetSecretValue"],
      also: [{ where: "versionStages", update: ["secretsmanager:UpdateSecretVersionStage"] }],
    },
    {
      types: ["aws:secretsmanager/secretPolicy:SecretPolicy"],
      provider: "aws_secretsmanager_secret_policy",
      source: "secretsmanager/secret_policy.go",
      on: SECRET_OF_POLICY,
      create: ["secretsmanager:PutResourcePolicy"],
      read: ["secretsmanager:GetResourcePolicy"],
      update: ["secretsmanager:PutResourcePolicy"],
      delete: ["secretsmanager:DeleteResourcePolicy"],
    },
  ],
};

export const PARAMETER_STORE: ServiceTable = {
  reference: reference("awssystemsmanager"),
  rows: [
    {
      types: ["aws:ssm/parameter:Parameter"],
      provider: "aws_ssm_parameter",
      source: "ssm/parameter.go",
      on: "arn:PARTITION:ssm:REGION:ACCOUNT:parameter/{name}",
      create: ["ssm:PutParameter"],
      read: ["ssm:GetParameter", "ssm:ListTagsForResource"],
      update: ["ssm:PutParameter"],
      delete: ["ssm:DeleteParameter"],
      tags: ["ssm:AddTagsToResource", "ssm:RemoveTagsFromResource"],
      also: [{ on: "*", read: ["ssm:DescribeParameters"] }],
    },
  ],
};

const KEY = "arn:PARTITION:kms:REGION:ACCOUNT:key/{keyId}";
const KEY_OF_ALIAS: Named = {
  property: "targetKeyId",
  arn: "arn:PARTITION:kms:REGION:ACCOUNT:key/{targetKeyId}",
};

/** A key that the stack makes delegates to the account, unless its own policy says otherwise. */
export const KMS: ServiceTable = {
  reference: reference("awskeymanagementservice"),
  rows: [
    {
      types: ["aws:kms/key:Key"],
      provider: "aws_kms_key",
      source: "kms/key.go",
      on: KEY,
      create: ["kms:CreateKey"],
      read: ["kms:DescribeKey", "kms:GetKeyPolicy", "kms:GetKeyRotationStatus", "kms:ListResourceTags"],
      delete: ["kms:ScheduleKeyDeletion"],
      tags: ["kms:TagResource", "kms:UntagResource"],
      also: [
        { where: "description", update: ["kms:UpdateKeyDescription"] },
        { where: "policy", update: ["kms:PutKeyPolicy"] },
        {
          where: "enableKeyRotation",
          create: ["kms:EnableKeyRotation"],
          update: ["kms:EnableKeyRotation"],
        },
      ],
    },
    {
      types: ["aws:kms/alias:Alias"],
      provider: "aws_kms_alias",
      source: "kms/alias.go",
      on: "arn:PARTITION:kms:REGION:ACCOUNT:{name}",
      create: ["kms:CreateAlias"],
      update: ["kms:UpdateAlias"],
      delete: ["kms:DeleteAlias"],
      also: [
        { on: "*", read: ["kms:ListAliases"] },
        {
          on: KEY_OF_ALIAS,
          create: ["kms:CreateAlias"],
          update: ["kms:UpdateAlias"],
          delete: ["kms:DeleteAlias"],
        },
      ],
    },
    {
      types: ["aws:kms/keyPolicy:KeyPolicy"],
      provider: "aws_kms_key_policy",
      source: "kms/key_policy.go",
      on: { property: "keyId", arn: KEY },
      create: ["kms:PutKeyPolicy"],
      read: ["kms:DescribeKey", "kms:GetKeyPolicy", "kms:GetKeyRotationStatus", "kms:ListResourceTags"],
      update: ["kms:PutKeyPolicy"],
      delete: ["kms:PutKeyPolicy"],
    },
    {
      types: ["aws:kms/grant:Grant"],
      provider: "aws_kms_grant",
      source: "kms/grant.go",
      on: { property: "keyId", arn: KEY },
      create: ["kms:CreateGrant"],
      read: ["kms:ListGrants"],
      delete: ["kms:RevokeGrant"],
    },
  ],
};

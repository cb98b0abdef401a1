/** Secrets Manager, Systems Manager, KMS and Private CA. */
import type { ResourceType } from "../resource-type";
import { ownPolicy } from "./own-policy";

export const SECRETS: ResourceType[] = [
  {
    type: "aws:secretsmanager/secret:Secret",
    is: "secret",
    name: "name",
    arn: "arn",
    resourcePolicy: { on: "secret", document: "policy" },
    computed: ["policy"],
  },
  { type: "aws-native:secretsmanager:Secret", is: "secret", name: "name", arn: "awsId" },
  ownPolicy("aws:secretsmanager/secretPolicy:SecretPolicy", "secret", "secretArn"),
  ownPolicy("aws-native:secretsmanager:ResourcePolicy", "secret", "secretId", "resourcePolicy"),
  { type: "aws:ssm/parameter:Parameter", is: "parameter", name: "name", arn: "arn" },
  { type: "aws-native:ssm:Parameter", is: "parameter", name: "name" },
  key("aws:kms/key:Key", "policy"),
  key("aws:kms/replicaKey:ReplicaKey", "policy"),
  key("aws:kms/externalKey:ExternalKey", "policy"),
  key("aws:kms/replicaExternalKey:ReplicaExternalKey", "policy"),
  key("aws-native:kms:Key", "keyPolicy"),
  key("aws-native:kms:ReplicaKey", "keyPolicy"),
  { type: "aws:kms/alias:Alias", is: "key alias", name: "name", arn: "arn" },
  { type: "aws-native:kms:Alias", is: "key alias", name: "aliasName" },
  {
    type: "aws:acmpca/certificateAuthority:CertificateAuthority",
    is: "certificate authority",
    arn: "arn",
  },
  { type: "aws-native:acmpca:CertificateAuthority", is: "certificate authority", arn: "arn" },
  { ...ownPolicy("aws:kms/keyPolicy:KeyPolicy", "key", "keyId"), is: "key policy" },
  { type: "aws:kms/grant:Grant", is: "key grant", resourcePolicy: { on: "key", names: "keyId" } },
];

function key(type: string, document: string): ResourceType {
  return {
    type,
    is: "key",
    name: "keyId",
    arn: "arn",
    resourcePolicy: { on: "key", document },
    computed: [document],
  };
}

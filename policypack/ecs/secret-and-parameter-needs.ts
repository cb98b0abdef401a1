/** What reading a secret or a parameter takes, decryption with its key included. */
import { withoutSuffix } from "../aws/secret-arn";
import { scopeOf } from "../graph/places/scope";
import type { ContextEntries } from "../graph/principal-context";
import type { StackModel } from "../graph/types";
import type { RequiredPermission } from "../permissions/required-permission";
import { type Arn, arnIn, knownArn, type Scope } from "../aws/arn";
import { decryptNeeds } from "./decrypt-needs";
import {
  secretBehindParameter,
  type SecretReference,
  secretResource,
  type SecretVersion,
} from "./value-from";
import { stackSecrets } from "./stack-secrets";

/**
 * The needs of reading what a `valueFrom` names.
 *
 * @param why names the reader in messages, e.g. `DB_PASSWORD of container app of shop`
 */
export function referenceNeeds(
  model: StackModel,
  reference: Exclude<SecretReference, { kind: "malformed" }>,
  why: string,
): RequiredPermission[] {
  return reference.kind === "secret"
    ? secretNeeds(model, reference, why)
    : parameterNeeds(model, reference, why);
}

/** A secret by its name alone lies in the stack's own account and region. */
export function secretByName(model: StackModel, name: string, scope: Scope = scopeOf(model)) {
  return { arn: { ...scope, service: "secretsmanager", resource: `secret:${name}` }, name };
}

/**
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/secrets-envvar-secrets-manager.html
 *
 * @param secret with the version that is asked for, where that is known
 */
export function secretNeeds(
  model: StackModel,
  { arn, name, version }: { arn: Arn; name: string; version?: SecretVersion },
  why: string,
): RequiredPermission[] {
  const { secrets, secretNames } = stackSecrets(model);
  const resource = secretResource({ arn, name }, secretNames);
  const read: RequiredPermission = {
    kind: "secret",
    purpose: `read the secret ${name} (${why})`,
    actions: ["secretsmanager:GetSecretValue"],
    resources: [resource],
    ...(version && { context: requestOf(arn, version) }),
  };
  const decrypt = decryptNeeds(model, {
    arn,
    what: `the secret ${name} (${why})`,
    names: [name, withoutSuffix(name)],
    declared: secrets,
    keyProperty: "kmsKeyId",
    encryptionContext: {
      "kms:EncryptionContext:SecretARN": knownArn(resource),
      "kms:EncryptionContextKeys": ["SecretARN", "SecretVersionId"],
    },
  });
  return [read, ...decrypt];
}

/**
 * What ECS says in its request, which names the secret as the task definition does.
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_awssecretsmanager.html#awssecretsmanager-policy-keys
 */
function requestOf(arn: Arn, { stage, id }: SecretVersion): ContextEntries {
  return {
    "secretsmanager:SecretId":
      stage === undefined ? undefined : knownArn(arnIn(arn, "secretsmanager", arn.resource)),
    "secretsmanager:VersionStage": stage,
    "secretsmanager:VersionId": id,
  };
}

/**
 * https://docs.aws.amazon.com/kms/latest/developerguide/services-parameter-store.html#parameter-store-encryption-context
 *
 * @param action what the reader calls; ECS itself calls `ssm:GetParameters`
 *   (https://docs.aws.amazon.com/AmazonECS/latest/developerguide/secrets-envvar-ssm-paramstore.html)
 */
export function parameterNeeds(
  model: StackModel,
  { arn, name }: { arn: Arn; name: string },
  why: string,
  action = "ssm:GetParameters",
): RequiredPermission[] {
  const resource = arnIn(arn, "ssm", `parameter/${name}`);
  const read: RequiredPermission = {
    kind: "parameter",
    purpose: `read the parameter ${name} (${why})`,
    actions: [action],
    resources: [resource],
  };
  const secret = secretBehindParameter(name);
  if (secret !== undefined) return [read, ...secretNeeds(model, secretByName(model, secret, arn), why)];
  const decrypt = decryptNeeds(model, {
    arn,
    what: `the parameter ${name} (${why})`,
    names: [name],
    declared: stackSecrets(model).parameters,
    keyProperty: "keyId",
    encryptionContext: {
      "kms:EncryptionContext:PARAMETER_ARN": knownArn(resource),
      "kms:EncryptionContextKeys": ["PARAMETER_ARN"],
    },
  });
  return [read, ...decrypt];
}

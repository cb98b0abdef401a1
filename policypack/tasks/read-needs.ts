/** What reading a secret or a parameter takes, decryption with its key included. */
import type { ContextEntries } from "../graph/context";
import type { PlainResource, StackModel } from "../graph/types";
import type { Need } from "../needs/need";
import { type Arn, arnIn, known, parseArn, type Scope, scopeOf } from "./arns";
import { encryptionKeyOf } from "./encryption-keys";
import { parseValueFrom, secretBehindParameter, secretResource } from "./secret-references";
import { stackSecrets } from "./stack-secrets";

/**
 * The needs of reading what a `valueFrom` names; `undefined` where it names neither a secret nor a parameter.
 *
 * @param why names the reader in messages, e.g. `DB_PASSWORD of container app of shop`
 */
export function referenceNeeds(model: StackModel, valueFrom: string, why: string): Need[] | undefined {
  const reference = parseValueFrom(valueFrom, scopeOf(model));
  if (reference.kind === "malformed") return undefined;
  return reference.kind === "secret"
    ? secretNeeds(model, reference, why)
    : parameterNeeds(model, reference, why);
}

/** A secret by its name alone lies in the stack's own account and region. */
export function secretByName(model: StackModel, name: string, scope: Scope = scopeOf(model)) {
  return { arn: { ...scope, service: "secretsmanager", resource: `secret:${name}` }, name };
}

/** https://docs.aws.amazon.com/AmazonECS/latest/developerguide/secrets-envvar-secrets-manager.html */
export function secretNeeds(
  model: StackModel,
  { arn, name }: { arn: Arn; name: string },
  why: string,
): Need[] {
  const { secrets, secretNames } = stackSecrets(model);
  const resource = secretResource({ arn, name }, secretNames);
  const read: Need = {
    kind: "secret",
    purpose: `read the secret ${name} (${why})`,
    actions: ["secretsmanager:GetSecretValue"],
    resources: [resource],
    context: placeOf(arn),
  };
  const declared = secrets.get(name) ?? secrets.get(name.replace(/-[A-Za-z0-9]{6}$/, ""));
  return [
    read,
    ...decryptNeeds(model, declared, "kmsKeyId", `the secret ${name} (${why})`, arn, {
      "kms:EncryptionContext:SecretARN": resource,
    }),
  ];
}

/**
 * @param action what the reader calls; ECS itself calls `ssm:GetParameters`
 *   (https://docs.aws.amazon.com/AmazonECS/latest/developerguide/secrets-envvar-ssm-paramstore.html)
 */
export function parameterNeeds(
  model: StackModel,
  { arn, name }: { arn: Arn; name: string },
  why: string,
  action = "ssm:GetParameters",
): Need[] {
  const resource = arnIn(arn, "ssm", `parameter/${name}`);
  const read: Need = {
    kind: "parameter",
    purpose: `read the parameter ${name} (${why})`,
    actions: [action],
    resources: [resource],
    context: placeOf(arn),
  };
  const secret = secretBehindParameter(name);
  if (secret !== undefined) return [read, ...secretNeeds(model, secretByName(model, secret, arn), why)];
  const declared = stackSecrets(model).parameters.get(name);
  const encrypted = declared && declared.props.type !== "String" && declared.props.type !== "StringList";
  if (!encrypted) return [read];
  return [
    read,
    ...decryptNeeds(model, declared, "keyId", `the parameter ${name} (${why})`, arn, {
      "kms:EncryptionContext:PARAMETER_ARN": resource,
    }),
  ];
}

/** A key that the stack gives must be usable by way of the service; the service's own key needs no grant. */
function decryptNeeds(
  model: StackModel,
  declared: PlainResource | undefined,
  keyProperty: string,
  what: string,
  { service, region, partition }: Arn,
  encryptionContext: Record<string, string>,
): Need[] {
  const key = declared && encryptionKeyOf(model, declared, keyProperty);
  if (!key) return [];
  const suffix = partition === "aws-cn" ? "amazonaws.com.cn" : "amazonaws.com";
  const need: Need = {
    kind: "key",
    purpose: `decrypt ${what}`,
    actions: ["kms:Decrypt"],
    resources: [key.arn],
    context: {
      ...placeOf(parseArn(key.arn)),
      "kms:ViaService": known(region) && `${service}.${region}.${suffix}`,
      "kms:CallerAccount": model.account,
      "kms:ResourceAliases": key.alias,
      ...encryptionContext,
    },
    unclear: key.unclear,
  };
  return [need];
}

/** Where a request goes: region and account of the resource that it names. */
function placeOf(arn: Arn | undefined): ContextEntries {
  if (!arn) return {};
  return { "aws:RequestedRegion": known(arn.region), "aws:ResourceAccount": known(arn.account) };
}

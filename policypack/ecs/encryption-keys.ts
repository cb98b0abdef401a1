/** Which KMS key the stack gives a secret or a parameter. */
import { arnOf } from "../graph/resources/names";
import { scopeOf } from "../graph/places/scope";
import type { UnknownFact } from "../unknowns/unknown-fact";
import { UNKNOWN } from "../evaluation/types";
import { text } from "../graph/resources/plain";
import type { PlainResource, StackModel } from "../graph/types";
import { arnIn, parseArn, type Scope } from "../aws/arn";
import { sourcesOf } from "../graph/resources/sources";

export interface EncryptionKey {
  /** The key's ARN; a pattern over all keys of the account where it is not known. */
  arn: string;
  alias?: string;
  /** The key itself, where the stack creates it and the reference to it tells which one it is. */
  resource?: PlainResource;
  /** What is not known of it. */
  unknown?: UnknownFact;
}

/**
 * @param property the resource's property that names a key by id, ARN or alias
 * @param value that name, where it stands deeper in the property
 * @returns undefined for the service's own key (`alias/aws/…`), which every principal of the account may use by way of
 *   the service. https://docs.aws.amazon.com/secretsmanager/latest/userguide/security-encryption.html
 */
export function encryptionKeyOf(
  model: StackModel,
  resource: PlainResource,
  property: string,
  value: unknown = resource.props[property],
): EncryptionKey | undefined {
  if (value === undefined || value === null || value === "") return undefined;
  if (value === UNKNOWN && isComputed(resource, property)) return undefined;
  if (value === UNKNOWN) return keyByDependency(model, resource, property);
  if (typeof value !== "string") {
    return unknownKey(model, { kind: "encryption-key", resource: resource.name, property, state: "wrong" });
  }
  return keyByReference(model, value);
}

/** The provider fills in the service's own key of a parameter, which is not known before it exists. */
function isComputed({ propertyDependencies }: PlainResource, property: string): boolean {
  return property === "keyId" && !propertyDependencies[property]?.length;
}

function keyByReference(model: StackModel, reference: string): EncryptionKey | undefined {
  const resource = parseArn(reference)?.resource ?? reference;
  if (resource.startsWith("alias/aws/")) return undefined;
  if (resource.startsWith("alias/")) return keyByAlias(model, resource);
  return { arn: keyArn(reference, scopeOf(model)) };
}

function keyByAlias(model: StackModel, alias: string): EncryptionKey {
  const [declared] = model.named("key alias", alias);
  const target = declared && keyByDependencyOrId(model, declared, "targetKeyId");
  return { ...(target ?? unknownKey(model, { kind: "encryption-key-behind-alias", alias })), alias };
}

function keyByDependencyOrId(model: StackModel, resource: PlainResource, property: string): EncryptionKey {
  const id = text(resource.props[property]);
  return id === undefined ? keyByDependency(model, resource, property) : { arn: keyArn(id, scopeOf(model)) };
}

function keyByDependency(model: StackModel, resource: PlainResource, property: string): EncryptionKey {
  const [source, ...others] = sourcesOf(model, resource, property, ["key"]);
  const arn = source && others.length === 0 ? arnOf(source) : undefined;
  if (arn !== undefined) return { arn };
  if (!source) {
    return unknownKey(model, { kind: "encryption-key", resource: resource.name, state: "unknown" });
  }
  const key = unknownKey(model, { kind: "encryption-key-arn", key: source.name });
  return others.length === 0 ? { ...key, resource: source } : key;
}

function unknownKey(model: StackModel, unknown: UnknownFact): EncryptionKey {
  return { arn: arnIn(scopeOf(model), "kms", "key/*"), unknown };
}

function keyArn(idOrArn: string, scope: Scope): string {
  return idOrArn.startsWith("arn:") ? idOrArn : arnIn(scope, "kms", `key/${idOrArn}`);
}

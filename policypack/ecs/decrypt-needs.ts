/** What decrypting a secret or a parameter takes. */
import { dnsSuffix } from "../aws/partitions";
import { scopeOf } from "../graph/places/scope";
import type { UnknownFact } from "../unknowns/unknown-fact";
import type { ContextEntries } from "../graph/principal-context";
import type { PlainResource, StackModel } from "../graph/types";
import type { RequiredPermission } from "../permissions/required-permission";
import { type Arn, arnIn, known } from "../aws/arn";
import { type EncryptionKey, encryptionKeyOf } from "./encryption-keys";
import type { DeclaredByName } from "./stack-secrets";

/** A secret or parameter that is read, and the resources of the stack that it may be. */
export interface Encrypted {
  arn: Arn;
  /** For messages, e.g. `the secret prod/db (DB_PASSWORD of container app of shop)`. */
  what: string;
  /** By which names the stack may declare it. */
  names: string[];
  declared: DeclaredByName;
  /** The property that names a key. */
  keyProperty: string;
  /** What the service tells KMS of the value. */
  encryptionContext: ContextEntries;
}

/**
 * A key that the stack gives must be usable by way of the service; the service's own key needs no grant. A resource
 * whose name is not known may be the one that is read.
 * https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html#conditions-kms-via-service
 */
export function decryptNeeds(model: StackModel, encrypted: Encrypted): RequiredPermission[] {
  const { declared, names, arn } = encrypted;
  if (isOfOtherAccount(arn, model)) return [keyElsewhere(encrypted)];
  if (!isOfStack(arn, model)) return [];
  const own = names.map((name) => declared.byName.get(name)).find((resource) => resource !== undefined);
  if (own) return decryptNeed(model, own, encrypted);
  return declared.unnamed.flatMap((resource) =>
    decryptNeed(model, resource, encrypted, {
      kind: "whether-read",
      resource: resource.name,
      read: encrypted.what,
    }),
  );
}

function isOfOtherAccount({ account, service }: Arn, model: StackModel): boolean {
  const own = scopeOf(model).account;
  return service === "secretsmanager" && own !== "*" && /^\d{12}$/.test(account) && account !== own;
}

/**
 * A secret that other accounts read is encrypted with a key of its own account, as they cannot use AWS's: some key there
 * must be granted.
 * https://docs.aws.amazon.com/secretsmanager/latest/userguide/auth-and-access_examples_cross.html
 */
function keyElsewhere({ arn, what, encryptionContext }: Encrypted): RequiredPermission {
  const key = arnIn(arn, "kms", "key/*");
  return {
    kind: "key",
    purpose: `decrypt ${what}, whose account can share it only with a key of its own`,
    actions: ["kms:Decrypt"],
    resources: [key],
    anyOfThem: true,
    context: { ...viaService({ arn: key }, arn), ...encryptionContext },
  };
}

function isOfStack({ account, region }: Arn, model: StackModel): boolean {
  const scope = scopeOf(model);
  const fits = (part: string, own: string) => own === "*" || part === own;
  return fits(account, scope.account) && fits(region, scope.region);
}

function decryptNeed(
  model: StackModel,
  resource: PlainResource,
  encrypted: Encrypted,
  unknown?: UnknownFact,
): RequiredPermission[] {
  const { what, arn, keyProperty, encryptionContext } = encrypted;
  const key = encryptionKeyOf(model, resource, keyProperty);
  if (!key) return [];
  const need: RequiredPermission = {
    kind: "key",
    purpose: `decrypt ${what}`,
    actions: ["kms:Decrypt"],
    resources: [key.arn],
    declared: key.resource,
    context: { ...viaService(key, arn), ...encryptionContext },
    unknown: unknown ?? key.unknown,
  };
  return [need];
}

/**
 * The context of a request that a service makes of a key on its caller's behalf.
 *
 * @param arn of what the key encrypts; its service is the one that asks
 */
export function viaService(key: EncryptionKey, { service, region, partition }: Arn): ContextEntries {
  return {
    "aws:ViaAWSService": "true",
    "kms:ViaService": known(region) && `${service}.${region}.${dnsSuffix(partition)}`,
    ...(key.alias === undefined ? {} : { "kms:ResourceAliases": key.alias }),
  };
}

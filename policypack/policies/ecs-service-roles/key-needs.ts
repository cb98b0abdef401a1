/** What a customer managed key asks of the role that encrypts with it. */
import { scopeOf } from "../../graph/places/scope";
import { viaService } from "../../ecs/decrypt-needs";
import { encryptionKeyOf } from "../../ecs/encryption-keys";
import type { ContextEntries } from "../../graph/principal-context";
import type { PlainResource, StackModel } from "../../graph/types";
import type { RequiredPermission } from "../../permissions/required-permission";
import { need } from "./service-role-use";

export interface KeyUse {
  /** The resource's own property that the key stands in. */
  property: string;
  key: unknown;
  /** Completes "may not …". */
  purpose: string;
  /** By way of which service the key is used. */
  service: string;
  actions: string[];
  context?: ContextEntries;
}

/** None for AWS's own keys. */
export function keyNeeds(view: StackModel, by: PlainResource, use: KeyUse): RequiredPermission[] {
  const { property, purpose, service, actions } = use;
  if (use.key === undefined) return [];
  const key = encryptionKeyOf(view, by, property, use.key);
  if (!key) return [];
  const context = {
    ...viaService(key, { ...scopeOf(view), service, resource: "" }),
    "kms:CallerAccount": view.account,
    ...use.context,
  };
  return [need(purpose, actions, [key.arn], { context, declared: key.resource, unknown: key.unknown })];
}

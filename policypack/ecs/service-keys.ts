/** Whether a service of AWS may use, by itself, the key that a resource of the stack names. */
import type { Finding } from "../findings/finding";
import type { StackModel } from "../graph/types";
import { serviceFindings, type ServiceRequest, unprovenFinding } from "../permissions/service-requests";
import type { EncryptionKey } from "./encryption-keys";

/**
 * Nothing where it is not known yet which key it is; what names no key at all is not proven.
 *
 * @param key undefined where the resource names none
 * @param requestOf what the service asks of a key
 */
export function serviceKeyFindings(
  policy: string,
  model: StackModel,
  key: EncryptionKey | undefined,
  requestOf: (key: EncryptionKey) => ServiceRequest,
): Finding[] {
  if (!key) return [];
  const { unknown, resource } = key;
  if (!unknown || resource) return serviceFindings(policy, model, requestOf(key));
  const isMalformed = unknown.kind === "encryption-key" && unknown.state !== "unknown";
  if (!isMalformed) return [];
  const request = requestOf(key);
  return [unprovenFinding(policy, request, request.actions, [unknown])];
}

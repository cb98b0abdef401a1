/** Secrets that the containers of a job are handed. https://docs.aws.amazon.com/batch/latest/userguide/specifying-sensitive-data.html */
import { UNKNOWN } from "../../evaluation/types";
import { scopeOf } from "../../graph/places/scope";
import { isRecord, records, text } from "../../graph/resources/plain";
import type { StackModel } from "../../graph/types";
import type { RequiredPermission } from "../../permissions/required-permission";
import { referenceNeeds } from "../secret-and-parameter-needs";
import { parseValueFrom } from "../value-from";

/** A container's own, and those of its log driver. */
export function jobSecrets({
  secrets,
  logConfiguration: log,
}: Record<string, unknown>): Record<string, unknown>[] {
  return [...records(secrets), ...records(isRecord(log) ? log.secretOptions : undefined)];
}

/**
 * What the execution role needs of them.
 *
 * @param of for messages, e.g. `job definition train`
 */
export function jobSecretNeeds(
  view: StackModel,
  container: Record<string, unknown>,
  of: string,
): RequiredPermission[] {
  return jobSecrets(container).flatMap(({ name, valueFrom }): RequiredPermission[] => {
    const why = `${text(name) ?? "a secret"} of ${of}`;
    if (valueFrom === UNKNOWN) {
      const unknown = { kind: "value-from", of: why, state: "unknown" } as const;
      return [{ kind: "secret", purpose: `read the secret of ${why}`, actions: [], resources: [], unknown }];
    }
    const reference = typeof valueFrom === "string" ? parseValueFrom(valueFrom, scopeOf(view)) : undefined;
    return reference && reference.kind !== "malformed" ? referenceNeeds(view, reference, why) : [];
  });
}

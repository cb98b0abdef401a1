/** What all findings of `role-trust-scoped` have in common. */
import type { DocumentPlace } from "../../documents/unknown-documents";
import { type DraftWithout, type Finding, finding } from "../../findings/finding";

export const NAME = "role-trust-scoped";

export function draft({ resource, carried }: DocumentPlace, rest: DraftWithout<"urn" | "subject">): Finding {
  return finding(NAME, {
    urn: resource.urn,
    subject: carried.principal ?? `role/${resource.name}`,
    knownAs: `${resource.name} ${carried.path}`,
    ...rest,
  });
}

/** How messages call the role. */
export function describe({ resource, carried }: DocumentPlace): string {
  return carried.principal ?? `role "${resource.name}"`;
}

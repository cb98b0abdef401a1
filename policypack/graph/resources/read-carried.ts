import { readDocument } from "../../evaluation/reading/read-document";
import type { Grammar } from "../../evaluation/reading/grammars";
import type { DocumentKind, NamedDocument, Reading } from "../../evaluation/types";
import type { PolicyCarrier } from "../../aws/resource-type";
import { onceEach } from "../../evaluation/once-each";

/** A document as a resource or config carries it, read. */
export function namedDocument(carried: Carried & { name: string }, urn?: string): NamedDocument {
  const { kind, name } = carried;
  return {
    name,
    kind,
    ...(urn ? { urn } : {}),
    reading: readCarried(carried),
  };
}

/** A document before it is read. */
interface Carried {
  kind: DocumentKind;
  value: unknown;
  /** What the policy of a resource stands on. */
  on?: PolicyCarrier;
  /** Of a policy of an organization: it limits what may be done to resources, and not what principals may do. */
  isOfResources?: boolean;
  /** See `PlainResource.mayHaveLostValues`. */
  mayHaveLostParts?: boolean;
}

/** A document as it is carried, read by the grammar of its kind. */
export const readCarried: (carried: Carried) => Reading = onceEach((carried) =>
  readDocument(carried.value, grammarOf(carried), carried.mayHaveLostParts),
);

function grammarOf({ kind, on, isOfResources }: Carried): Grammar {
  if (kind === "trust") return "trust";
  if (kind !== "resource") return "identity";
  if (on === "organization") return isOfResources ? "resource control" : "service control";
  return on !== undefined && ABOUT_ITSELF.has(on) ? "one resource" : "resource";
}

/**
 * Whose policies may leave Resource out, which then is what the policy stands on.
 * https://docs.aws.amazon.com/AmazonECR/latest/userguide/repository-policy-examples.html
 * https://docs.aws.amazon.com/efs/latest/ug/iam-access-control-nfs-efs.html
 */
const ABOUT_ITSELF = new Set<PolicyCarrier>(["repository", "file system", "queue", "function", "domain"]);

/** True unless it is certain that the document denies nothing. */
export function mayDeny({ reading }: NamedDocument): boolean {
  return (
    reading.state !== "known" ||
    reading.document.statements.some(({ effect, unknown }) => effect === "Deny" || unknown)
  );
}

/**
 * A cause that several rules meet and that one of them reports for all: it names the cause on its finding, and the others
 * ask the run whether the cause has been reported.
 */
export type SharedCause =
  /** A document that is missing, malformed, or unknown in whole or in part. */
  | { kind: "unknown-document"; urn: string; path: string }
  /** A role for ECS tasks trusts somebody else too, and its document so more than one should. */
  | { kind: "other-principals"; urn: string; path: string }
  /** The containers of a task definition, all or one of them, are unknown. */
  | { kind: "unknown-containers"; urn: string }
  /** A secret of a container, or of its log driver, is named by what names none. */
  | { kind: "malformed-secret-reference"; urn: string }
  /** A property of a task definition names no role that ECS could take there. */
  | { kind: "no-role-for-task"; urn: string; property: string }
  /** The policy that a resource attaches is not in AWS's list, so that AWS refuses to attach it. */
  | { kind: "absent-managed-policy"; urn: string; arn: string }
  /** A document leaves open which roles it passes: one that a resource carries at a path, or AWS's policy of an ARN. */
  | { kind: "wide-pass-role"; urn: string; document: string };

/** The same text for the same cause. */
export function causeKey(cause: SharedCause): string {
  switch (cause.kind) {
    case "unknown-document":
    case "other-principals":
      return `${cause.kind}\n${cause.path}`;
    case "unknown-containers":
    case "malformed-secret-reference":
      return cause.kind;
    case "no-role-for-task":
      return `${cause.kind}\n${cause.property}`;
    case "absent-managed-policy":
      return `${cause.kind}\n${cause.arn}`;
    case "wide-pass-role":
      return `${cause.kind}\n${cause.document}`;
  }
}

/** Which documents another rule has reported already for the roles that they pass. */
import type { NamedDocument } from "../evaluation/types";
import { documentsOf } from "../graph/resources/carried-documents";
import { attachedPolicies } from "../graph/resources/policies-attached-by";
import type { StackModel } from "../graph/types";

/**
 * Whether a rule has said, at mandatory level, that a document leaves open which roles it passes. That none has said so
 * proves nothing: those on single resources do not see what is looked up, nor where the stack is.
 */
export function isReportedAsWide(model: StackModel, { urn, kind, name }: NamedDocument): boolean {
  if (urn === undefined) return kind === "aws-managed" && isAttachmentReported(model, name);
  const resource = model.byUrn(urn);
  return (
    resource !== undefined &&
    documentsOf(resource).some(
      (carried) =>
        carried.kind !== "trust" &&
        carried.name === name &&
        model.reported.cause({ kind: "wide-pass-role", urn, document: carried.path }),
    )
  );
}

/** Of a policy of AWS it is said where it is attached. */
function isAttachmentReported({ resources, reported }: StackModel, name: string): boolean {
  const attaching = resources.flatMap((resource) =>
    attachedPolicies(resource).flatMap(({ value, as }) =>
      as === "attachment" && typeof value === "string" && value.endsWith(`/${name}`)
        ? [{ urn: resource.urn, arn: value }]
        : [],
    ),
  );
  return (
    attaching.length > 0 &&
    attaching.every(({ urn, arn }) => reported.cause({ kind: "wide-pass-role", urn, document: arn }))
  );
}

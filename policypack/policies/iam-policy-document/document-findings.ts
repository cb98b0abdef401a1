/** Findings on a document as a whole, and why nothing, or not all, is known of what it says. */
import type { PolicyDocument } from "../../evaluation/types";
import { capital } from "../../evaluation/decisions/wording";
import { statementLabel } from "../../unknowns/statement-label";
import { type DocumentPlace, unknownDocumentCause, unknownsOf } from "../../documents/unknown-documents";
import { type Finding, type DraftWithout, finding } from "../../findings/finding";
import { placeOfStatements } from "../../findings/place";

export const NAME = "iam-policy-document";

/** A finding on a document. */
export function documentFinding(
  { resource, carried }: DocumentPlace,
  rest: DraftWithout<"urn" | "subject">,
): Finding {
  const subject = carried.principal ? `${carried.name} of ${carried.principal}` : carried.name;
  return finding(NAME, {
    urn: resource.urn,
    subject,
    knownAs: `${resource.name} ${carried.path}`,
    ...rest,
    key: `${carried.kind} ${rest.key}`,
  });
}

const DESCRIBED: Partial<Record<DocumentPlace["carried"]["kind"], string>> = {
  trust: "trust policy of",
  resource: "resource policy of",
};

/** `the policy document MLPlatformECSTaskPolicy (policy of aws:iam/policy:Policy "task-policy")` */
export function describe({ resource, carried }: DocumentPlace): string {
  const kind = DESCRIBED[carried.kind] ?? "policy document";
  return `the ${kind} ${carried.name} (${carried.path} of ${resource.type} "${resource.name}")`;
}

/**
 * The finding on a document that is missing, unknown, malformed or unknown in part, reported for all rules; undefined on
 * any other.
 */
export function unknownDocument(place: DocumentPlace): Finding | undefined {
  const found = withoutCause(place);
  return found && { ...found, sharedCause: unknownDocumentCause(place) };
}

function withoutCause(place: DocumentPlace): Finding | undefined {
  const { reading, carried } = place;
  const { value } = carried;
  if (value === undefined || value === null || value === "") return missing(place);
  if (reading.state === "unknown") return unknown(place);
  if (reading.state === "malformed") return malformed(place, reading.problems);
  return unknownInPart(place, reading.document);
}

function missing(place: DocumentPlace): Finding {
  return documentFinding(place, {
    verdict: "violated",
    key: "missing",
    message: `${capital(describe(place))} is missing.`,
    remedy: `Set ${place.carried.path} to a policy document, as JSON text or as an object.`,
  });
}

function unknown(place: DocumentPlace): Finding {
  return documentFinding(place, {
    verdict: "unproven",
    unknowns: unknownsOf(place),
    key: "unknown",
    message: `${capital(describe(place))} is unknown at preview, so ${whatIsOpen(place)} is unproven.`,
    remedy: `Build ${place.carried.path} from explicit names, account and region instead of other resources' outputs.`,
  });
}

function malformed(place: DocumentPlace, problems: { path: string; message: string }[]): Finding {
  const list = problems.map(({ path, message }) => `${path || "the document"} ${message}`);
  return documentFinding(place, {
    verdict: "violated",
    key: "malformed",
    message: `${place.carried.kind === "resource" ? "AWS" : "IAM"} would refuse ${describe(place)}: ${list.join("; ")}.`,
    remedy: `Correct ${problems.map(({ path }) => path || "the document").join(", ")} in ${place.carried.path}.`,
  });
}

function unknownInPart(place: DocumentPlace, document: PolicyDocument): Finding | undefined {
  const unknown = document.statements.filter((statement) => statement.unknown);
  const statements = unknown.map(statementLabel);
  if (statements.length === 0) return undefined;
  return documentFinding(place, {
    verdict: "unproven",
    unknowns: unknownsOf(place),
    key: "unknown in part",
    place: placeOfStatements(unknown.map((statement) => ({ statement, document: place.carried }))),
    message: `In ${describe(place)}, ${statements.join(", ")} ${statements.length > 1 ? "are" : "is"} unknown in part at preview, so ${whatIsOpen(place)} is unproven.`,
    remedy: `Name its ${PARTS[place.carried.kind] ?? "actions, resources and conditions"} explicitly instead of by other resources' outputs.`,
  });
}

const PARTS: Partial<Record<DocumentPlace["carried"]["kind"], string>> = {
  trust: "principals and conditions",
  resource: "principals, actions, resources and conditions",
};

function whatIsOpen({ carried: { kind } }: DocumentPlace): string {
  if (kind === "trust") return "whom the role trusts";
  return kind === "resource" ? "whom it lets in" : "what it grants, and which roles it lets be passed,";
}

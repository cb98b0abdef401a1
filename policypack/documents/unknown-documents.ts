/** Why nothing, or not all, is known of what a document says. `iam-policy-document` reports it for all policies. */
import type { PolicyDocument, Reading } from "../evaluation/types";
import { capital, statementLabel } from "../evaluation/decisions/wording";
import { type CarriedDocument, documentsOf } from "../graph/resources/carried-documents";
import { readCarried } from "../graph/resources/read-carried";
import type { PlainResource } from "../graph/types";
import { type Finding, type FindingDraft, finding } from "../findings/finding";

/** The policy that reports it, and everything else about a document by itself. */
export const DOCUMENT_POLICY = "iam-policy-document";

/** A document, what it says, and the resource that carries it. */
export interface Place {
  resource: PlainResource;
  carried: CarriedDocument;
  reading: Reading;
}

/** The documents that a resource carries, each read once. */
export function documentPlaces(resource: PlainResource): Place[] {
  return documentsOf(resource).map((carried) => ({ resource, carried, reading: readCarried(carried) }));
}

/** The finding on a document that is missing, unknown, malformed or unknown in part; undefined on any other. */
export function unreadDocument(place: Place): Finding | undefined {
  const { reading, carried } = place;
  const { value } = carried;
  if (value === undefined || value === null || value === "") return missing(place);
  if (reading.state === "unknown") return unknown(place);
  if (reading.state === "malformed") return malformed(place, reading.problems);
  return unknownInPart(place, reading.document);
}

/** A finding of `iam-policy-document` on a document. */
export function documentFinding(
  { resource, carried }: Place,
  rest: Omit<FindingDraft, "urn" | "subject">,
): Finding {
  const subject = carried.principal ? `${carried.name} of ${carried.principal}` : carried.name;
  return finding(DOCUMENT_POLICY, {
    urn: resource.urn,
    subject,
    knownAs: `${resource.name} ${carried.path}`,
    ...rest,
    key: `${carried.kind} ${rest.key}`,
  });
}

/** `the policy document MLPlatformECSTaskPolicy (policy of aws:iam/policy:Policy "task-policy")` */
export function describe({ resource, carried }: Place): string {
  const kind = carried.kind === "trust" ? "trust policy of" : "policy document";
  return `the ${kind} ${carried.name} (${carried.path} of ${resource.type} "${resource.name}")`;
}

function missing(place: Place): Finding {
  return documentFinding(place, {
    verdict: "violated",
    key: "missing",
    what: `${capital(describe(place))} is missing.`,
    remedy: `Set ${place.carried.path} to a policy document, as JSON text or as an object.`,
  });
}

function unknown(place: Place): Finding {
  return documentFinding(place, {
    verdict: "unproven",
    key: "unknown",
    what: `${capital(describe(place))} is unknown at preview, so ${whatIsOpen(place)} is unproven.`,
    remedy: `Build ${place.carried.path} from explicit names, account and region instead of other resources' outputs.`,
  });
}

function malformed(place: Place, problems: { path: string; message: string }[]): Finding {
  const list = problems.map(({ path, message }) => `${path || "the document"} ${message}`);
  return documentFinding(place, {
    verdict: "violated",
    key: "malformed",
    what: `IAM would refuse ${describe(place)}: ${list.join("; ")}.`,
    remedy: `Correct ${problems.map(({ path }) => path || "the document").join(", ")} in ${place.carried.path}.`,
  });
}

function unknownInPart(place: Place, document: PolicyDocument): Finding | undefined {
  const statements = document.statements.filter((statement) => statement.unknown).map(statementLabel);
  if (statements.length === 0) return undefined;
  return documentFinding(place, {
    verdict: "unproven",
    key: "unknown in part",
    what: `In ${describe(place)}, ${statements.join(", ")} ${statements.length > 1 ? "are" : "is"} unknown in part at preview, so ${whatIsOpen(place)} is unproven.`,
    remedy:
      place.carried.kind === "trust"
        ? "Name its principals and conditions explicitly instead of by other resources' outputs."
        : "Name its actions, resources and conditions explicitly instead of by other resources' outputs.",
  });
}

function whatIsOpen({ carried }: Place): string {
  return carried.kind === "trust"
    ? "whom the role trusts"
    : "what it grants, and which roles it lets be passed,";
}

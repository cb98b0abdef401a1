/** What a document says whatever its unknown parts turn out to be. */
import { readCarried } from "../graph/resources/read-carried";
import { decoded, holdsUnknown, isRecord } from "../graph/resources/plain";
import { type Statement, UNKNOWN } from "../evaluation/types";
import type { DocumentPlace } from "./unknown-documents";

const LISTS = ["Action", "Resource", "Principal"];

/**
 * The Allows of which a part is not known, as far as they hold for certain: of lists that only add to what is allowed, what is
 * known. None of those that a condition, an exception or all of a list leaves open. Their indexes are those of the document.
 */
export function knownParts({ carried, reading }: DocumentPlace): Statement[] {
  if (reading.state !== "known" || !reading.document.statements.some(isOpenAllow)) return [];
  const json = decoded(carried.value);
  const given: unknown = json.state === "decoded" && isRecord(json.value) ? json.value.Statement : undefined;
  const list: unknown[] = Array.isArray(given) ? given : [given];
  return reading.document.statements.filter(isOpenAllow).flatMap((statement) => {
    const certain = certainPart(list[statement.index]);
    if (!certain) return [];
    const value = { Version: reading.document.version, Statement: [certain] };
    const read = readCarried({ ...carried, value, mayHaveLostParts: false });
    const [part] = read.state === "known" ? read.document.statements : [];
    return part && !part.unknown ? [{ ...part, index: statement.index }] : [];
  });
}

function isOpenAllow({ effect, unknown }: Statement): boolean {
  return effect === "Allow" && unknown;
}

/** Undefined where nothing of the statement is certain. */
function certainPart(statement: unknown): Record<string, unknown> | undefined {
  if (!isRecord(statement)) return undefined;
  const made: Record<string, unknown> = {};
  for (const [element, value] of Object.entries(statement)) {
    const known = LISTS.includes(element) ? withoutUnknown(value) : value;
    if (known === undefined || holdsUnknown(known)) return undefined;
    made[element] = known;
  }
  return made;
}

/** A list, or an object of lists, less what is not known; undefined where nothing is left. */
function withoutUnknown(value: unknown): unknown {
  if (value === UNKNOWN) return undefined;
  if (Array.isArray(value)) {
    const known = value.filter((each: unknown) => each !== UNKNOWN);
    return known.length > 0 ? known : undefined;
  }
  if (!isRecord(value)) return value;
  const entries = Object.entries(value).map(([key, each]) => [key, withoutUnknown(each)] as const);
  const known = entries.filter(([, each]) => each !== undefined);
  return known.length > 0 ? Object.fromEntries(known) : undefined;
}

/** Reads one statement of a policy document. */
import { elementsOf, type Grammar, GRAMMARS } from "./grammars";
import { oneOf, own, type Problems, readStrings, show, type StringList } from "./problems";
import { readConditions } from "./read-conditions";
import { readPrincipals } from "./read-principals";
import {
  UNKNOWN,
  type DocumentVersion,
  type PatternList,
  type Statement,
  type StatementPart,
} from "../types";

export interface StatementPlace {
  index: number;
  path: string;
  version: DocumentVersion;
  kind: Grammar;
  problems: Problems;
}

/**
 * Reads a statement and reports to `place.problems` what is wrong with it. What is unknown is read as the most that
 * it could be: an unknown resource as `*`, an unknown condition as none.
 *
 * @returns undefined where not even the effect is known
 */
export function readStatement(value: object, place: StatementPlace): Statement | undefined {
  const { index, path, kind, problems } = place;
  checkElements(value, place);
  const effect = readEffect(own(value, "Effect"), place);
  const sid = readSid(own(value, "Sid"), place);
  const actions = readEither(value, "Action", place, checkAction);
  const { resource, principal } = GRAMMARS[kind];
  const resources =
    resource === "required" || (resource === "optional" && namesResources(value))
      ? readEither(value, "Resource", place, checkResource)
      : undefined;
  const principals = principal === "required" ? readPrincipals(value, path, kind, problems) : undefined;
  const conditions = readConditions(own(value, "Condition"), `${path}.Condition`, problems);
  if (effect === undefined) return undefined;
  const parts = { actions, resources, principals, conditions };
  const unknownParts = (Object.keys(parts) as StatementPart[]).filter((part) => parts[part]?.unknown);
  return {
    index,
    ...(sid !== undefined && { sid }),
    effect,
    actions: actions.list,
    ...(resources && { resources: resources.list }),
    ...(principals && { principals: principals.list }),
    conditions: conditions.list,
    unknown: unknownParts.length > 0,
    ...(unknownParts.length > 0 && { unknownParts }),
  };
}

function checkElements(value: object, { path, kind, problems }: StatementPlace): void {
  for (const element of Object.keys(value)) {
    if (elementsOf(kind).includes(element)) continue;
    const why = own(GRAMMARS[kind].forbidden, element);
    problems.add(
      `${path}.${element}`,
      why ? String(why) : `is no element of a statement${likely(element, kind)}`,
    );
  }
}

function namesResources(value: object): boolean {
  return own(value, "Resource") !== undefined || own(value, "NotResource") !== undefined;
}

function likely(element: string, kind: Grammar): string {
  const meant = elementsOf(kind).find((name) =>
    [name, `${name}s`].some((n) => n.toLowerCase() === element.toLowerCase()),
  );
  return meant ? `; it is spelt ${meant}` : `; it has ${oneOf(elementsOf(kind))}`;
}

function readEffect(value: unknown, { path, problems }: StatementPlace): Statement["effect"] | undefined {
  if (value === UNKNOWN) return undefined;
  if (value === "Allow" || value === "Deny") return value;
  const fault = value === undefined ? "is missing; it" : `is ${show(value)} but`;
  problems.add(`${path}.Effect`, `${fault} must be "Allow" or "Deny", in just these letters`);
  return undefined;
}

function readSid(value: unknown, { path, kind, problems }: StatementPlace): string | undefined {
  if (value === undefined || value === UNKNOWN) return undefined;
  if (typeof value !== "string") {
    problems.add(`${path}.Sid`, `must be a string, but is ${show(value)}`);
    return undefined;
  }
  if (GRAMMARS[kind].hasPlainSids && !/^[A-Za-z0-9]*$/.test(value)) {
    problems.add(`${path}.Sid`, `may contain only A-Z, a-z and 0-9, but is ${show(value)}`);
  }
  return value;
}

type Check = (value: string) => string | undefined;

/** Reads `Action` or `NotAction`, `Resource` or `NotResource`: exactly one of the two. */
function readEither(
  value: object,
  element: "Action" | "Resource",
  { path, problems }: StatementPlace,
  check: Check,
): { list: PatternList; unknown: boolean } {
  const plain = own(value, element);
  const negated = own(value, `Not${element}`);
  if (plain === undefined && negated === undefined) {
    problems.add(path, `needs ${element} or Not${element}`);
  } else if (plain !== undefined && negated !== undefined) {
    problems.add(path, `may not have both ${element} and Not${element}`);
  }
  const name = plain === undefined ? `Not${element}` : element;
  const read = readStrings(plain ?? negated ?? UNKNOWN, `${path}.${name}`, problems);
  read.values.forEach((text) => {
    const fault = check(text);
    if (fault !== undefined) problems.add(`${path}.${name}`, `${show(text)} ${fault}`);
  });
  return mostOf(read, plain === undefined);
}

/** Everything, to which no unknown entry beside it adds. */
const EVERYTHING = /^\*+$/;

/** The largest set that a list with unknown parts could stand for. */
function mostOf({ values, unknown }: StringList, negated: boolean): { list: PatternList; unknown: boolean } {
  const isEverything = !negated && values.some((value) => EVERYTHING.test(value));
  if (!unknown || isEverything) return { list: { negated, patterns: values }, unknown: false };
  if (!negated || values.length === 0) return { list: { negated: false, patterns: ["*"] }, unknown };
  return { list: { negated, patterns: values }, unknown };
}

function checkAction(action: string): string | undefined {
  if (EVERYTHING.test(action)) return undefined;
  const [service = "", name, ...more] = action.split(":");
  if (name === undefined) return 'needs the service\'s prefix, as in "s3:GetObject"';
  if (more.length > 0) return "may contain only one colon";
  if (/[*?]/.test(service)) return "may have no wildcard in the service's prefix";
  if (!/^[A-Za-z0-9.-]+$/.test(service)) return `names no service: ${show(service)}`;
  if (!/^[A-Za-z0-9*?_.-]+$/.test(name))
    return "is no action: letters, digits and wildcards follow the colon";
  return undefined;
}

/**
 * A resource is `*` or an ARN. IAM takes ARNs that end early too (AWS's own policies have `arn:aws:rds:*`), but no
 * wildcard in the service, and no region in an ARN of IAM itself.
 */
function checkResource(resource: string): string | undefined {
  if (EVERYTHING.test(resource)) return undefined;
  const [prefix, partition = "", service, region, account] = resource.split(":", 5);
  if (prefix !== "arn") return 'must be an ARN or "*"';
  if (service === undefined || service === "")
    return "is no ARN: arn:partition:service:region:account:resource";
  if (/[*?]/.test(service)) return "may have no wildcard in the ARN's service";
  if (!/^(aws[a-z0-9-]*|[*?a-z-]*[*?][*?a-z-]*)$/.test(partition))
    return `has no AWS partition: ${show(partition)}`;
  if (service === "iam" && account !== undefined && region !== "")
    return "may have no region: IAM's ARNs have none";
  return undefined;
}

/** Where a value departs from the form that AWS's API model gives it. */
import { isRecord } from "../../../graph/resources/plain";
import { type SpelledMember, spelledMembers } from "../../../graph/resources/api-spelling";
import { type ShapeEntry, shapeOf } from "../../../evaluation/catalogue/task-definition-shapes";
import { onceEach } from "../../../evaluation/once-each";
import { UNKNOWN } from "../../../evaluation/types";
import { entryLabels } from "./entry-labels";
import { meantBy } from "./misspelt";
import { isJudgedElsewhere, isToldElsewhere } from "./own-rules";

export type TypeName = "a string" | "a number" | "true or false" | "a list" | "an object";

/** One departure; `path` leads to the value, e.g. `ulimits[nofile].hardLimit`. */
export type Fault =
  | { kind: "type"; path: string; value: unknown; wanted: TypeName }
  | { kind: "entry"; path: string; index: number; value: unknown; wanted: TypeName }
  | { kind: "map value"; path: string; name: string }
  | { kind: "missing"; path: string }
  | { kind: "value"; path: string; value: unknown; allowed: string[] }
  | { kind: "number"; path: string; value: number; least?: number; most?: number }
  | { kind: "member"; path: string; meant?: string; allowed: string[] }
  | { kind: "union"; path: string; given: string[]; allowed: string[] };

/** How a value is written. */
export interface Writing {
  /** Whose spelling of properties; undefined for the API's. */
  provider?: string;
  /** Whether the provider turns `"8080"` into a number and the like, as it does outside of containers' JSON. */
  converts: boolean;
}

/** The numbers that ECS's integers hold. */
const [LEAST_INTEGER, MOST_INTEGER] = [-(2 ** 31), 2 ** 31 - 1];

const TYPES: Record<ShapeEntry["type"], TypeName> = {
  structure: "an object",
  map: "an object",
  list: "a list",
  string: "a string",
  integer: "a number",
  boolean: "true or false",
};

/** All departures of a structure's members; `path` leads to the structure, and is empty for the outermost. */
export function faultsOfStructure(
  value: Record<string, unknown>,
  structure: string,
  path: string,
  writing: Writing,
): Fault[] {
  const members = spelledMembers(structure, writing.provider);
  const at = (property: string) => (path ? `${path}.${property}` : property);
  const given = Object.entries(value).filter(([, inner]) => isGiven(inner));
  const faults = given.flatMap(([property, inner]): Fault[] => {
    const spelled = members.find((each) => each.property === property);
    if (!spelled) return unknownMember(property, structure, members, at(property));
    if (isJudgedElsewhere(structure, spelled.member)) return [];
    const { documented } = shapeOf(structure);
    const own = at(property);
    const found = faultsOf(inner, spelled.shape, own, writing, documented?.[spelled.member]);
    return found.filter(
      ({ kind, path: ofFault }) => ofFault !== own || !isToldElsewhere(structure, spelled.member, kind),
    );
  });
  return [
    ...faults,
    ...missingMembers(value, structure, members).map((property): Fault => ({
      kind: "missing",
      path: at(property),
    })),
    ...unionFault(value, structure, members, path),
  ];
}

function faultsOf(
  value: unknown,
  name: string,
  path: string,
  writing: Writing,
  documented?: string[],
): Fault[] {
  if (value === UNKNOWN || !isGiven(value)) return [];
  const shape = shapeOf(name);
  if (!isOfType(value, shape.type, writing))
    return [{ kind: "type", path, value, wanted: TYPES[shape.type] }];
  if (isRecord(value)) {
    return shape.type === "map" ? mapFaults(value, path) : faultsOfStructure(value, name, path, writing);
  }
  if (Array.isArray(value)) return listFaults(value, shape, path, writing, documented);
  return scalarFaults(value, shape, path);
}

function listFaults(
  list: unknown[],
  { of = "" }: ShapeEntry,
  path: string,
  writing: Writing,
  documented?: string[],
): Fault[] {
  const { type } = shapeOf(of);
  const wrong = list.findIndex((entry) => entry !== UNKNOWN && !isOfType(entry, type, writing));
  if (wrong >= 0) return [{ kind: "entry", path, index: wrong, value: list[wrong], wanted: TYPES[type] }];
  const labels = entryLabels(list);
  return [
    ...list.flatMap((entry, index) => faultsOf(entry, of, `${path}[${labels[index]}]`, writing)),
    ...list.flatMap((entry): Fault[] =>
      documented === undefined || typeof entry !== "string" || isDocumented(entry, documented)
        ? []
        : [{ kind: "value", path, value: entry, allowed: documented }],
    ),
  ];
}

/** Kernel capabilities may begin with `CAP_`, options of a mount carry a value as in `mode=1777`. */
function isDocumented(entry: string, documented: string[]): boolean {
  const [word = ""] = entry.split("=");
  return documented.includes(word) || documented.includes(word.replace(/^CAP_/, ""));
}

function mapFaults(map: Record<string, unknown>, path: string): Fault[] {
  return Object.entries(map)
    .filter(([, value]) => typeof value !== "string" && value !== UNKNOWN && isGiven(value))
    .map(([name]) => ({ kind: "map value", path, name }));
}

function scalarFaults(value: unknown, shape: ShapeEntry, path: string): Fault[] {
  const { enum: allowed } = shape;
  if (allowed && value !== "" && !allowed.includes(String(value)))
    return [{ kind: "value", path, value, allowed }];
  if (shape.type !== "integer") return [];
  const [least, most] = [shape.min ?? LEAST_INTEGER, shape.max ?? MOST_INTEGER];
  const number = Number(value);
  if (Number.isInteger(number) && number >= least && number <= most) return [];
  return [{ kind: "number", path, value: number, least: shape.min, most: shape.max }];
}

function isOfType(value: unknown, type: ShapeEntry["type"], { converts }: Writing): boolean {
  switch (type) {
    case "structure":
    case "map":
      return isRecord(value);
    case "list":
      return Array.isArray(value);
    case "string":
      return typeof value === "string" || (converts && ["number", "boolean"].includes(typeof value));
    case "integer":
      return typeof value === "number" || (converts && typeof value === "string" && /^-?\d+$/.test(value));
    case "boolean":
      return typeof value === "boolean" || (converts && (value === "true" || value === "false"));
  }
}

function missingMembers(
  value: Record<string, unknown>,
  structure: string,
  members: readonly SpelledMember[],
): string[] {
  return (shapeOf(structure).required ?? [])
    .filter((member) => !isToldElsewhere(structure, member, "missing"))
    .map((member) => members.find((each) => each.member === member)?.property ?? member)
    .filter((property) => !isGiven(value[property]) || value[property] === "");
}

function unionFault(
  value: Record<string, unknown>,
  structure: string,
  members: readonly SpelledMember[],
  path: string,
): Fault[] {
  if (!shapeOf(structure).union) return [];
  const allowed = members.map(({ property }) => property);
  const given = allowed.filter((property) => isGiven(value[property]));
  return given.length === 1 ? [] : [{ kind: "union", path, given, allowed }];
}

function unknownMember(
  property: string,
  structure: string,
  members: readonly SpelledMember[],
  path: string,
): Fault[] {
  const { allowed, readings } = readingsIn(members);
  // Each task definition has some of the provider's own properties, of which this is asked as well.
  if (!readings.has(property)) readings.set(property, meantBy(property, structure, allowed));
  const reading = readings.get(property);
  if (reading === "a comment") return [];
  return [{ kind: "member", path, meant: reading?.meant, allowed }];
}

/** What is meant by properties that are none of a structure's members. */
const readingsIn = onceEach((members: readonly SpelledMember[]) => ({
  allowed: members.map((each) => each.property),
  readings: new Map<string, ReturnType<typeof meantBy>>(),
}));

function isGiven(value: unknown): boolean {
  return value !== undefined && value !== null;
}

/** What the provider knows without asking AWS: the inputs it completes, what is unknown at preview, what differs. */
import { createHash } from "node:crypto";
import { canonical, type Props, type ResourceType } from "./resource-type";

/** How an unknown value travels (`@pulumi/pulumi`, runtime/rpc). */
const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** The program's inputs with defaults, a generated name where none is given (kept over updates), and all tags. */
export function checkedInputs(
  type: ResourceType,
  urn: string,
  olds: Props,
  news: Props,
  defaultTags: Record<string, string>,
): Props {
  const inputs: Props = { ...type.defaults, ...news };
  if (type.autoName && inputs[type.autoName] === undefined)
    inputs[type.autoName] = olds[type.autoName] ?? generatedName(urn);
  if (news.tags !== UNKNOWN) inputs.tagsAll = { ...defaultTags, ...(news.tags as Props | undefined) };
  return inputs;
}

/** The engine's own way: the logical name and seven hexadecimal digits. */
function generatedName(urn: string): string {
  const digits = createHash("sha256").update(`${urn}${Math.random()}`).digest("hex").slice(0, 7);
  return `${urn.split("::").pop()}-${digits}`;
}

/** A resource's outputs as far as a preview can tell. */
export function plannedOutputs(type: ResourceType, inputs: Props): Props {
  const unknown = Object.fromEntries(type.computed.map((property) => [property, UNKNOWN]));
  return { ...unknown, ...inputs };
}

/** Properties whose wanted value is not what the state holds; those that force a new resource apart. */
export function differences(
  type: ResourceType,
  state: Props,
  oldInputs: Props,
  news: Props,
): { properties: string[]; replacing: string[]; deleteFirst: boolean } {
  const candidates = [...new Set([...Object.keys(oldInputs), ...Object.keys(news)])];
  const properties = candidates.filter((property) => {
    if (property.startsWith("__")) return false;
    const same =
      type.sameValue?.[property] ?? ((one, other) => canonical(one ?? null) === canonical(other ?? null));
    return (
      !same(state[property] ?? oldInputs[property], news[property]) &&
      !bothEmpty(state[property], news[property])
    );
  });
  const inPlace = ["tags", "tagsAll", "skipDestroy", "trackLatest", "forceDetachPolicies"];
  const replacing = properties.filter((property) =>
    type.replaceOn === "all" ? !inPlace.includes(property) : type.replaceOn.includes(property),
  );
  // a name that stays can be taken once only: the old holder has to go first
  const deleteFirst =
    replacing.length > 0 && type.autoName !== undefined && !replacing.includes(type.autoName);
  return { properties, replacing, deleteFirst };
}

function bothEmpty(old: unknown, wanted: unknown): boolean {
  return [old, wanted].every(
    (value) =>
      value === undefined ||
      value === null ||
      value === "" ||
      (typeof value === "object" && Object.keys(value).length === 0),
  );
}

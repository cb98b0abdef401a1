/** Reading the containers of a task definition. */
import { UNKNOWN } from "../../evaluation/types";
import type { FindingPlace } from "../../findings/place";
import { CONTAINER } from "../../evaluation/catalogue/task-definition-shapes";
import { onceEach } from "../../evaluation/once-each";
import { inApiSpelling } from "./api-spelling";
import { decoded, isRecord } from "./plain";
import type { PlainResource } from "../types";

export type Container = Record<string, unknown>;

export type Containers =
  | { state: "known"; containers: Container[]; unknownContainers: number }
  | { state: "unknown" }
  | { state: "malformed"; message: string };

/** https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-quotas.html */
const MOST_CHARACTERS = 64 * 1024;

/**
 * The containers of a task definition, with UNKNOWN wherever a part is unknown. Keys are in camel case: the AWS
 * provider reads JSON without regard to letter case, so that `Name` and `healthcheck` work as well. What is null is not set.
 */
export const readContainers: (resource: PlainResource) => Containers = onceEach(({ props }) => {
  const given = props.containerDefinitions;
  if (given === UNKNOWN) return { state: "unknown" };
  if (given === undefined || given === null || given === "")
    return { state: "malformed", message: "is missing" };
  const json = decoded(given);
  if (json.state === "malformed") return json;
  if (json.value === UNKNOWN) return { state: "unknown" };
  if (!Array.isArray(json.value)) return { state: "malformed", message: "is not a list of containers" };
  if (JSON.stringify(json.value).length > MOST_CHARACTERS) {
    return { state: "malformed", message: "is larger than the 64 KiB that ECS takes" };
  }
  const entries = json.value.filter((entry: unknown) => entry !== UNKNOWN);
  const wrong = entries.findIndex((entry: unknown) => !isRecord(entry));
  if (wrong >= 0) return { state: "malformed", message: `has an entry [${wrong}] that is not a container` };
  return {
    state: "known",
    containers: entries.map((entry: unknown) => inApiSpelling(entry, CONTAINER) as Container),
    unknownContainers: json.value.length - entries.length,
  };
});

/** How messages call a container: by name, else by position. */
export function containerLabel(container: Container, index: number): string {
  return containerIdText(container, index);
}

/** How ids of findings know a container. Exemptions name those ids: this never changes, whatever messages say. */
export function containerIdText({ name }: Container, index: number): string {
  return typeof name === "string" && name !== "" ? `container ${name}` : `container #${index + 1}`;
}

/** A place in a container. @param property as the API spells it */
export function placeInContainer({ name }: Container, property?: string, entry?: string): FindingPlace {
  return { container: typeof name === "string" ? name : undefined, property, entry };
}

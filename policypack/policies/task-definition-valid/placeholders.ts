/** What nobody filled in: one finding for all of it, and the rest judged as if it were. */
import { UNKNOWN } from "../../evaluation/types";
import {
  fillingRemedy,
  meaningOf,
  placeholderRegion,
  placeholdersIn,
} from "../../evaluation/reading/placeholders";
import { type Problem, violated } from "../../findings/problem";
import { readContainers } from "../../graph/resources/container-definitions";
import { isRecord } from "../../graph/resources/plain";
import type { PlainResource } from "../../graph/types";

type Json = Record<string, unknown>;

/** A text that holds placeholders, and where. */
interface Place {
  /** `image of container app` */
  where: string;
  placeholders: string[];
}

/**
 * Texts that name something of AWS's, as paths with `*` for each entry of a list; elsewhere (commands, templates of
 * logs) such marks have a meaning of their own.
 */
const OF_TASK = ["taskRoleArn", "executionRoleArn", "family"];
const LOG_REGION = "logConfiguration.options.awslogs-region";
const OF_CONTAINER = [
  "image",
  "secrets.*.valueFrom",
  "environmentFiles.*.value",
  "repositoryCredentials.credentialsParameter",
  "logConfiguration.options.awslogs-group",
  LOG_REGION,
  "logConfiguration.secretOptions.*.valueFrom",
];

/** What other rules show when it is wrong. */
const SHOWN_ELSEWHERE = [...OF_TASK, "image", LOG_REGION];

/** What stands for an account and a region while the rest is judged. */
const [AN_ACCOUNT, A_REGION] = ["111122223333", "us-east-1"];

/**
 * The placeholders of a task definition as one problem, and the resource with them filled in. A single one in a text that
 * another rule shows is left to that rule.
 *
 * @param account the stack's account, if known
 */
export function filledIn(
  resource: PlainResource,
  account = AN_ACCOUNT,
): { resource: PlainResource; problems: Problem[] } {
  const found: (Place & { path: string })[] = [];
  const fillAt = (path: string, owner: string) => (value: unknown) => {
    if (typeof value !== "string") return value;
    const placeholders = path === LOG_REGION ? placeholderRegion(value) : placeholdersIn(value);
    if (placeholders.length === 0) return value;
    found.push({ where: `${path.replaceAll(".*", "")}${owner}`, placeholders, path });
    return placeholders.reduce((text, one) => text.replaceAll(one, valueFor(one, account)), value);
  };
  const props = OF_TASK.reduce<Json>((all, path) => changedAt(all, path, fillAt(path, "")), resource.props);
  const containers = knownContainers(resource)?.map((container, index) => {
    const name = typeof container.name === "string" ? container.name : `#${index + 1}`;
    return OF_CONTAINER.reduce(
      (all, path) => changedAt(all, path, fillAt(path, ` of container ${name}`)),
      container,
    );
  });
  const [only] = found;
  if (!only || (found.length === 1 && SHOWN_ELSEWHERE.includes(only.path))) return { resource, problems: [] };
  const filled = { ...resource, props: containers ? { ...props, containerDefinitions: containers } : props };
  return { resource: filled, problems: [problemOf(found)] };
}

/** The containers, if all of them are known. */
function knownContainers(resource: PlainResource): Json[] | undefined {
  const read = readContainers(resource);
  return read.state === "known" && read.unknownContainers === 0 ? read.containers : undefined;
}

/** The same value with what lies at a path changed, where there is something. */
function changedAt(value: Json, path: string, change: (value: unknown) => unknown): Json {
  return changedBy(value, path.split("."), change) as Json;
}

function changedBy(value: unknown, path: string[], change: (value: unknown) => unknown): unknown {
  const [step, ...rest] = path;
  if (step === undefined) return change(value);
  if (step === "*") return Array.isArray(value) ? value.map((one) => changedBy(one, rest, change)) : value;
  if (!isRecord(value) || value[step] === undefined || value[step] === UNKNOWN) return value;
  return { ...value, [step]: changedBy(value[step], rest, change) };
}

function valueFor(placeholder: string, account: string): string {
  const meaning = meaningOf(placeholder);
  if (meaning === "account") return account;
  return meaning === "region" ? A_REGION : "x";
}

const MOST_SHOWN = 6;

function problemOf(places: Place[]): Problem {
  const all = [...new Set(places.flatMap(({ placeholders }) => placeholders))].sort();
  const where = [...new Set(places.map((place) => place.where))];
  const more = where.length - MOST_SHOWN;
  const shown = more > 0 ? [...where.slice(0, MOST_SHOWN), `${more} more places`] : where;
  const what = all.every((one) => /^\d+$/.test(one))
    ? `${all.join(" and ")} stands for an account, which has twelve digits`
    : `${all.join(" and ")} ${all.length === 1 ? "is a placeholder that was" : "are placeholders that were"} never filled in`;
  return violated("placeholders", `${what}: in ${shown.join(", ")}`, fillingRemedy(all));
}

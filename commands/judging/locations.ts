/** From a finding back to the line of `Pulumi.<stack>.yaml`, or of the pack's config, that causes it. */
import type { StackConfig } from "../../components/config";
import { keys } from "../../components/config/stack";
import { placeInTask } from "../remedies/place-in-task";
import type { JudgedFinding } from "../judgement/judgement";
import type { RegisteredResource } from "../offline/recording-monitor";
import type { PackConfig } from "../project/pack-config";
import type { StackFile } from "../project/stack-file";
import type { YamlPath } from "../project/yaml-places";

/** What a finding is traced back through: the config as written and as read, and the resources made from it. */
export interface Origin {
  file: StackFile;
  pack: PackConfig;
  config: StackConfig;
  resources: RegisteredResource[];
}

/** Adds the location to each finding that some part of the config causes; others stay without one. */
export function locateFindings(findings: JudgedFinding[], origin: Origin): JudgedFinding[] {
  return findings.map((found) => {
    const key = found.place?.configKey;
    if (key !== undefined) return { ...found, location: origin.pack.locate(found.policy, key) };
    const code = found.place?.code;
    if (code !== undefined) return { ...found, location: { ...code, column: 1 } };
    const path = pathOf(found, origin);
    return path ? { ...found, location: origin.file.locate(path) } : found;
  });
}

/** The statement that decides, else the part of a task, else what the finding names, else what is judged as a whole. */
function pathOf(found: JudgedFinding, origin: Origin): YamlPath | undefined {
  const names = namesOf(found, origin);
  const parts = partsNamedBy(names, origin.config);
  const scalars = parts.map((part) => scalarsUnder(valueAt(origin.file, part), part));
  const firstOf = (find: (scalars: Scalar[]) => YamlPath | undefined) =>
    scalars.map(find).find((path) => path !== undefined);
  return (
    firstOf((each) => decidingStatement(found, each)) ??
    partOfTask(found, origin) ??
    firstOf((each) => longestIn(each, [found.place?.value ?? ""])) ??
    firstOf((each) => longestIn(each, [...found.resources, ...found.actions])) ??
    firstOf((each) => longestIn(each, names.flat())) ??
    parts[0]
  );
}

/**
 * Names by which config may know what is judged, the nearest first. A policy does not say who has it; what is attached
 * beside it, under the same component, does.
 */
function namesOf(found: JudgedFinding, { resources }: Origin): string[][] {
  const resource = resources.find(({ urn }) => urn === found.urn);
  if (!resource) return [[found.subject]];
  const siblings = resources.filter(({ parent }) => parent === resource.parent);
  return [[found.subject], namesIn(resource), siblings.flatMap(namesIn)];
}

/** The parts of the config that stand for what is judged: a role of a task, a task, a deployer. */
function partsNamedBy(names: string[][], config: StackConfig): YamlPath[] {
  const parts = names.map((each) => each.flatMap((name) => partsNamed(name, config)));
  return parts.find(({ length }) => length > 0) ?? [];
}

/** Names by which config may know a resource. */
function namesIn({ type, inputs }: RegisteredResource): string[] {
  const named = (kind: string, key: string) =>
    typeof inputs[key] === "string" ? [`${kind}${inputs[key]}`] : [];
  if (type === "aws:iam/role:Role") return named("role/", "name");
  if (type === "aws:ecs/taskDefinition:TaskDefinition") return named("", "family");
  if (type === "aws:cloudwatch/logGroup:LogGroup") return named("", "name");
  return [...named("role/", "role"), ...named("user/", "user"), ...named("group/", "group")];
}

function partsNamed(name: string, config: StackConfig): YamlPath[] {
  const parts: YamlPath[] = [];
  for (const { key, family, taskRole, executionRole, containers } of config.tasks) {
    const task = ["config", keys.tasks, key];
    if (taskRole.mode !== "none" && name === `role/${taskRole.name}`) parts.push([...task, "taskRole"]);
    if (name === `role/${executionRole.name}`) {
      parts.push([...task, "containers"], [...task, "executionRole"]);
    }
    if (name === family) parts.push(task);
    containers.forEach(({ logGroup }, index) => {
      if (logGroup?.name === name) parts.push([...task, "containers", index, "logGroup"]);
    });
  }
  config.deployers.forEach((deployer, index) => {
    if (name === `${deployer.type}/${deployer.name}`) parts.push(["config", keys.deployers, index]);
  });
  return parts;
}

/** The statement of the config that decides, by its Sid. */
function decidingStatement({ place }: JudgedFinding, scalars: Scalar[]): YamlPath | undefined {
  const sids = (place?.statements ?? []).map(({ sid }) => sid);
  return scalars.find(({ path, value }) => path.at(-1) === "sid" && sids.includes(value))?.path.slice(0, -1);
}

/** What config calls the API's properties, where it has another word for them. */
const CONFIG_WORDS: Record<string, string> = {
  taskRoleArn: "taskRole",
  executionRoleArn: "executionRole",
  portMappings: "ports",
  logConfiguration: "logGroup",
};

/** What the finding's place names: an entry, a property or a container, whichever of them is written. */
function partOfTask(found: JudgedFinding, origin: Origin): YamlPath | undefined {
  const { place } = found;
  if (place?.container === undefined && place?.property === undefined) return undefined;
  const holder = placeInTask(found, origin);
  if (!holder) return undefined;
  const property = [...holder, CONFIG_WORDS[place.property ?? ""] ?? place.property ?? ""];
  const value = valueAt(origin.file, property);
  if (value === undefined) return holder;
  const entry = place.entry === undefined ? undefined : entryOf(value, place.entry);
  return entry === undefined ? property : [...property, entry];
}

/** The key or the index under which the entry is written. */
function entryOf(value: unknown, name: string): string | number | undefined {
  if (Array.isArray(value)) return value.includes(name) ? value.indexOf(name) : undefined;
  return typeof value === "object" && value !== null && Object.hasOwn(value, name) ? name : undefined;
}

function longestIn(scalars: Scalar[], texts: string[]): YamlPath | undefined {
  const mentioned = scalars.filter(({ value }) => texts.some((text) => names(value, text)));
  return mentioned.sort((a, b) => b.value.length - a.value.length)[0]?.path;
}

interface Scalar {
  path: YamlPath;
  value: string;
}

/** Whether a config value is what an ARN ends in, or one of the parts it is made of. */
function names(value: string, text: string): boolean {
  if (value.length < 3) return false;
  if (value === text) return true;
  const at = text.indexOf(value);
  if (at < 0) return false;
  const before = text[at - 1];
  const after = text[at + value.length];
  return (before === undefined || /[:/]/.test(before)) && (after === undefined || /[:/*?-]/.test(after));
}

function scalarsUnder(value: unknown, path: YamlPath): Scalar[] {
  if (typeof value === "string") return [{ path, value }];
  if (Array.isArray(value)) return value.flatMap((item, index) => scalarsUnder(item, [...path, index]));
  if (typeof value !== "object" || value === null) return [];
  // Variables are called by their keys; all other keys are this project's own words.
  const isVariables = path.at(-1) === "environment" || path.at(-1) === "secrets";
  return Object.entries(value).flatMap(([key, item]) => [
    ...(isVariables ? [{ path: [...path, key], value: key }] : []),
    ...scalarsUnder(item, [...path, key]),
  ]);
}

function valueAt(file: StackFile, [, ...path]: YamlPath): unknown {
  let value: unknown = file.config;
  for (const step of path) value = (value as Record<string | number, unknown> | undefined)?.[step];
  return value;
}

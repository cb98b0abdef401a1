/** From a finding back to the line of `Pulumi.<stack>.yaml`, or of the pack's config, that causes it. */
import type { StackConfig } from "../../components/config";
import { keys } from "../../components/config/stack";
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
    if (isAboutPackConfig(found)) return { ...found, location: placeInPackConfig(found, origin.pack) };
    const parts = partsFor(found, origin);
    const part = parts.find((each) => mention(found, each, origin.file)) ?? parts[0];
    if (!part) return found;
    return { ...found, location: origin.file.locate(mention(found, part, origin.file) ?? part) };
  });
}

/** As the pack words a mistake in its config, and an exemption that is not needed or not valid any more. */
function isAboutPackConfig({ subject, urn }: JudgedFinding): boolean {
  return urn === undefined && (subject === "config" || subject === "exemptions");
}

function placeInPackConfig({ policy, subject, what }: JudgedFinding, pack: PackConfig) {
  const words = what.split(/[^\w]+/);
  const keys = ["exemptions", ...Object.keys(pack.propertiesOf(policy))];
  return pack.locate(policy, subject === "exemptions" ? subject : keys.find((key) => words.includes(key)));
}

/** The parts of the config that stand for what is judged: a role of a task, a task, a deployer. */
function partsFor(found: JudgedFinding, origin: Origin): YamlPath[] {
  const bySubject = partsNamed(found.subject, origin.config);
  if (bySubject.length > 0) return bySubject;
  const resource = origin.resources.find(({ urn }) => urn === found.urn);
  if (!resource) return [];
  const own = namesIn(resource).flatMap((name) => partsNamed(name, origin.config));
  if (own.length > 0) return own;
  // A policy does not say who has it; what is attached beside it, under the same component, does.
  const siblings = origin.resources.filter(({ parent }) => parent === resource.parent);
  return siblings.flatMap(namesIn).flatMap((name) => partsNamed(name, origin.config));
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

/** Where, under a part of the config, the finding's resource or action is written. */
function mention(found: JudgedFinding, part: YamlPath, file: StackFile): YamlPath | undefined {
  const scalars = scalarsUnder(valueAt(file, part), part);
  const deciding = statementNamed(found.decidedBy, scalars);
  if (deciding) return deciding;
  const named = [...found.resources, ...found.actions];
  // Of the sentence, only what cannot be one of its own words.
  const words = found.what.split(/[\s,;()"`]+/).filter((word) => /[^a-z]/.test(word));
  return longestIn(scalars, named) ?? longestIn(scalars, words);
}

/** The statement of the config that decides, by its Sid. */
function statementNamed(decidedBy: string | undefined, scalars: Scalar[]): YamlPath | undefined {
  const words = decidedBy?.split(/[\s,;()"]+/) ?? [];
  const sid = scalars.find(({ path, value }) => path.at(-1) === "sid" && words.includes(value));
  return sid?.path.slice(0, -1);
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

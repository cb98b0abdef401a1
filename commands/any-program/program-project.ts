import fs from "node:fs";
import path from "node:path";
import { isRecord } from "../../policypack/graph/resources/plain";
import { UsageError } from "../cli/usage-error";
import { UNKNOWN_STRING } from "../offline/aws-provider";
import { readAsPulumi } from "../project/yaml/read-as-pulumi";

/** A Pulumi project of Node.js, as one of its stacks. */
export interface ProgramProject {
  /** Absolute path of the folder with Pulumi.yaml. */
  root: string;
  name: string;
  stack: string;
  /** Where the program runs, and what is run there: a file, or `.` for what package.json names. */
  pwd: string;
  main: string;
  isTypeScript: boolean;
  /** By the full key, `aws:region`; values as texts, as programs are given them. */
  config: Record<string, string>;
  /** The file that says most of the stack's config, relative to the folder. */
  file: string;
}

type Block = Record<string, unknown>;

/**
 * Reads a Node.js project and the config of one of its stacks.
 * @param stack may be left out where the project has one stack or none
 * @param added config beside that of the stack's file, which it overrides
 * @throws UsageError where there is no such project or stack, or where it does not run on Node.js
 */
export function openProgram(
  folder: string,
  stack: string | undefined,
  added: Record<string, string> = {},
): ProgramProject {
  const root = path.resolve(folder);
  const file = ["Pulumi.yaml", "Pulumi.yml"].find((each) => fs.existsSync(path.join(root, each)));
  if (file === undefined)
    throw new UsageError([`No Pulumi.yaml in ${root}: --program takes a project's folder.`]);
  const project = readYaml(path.join(root, file));
  const { name, runtime, main } = project;
  if (typeof name !== "string" || name === "")
    throw new UsageError([`${path.join(root, file)} has no \`name\`.`]);
  const chosen = chosenStack(root, stack);
  const stackFile = ["yaml", "yml"]
    .map((extension) => `Pulumi.${chosen}.${extension}`)
    .find((each) => fs.existsSync(path.join(root, each)));
  const ofStack = stackFile === undefined ? {} : readYaml(path.join(root, stackFile));
  return {
    root,
    name,
    stack: chosen,
    ...placeOf(root, main),
    isTypeScript: typeScriptIn(runtime, root),
    config: {
      ...projectConfig(project.config, name),
      ...stackConfig(ofStack.config, name),
      ...stackConfig(added, name),
    },
    file: stackFile ?? file,
  };
}

function readYaml(file: string): Block {
  let content: unknown;
  try {
    content = readAsPulumi(fs.readFileSync(file, "utf8"));
  } catch (error) {
    throw new UsageError([`${file} cannot be read as YAML: ${(error as Error).message}`]);
  }
  return isRecord(content) ? content : {};
}

function chosenStack(root: string, wanted: string | undefined): string {
  const stacks = fs
    .readdirSync(root)
    .flatMap((each) => /^Pulumi\.(.+)\.ya?ml$/.exec(each)?.[1] ?? [])
    .sort();
  if (wanted !== undefined) {
    if (stacks.includes(wanted) || stacks.length === 0) return wanted;
    throw new UsageError([`${root} has no stack ${wanted}. Stacks there: ${stacks.join(", ")}.`]);
  }
  if (stacks.length <= 1) return stacks[0] ?? "dev";
  throw new UsageError([`Which stack of ${root}? Name it with --stack: ${stacks.join(", ")}.`]);
}

/** As Pulumi has it: `main` is a file, or a folder that is gone into. */
function placeOf(root: string, main: unknown): { pwd: string; main: string } {
  if (typeof main !== "string" || main === "") return { pwd: root, main: "." };
  const absolute = path.resolve(root, main);
  const isFolder = fs.statSync(absolute, { throwIfNoEntry: false })?.isDirectory() === true;
  return isFolder
    ? { pwd: absolute, main: "." }
    : { pwd: path.dirname(absolute), main: path.basename(absolute) };
}

function typeScriptIn(runtime: unknown, root: string): boolean {
  const name = isRecord(runtime) ? runtime.name : runtime;
  if (name !== "nodejs") {
    throw new UsageError([
      `The program in ${root} runs on ${String(name)}, and only those of nodejs are run here. Judge it by --preview or --state.`,
    ]);
  }
  const options = isRecord(runtime) && isRecord(runtime.options) ? runtime.options : {};
  return options.typescript !== false;
}

/** Pulumi.yaml gives keys of the project a value, or a schema with a default. */
function projectConfig(block: unknown, project: string): Record<string, string> {
  const entries = Object.entries(isRecord(block) ? block : {}).flatMap(([key, given]) => {
    const value = isRecord(given) ? (given.value ?? given.default) : given;
    return value === undefined || value === null ? [] : [[fullKey(key, project), configText(value)] as const];
  });
  return Object.fromEntries(entries);
}

function stackConfig(block: unknown, project: string): Record<string, string> {
  const entries = Object.entries(isRecord(block) ? block : {}).filter(([, value]) => value !== null);
  return Object.fromEntries(entries.map(([key, value]) => [fullKey(key, project), configText(value)]));
}

function fullKey(key: string, project: string): string {
  return key.includes(":") ? key : `${project}:${key}`;
}

/** Structured values reach programs as JSON. What is encrypted is not known here. */
function configText(value: unknown): string {
  const known = withoutSecrets(value);
  return typeof known === "string" ? known : JSON.stringify(known);
}

function withoutSecrets(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutSecrets);
  if (!isRecord(value)) return value;
  const keys = Object.keys(value);
  if (keys.length === 1 && keys[0] === "secure") return UNKNOWN_STRING;
  return Object.fromEntries(keys.map((key) => [key, withoutSecrets(value[key])]));
}

import fs from "node:fs";
import path from "node:path";
import { parse } from "yaml";
import { UsageError } from "../cli/usage-error";
import { nearest } from "../../components/config/suggestion";

/** A folder with a Pulumi.yaml and the stacks whose config lies beside it. */
export interface Project {
  /** Absolute path. */
  root: string;
  name: string;
  /** Every `Pulumi.<stack>.yaml`, sorted. */
  stacks: string[];
}

/**
 * Reads the Pulumi project in a folder.
 * @throws UsageError if there is none or its Pulumi.yaml has no name
 */
export function openProject(root: string): Project {
  const file = path.join(root, "Pulumi.yaml");
  let text: string;
  try {
    text = fs.readFileSync(file, "utf8");
  } catch {
    throw new UsageError([
      `No Pulumi.yaml in ${root}. Run this in the project's folder, or name it with --cwd.`,
    ]);
  }
  const name = nameIn(text);
  if (!name) throw new UsageError([`Pulumi.yaml has no \`name\`. Add the project's name to ${file}.`]);
  return { root, name, stacks: stacksIn(root) };
}

/**
 * The stacks to work on: those asked for, else all.
 * @throws UsageError for one that has no config file, with the nearest name that has
 */
export function chooseStacks(project: Project, wanted: string[]): string[] {
  if (project.stacks.length === 0)
    throw new UsageError([`No Pulumi.<stack>.yaml in ${project.root}: there is no stack to work on.`]);
  const wrong = wanted.filter((stack) => !project.stacks.includes(stack));
  if (wrong.length > 0) throw new UsageError(wrong.map((stack) => noSuchStack(project, stack)));
  return wanted.length > 0 ? [...new Set(wanted)] : project.stacks;
}

/**
 * The one stack to work on, for commands that take no more than one.
 * @throws UsageError if none is named, or one that has no config file
 */
export function chooseStack(project: Project, wanted: string | undefined): string {
  if (wanted === undefined)
    throw new UsageError([
      `Which stack? Name it after the --, e.g. -- --stack ${project.stacks[0] ?? "dev"}. Stacks here: ${project.stacks.join(", ") || "none"}.`,
    ]);
  chooseStacks(project, [wanted]);
  return wanted;
}

function noSuchStack(project: Project, stack: string): string {
  const near = nearest(stack, project.stacks);
  const hint = near ? ` Did you mean ${near}?` : "";
  return `There is no stack ${stack} (no Pulumi.${stack}.yaml).${hint} Stacks here: ${project.stacks.join(", ")}.`;
}

function nameIn(text: string): string | undefined {
  const project = parse(text) as { name?: unknown } | null;
  return typeof project?.name === "string" && project.name !== "" ? project.name : undefined;
}

function stacksIn(root: string): string[] {
  return fs
    .readdirSync(root)
    .map((file) => /^Pulumi\.([A-Za-z0-9_.-]+)\.yaml$/.exec(file)?.[1])
    .filter((stack) => stack !== undefined)
    .sort();
}

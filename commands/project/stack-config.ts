import {
  ConfigError,
  parseStackConfig,
  shownValue,
  type ConfigIssue,
  type StackConfig,
} from "../../components/config";
import { UsageError } from "../cli/usage-error";
import { type PackConfig, readPackConfig } from "./pack-config";
import type { Project } from "./project";
import { readStackFile, type StackFile } from "./stack-file";

/** All that is configured of a stack: for the program and for the pack. */
export interface ConfiguredStack {
  file: StackFile;
  config: StackConfig;
  pack: PackConfig;
}

/**
 * Reads and checks the config of stacks. Nothing is judged unless all of it holds.
 * @throws UsageError with every mistake of every stack: file, line, key path, value, what is allowed
 */
export function configureStacks(project: Project, stacks: string[]): ConfiguredStack[] {
  const mistakes: string[] = [];
  const configured = stacks.flatMap((stack) => {
    try {
      return [configureStack(project, stack)];
    } catch (error) {
      if (!(error instanceof UsageError)) throw error;
      mistakes.push(...error.mistakes);
      return [];
    }
  });
  if (mistakes.length === 0) return configured;
  throw new UsageError(mistakes);
}

function configureStack(project: Project, stack: string): ConfiguredStack {
  const file = readStackFile(project, stack);
  const mistakes: string[] = [];
  const config = collecting(mistakes, () => programConfig(file));
  const pack = collecting(mistakes, () => readPackConfig(project, stack));
  if (!config || !pack) throw new UsageError(mistakes);
  return { file, config, pack };
}

function collecting<Result>(mistakes: string[], read: () => Result): Result | undefined {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    mistakes.push(...error.mistakes);
    return undefined;
  }
}

function programConfig(file: StackFile): StackConfig {
  try {
    return parseStackConfig(file.stack, file.config, (keys) => file.written(["config", ...keys]));
  } catch (error) {
    if (error instanceof ConfigError)
      throw new UsageError(error.issues.map((issue) => described(issue, file)));
    throw error;
  }
}

function described({ keys, path, value, message }: ConfigIssue, { locate, written }: StackFile): string {
  const { file, line, column } = locate(["config", ...keys]);
  const text = typeof value === "number" ? written(["config", ...keys]) : undefined;
  const shown = text === undefined ? shownValue(value) : ` = ${text}`;
  return `${file}:${line}:${column}  ${path}${shown}\n    ${message}`;
}

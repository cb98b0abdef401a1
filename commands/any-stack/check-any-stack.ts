/** `check` of stacks that are not this project's: of any program in any language, by a file, or of a Node.js program. */
import path from "node:path";
import { InvalidArgumentError, Option } from "commander";
import { openProgram } from "../any-program/program-project";
import { runAnyProgram } from "../any-program/run-program";
import { EXIT } from "../cli/command";
import { UsageError } from "../cli/usage-error";
import type { PulumiRun } from "../export/deployer-policy";
import { printRights } from "../export/rights-text";
import { type Format, FORMATTERS } from "../formats";
import { explanationsAs } from "../formats/explanation";
import { passes } from "../judgement/standing";
import type { JudgedResources } from "../judgement/judged-stack";
import { type AccessQuestion, explainAccess } from "../judging/explain-access";
import { judgeResources } from "../judging/judge-resources";
import { type PackConfig, readPackConfigFile } from "../project/pack-config";
import { readPreview } from "../stack-files/preview";
import { runWarnings } from "./run-warnings";
import { shownName } from "../stack-files/read-json";
import { readState } from "../stack-files/state";

/** The flags that say which stack is meant, of which one is given, and what belongs to them. */
export interface AnyStackOptions {
  state?: string;
  preview?: string;
  program?: string;
  /** With `program`: the stack whose config it is given, and what is added to that. */
  stack: string[];
  config: Record<string, string>;
  policyConfig?: string;
}

/** `--state`, `--preview`, `--program`, `--config` and `--policy-config`. */
export function anyStackOptions(): Option[] {
  return [
    new Option("--state <file>", "judge what `pulumi stack export` wrote; - for standard input"),
    new Option(
      "--preview <file>",
      "judge what `pulumi preview --json --show-sames` wrote; - for standard input",
    ),
    new Option(
      "--program <folder>",
      "judge a Node.js program, run offline with the outputs that AWS would give it",
    ),
    new Option(
      "-c, --config <key=value>",
      "with --program: config beside the stack's file, any number of times",
    )
      .argParser((pair: string, before: Record<string, string>) => {
        const [, key, value] = /^([^=]+)=(.*)$/s.exec(pair) ?? [];
        if (key === undefined || value === undefined) throw new InvalidArgumentError("It must be KEY=VALUE.");
        return { ...before, [key]: value };
      })
      .default({}, "nothing"),
    new Option(
      "--policy-config <file>",
      "with these: levels and config of the policies, as --policy-pack-config",
    ),
  ];
}

/** Whether the flags mean a stack that is not this project's. */
export function meansAnyStack({ state, preview, program }: AnyStackOptions): boolean {
  return [state, preview, program].some((each) => each !== undefined);
}

/**
 * Judges the stack and prints it.
 * @returns the exit status
 * @throws UsageError where it cannot be read
 */
export async function checkAnyStack(options: AnyStackOptions & { format: Format }): Promise<number> {
  const { judgement } = await judgeAnyStack(options);
  process.stdout.write(FORMATTERS[options.format]([judgement], undefined));
  return passes(judgement) ? EXIT.clean : EXIT.violated;
}

/** Explains an access question in the stack. @returns the exit status, clean if it is allowed */
export async function explainAnyStack(
  options: AnyStackOptions & { format: Format },
  question: AccessQuestion,
): Promise<number> {
  const explanation = explainAccess(await judgeAnyStack(options), question);
  process.stdout.write(explanationsAs(options.format, [explanation]));
  return explanation.outcome === "allowed" ? EXIT.clean : EXIT.violated;
}

/** Prints what whoever deploys the stack needs. @returns the exit status */
export async function rightsOfAnyStack(options: AnyStackOptions, run: PulumiRun): Promise<number> {
  printRights((await judgeAnyStack(options)).model, run);
  return EXIT.clean;
}

async function judgeAnyStack(options: AnyStackOptions): Promise<JudgedResources> {
  const { state, preview, program, policyConfig } = options;
  refuseSeveral(options);
  const pack = readPackConfigFile(policyConfig);
  if (program !== undefined) return await judgeProgram(program, options, pack);
  const snapshot = state !== undefined ? readState(state) : readPreview(preview!);
  // A preview is for an update to come; whether one follows a state nobody says.
  const stage = state !== undefined ? "unsaid" : "preview";
  const judged = judgeResources(snapshot.stack, snapshot.resources, pack, pack.settings, stage);
  judged.judgement.source = sourceName((state ?? preview)!);
  return judged;
}

async function judgeProgram(
  folder: string,
  { stack, config }: AnyStackOptions,
  pack: PackConfig,
): Promise<JudgedResources> {
  if (stack.length > 1) throw new UsageError(["--program takes one --stack."]);
  const project = openProgram(folder, stack[0], config);
  const run = await runAnyProgram(project, pack.settings);
  const { resources, home } = run;
  // What even this run leaves open, a secret in the config say, the update will know.
  const judged = judgeResources(project.stack, resources, pack, { ...home, ...pack.settings }, "preview");
  const source = sourceName(path.join(folder, project.file));
  judged.judgement.source = source;
  const location = { file: source, line: 1, column: 1 };
  judged.judgement.warnings = runWarnings(run).map((message) => ({ message, location }));
  if (run.unmade.length > 0) judged.judgement.unseen = run.unmade.length;
  return judged;
}

function refuseSeveral({ state, preview, program, config }: AnyStackOptions): void {
  if (program === undefined && Object.keys(config).length > 0)
    throw new UsageError(["--config goes with --program."]);
  const given = Object.entries({ "--state": state, "--preview": preview, "--program": program })
    .filter(([, value]) => value !== undefined)
    .map(([flag]) => flag);
  if (given.length > 1) throw new UsageError([`${given.join(" and ")} cannot be given together.`]);
}

/** Relative to where the command runs, with forward slashes, as code scanning takes it. */
function sourceName(file: string): string {
  if (file === "-") return shownName(file).replace(" ", "-");
  return path.relative(process.cwd(), path.resolve(file)).split(path.sep).join("/");
}

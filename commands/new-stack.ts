import fs from "node:fs";
import path from "node:path";
import { InvalidArgumentError } from "commander";
import { cwdOption, EXIT, newCommand, run } from "./cli/command";
import { exportAndJudge } from "./judging/export-and-judge";
import { packConfigFile } from "./project/pack-config";
import { chooseStacks, openProject, type Project } from "./project/project";
import { configureStacks } from "./project/stack-config";
import { colorsFor } from "./cli/colors";
import { verdictLine } from "./formats/verdict-line";
import { passes } from "./judgement/standing";
import { linesNaming, moved, type Place, withoutEncryption } from "./new-stack/move-stack";
import { UsageError } from "./cli/usage-error";

interface NewStackOptions {
  from: string;
  account: string;
  region?: string;
  cwd: string;
}

/** `npm run new-stack`: a new environment from one that there is, in another account or region. */
export async function main(args: string[]): Promise<void> {
  const command = newCommand(
    "new-stack",
    "Write a new stack's config, pack config and export from those of an existing stack.",
    [
      ["npm run new-stack -- staging --from dev --account 123456789012", "the same stack in another account"],
      [
        "npm run new-stack -- tokyo --from prod --account 123456789012 --region ap-northeast-1",
        "in another region too",
      ],
    ],
  )
    .argument(
      "<name>",
      "the new stack's name",
      matching(/^[\w.-]{1,100}$/, "at most 100 letters, digits, _, . and -"),
    )
    .requiredOption("--from <stack>", "the stack to start from")
    .requiredOption("--account <id>", "the new stack's account", matching(/^\d{12}$/, "twelve digits"))
    .option("--region <region>", "the new stack's region (default: as in the other stack)")
    .addOption(cwdOption());
  await run(command, args, () => newStack(command.args[0]!, command.opts<NewStackOptions>()));
}

function matching(pattern: RegExp, allowed: string) {
  return (value: string): string => {
    if (pattern.test(value)) return value;
    throw new InvalidArgumentError(`It must be ${allowed}.`);
  };
}

async function newStack(name: string, { from, account, region, cwd }: NewStackOptions): Promise<number> {
  const project = openProject(path.resolve(cwd));
  const [source] = configureStacks(project, chooseStacks(project, [from]));
  const { accountId, region: oldRegion } = source!.config;
  const places: [Place, Place] = [
    { account: accountId, region: oldRegion },
    { account, region: region ?? oldRegion },
  ];
  const written = writeConfig(project, name, from, places);
  try {
    configureStacks(openProject(project.root), [name]);
  } catch (error) {
    for (const file of written) fs.rmSync(path.join(project.root, file));
    if (!(error instanceof UsageError)) throw error;
    throw new UsageError(error.mistakes.map((mistake) => `Nothing is written: ${mistake}`));
  }
  return await finish(project, name, from, written);
}

/** @throws UsageError if one of the files is there already */
function writeConfig(project: Project, name: string, from: string, [old, place]: [Place, Place]): string[] {
  const files = [
    { source: `Pulumi.${from}.yaml`, target: `Pulumi.${name}.yaml` },
    { source: packConfigFile(from), target: packConfigFile(name) },
  ].filter(({ source }) => fs.existsSync(path.join(project.root, source)));
  const taken = files.filter(({ target }) => fs.existsSync(path.join(project.root, target)));
  if (taken.length > 0) {
    throw new UsageError(taken.map(({ target }) => `${target} exists already, and is not overwritten.`));
  }
  for (const { source, target } of files) {
    const text = fs.readFileSync(path.join(project.root, source), "utf8");
    fs.writeFileSync(path.join(project.root, target), moved(withoutEncryption(text), old, place));
  }
  return files.map(({ target }) => target);
}

/** Exports the new stack where stacks are exported, judges it, and says what is left to do. */
async function finish(project: Project, name: string, from: string, written: string[]): Promise<number> {
  const { judgement, exported } = await exportAndJudge(project, name);
  for (const file of exported ? [...written, `${exported}/`] : written) console.log(`wrote ${file}`);
  for (const file of written) announceNames(project, file, from);
  console.log(`\n${verdictLine(judgement, colorsFor(process.stdout))}`);
  console.log(`\nNext: pulumi stack init ${name}, then npm run preview -- --stack ${name}`);
  return passes(judgement) ? EXIT.clean : EXIT.violated;
}

/** Only the user knows which names are an environment's own. */
function announceNames(project: Project, file: string, from: string): void {
  const lines = linesNaming(from, fs.readFileSync(path.join(project.root, file), "utf8"));
  if (lines.length === 0) return;
  console.log(`\n${file} still says ${from}; change what should differ:\n  ${lines.join("\n  ")}`);
}

import fs from "node:fs";
import path from "node:path";
import { createInterface } from "node:readline/promises";
import { InvalidArgumentError, Option } from "commander";
import { keys } from "../components/config/stack";
import { colorsFor } from "./cli/colors";
import { cwdOption, EXIT, newCommand, run } from "./cli/command";
import { UsageError } from "./cli/usage-error";
import { exportFiles } from "./export/export-files";
import { exportFolder, writeFolder } from "./export/export-folder";
import { verdictLine } from "./formats/verdict-line";
import { passes } from "./judgement/standing";
import { judgeStacks } from "./judging/judge-stacks";
import { withNewTask } from "./new-task/pack-config-text";
import { type NewTask, taskSettings } from "./new-task/task-settings";
import { packConfigFile } from "./project/pack-config";
import { chooseStack, openProject, type Project } from "./project/project";
import { configureStacks } from "./project/stack-config";
import { putYaml } from "./remedies/edit-yaml";

interface NewTaskOptions {
  image?: string;
  stack?: string;
  cpu: number;
  memory: number;
  port?: number;
  bucket: string[];
  table: string[];
  secret: string[];
  inject: string[];
  cwd: string;
}

/** `npm run new-task`: a task more in a stack, with what the pack is to require of it. */
export async function main(args: string[]): Promise<void> {
  const command = newCommand(
    "new-task",
    "Write a new task into a stack's config and its pack config, export the stack and check it.",
    [
      [
        "npm run new-task -- orders --stack dev --image 123456789012.dkr.ecr.eu-west-1.amazonaws.com/orders:1.0.0",
        "the least that a task needs",
      ],
      [
        "npm run new-task -- orders --stack dev --image nginx:1.27 --port 8080 --table orders --inject DB_PASSWORD=dev/orders/db",
        "with a port, a table, and a secret in a variable",
      ],
    ],
  )
    .argument("<name>", "the task's key, which names its family, container and log group", nameOf)
    .option("-s, --stack <name>", "the stack (default: the only one)")
    .option("--image <image>", "the container's image; asked for where it is not given")
    .addOption(number("--cpu <units>", "CPU units").default(256))
    .addOption(number("--memory <MiB>", "memory").default(512))
    .addOption(number("--port <port>", "port that the container listens on"))
    .addOption(several("--bucket <name>", "bucket that the application reads and writes"))
    .addOption(several("--table <name>", "table that the application reads and writes"))
    .addOption(several("--secret <name>", "secret that the application reads by itself"))
    .addOption(several("--inject <VARIABLE=secret>", "variable that ECS fills from a secret"))
    .addOption(cwdOption());
  await run(command, args, () => newTask(command.args[0]!, command.opts<NewTaskOptions>()));
}

function nameOf(name: string): string {
  if (/^[a-z0-9][\w-]{0,63}$/i.test(name)) return name;
  throw new InvalidArgumentError("It must be at most 64 letters, digits, - and _.");
}

function number(flags: string, description: string): Option {
  return new Option(flags, description).argParser((text: string) => {
    if (/^\d+$/.test(text)) return Number(text);
    throw new InvalidArgumentError("It must be a whole number.");
  });
}

function several(flags: string, description: string): Option {
  return new Option(flags, `${description}, any number of times`)
    .argParser((value: string, before: string[]) => [...before, value])
    .default([], "none");
}

async function newTask(name: string, options: NewTaskOptions): Promise<number> {
  const project = openProject(path.resolve(options.cwd));
  const only = project.stacks.length === 1 ? project.stacks[0] : undefined;
  const stack = chooseStack(project, options.stack ?? only);
  const [configured] = configureStacks(project, [stack]);
  if (configured!.config.tasks.some(({ key }) => key === name))
    throw new UsageError([`Pulumi.${stack}.yaml has a task ${name} already.`]);
  const { bucket: buckets, table: tables, secret: secrets, inject, cpu, memory, port } = options;
  const image = options.image ?? (await askedImage());
  const task: NewTask = { name, image, cpu, memory, port, buckets, tables, secrets, inject };
  const written = write(project, stack, task, taskSettings(task, configured!.config));
  return await finish(project, stack, written);
}

async function askedImage(): Promise<string> {
  if (!process.stdin.isTTY) throw new UsageError(["Which image? Name it with --image."]);
  const asking = createInterface({ input: process.stdin, output: process.stdout });
  try {
    return (await asking.question("Image, e.g. HOST/REPOSITORY:TAG: ")).trim();
  } finally {
    asking.close();
  }
}

/** @throws UsageError where the result would not hold; then nothing is written */
function write({ root }: Project, stack: string, task: NewTask, settings: Record<string, unknown>): string[] {
  const stackFile = `Pulumi.${stack}.yaml`;
  const packFile = packConfigFile(stack);
  const read = (file: string) =>
    fs.existsSync(path.join(root, file)) ? fs.readFileSync(path.join(root, file), "utf8") : "";
  const before = { [stackFile]: read(stackFile), [packFile]: read(packFile) };
  const text = putYaml(before[stackFile]!, ["config", keys.tasks, task.name], settings);
  if (text === undefined)
    throw new UsageError([
      `${stackFile}: no task can be added to ${keys.tasks} as it is written there; write it as a block.`,
    ]);
  const after = { [stackFile]: text, [packFile]: withNewTask(before[packFile]!, task) };
  const changed = Object.keys(after).filter((file) => after[file] !== before[file]);
  const writeAll = (contents: Record<string, string>) => {
    for (const file of changed) {
      if (contents[file] === "") fs.rmSync(path.join(root, file), { force: true });
      else fs.mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
      if (contents[file] !== "") fs.writeFileSync(path.join(root, file), contents[file]!);
    }
  };
  writeAll(after);
  try {
    configureStacks(openProject(root), [stack]);
  } catch (error) {
    writeAll(before);
    if (!(error instanceof UsageError)) throw error;
    throw new UsageError(error.mistakes.map((mistake) => `Nothing is written: ${mistake}`));
  }
  return changed;
}

/** Exports the stack where stacks are exported, and judges it. */
async function finish({ root }: Project, stack: string, written: string[]): Promise<number> {
  let [judged] = await judgeStacks(root, [stack]);
  if (judged!.judgement.exportChange) {
    const folder = exportFolder(stack);
    writeFolder(path.join(root, folder), exportFiles(judged!));
    written.push(`${folder}/`);
    [judged] = await judgeStacks(root, [stack]);
  }
  for (const file of written) console.log(`wrote ${file}`);
  console.log(`\n${verdictLine(judged!.judgement, colorsFor(process.stdout))}`);
  console.log(
    `\nNext: read Pulumi.${stack}.yaml through, npm run check -- --stack ${stack}, and commit all of it`,
  );
  return passes(judged!.judgement) ? EXIT.clean : EXIT.violated;
}

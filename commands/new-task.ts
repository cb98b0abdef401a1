import fs from "node:fs";
import path from "node:path";
import { InvalidArgumentError, Option } from "commander";
import { keys } from "../components/config/stack";
import { ask } from "./cli/ask";
import { colorsFor } from "./cli/colors";
import { cwdOption, EXIT, newCommand, run } from "./cli/command";
import { UsageError } from "./cli/usage-error";
import { verdictLine } from "./formats/verdict-line";
import { passes } from "./judgement/standing";
import { exportAndJudge } from "./judging/export-and-judge";
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
  const image = await ask("Image, e.g. HOST/REPOSITORY:TAG: ");
  if (image === undefined) throw new UsageError(["Which image? Name it with --image."]);
  return image;
}

/** @throws UsageError where the result would not hold; then nothing is written */
function write({ root }: Project, stack: string, task: NewTask, settings: Record<string, unknown>): string[] {
  const [stackFile, packFile] = [`Pulumi.${stack}.yaml`, packConfigFile(stack)];
  const [stackText, packText] = [textOf(root, stackFile), textOf(root, packFile)];
  const withTask = putYaml(stackText, ["config", keys.tasks, task.name], settings);
  if (withTask === undefined)
    throw new UsageError([
      `${stackFile}: no task can be added to ${keys.tasks} as it is written there; write it as a block.`,
    ]);
  const changes = [
    { file: stackFile, before: stackText, after: withTask },
    { file: packFile, before: packText, after: withNewTask(packText, task) },
  ].filter(({ before, after }) => after !== before);
  for (const { file, after } of changes) putText(root, file, after);
  try {
    configureStacks(openProject(root), [stack]);
  } catch (error) {
    for (const { file, before } of changes) putText(root, file, before);
    if (!(error instanceof UsageError)) throw error;
    throw new UsageError(error.mistakes.map((mistake) => `Nothing is written: ${mistake}`));
  }
  return changes.map(({ file }) => file);
}

/** The text of a file; empty where there is none. */
function textOf(root: string, file: string): string {
  const absolute = path.join(root, file);
  return fs.existsSync(absolute) ? fs.readFileSync(absolute, "utf8") : "";
}

/** Writes a file; an empty text stands for none. */
function putText(root: string, file: string, text: string): void {
  const absolute = path.join(root, file);
  if (text === "") {
    fs.rmSync(absolute, { force: true });
    return;
  }
  fs.mkdirSync(path.dirname(absolute), { recursive: true });
  fs.writeFileSync(absolute, text);
}

/** Exports the stack where stacks are exported, and judges it. */
async function finish(project: Project, stack: string, written: string[]): Promise<number> {
  const { judgement, exported } = await exportAndJudge(project, stack);
  for (const file of exported ? [...written, `${exported}/`] : written) console.log(`wrote ${file}`);
  console.log(`\n${verdictLine(judgement, colorsFor(process.stdout))}`);
  console.log(
    `\nNext: read Pulumi.${stack}.yaml through, npm run check -- --stack ${stack}, and commit all of it`,
  );
  return passes(judgement) ? EXIT.clean : EXIT.violated;
}

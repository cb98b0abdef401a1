import { Option } from "commander";
import { cwdOption, EXIT, newCommand, run } from "./cli/command";
import { packConfigFile } from "./project/pack-config";
import { stackArguments, stackModel } from "./judging/policy-arguments";
import { chooseStack, openProject } from "./project/project";
import { type PlannedStack, planStack } from "./offline/plan-stack";
import { colorsFor } from "./cli/colors";
import { askAll } from "./verify/ask-all";
import { questionsFor } from "./verify/questions";
import { callerIn, liveAccount } from "./account/live-account";
import { LiveEndpoints } from "./account/live-endpoints";
import { LiveOrganization } from "./account/live-organization";
import { LivePolicies } from "./account/resource-policies/live-policies";
import { RegionalClients } from "./account/resource-policies/regional-clients";
import { LiveIam } from "./verify/live-iam";
import { type Verification, verificationText } from "./verify/print";
import type { Subject } from "./verify/subject";
import { writeExternal } from "./verify/write/write-external";
import { writtenText } from "./verify/write/written-text";
import { progressLine } from "./cli/progress";
import { type Line, proven } from "./verify/question";

interface VerifyOptions {
  stack?: string;
  format: "text" | "json";
  endpoint?: string;
  write?: true;
  cwd: string;
}

const EXIT_STATUSES = `Exit status:
  0  every line is proven; with --write, all that was to be declared is
  1  a line failed, or could not be looked at; with --write, something could not be read
  2  a mistake in the config or on the command line, other credentials than the account's, or no answer from AWS`;

/** `npm run verify`: holds a stack's account against what the stack declares. It only reads. */
export async function main(args: string[]): Promise<void> {
  const command = newCommand(
    "verify",
    "Hold the live account against what a stack declares. Only reads; needs credentials.",
    [
      [
        "npm run verify -- --stack dev",
        "every line proven, failed with its remedy, or not permitted to look",
      ],
      ["npm run verify -- --stack dev --format json", "the same, for other programs"],
      [
        "npm run verify -- --stack dev --write",
        "declare in the pack's config what the account has of others' policies and principals",
      ],
      ["npm run verify -- --stack dev --endpoint http://127.0.0.1:5000", "against an emulator"],
    ],
  )
    .option("-s, --stack <name>", "the stack")
    .addOption(new Option("-f, --format <format>", "how to print").choices(["text", "json"]).default("text"))
    .option("--endpoint <url>", "ask this server instead of AWS")
    .option(
      "-w, --write",
      "verify nothing, and write what the account has of what the stack reaches and does not create into policypack/config/<stack>.json, as `external`",
    )
    .addOption(cwdOption())
    .addHelpText("after", EXIT_STATUSES);
  await run(command, args, () => verify(command.opts<VerifyOptions>()));
}

async function verify(options: VerifyOptions): Promise<number> {
  const project = openProject(options.cwd);
  const stack = chooseStack(project, options.stack);
  const { subject, caller } = await openSubject(stack, await planStack(project, stack), options.endpoint);
  if (options.write) return write(project.root, subject);
  const verification = await verifyStack(subject, caller);
  process.stdout.write(
    options.format === "json"
      ? `${JSON.stringify(verification, undefined, 2)}\n`
      : verificationText(
          verification,
          colorsFor(process.stdout),
          Math.min(process.stdout.columns ?? 100, 140),
        ),
  );
  return verification.verdict === "proven" ? EXIT.clean : EXIT.violated;
}

/** A stack with its account, and the ARN that looks into it. */
async function openSubject(
  stack: string,
  { config, pack, resources }: PlannedStack,
  endpoint: string | undefined,
): Promise<{ subject: Subject; caller: string }> {
  const { accountId: account, region, partition } = config;
  const live = liveAccount(region, endpoint);
  const caller = await callerIn(live, account, stack);
  const settings = { account, region, partition, external: pack.external };
  const clients = new RegionalClients(region, endpoint);
  const subject: Subject = {
    stack,
    config,
    resources,
    model: stackModel(stackArguments(resources), settings),
    pack,
    packConfigFile: packConfigFile(stack),
    live,
    iam: new LiveIam(live.iam),
    policies: new LivePolicies(clients),
    endpoints: new LiveEndpoints(clients),
    organization: new LiveOrganization(clients, account),
  };
  return { subject, caller };
}

async function verifyStack(subject: Subject, caller: string): Promise<Verification> {
  const { stack, config } = subject;
  const { accountId: account, region } = config;
  const questions = questionsFor(subject);
  const progress = progressLine(`verifying ${stack}`);
  const lines = await askAll(questions, (done) => progress.at(done, questions.length)).finally(() =>
    progress.clear(),
  );
  const whoAmI: Line = { check: "caller", subject: caller, ...proven(`of account ${account}`) };
  return { stack, account, region, caller, verdict: verdictOn(lines), lines: [whoAmI, ...lines] };
}

async function write(root: string, subject: Subject): Promise<number> {
  const written = await writeExternal(root, subject);
  process.stdout.write(writtenText(subject, written));
  return written.refused.every(({ isAside }) => isAside) ? EXIT.clean : EXIT.violated;
}

function verdictOn(all: Line[]): Verification["verdict"] {
  const lines = all.filter(({ isAside }) => !isAside);
  if (lines.some(({ state }) => state === "failed")) return "failed";
  return lines.every(({ state }) => state === "proven") ? "proven" : "not proven";
}

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
import { LiveIam } from "./verify/live-iam";
import { type Verification, verificationText } from "./verify/print";
import { progressLine } from "./cli/progress";
import { type Line, proven } from "./verify/question";

interface VerifyOptions {
  stack?: string;
  format: "text" | "json";
  endpoint?: string;
  cwd: string;
}

const EXIT_STATUSES = `Exit status:
  0  every line is proven
  1  a line failed, or could not be looked at
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
      ["npm run verify -- --stack dev --endpoint http://127.0.0.1:5000", "against an emulator"],
    ],
  )
    .option("-s, --stack <name>", "the stack")
    .addOption(new Option("-f, --format <format>", "how to print").choices(["text", "json"]).default("text"))
    .option("--endpoint <url>", "ask this server instead of AWS")
    .addOption(cwdOption())
    .addHelpText("after", EXIT_STATUSES);
  await run(command, args, () => verify(command.opts<VerifyOptions>()));
}

async function verify(options: VerifyOptions): Promise<number> {
  const project = openProject(options.cwd);
  const stack = chooseStack(project, options.stack);
  const verification = await verifyStack(stack, await planStack(project, stack), options.endpoint);
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

async function verifyStack(
  stack: string,
  { config, external, resources }: PlannedStack,
  endpoint: string | undefined,
): Promise<Verification> {
  const { accountId: account, region, partition } = config;
  const live = liveAccount(region, endpoint);
  const caller = await callerIn(live, account, stack);
  const settings = { account, region, partition, external };
  const model = stackModel(stackArguments(resources), settings);
  const iam = new LiveIam(live.iam);
  const questions = questionsFor({
    stack,
    config,
    resources,
    model,
    external,
    packConfigFile: packConfigFile(stack),
    live,
    iam,
  });
  const progress = progressLine(`verifying ${stack}`);
  const lines = await askAll(questions, (done) => progress.at(done, questions.length)).finally(() =>
    progress.clear(),
  );
  const whoAmI: Line = { check: "caller", subject: caller, ...proven(`of account ${account}`) };
  return { stack, account, region, caller, verdict: verdictOn(lines), lines: [whoAmI, ...lines] };
}

function verdictOn(lines: Line[]): Verification["verdict"] {
  if (lines.some(({ state }) => state === "failed")) return "failed";
  return lines.every(({ state }) => state === "proven") ? "proven" : "not proven";
}

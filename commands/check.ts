import { Option } from "commander";
import { type PulumiRun, PULUMI_RUNS } from "./export/deployer-policy";
import { contextOption, formatOption } from "./cli/check-options";
import {
  type AnyStackOptions,
  anyStackOptions,
  checkAnyStack,
  explainAnyStack,
  meansAnyStack,
  rightsOfAnyStack,
} from "./any-stack/check-any-stack";
import { cwdOption, EXIT, newCommand, run, stackOption } from "./cli/command";
import { type AccessQuestion, explainAccess } from "./judging/explain-access";
import { againstOption } from "./cli/against-option";
import { compareStacks } from "./against/compare-stacks";
import { fixStacks } from "./fixing/fix-stacks";
import { judgeInThread, judgementsOf } from "./judging/judge-many";
import { judgeStacks } from "./judging/judge-stacks";
import { type Format, FORMATTERS } from "./formats";
import { explanationsAs } from "./formats/explanation";
import { passes } from "./judgement/standing";
import { UsageError } from "./cli/usage-error";

// The threads that judge some of the stacks run this command's own bundle.
export { judgeInThread };

interface CheckOptions extends AnyStackOptions {
  stack: string[];
  format: Format;
  cwd: string;
  explain?: string[];
  rights?: PulumiRun;
  against?: string;
  fix?: boolean;
  yes?: boolean;
  context: Record<string, string>;
  unused?: true;
}

const EXIT_STATUSES = `Exit status:
  0  clean; with --explain: allowed
  1  a mandatory finding, or an export that is out of date; with --explain: not allowed, or not proven to be
  2  a mistake in the config or on the command line`;

/** `npm run check`: builds every stack's program offline, judges it with the policy pack, and prints the result. */
export async function main(args: string[]): Promise<void> {
  const command = newCommand(
    "check",
    "Judge every stack offline: no account, credentials or network needed.",
    [
      ["npm run check", "all stacks"],
      ["npm run check -- --stack dev", "one stack"],
      ["npm run check -- --unused", "also what task roles grant and no code of theirs calls"],
      ["npm run check -- --format json", "everything that is known, for other programs"],
      ["npm run check -- --format markdown", "for a pull request's comment"],
      ["npm run check -- --format sarif", "for code scanning"],
      ["npm run check -- --against origin/main", "what the change grants"],
      ["npm run check -- --fix", "write what puts findings right, after a look at the diff"],
      ["pulumi stack export | npm run check -- --state -", "any stack, of any program"],
      ["npm run check -- --state FILE --rights up", "what whoever deploys that stack needs"],
      [
        "npm run check -- --stack dev --explain role/MLPlatformECSTaskRole dynamodb:UpdateItem arn:aws:dynamodb:ap-northeast-2:618574523116:table/ml-platform-jobs",
        "why is this allowed, or denied?",
      ],
    ],
  )
    .addOption(stackOption("stack to check, any number of times"))
    .addOption(formatOption(Object.keys(FORMATTERS)))
    .option("--unused", "also list what task roles grant and their code never calls; never a finding")
    .addOption(againstOption())
    .option(
      "--fix",
      "write into the stacks' files what puts findings right without a choice of yours; shows it first",
    )
    .option("-y, --yes", "with --fix: write without a question")
    .addOption(explainOption())
    .addOption(rightsOption())
    .addOption(contextOption("with --explain: what the request carries, any number of times"));
  for (const option of anyStackOptions()) command.addOption(option);
  command.addOption(cwdOption()).addHelpText("after", EXIT_STATUSES);
  await run(command, args, () => check(command.opts<CheckOptions>()));
}

async function check(options: CheckOptions): Promise<number> {
  const { cwd, stack, format, explain, context, against, unused } = options;
  const contradiction = contradictionIn(options);
  if (contradiction !== undefined) throw new UsageError([contradiction]);
  if (meansAnyStack(options)) {
    if (options.rights !== undefined) return await rightsOfAnyStack(options, options.rights);
    if (explain) return await explainAnyStack(options, { ...questionOf(explain), context });
    return await checkAnyStack(options);
  }
  if (explain) return await explainAll(options, { ...questionOf(explain), context });
  if (options.fix) return await fixStacks(cwd, stack, options.yes === true);
  const judgements = await judgementsOf(cwd, stack);
  const compared = await compareStacks(cwd, judgements, { named: against, all: stack.length === 0 });
  if (!unused && format === "text") for (const judgement of judgements) delete judgement.unused;
  process.stdout.write(FORMATTERS[format](judgements, compared));
  return judgements.every(passes) ? EXIT.clean : EXIT.violated;
}

/** Which of the flags do not go together; undefined where all do. */
function contradictionIn(options: CheckOptions): string | undefined {
  const { explain, context, against, format, fix, rights, policyConfig, config, yes } = options;
  const isOther = meansAnyStack(options);
  const contradictions: [isGiven: boolean, message: string][] = [
    [!explain && Object.keys(context).length > 0, "--context goes with --explain."],
    [
      rights !== undefined && (explain !== undefined || !isOther),
      "--rights goes with --state, --preview or --program; of this project's stacks: npm run rights.",
    ],
    [
      against !== undefined && (explain !== undefined || isOther),
      "--against compares this project's stacks; it does not go with --explain, --state, --preview and --program.",
    ],
    [
      fix === true && (explain !== undefined || against !== undefined || isOther || format !== "text"),
      "--fix writes this project's stacks' files; it goes with --stack, --yes and --cwd alone.",
    ],
    [policyConfig !== undefined && !isOther, "--policy-config goes with --state, --preview or --program."],
    [Object.keys(config).length > 0 && !isOther, "--config goes with --program."],
    [yes === true && !fix && !explain && !isOther, "--yes goes with --fix."],
  ];
  return contradictions.find(([isGiven]) => isGiven)?.[1];
}

/** Exits as clean if every stack that was asked allows it. */
async function explainAll({ cwd, stack, format }: CheckOptions, question: AccessQuestion): Promise<number> {
  const explanations = (await judgeStacks(cwd, stack)).map((judged) => explainAccess(judged, question));
  process.stdout.write(explanationsAs(format, explanations));
  return explanations.every(({ outcome }) => outcome === "allowed") ? EXIT.clean : EXIT.violated;
}

function questionOf(words: string[]): Omit<AccessQuestion, "context"> {
  const [principal, action, resource, ...more] = words;
  if (principal !== undefined && action !== undefined && resource !== undefined && more.length === 0) {
    return { principal, action, resource };
  }
  throw new UsageError([
    `--explain takes a principal, an action and a resource, e.g. role/ecsTaskRole s3:GetObject 'arn:aws:s3:::my-bucket/*'; given: ${words.join(" ")}. Quote * so that the shell leaves it alone.`,
  ]);
}

function rightsOption(): Option {
  return new Option(
    "--rights <run>",
    "with --state, --preview or --program: print the policy that whoever deploys the stack needs, for that run",
  ).choices([...PULUMI_RUNS]);
}

/** Commander knows options with one value or with any number; this one takes three. */
function explainOption(): Option {
  const option = new Option("--explain <question...>", "print step by step which statements decide, and why");
  option.flags = "--explain <principal> <action> <resource>";
  return option;
}

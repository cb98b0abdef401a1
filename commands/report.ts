import fs from "node:fs";
import path from "node:path";
import { Option } from "commander";
import { cwdOption, EXIT, newCommand, run, stackOption } from "./cli/command";
import { againstOption } from "./cli/against-option";
import { compareStacks } from "./against/compare-stacks";
import { judgeInThread, judgementsOf } from "./judging/judge-many";
import { colorsFor } from "./cli/colors";
import { verdictLine } from "./formats/verdict-line";
import { page } from "./report/page";

// The threads that judge some of the stacks run this command's own bundle.
export { judgeInThread };

interface ReportOptions {
  stack: string[];
  out?: string;
  against?: string;
  cwd: string;
}

/** `npm run report`: writes each stack's page for reviewers. */
export async function main(args: string[]): Promise<void> {
  const command = newCommand(
    "report",
    "Write report-<stack>.html: verdict, findings, access graph and permissions on one page that needs no network.",
    [
      ["npm run report", "all stacks"],
      ["npm run report -- --stack dev", "one stack"],
      ["npm run report -- --against origin/main", "with what the change grants"],
      ["npm run report -- --out build", "into another folder"],
    ],
  )
    .addOption(stackOption("stack to report on, any number of times"))
    .addOption(againstOption())
    .addOption(new Option("-o, --out <folder>", "where to write (default: the project's folder)"))
    .addOption(cwdOption());
  await run(command, args, () => report(command.opts<ReportOptions>()));
}

/** A page is written whatever the verdict: it is read most where there are findings. */
async function report({ stack, cwd, out, against }: ReportOptions): Promise<number> {
  const folder = path.resolve(cwd, out ?? ".");
  fs.mkdirSync(folder, { recursive: true });
  const judgements = await judgementsOf(cwd, stack);
  await compareStacks(cwd, judgements, { named: against, all: stack.length === 0 });
  for (const judgement of judgements) {
    const file = path.join(folder, `report-${judgement.stack}.html`);
    fs.writeFileSync(file, page(judgement));
    console.log(`${verdictLine(judgement, colorsFor(process.stdout))}\n  wrote ${path.relative(cwd, file)}`);
  }
  return EXIT.clean;
}

import path from "node:path";
import { cwdOption, EXIT, newCommand, run, stackOption } from "./cli/command";
import { judgeStacks } from "./judging/judge-stacks";
import { exportFiles } from "./export/export-files";
import { exportFolder, writeFolder } from "./export/export-folder";

interface ExportOptions {
  stack: string[];
  cwd: string;
}

/** `npm run export`: writes each stack's documents, task definitions and administrator's request. */
export async function main(args: string[]): Promise<void> {
  const command = newCommand(
    "export",
    "Write infrastructure/<stack>/: policy and trust documents, task definitions, effective permissions, and the request to an IAM administrator. No account needed.",
    [
      ["npm run export", "all stacks"],
      ["npm run export -- --stack dev", "one stack"],
    ],
  )
    .addOption(stackOption("stack to export, any number of times"))
    .addOption(cwdOption());
  await run(command, args, () => exportStacks(command.opts<ExportOptions>()));
}

/** Findings do not keep a stack from being exported; `check` tells them. */
async function exportStacks({ cwd, stack }: ExportOptions): Promise<number> {
  for (const judged of await judgeStacks(cwd, stack)) {
    const folder = exportFolder(judged.judgement.stack);
    const { written, removed } = writeFolder(path.join(cwd, folder), exportFiles(judged));
    for (const file of written) console.log(`wrote ${folder}/${file}`);
    for (const file of removed) console.log(`removed ${folder}/${file}`);
    if (written.length + removed.length === 0) console.log(`${folder} is up to date`);
  }
  return EXIT.clean;
}

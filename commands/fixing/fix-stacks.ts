/** `check --fix`: shows what it would write into the stacks' files, and writes it where that is agreed to. */
import fs from "node:fs";
import path from "node:path";
import { ask } from "../cli/ask";
import { colorsFor } from "../cli/colors";
import { EXIT } from "../cli/command";
import { chooseStacks, openProject } from "../project/project";
import { fixStack, type StackFix } from "./fix-stack";
import { lineDiff } from "./line-diff";

/**
 * @param yes write without a question
 * @returns the exit status: clean where no mandatory finding is left
 */
export async function fixStacks(folder: string, stacks: string[], yes: boolean): Promise<number> {
  const project = openProject(path.resolve(folder));
  const fixes: StackFix[] = [];
  for (const stack of chooseStacks(project, stacks)) fixes.push(await fixStack(project, stack));
  for (const fix of fixes) show(fix);
  const changed = fixes.filter(({ before, after }) => after !== before);
  const isLeft = fixes.some(({ left }) => left.length > 0);
  if (changed.length === 0) return isLeft ? EXIT.violated : EXIT.clean;
  if (!yes && !(await isAgreed())) {
    console.log("Nothing is written; --yes writes it without a question.");
    return EXIT.violated;
  }
  for (const { file, after } of changed) fs.writeFileSync(path.join(project.root, file), after);
  console.log(`wrote ${changed.map(({ file }) => file).join(", ")}`);
  console.log("Next: npm run check, and npm run export where the stacks' exports are committed");
  return isLeft ? EXIT.violated : EXIT.clean;
}

function show({ stack, file, before, after, fixed, left }: StackFix): void {
  const colors = colorsFor(process.stdout);
  if (after !== before) {
    for (const line of lineDiff(file, before, after).split("\n")) {
      const paint = line.startsWith("+") ? colors.green : line.startsWith("-") ? colors.red : colors.dim;
      console.log(paint(line));
    }
    for (const { id, message } of fixed) console.log(`${colors.green("fixes")} ${id}: ${message}`);
  } else if (left.length === 0) {
    console.log(`${stack}: nothing to fix`);
  }
  for (const { found, why } of left)
    console.log(`${colors.yellow("left")}  ${found.id}: ${why}. ${found.message}\n      ${found.remedy}`);
}

async function isAgreed(): Promise<boolean> {
  return /^y(?:es)?$/i.test((await ask("Write this? [y/N] ")) ?? "no");
}

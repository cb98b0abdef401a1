import { type ComparedWith, isChange } from "../judgement/comparison";
import type { Judgement } from "../judgement/judgement";
import { changeCounts, changeLines, commitText, goneText } from "./comparison-text";
import { code, details, escaped } from "./markdown-text";

/** A longer list is folded. */
const MOST_OPEN = 30;

/** What a pull request grants, stack by stack, for the head of its comment. */
export function comparisonSection(judgements: Judgement[], compared: ComparedWith | undefined): string[] {
  if (!compared) return [];
  const changed = judgements.filter(({ comparison }) => comparison && isChange(comparison));
  const head = `### Against ${code(commitText(compared))}`;
  const gone = compared.goneStacks.map((stack) => escaped(goneText(stack, compared)));
  if (changed.length + gone.length === 0)
    return [head, "Nobody may do more or less than before, and nothing else is found."];
  return [head, ...changed.flatMap(stackBlock), ...gone];
}

function stackBlock(judgement: Judgement): string[] {
  const comparison = judgement.comparison!;
  const lines = changeLines(comparison, judgement).map(
    ({ mark, kind, text }) => `${mark} ${kind === "gained" || kind === "lost" ? "" : `${kind} `}${text}`,
  );
  const diff = `\`\`\`diff\n${lines.map((line) => line.replaceAll("```", "` ` `")).join("\n")}\n\`\`\``;
  const isNew = comparison.state === "new" ? " (new)" : "";
  return [
    `**${code(judgement.stack)}**${isNew}: ${changeCounts(comparison)}`,
    lines.length > MOST_OPEN ? details(`${lines.length} lines`, diff) : diff,
  ];
}

import type { Colors } from "../cli/colors";
import type { Judgement } from "../judgement/judgement";
import { passes, STANDINGS, standingOf } from "../judgement/standing";
import { counted, countsText, markOfStanding, standingWord } from "./verdict-line";

/** What became of several stacks, one line each: those that fail last, where a terminal stands still. */
export function stacksSummary(judgements: Judgement[], colors: Colors): string {
  const ordered = [...judgements].sort((one, other) => rank(one) - rank(other));
  const width = (texts: string[]) => Math.max(...texts.map(({ length }) => length));
  const [nameWidth, wordWidth] = [
    width(ordered.map(({ stack }) => stack)),
    width(ordered.map(standingWord)),
  ] as const;
  const lines = ordered.map((judgement) => {
    const [mark, paint] = markOfStanding(standingOf(judgement), colors);
    const word = standingWord(judgement).padEnd(wordWidth);
    return paint(`  ${mark} ${judgement.stack.padEnd(nameWidth)}  ${word}  ${countsText(judgement)}`);
  });
  const good = judgements.filter(passes).length;
  const head = `${counted(judgements.length, "stack")}: ${good} pass${good === 1 ? "es" : ""}, ${judgements.length - good} fail${judgements.length - good === 1 ? "s" : ""}`;
  return `${[colors.bold(head), ...lines].join("\n")}\n`;
}

function rank(judgement: Judgement): number {
  return STANDINGS.indexOf(standingOf(judgement));
}

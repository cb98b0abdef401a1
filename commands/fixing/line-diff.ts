const CONTEXT = 3;

/** How a text differs from another, as unified hunks: what was added or changed, with some lines around it. */
export function lineDiff(file: string, before: string, after: string): string {
  const [old, now] = [before.split("\n"), after.split("\n")];
  const rows = rowsOf(old, now);
  const changed = rows.flatMap(({ mark }, index) => (mark === " " ? [] : [index]));
  const shown = rows.map((_, index) => changed.some((at) => Math.abs(at - index) <= CONTEXT));
  const lines = rows.flatMap((row, index) => {
    if (!shown[index]) return [];
    const isStart = index === 0 || !shown[index - 1];
    return [...(isStart ? [`@@ line ${row.line} @@`] : []), `${row.mark}${row.text}`];
  });
  return [`--- ${file}`, `+++ ${file}`, ...lines].join("\n");
}

interface Row {
  mark: " " | "+" | "-";
  text: string;
  /** In the new text, from 1. */
  line: number;
}

/** By the longest common subsequence, from its table of lengths. */
function rowsOf(old: string[], now: string[]): Row[] {
  const lengths = Array.from({ length: old.length + 1 }, () => new Array<number>(now.length + 1).fill(0));
  for (let i = old.length - 1; i >= 0; i--)
    for (let j = now.length - 1; j >= 0; j--)
      lengths[i]![j] =
        old[i] === now[j] ? lengths[i + 1]![j + 1]! + 1 : Math.max(lengths[i + 1]![j]!, lengths[i]![j + 1]!);
  const rows: Row[] = [];
  for (let i = 0, j = 0; i < old.length || j < now.length;) {
    const isSame = i < old.length && j < now.length && old[i] === now[j];
    const isGone =
      !isSame && i < old.length && (j >= now.length || lengths[i + 1]![j]! >= lengths[i]![j + 1]!);
    rows.push({ mark: isSame ? " " : isGone ? "-" : "+", text: isGone ? old[i]! : now[j]!, line: j + 1 });
    if (isSame || isGone) i++;
    if (isSame || !isGone) j++;
  }
  return rows;
}

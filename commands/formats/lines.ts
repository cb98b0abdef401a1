/** Text in columns: measured in characters, wrapped where words, ARNs or paths have a joint. */
import type { SourceLocation } from "../project/yaml-places";

/** The text in lines of at most `width` characters: broken between words, and within words that fill a whole line. */
export function wrap(text: string, width: number): string[] {
  return text.split("\n").flatMap((paragraph) => {
    const lines = [""];
    for (const word of paragraph.split(/\s+/).flatMap((each) => pieces(each, width))) {
      const line = lines.at(-1)!;
      if (line === "") lines[lines.length - 1] = word;
      else if (line.length + 1 + word.length <= width) lines[lines.length - 1] = `${line} ${word}`;
      else lines.push(word);
    }
    return lines;
  });
}

/**
 * A word too long for a line, in parts: an ARN or a path is broken where it has a joint, if it can. What has quotes is JSON
 * to paste, which a line's end within a text would spoil.
 */
function pieces(word: string, width: number): string[] {
  if (word.length <= width || word.includes('"')) return [word];
  const joint = Math.max(...[":", "/", ","].map((character) => word.lastIndexOf(character, width - 1)));
  const end = joint > 0 ? joint + 1 : width;
  return [word.slice(0, end), ...pieces(word.slice(end), width)];
}

/** A label and a text beside it, the text's further lines under its first. */
export function labelled(
  label: string,
  text: string,
  indent: number,
  labelWidth: number,
  width: number,
): string[] {
  const [first = "", ...rest] = wrap(text, width - indent - labelWidth);
  const margin = " ".repeat(indent);
  return [
    margin + label.padEnd(labelWidth) + first,
    ...rest.map((line) => margin + " ".repeat(labelWidth) + line),
  ];
}

/** `Pulumi.dev.yaml:12:7`, which terminals and editors open. */
export function placeText({ file, line, column }: SourceLocation): string {
  return `${file}:${line}:${column}`;
}

/** A column's cells, one entry a line, and how each is painted once it has its width. */
export interface Cell {
  lines: string[];
  paint?: (text: string, line: number) => string;
}

/** Cells side by side, each as wide as its column. */
export function row(cells: Cell[], widths: number[], gap = "  "): string[] {
  const height = Math.max(...cells.map(({ lines }) => lines.length));
  return Array.from({ length: height }, (_, line) =>
    cells
      .map(({ lines, paint }, column) => {
        const text = (lines[line] ?? "").padEnd(column === cells.length - 1 ? 0 : widths[column]!);
        return paint && text.trim() !== "" ? paint(text, line) : text;
      })
      .join(gap)
      .trimEnd(),
  );
}

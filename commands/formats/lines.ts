/** Text in columns: measured in characters, wrapped where words, ARNs or paths have a joint. */

const BREAK_AFTER = /(?<=[\s:/,])/;

/** The text in lines of at most `width` characters. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  for (const paragraph of text.split("\n")) {
    let line = "";
    for (const piece of paragraph.split(BREAK_AFTER)) {
      if (line !== "" && (line + piece.trimEnd()).length > width) {
        lines.push(line.trimEnd());
        line = "";
      }
      line += piece;
      while (line.trimEnd().length > width) {
        lines.push(line.slice(0, width));
        line = line.slice(width);
      }
    }
    lines.push(line.trimEnd());
  }
  return lines;
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

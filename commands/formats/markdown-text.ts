/** Pieces of GitHub's Markdown. */

/** A table; cells are Markdown already. */
export function table(head: string[], rows: string[][]): string {
  const line = (cells: string[]) => `| ${cells.join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
}

/** Text that is folded until it is asked for. */
export function details(summary: string, content: string): string {
  return `<details><summary>${escaped(summary)}</summary>\n\n${content}\n\n</details>`;
}

/** Text as it is, in a table too. */
export function escaped(text: string): string {
  return text
    .replace(/[\\`*_[\]~|]/g, "\\$&")
    .replace(/</g, "&lt;")
    .replace(/\n/g, "<br>");
}

/** Text in code type; a bar would end a table's cell even there. */
export function code(text: string): string {
  const fence = text.includes("`") ? "``" : "`";
  return `${fence}${text.replace(/\|/g, "\\|").replace(/\n/g, " ")}${fence}`;
}

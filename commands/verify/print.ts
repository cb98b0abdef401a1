import type { Colors } from "../cli/colors";
import { labelled } from "../formats/lines";
import type { Line, State } from "./question";

/** What `verify` found of one stack; `--format json` prints it as it is. */
export interface Verification {
  stack: string;
  account: string;
  region: string;
  /** The ARN that looked. */
  caller: string;
  verdict: "proven" | "failed" | "not proven";
  lines: Line[];
}

const MARK: Record<State, string> = { proven: "✓", failed: "✗", "not-permitted": "?" };
const STATES: Record<State, string> = {
  proven: "proven",
  failed: "failed",
  "not-permitted": "not permitted to look",
};

const INDENT = 4;
const REMEDY = "to fix: ";

/** The lines grouped by what they are about, each failure with its remedy, and the verdict. */
export function verificationText(verification: Verification, colors: Colors, width: number): string {
  const { stack, account, region, caller, lines } = verification;
  const head = `${colors.bold(stack)}  account ${account}, ${region}, as ${caller}`;
  return `${[head, "", ...lines.flatMap((line) => lineText(line, colors, width)), "", verdictText(verification, colors)].join("\n")}\n`;
}

function lineText({ check, subject, state, detail, remedy }: Line, colors: Colors, width: number): string[] {
  const paint = paintOf(state, colors);
  const [first = "", ...rest] = labelled("", `${check} ${subject}: ${detail}`, 0, 0, width - INDENT);
  const head = [`  ${paint(MARK[state])} ${first}`, ...rest.map((line) => " ".repeat(INDENT) + line)];
  if (remedy === undefined) return head;
  return [
    ...head,
    ...labelled(REMEDY, remedy, INDENT, REMEDY.length, width).map((line) => colors.cyan(line)),
  ];
}

function verdictText({ stack, verdict, lines }: Verification, colors: Colors): string {
  const counts = (Object.keys(STATES) as State[])
    .map((state) => [lines.filter((line) => line.state === state).length, STATES[state]] as const)
    .filter(([count]) => count > 0)
    .map(([count, words]) => `${count} ${words}`);
  const state = verdict === "proven" ? "proven" : verdict === "failed" ? "failed" : "not-permitted";
  return paintOf(state, colors)(`${MARK[state]} ${colors.bold(stack)}: ${verdict} (${counts.join(", ")})`);
}

function paintOf(state: State, colors: Colors) {
  return { proven: colors.green, failed: colors.red, "not-permitted": colors.yellow }[state];
}

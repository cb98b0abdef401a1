import type { ExplainStep } from "../../policypack/evaluation/decisions/explain";
import { statementLabel } from "../../policypack/unknowns/statement-label";
import type { Statement } from "../../policypack/evaluation/types";
import { conditionNotes } from "./condition-notes";
import type { AccessExplanation } from "../judging/explain-access";
import { type Colors, colorsFor } from "../cli/colors";
import { UsageError } from "../cli/usage-error";
import { labelled } from "./lines";

const WIDTH = 100;

/** The answer to "why is this allowed, or denied?", step by step. */
function explanationText(explanation: AccessExplanation, colors: Colors): string {
  const { stack, principal, action, resource, outcome, steps } = explanation;
  const paint = outcome === "allowed" ? colors.green : outcome === "unproven" ? colors.yellow : colors.red;
  const mark = outcome === "allowed" ? "✓" : outcome === "unproven" ? "?" : "✗";
  const conclusion = steps.filter(({ about }) => about === "decision").map(({ why }) => why);
  return [
    `${colors.bold(`Stack ${stack}`)}: may ${principal} do ${action} on ${resource}?`,
    "",
    ...steps
      .filter(({ about }) => about !== "decision")
      .flatMap((step, index, all) => [...heading(step, all[index - 1], colors), ...stepLines(step, colors)]),
    "",
    paint(labelled(mark, conclusion.join(" "), 0, 2, WIDTH).join("\n")),
    ...openLines(explanation, colors),
    "",
  ].join("\n");
}

/** How to ask again, with what the request carries. */
function openLines({ open }: AccessExplanation, colors: Colors): string[] {
  if (open.length === 0) return [];
  const flags = open.map(({ key, value }) => `--context ${key}=${value ?? "VALUE"}`).join(" ");
  const notes = conditionNotes(open.map(({ key }) => ({ conditions: [key] })));
  return [
    `  Say what the request carries, and ask again with ${colors.bold(flags)}`,
    ...notes.flatMap((note) => labelled("", note, 2, 0, WIDTH)).map(colors.dim),
  ];
}

/**
 * The answers, as text or as JSON.
 * @throws UsageError for formats that have no word for them
 */
export function explanationsAs(format: string, explanations: AccessExplanation[]): string {
  if (format === "json") return explanationsJson(explanations);
  if (format !== "text") throw new UsageError([`--explain prints text or json, not ${format}.`]);
  return explanations.map((each) => explanationText(each, colorsFor(process.stdout))).join("\n");
}

/** The answers for other programs: documents by name, statements by Sid or position. */
function explanationsJson(explanations: AccessExplanation[]): string {
  const plain = explanations.map(({ steps, ...explanation }) => ({
    ...explanation,
    steps: steps.map(({ document, statement, ...step }) => ({
      ...step,
      ...(document && { document: { name: document.name, kind: document.kind } }),
      ...(statement && { statement: statementOf(statement) }),
    })),
  }));
  return `${JSON.stringify(plain, null, 2)}\n`;
}

function statementOf({ sid, index, effect }: Statement) {
  return { ...(sid !== undefined && { sid }), index, effect };
}

const KINDS: Partial<Record<ExplainStep["about"], string>> = {
  boundary: "permissions boundary",
  "resource policy": "policy of the resource",
  organization: "policy of the organization",
  endpoint: "policy of a VPC endpoint",
};

/** The document's name, above the first of its statements. */
function heading(
  { about, document }: ExplainStep,
  before: ExplainStep | undefined,
  colors: Colors,
): string[] {
  if (!document || before?.document === document) return [];
  const kind = KINDS[about] ?? document.kind.replace("-", " ");
  return [`  ${colors.cyan(document.name)} ${colors.dim(`(${kind})`)}`];
}

const MARKS = { decides: "▶", applies: "+", "may apply": "?", "does not apply": "·" };

function stepLines({ statement, result, why }: ExplainStep, colors: Colors): string[] {
  const name = statement ? `${statement.effect} ${statementLabel(statement)}: ` : "";
  const paint = {
    decides: colors.bold,
    applies: colors.bold,
    "may apply": colors.yellow,
    "does not apply": colors.dim,
  };
  return labelled(MARKS[result], `${name}${result}, as ${why}`, 4, 2, WIDTH).map(paint[result]);
}

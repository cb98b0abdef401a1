import type { ExplainStep } from "../../policypack/evaluation/decisions/explain";
import { statementLabel } from "../../policypack/unknowns/statement-label";
import type { AccessExplanation } from "../judging/explain-access";
import type { Colors } from "../cli/colors";
import { labelled } from "./lines";

const WIDTH = 100;

/** The answer to "why is this allowed, or denied?", step by step. */
export function explanationText(explanation: AccessExplanation, colors: Colors): string {
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
    "",
  ].join("\n");
}

/** The document's name, above the first of its statements. */
function heading(
  { about, document }: ExplainStep,
  before: ExplainStep | undefined,
  colors: Colors,
): string[] {
  if (!document || before?.document === document) return [];
  const kind = about === "boundary" ? "permissions boundary" : document.kind.replace("-", " ");
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

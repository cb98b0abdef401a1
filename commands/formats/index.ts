import type { Judgement } from "../judgement/judgement";
import { colorsFor } from "../cli/colors";
import { markdownReport } from "./markdown";
import { sarifReport } from "./sarif";
import { textReport } from "./text";

/** All judgements as one text. */
type Formatter = (judgements: Judgement[]) => string;

export const FORMATTERS = {
  text: (judgements) => judgements.map((each) => textReport(each, colorsFor(process.stdout))).join("\n"),
  markdown: markdownReport,
  sarif: sarifReport,
  json: (judgements) => `${JSON.stringify(judgements.map(inJson), null, 2)}\n`,
} satisfies Record<string, Formatter>;

/**
 * A judgement as readers of the format know it: its findings say `what` fails, and `location` where; `place` is the
 * pack's own word for that.
 */
function inJson(judgement: Judgement): object {
  const findings = judgement.findings.map(({ place: _, message: what, ...found }) => ({ ...found, what }));
  return { ...judgement, findings };
}

export type Format = keyof typeof FORMATTERS;

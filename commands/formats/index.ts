import type { Judgement } from "../judgement/judgement";
import { colorsFor } from "../cli/colors";
import type { ComparedWith } from "../judgement/comparison";
import { goneText } from "./comparison-text";
import { markdownReport } from "./markdown";
import { sarifReport } from "./sarif";
import { stacksSummary } from "./stacks-summary";
import { textReport } from "./text";

/** All judgements as one text. */
type Formatter = (judgements: Judgement[], compared?: ComparedWith) => string;

export const FORMATTERS = {
  text: (judgements, compared) => {
    const colors = colorsFor(process.stdout);
    const reports = judgements.map((each) => textReport(each, colors));
    const gone = (compared?.goneStacks ?? []).map((stack) => `${goneText(stack, compared!)}\n`);
    const summary = judgements.length > 1 ? [stacksSummary(judgements, colors)] : [];
    return [...reports, ...gone, ...summary].join("\n");
  },
  markdown: markdownReport,
  sarif: sarifReport,
  json: (judgements) => `${JSON.stringify(judgements.map(inJson), null, 2)}\n`,
} satisfies Record<string, Formatter>;

/**
 * A judgement as readers of the format know it: its findings say `what` fails, and `location` where; `place` is the
 * pack's own word for that.
 */
function inJson(judgement: Judgement): object {
  const findings = judgement.findings.map(({ place: _, message: what, changes, ...found }) => ({
    ...found,
    what,
    ...(changes && { changes: changes.map(({ edit: __, ...change }) => change) }),
  }));
  return { ...judgement, findings };
}

export type Format = keyof typeof FORMATTERS;

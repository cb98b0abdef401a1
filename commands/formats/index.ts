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
  json: (judgements) => `${JSON.stringify(judgements.map(withoutPlaces), null, 2)}\n`,
} satisfies Record<string, Formatter>;

/** `place` is the pack's own word for where a finding's cause stands; readers of the format have `location`. */
function withoutPlaces(judgement: Judgement): Judgement {
  return { ...judgement, findings: judgement.findings.map(({ place: _, ...found }) => found) };
}

export type Format = keyof typeof FORMATTERS;

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
  json: (judgements) => `${JSON.stringify(judgements, null, 2)}\n`,
} satisfies Record<string, Formatter>;

export type Format = keyof typeof FORMATTERS;

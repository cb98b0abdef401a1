import type { Judgement } from "../judgement/judgement";
import { isDeferred, type Standing, standingOf } from "../judgement/standing";
import type { Colors } from "../cli/colors";

/** The tick means proven, and nothing else. */
const MARKS: Record<Standing, string> = {
  proven: "✓",
  advised: "!",
  deferred: "…",
  stale: "✗",
  unproven: "✗",
  violated: "✗",
};

/** The standing in front of a line, and how the line is painted. */
export function markOfStanding(standing: Standing, colors: Colors): [mark: string, paint: Colors["red"]] {
  const paints = { proven: colors.green, advised: colors.yellow, deferred: colors.cyan };
  return [MARKS[standing], standing in paints ? paints[standing as keyof typeof paints] : colors.red];
}

/** One line on a whole stack: how it was judged, and on what. */
export function verdictLine(judgement: Judgement, colors: Colors): string {
  const [mark, paint] = markOfStanding(standingOf(judgement), colors);
  return paint(`${mark} ${colors.bold(judgement.stack)}: ${verdictText(judgement)}`);
}

/** The verdict in words, e.g. `violated: 1 mandatory finding, 1 deferred finding, 2 advisory findings`. */
export function verdictText(judgement: Judgement): string {
  const { resources, permissions } = judgement;
  const judged = `${counted(resources.length, "resource")}, ${counted(permissions.length, "permission")}`;
  return `${standingWord(judgement)}: ${countsText(judgement)} (${judged})`;
}

/** The standing as messages have it: `clean` where nothing is in the way. */
export function standingWord(judgement: Judgement): string {
  const standing = standingOf(judgement);
  if (standing === "proven" || standing === "advised") return "clean";
  return standing === "stale" ? `${judgement.exportChange!.state} export` : standing;
}

/** What was found, in figures, e.g. `1 mandatory finding, 1 warning`. */
export function countsText({ findings, warnings, exportChange, unseen = 0 }: Judgement): string {
  const mandatory = findings.filter(({ level }) => level === "mandatory").length;
  const deferred = findings.filter(isDeferred).length;
  const advisory = findings.length - mandatory - deferred;
  const found = [
    ...(mandatory > 0 ? [counted(mandatory, "mandatory finding")] : []),
    ...(deferred > 0 ? [counted(deferred, "deferred finding")] : []),
    ...(advisory > 0 ? [counted(advisory, "advisory finding")] : []),
  ];
  return [
    ...(found.length > 0 ? found : ["no findings"]),
    ...(unseen > 0 ? [`${counted(unseen, "component")} not seen through`] : []),
    ...(warnings.length > 0 ? [counted(warnings.length, "warning")] : []),
    ...(exportChange ? [`${exportChange.folder} is ${exportChange.state}`] : []),
  ].join(", ");
}

/** `1 resource`, `2 resources`. */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}

/** Where a stack lies, e.g. `account 123456789012, eu-west-1`. */
export function placeOfStack({ account, region }: Judgement): string {
  return `${account === undefined ? "account not known" : `account ${account}`}, ${region ?? "region not known"}`;
}

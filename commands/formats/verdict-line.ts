import type { JudgedFinding, Judgement } from "../judgement/judgement";
import type { Colors } from "../cli/colors";

/** Whether `check` has nothing against the stack: no mandatory finding, and an export that is up to date. */
export function passes({ verdict, exportChange }: Judgement): boolean {
  return verdict === "clean" && exportChange === undefined;
}

/** Whether the finding is of what only the update can judge. */
export function isDeferred({ verdict }: JudgedFinding): boolean {
  return verdict === "deferred";
}

/** One line on a whole stack: how it was judged, and on what. */
export function verdictLine(judgement: Judgement, colors: Colors): string {
  const { stack } = judgement;
  const [symbol, paint] = passes(judgement) ? (["✓", colors.green] as const) : (["✗", colors.red] as const);
  return paint(`${symbol} ${colors.bold(stack)}: ${verdictText(judgement)}`);
}

/** The verdict in words, e.g. `violated: 1 mandatory finding, 1 deferred finding, 2 advisory findings`. */
export function verdictText({
  verdict,
  resources,
  permissions,
  findings,
  warnings,
  exportChange,
}: Judgement): string {
  const mandatory = findings.filter(({ level }) => level === "mandatory").length;
  const deferred = findings.filter(isDeferred).length;
  const advisory = findings.length - mandatory - deferred;
  const found = [
    ...(mandatory > 0 ? [counted(mandatory, "mandatory finding")] : []),
    ...(deferred > 0 ? [counted(deferred, "deferred finding")] : []),
    ...(advisory > 0 ? [counted(advisory, "advisory finding")] : []),
  ];
  const judged = `${counted(resources.length, "resource")}, ${counted(permissions.length, "permission")}`;
  const stale = exportChange ? `, ${exportChange.folder} is ${exportChange.state}` : "";
  const warned = warnings.length > 0 ? `, ${counted(warnings.length, "warning")}` : "";
  return `${verdict}: ${found.length > 0 ? found.join(", ") : "no findings"}${warned}${stale} (${judged})`;
}

/** `1 resource`, `2 resources`. */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}

/** Where a stack lies, e.g. `account 123456789012, eu-west-1`. */
export function placeOfStack({ account, region }: Judgement): string {
  return `${account === undefined ? "account not known" : `account ${account}`}, ${region ?? "region not known"}`;
}

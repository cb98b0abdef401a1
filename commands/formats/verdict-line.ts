import type { Judgement } from "../judgement";
import type { Colors } from "./colors";

/** One line on a whole stack: how it was judged, and on what. */
export function verdictLine(judgement: Judgement, colors: Colors): string {
  const { stack, verdict } = judgement;
  const [symbol, paint] = verdict === "clean" ? (["✓", colors.green] as const) : (["✗", colors.red] as const);
  return paint(`${symbol} ${colors.bold(stack)}: ${verdictText(judgement)}`);
}

/** The verdict in words, e.g. `violated: 1 mandatory finding, 2 advisory findings`. */
export function verdictText({ verdict, resources, permissions, findings }: Judgement): string {
  const mandatory = findings.filter(({ level }) => level === "mandatory").length;
  const advisory = findings.length - mandatory;
  const found = [
    ...(mandatory > 0 ? [counted(mandatory, "mandatory finding")] : []),
    ...(advisory > 0 ? [counted(advisory, "advisory finding")] : []),
  ];
  const judged = `${counted(resources.length, "resource")}, ${counted(permissions.length, "permission")}`;
  return `${verdict}: ${found.length > 0 ? found.join(", ") : "no findings"} (${judged})`;
}

/** `1 resource`, `2 resources`. */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}

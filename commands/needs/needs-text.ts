import type { Judgement } from "../judgement/judgement";
import { shortArn } from "../formats/short-arn";
import type { WantedAccess } from "./access-wanted";
import type { JudgedContainerNeeds, JudgedNeed } from "./stack-needs";

/** What the code of a stack's containers needs, for a terminal. */
export function needsText(home: Judgement, containers: JudgedContainerNeeds[]): string {
  const blocks = containers.map((each) => containerText(home, each));
  return [
    `Stack ${home.stack}`,
    "",
    ...(blocks.length > 0 ? blocks : ["  No container names its code.", ""]),
  ].join("\n");
}

function containerText(
  home: Judgement,
  { task, container, role, needs, unresolved, passedOver }: JudgedContainerNeeds,
): string {
  const rows = needs.map((need) => [
    mark(need),
    need.action,
    resourceText(home, need),
    `${need.file}:${need.line}`,
  ]);
  const open = unresolved.map(({ call, reason, file, line }) => ["·", call, reason, `${file}:${line}`]);
  return [
    `  ${task}, container ${container}${role === undefined ? "" : `, ${role}`}`,
    ...aligned(rows),
    ...(open.length > 0 ? ["    not judged:", ...aligned(open)] : []),
    ...(passedOver.length > 0
      ? ["    not read:", ...passedOver.map(({ file, reason }) => `      ${file} ${reason}`)]
      : []),
    "",
  ].join("\n");
}

function mark({ isAllowed }: JudgedNeed): string {
  if (isAllowed === undefined) return "?";
  return isAllowed ? "✓" : "✗";
}

function resourceText(home: Judgement, { resources, takesNoResource }: JudgedNeed): string {
  if (takesNoResource) return "*";
  return resources.length === 0
    ? "(some resource)"
    : resources.map((each) => shortArn(each, home)).join(" or ");
}

function aligned(rows: string[][]): string[] {
  const widths = [0, 1, 2].map((column) => Math.max(...rows.map((row) => row[column]!.length)));
  return rows.map((row) =>
    `    ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join("  ")}`.trimEnd(),
  );
}

/** What `--write` has put into the stack's file, and what is left to do by hand. */
export function wantedText(stack: string, wanted: WantedAccess[], written: string[]): string {
  const file = `Pulumi.${stack}.yaml`;
  if (wanted.length === 0) return `${file}: nothing is missing\n`;
  const lines = wanted.flatMap(({ task, byHand }) => [
    written.includes(task) ? `${file}: granted what ${task} lacked` : `${file}: nothing written for ${task}`,
    ...byHand.map(
      ({ need: { action, file: code, line }, reason }) => `  by hand: ${action} (${code}:${line}): ${reason}`,
    ),
  ]);
  const next =
    written.length > 0 ? [`Read the change through, then npm run export -- --stack ${stack}.`] : [];
  return `${[...lines, ...next].join("\n")}\n`;
}

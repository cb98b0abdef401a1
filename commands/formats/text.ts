import { visible } from "../../policypack/findings/finding";
import type {
  ExportChange,
  JudgedFinding,
  JudgedWarning,
  Judgement,
  PermissionRow,
  YamlChange,
} from "../judgement/judgement";
import { type Colors } from "../cli/colors";
import type { Comparison } from "../judgement/comparison";
import { changeCounts, changeLines, commitText } from "./comparison-text";
import { labelled, placeText } from "./lines";
import { exportRemedy, permissionText } from "./export-change-text";
import { permissionGroups } from "./permission-groups";
import { permissionTable } from "./permission-table";
import { resourceTree } from "./resource-tree";
import { isDeferred } from "../judgement/standing";
import { conditionNotes } from "./condition-notes";
import { counted, placeOfStack, verdictLine } from "./verdict-line";

const WIDTH = 100;

/** A stack's judgement for a terminal, at most 100 columns wide. */
export function textReport(judgement: Judgement, colors: Colors): string {
  const { stack, resources, findings, warnings, exportChange, comparison } = judgement;
  return [
    `${colors.bold(`Stack ${stack}`)}  ${placeOfStack(judgement)}`,
    "",
    colors.bold(counted(resources.length, "resource")),
    ...resourceTree(resources, colors),
    "",
    colors.bold("Permissions") + colors.dim("  (ARNs of this account and region are shortened)"),
    ...permissionTable(judgement, colors, WIDTH),
    ...conditionNotes(judgement.permissions).flatMap((note) =>
      labelled("?", note, 2, 2, WIDTH).map(colors.dim),
    ),
    ...unusedLines(judgement, colors),
    ...findings.flatMap((found) => ["", ...findingLines(found, colors)]),
    ...warnings.flatMap((warning) => ["", ...warningLines(warning, colors)]),
    ...(exportChange ? ["", ...exportChangeLines(exportChange, judgement, colors)] : []),
    ...(comparison ? ["", ...comparisonLines(comparison, judgement, colors)] : []),
    "",
    verdictLine(judgement, colors),
    "",
  ].join("\n");
}

function unusedLines({ unused, account, region }: Judgement, colors: Colors): string[] {
  if (!unused) return [];
  const title = colors.bold("Granted to task roles, and called by no code that was read");
  if (unused.length === 0) return ["", title, "  nothing"];
  const groups = permissionGroups(unused).map((group) => permissionText(group, { account, region }));
  return ["", title, ...groups.flatMap((text) => labelled("", text, 2, 0, WIDTH))];
}

function exportChangeLines(
  change: ExportChange,
  { stack, account, region }: Judgement,
  colors: Colors,
): string[] {
  const detail = (label: string, text: string) => labelled(label, text, 2, 12, WIDTH);
  const rows = (mark: string, label: string, changed: PermissionRow[]) =>
    permissionGroups(changed).flatMap((group) =>
      labelled(`${mark} ${label}`, permissionText(group, { account, region }), 2, 12, WIDTH),
    );
  const gained = rows("+", "gained", change.gained).map(colors.green);
  const lost = rows("-", "lost", change.lost).map(colors.red);
  return [
    colors.red(`✗ ${colors.bold(change.folder)}`) + colors.dim(`  ${change.state} export`),
    ...(change.state === "stale" ? [...gained, ...lost, ...detail("files", change.files.join(", "))] : []),
    ...detail("to fix", exportRemedy(stack)),
  ];
}

function comparisonLines(comparison: Comparison, judgement: Judgement, colors: Colors): string[] {
  const head = colors.bold(`Against ${commitText(comparison)}`);
  const isNew = comparison.state === "new" ? ", which has no such stack" : "";
  return [
    `${head}${isNew}: ${changeCounts(comparison)}`,
    ...changeLines(comparison, judgement).flatMap(({ mark, kind, text }) =>
      labelled(`${mark} ${kind}`, text, 2, 12, WIDTH).map(mark === "+" ? colors.green : colors.red),
    ),
  ];
}

function warningLines({ message, location }: JudgedWarning, colors: Colors): string[] {
  return [
    colors.yellow(`! ${colors.bold("warning")}`) + colors.dim("  of the program"),
    ...labelled("", message, 2, 0, WIDTH),
    ...labelled("at", placeText(location), 2, 12, WIDTH),
  ];
}

function findingLines(found: JudgedFinding, colors: Colors): string[] {
  const [mark, paint] = markOf(found, colors);
  const detail = (label: string, text: string) => labelled(label, text, 2, 12, WIDTH);
  return [
    paint(`${mark} ${colors.bold(found.policy)}`) + colors.dim(`  ${found.level}, ${found.verdict}`),
    ...labelled("", found.message, 2, 0, WIDTH),
    ...(found.actions.length > 0 ? detail("action", found.actions.map(visible).join(", ")) : []),
    ...(found.resources.length > 0 ? detail("resource", found.resources.map(visible).join(", ")) : []),
    ...(found.decidedBy ? detail("decided by", found.decidedBy) : []),
    ...detail("to fix", found.remedy),
    ...(found.changes ?? []).flatMap(changeLinesOf),
    ...(found.location ? detail("at", placeText(found.location)) : []),
    ...detail("finding", found.id),
  ];
}

/** YAML keeps its lines as they are. */
function changeLinesOf({ key, yaml, file, line }: YamlChange): string[] {
  const [first, ...more] = [`${key}:`, ...yaml.split("\n").map((each) => `  ${each}`)];
  return [
    ...labelled("in YAML", `${first}  # ${file}:${line}`, 2, 12, WIDTH),
    ...more.map((each) => " ".repeat(14) + each),
  ];
}

function markOf(found: JudgedFinding, colors: Colors) {
  if (found.level === "mandatory") return ["✗", colors.red] as const;
  return isDeferred(found) ? (["…", colors.cyan] as const) : (["!", colors.yellow] as const);
}

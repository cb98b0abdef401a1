import { visible } from "../../policypack/findings/finding";
import type {
  ExportChange,
  JudgedFinding,
  JudgedWarning,
  Judgement,
  PermissionRow,
} from "../judgement/judgement";
import { permissionText } from "./export-change-text";
import type { ComparedWith } from "../judgement/comparison";
import { comparisonSection } from "./markdown-comparison";
import { mermaidGraph } from "./mermaid";
import { placeText } from "./lines";
import { code, details, escaped, table } from "./markdown-text";
import { permissionGroups, statementCell } from "./permission-groups";
import { shortArn } from "./short-arn";
import { isDeferred, type Standing, STANDINGS, standingOf } from "../judgement/standing";
import { conditionNotes } from "./condition-notes";
import { counted, verdictText } from "./verdict-line";

/** GitHub refuses comments above 65,536 characters. */
const MOST = 65_000;

/** How much is said of a stack: all of it, no lists of resources and permissions, or findings only. */
type Extent = "full" | "brief" | "findings";

/** The judgements for a pull request: the verdict first, then findings, the rest folded; as much as a comment takes. */
export function markdownReport(judgements: Judgement[], compared?: ComparedWith): string {
  const extents: Extent[] = ["full", "brief", "findings"];
  const reports = extents.map((extent) => () => report(judgements, compared, extent));
  for (const render of reports) {
    const text = render();
    if (text.length <= MOST) return text;
  }
  return `${report(judgements, compared, "findings").slice(0, MOST)}\n\n… cut off here; \`npm run check\` prints the rest.\n`;
}

function report(judgements: Judgement[], compared: ComparedWith | undefined, extent: Extent): string {
  const stacks = judgements.map((judgement) => [
    `${MARKS[standingOf(judgement)]} ${code(judgement.stack)}`,
    [judgement.account ?? "not known", judgement.region].filter(Boolean).join(", "),
    verdictText(judgement),
  ]);
  return [
    `## ${titleOf(judgements)}`,
    ...comparisonSection(judgements, compared),
    table(["Stack", "Account", "Verdict"], stacks),
    ...judgements.flatMap((judgement) => section(judgement, extent)),
    "",
  ].join("\n\n");
}

/** The tick means proven, and nothing else. */
const MARKS: Record<Standing, string> = {
  proven: "✅",
  advised: "⚠️",
  deferred: "⏳",
  stale: "❌",
  unproven: "❌",
  violated: "❌",
};

const TITLES: Record<Standing, string> = {
  proven: "proven",
  advised: "nothing violated, with advice",
  deferred: "nothing violated, in part judged in the update",
  stale: "the export is out of date",
  unproven: "not proven",
  violated: "violated",
};

/** The worst standing is that of the whole. */
function titleOf(judgements: Judgement[]): string {
  const worst = Math.max(0, ...judgements.map((each) => STANDINGS.indexOf(standingOf(each))));
  const standing = STANDINGS[worst]!;
  return `${MARKS[standing]} ECS task permissions: ${TITLES[standing]}`;
}

function section(judgement: Judgement, extent: Extent): string[] {
  const { findings, warnings, stack, resources, permissions, exportChange } = judgement;
  const parts = [...findings.map(findingBlock), ...warnings.map(warningLine)];
  if (exportChange) parts.push(exportBlock(exportChange, judgement));
  if (extent !== "findings") parts.push(details("Access graph", mermaidGraph(judgement)));
  if (extent === "full") {
    parts.push(details(counted(permissions.length, "permission"), permissionTables(judgement)));
    parts.push(details(counted(resources.length, "resource"), resourceTable(judgement)));
    if (judgement.unused && judgement.unused.length > 0) parts.push(unusedBlock(judgement, judgement.unused));
  }
  return parts.length > 0 ? [`### Stack ${code(stack)}`, ...parts] : [];
}

function findingBlock(found: JudgedFinding): string {
  const { level, policy, message, actions, resources, decidedBy, remedy, location, id, verdict } = found;
  const rows = [
    ["Action", actions.map(code).join(", ")],
    ["Resource", resources.map((resource) => code(visible(resource))).join("<br>")],
    ["Decided by", escaped(decidedBy ?? "")],
    ["To fix", escaped(remedy)],
    ["At", location ? code(placeText(location)) : ""],
    ["Finding", `${code(id)}, ${verdict}`],
  ].filter(([, value]) => value !== "");
  const mark = level === "mandatory" ? "❌" : isDeferred(found) ? "⏳" : "⚠️";
  return [
    `${mark} **${policy}** (${level}): ${escaped(message)}`,
    ...(found.changes ?? []).map(
      ({ key, yaml, file, line }) =>
        `To write in ${code(`${file}:${line}`)}:\n\n\`\`\`yaml\n${key}:\n${yaml.replace(/^/gm, "  ")}\n\`\`\``,
    ),
    details("Details", table(["", ""], rows)),
  ].join("\n\n");
}

function warningLine({ message, location }: JudgedWarning): string {
  return `⚠️ **warning** of the program: ${escaped(message)} (${code(placeText(location))})`;
}

function exportBlock({ state, folder, files, gained, lost }: ExportChange, judgement: Judgement): string {
  const lines = (mark: string, rows: PermissionRow[]) =>
    permissionGroups(rows).map((group) => `${mark} ${permissionText(group, judgement)}`);
  const changed = [...lines("+", gained), ...lines("-", lost)];
  const head = `❌ **${folder}** (${state} export): run ${code(`npm run export -- --stack ${judgement.stack}`)} and commit it.`;
  if (state === "missing") return head;
  return [
    head,
    ...(changed.length > 0 ? [`\`\`\`diff\n${changed.join("\n")}\n\`\`\``] : []),
    `Files: ${files.map(code).join(", ")}`,
  ].join("\n\n");
}

/** Nothing to approve: what a reviewer may ask about. */
function unusedBlock(judgement: Judgement, unused: PermissionRow[]): string {
  const lines = permissionGroups(unused).map((group) => `- ${escaped(permissionText(group, judgement))}`);
  return details("Granted to task roles, and called by no code that was read", lines.join("\n"));
}

function permissionTables(judgement: Judgement): string {
  const groups = permissionGroups(judgement.permissions);
  const principals = [...new Set(groups.map(({ principal }) => principal))];
  return principals
    .map((principal) => {
      const rows = groups
        .filter((group) => group.principal === principal)
        .map(({ effect, actions, resources, conditions, document, ...statement }) => [
          { allowed: "✅", conditional: "❔", denied: "⛔" }[effect],
          actions.map(code).join("<br>"),
          resources.map((resource) => code(shortArn(resource, judgement))).join("<br>"),
          [document, statementCell(statement)].map(escaped).join("<br>"),
          conditions.map(escaped).join("<br>"),
        ]);
      return `**${escaped(principal)}**\n\n${table(["", "Action", "Resource", "Policy, statement", "Only if"], rows)}`;
    })
    .concat(conditionNotes(judgement.permissions).map(escaped))
    .join("\n\n");
}

function resourceTable({ resources }: Judgement): string {
  return table(
    ["Type", "Name"],
    resources.map(({ type, name, awsName }) => [code(type), code(awsName ?? name)]),
  );
}

import type { Log, PhysicalLocation, ReportingDescriptor, Result } from "sarif";
import { version } from "../../package.json";
import { policies } from "../../policypack/policies";
import { findingMessage } from "../../policypack/findings/finding";
import type { ExportChange, JudgedFinding, JudgedWarning, Judgement } from "../judgement/judgement";
import type { ComparedWith } from "../judgement/comparison";
import { changeLines } from "./comparison-text";
import { exportRemedy } from "./export-change-text";
import { isDeferred } from "../judgement/standing";

/**
 * All findings as one SARIF 2.1.0 run, for code scanning: each at the line of the stack's config that causes it, or at
 * the top of that file where no line does. https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
 */
export function sarifReport(judgements: Judgement[], compared?: ComparedWith): string {
  const log: Log = {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: { driver: { name: "ecs-task-permissions", semanticVersion: version, rules } },
        columnKind: "utf16CodeUnits",
        results: judgements.flatMap(results),
        ...(compared && { properties: { against: againstProperties(judgements, compared) } }),
      },
    ],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
}

/** What the program itself says at a preview; it stops nothing. */
const WARNING = "program-warning";

/** Not a policy's: what is committed for reviewers is not what the stack would create. */
const STALE_EXPORT = "export-up-to-date";

const rules: ReportingDescriptor[] = [
  ...policies.map(({ rule }): ReportingDescriptor => ({
    id: rule.name,
    shortDescription: { text: rule.description },
    help: { text: rule.remediationSteps },
    helpUri: rule.url,
    defaultConfiguration: { level: rule.enforcementLevel === "advisory" ? "warning" : "error" },
  })),
  {
    id: STALE_EXPORT,
    shortDescription: { text: "infrastructure/ holds what the stacks would create." },
    help: { text: "Run npm run export and commit what it writes." },
    defaultConfiguration: { level: "error" },
  },
  {
    id: WARNING,
    shortDescription: { text: "The program warns of something in a stack's config." },
    help: { text: "Change the config if it is not meant so." },
    defaultConfiguration: { level: "note" },
  },
];

/** What each stack gains and loses against the other commit, in the same words as the other formats. */
function againstProperties(judgements: Judgement[], compared: ComparedWith) {
  const stacks = judgements.map((judgement) => {
    const lines = judgement.comparison ? changeLines(judgement.comparison, judgement) : [];
    const of = (mark: string, kind: string) =>
      lines.filter((line) => line.mark === mark && line.kind === kind).map(({ text }) => text);
    const change = {
      gained: of("+", "gained"),
      lost: of("-", "lost"),
      newPrincipals: of("+", "principal"),
      gonePrincipals: of("-", "principal"),
      fixedFindings: of("-", "fixed"),
    };
    return [judgement.stack, change] as const;
  });
  return { ...compared, stacks: Object.fromEntries(stacks) };
}

function results({ stack, source, findings, warnings, exportChange, comparison }: Judgement): Result[] {
  const fresh = new Set(comparison?.newFindings.map(({ id }) => id));
  const stale = exportChange ? [staleExport(stack, exportChange)] : [];
  return [
    ...findings.map((found) =>
      withNews(result(stack, found, source ?? `Pulumi.${stack}.yaml`), comparison && fresh.has(found.id)),
    ),
    ...warnings.map((warning) => note(stack, warning)),
    ...stale,
  ];
}

/** Whether the finding is one that the other commit does not have; nothing is said where none was compared. */
function withNews(given: Result, isNew: boolean | undefined): Result {
  return isNew === undefined ? given : { ...given, properties: { ...given.properties, new: isNew } };
}

function note(stack: string, { message, location }: JudgedWarning): Result {
  return {
    ruleId: WARNING,
    ruleIndex: rules.findIndex(({ id }) => id === WARNING),
    level: "note",
    message: { text: message },
    locations: [{ physicalLocation: place(location.file, location.line, location.column) }],
    partialFingerprints: { "finding/v1": `${stack}/${WARNING}/${message}` },
    properties: { stack },
  };
}

function staleExport(stack: string, { state, folder, gained, lost }: ExportChange): Result {
  const changed = `${gained.length} permissions gained and ${lost.length} lost`;
  return {
    ruleId: STALE_EXPORT,
    ruleIndex: rules.findIndex(({ id }) => id === STALE_EXPORT),
    level: "error",
    message: {
      text: `${folder} is ${state}: ${changed} since it was written. To fix: ${exportRemedy(stack)}.`,
    },
    locations: [{ physicalLocation: place(`Pulumi.${stack}.yaml`, 1, 1) }],
    partialFingerprints: { "finding/v1": `${stack}/${STALE_EXPORT}` },
    properties: { stack },
  };
}

function place(uri: string, startLine: number, startColumn: number): PhysicalLocation {
  return { artifactLocation: { uri, uriBaseId: "%SRCROOT%" }, region: { startLine, startColumn } };
}

/** @param source the file of findings that no line causes */
function result(stack: string, found: JudgedFinding, source: string): Result {
  const { location, urn } = found;
  return {
    ruleId: found.policy,
    ruleIndex: rules.findIndex(({ id }) => id === found.policy),
    level: found.level === "mandatory" ? "error" : isDeferred(found) ? "note" : "warning",
    message: { text: findingMessage(found) },
    locations: [
      {
        physicalLocation: place(location?.file ?? source, location?.line ?? 1, location?.column ?? 1),
        ...(urn !== undefined && { logicalLocations: [{ fullyQualifiedName: urn, kind: "resource" }] }),
      },
    ],
    partialFingerprints: { "finding/v1": `${stack}/${found.id}` },
    properties: { stack, verdict: found.verdict },
  };
}

import type { Log, ReportingDescriptor, Result } from "sarif";
import { version } from "../../package.json";
import { policies } from "../../policypack/policies";
import { findingMessage } from "../../policypack/verdicts/finding";
import type { JudgedFinding, Judgement } from "../judgement";

/**
 * All findings as one SARIF 2.1.0 run, for code scanning: each at the line of the stack's config that causes it, or at
 * the top of that file where no line does. https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
 */
export function sarifReport(judgements: Judgement[]): string {
  const log: Log = {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: { driver: { name: "ecs-task-permissions", semanticVersion: version, rules } },
        columnKind: "utf16CodeUnits",
        results: judgements.flatMap(({ stack, findings }) => findings.map((found) => result(stack, found))),
      },
    ],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
}

const rules: ReportingDescriptor[] = policies.map(({ rule }) => ({
  id: rule.name,
  shortDescription: { text: rule.description },
  help: { text: rule.remediationSteps },
  helpUri: rule.url,
  defaultConfiguration: { level: rule.enforcementLevel === "advisory" ? "warning" : "error" },
}));

function result(stack: string, found: JudgedFinding): Result {
  const { location, urn } = found;
  return {
    ruleId: found.policy,
    ruleIndex: rules.findIndex(({ id }) => id === found.policy),
    level: found.level === "mandatory" ? "error" : "warning",
    message: { text: findingMessage(found) },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: location?.file ?? `Pulumi.${stack}.yaml`, uriBaseId: "%SRCROOT%" },
          region: { startLine: location?.line ?? 1, startColumn: location?.column ?? 1 },
        },
        ...(urn !== undefined && { logicalLocations: [{ fullyQualifiedName: urn, kind: "resource" }] }),
      },
    ],
    partialFingerprints: { "finding/v1": `${stack}/${found.id}` },
    properties: { stack, verdict: found.verdict },
  };
}

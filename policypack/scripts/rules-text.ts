import type { PolicyConfigSchema } from "@pulumi/policy";
import type { Policy } from "../sdk/policy";

type ConfigValue = PolicyConfigSchema["properties"][string];

const INTRODUCTION = `# Rules

<!-- Written by \`npm run rules\` from the policies' own metadata; do not edit. -->

A _resource_ policy is judged on one resource's inputs, before that resource is created. A _stack_ policy is judged on the
whole stack, at preview and at the end of an update. A fact that cannot be proven is reported at the policy's own level;
one that only the update can decide, because the engine knows a value no sooner, is _deferred_ at a preview: an advisory
finding for each such resource, and what is wrong then stops the update.
`;

const COMMON_CONFIG = `## Config of every policy

Beside its own keys every policy takes \`exemptions\`: findings that are accepted until a date, each with \`id\` (as the
finding's message prints it), \`reason\`, \`owner\` and \`expires\` (\`YYYY-MM-DD\`). An exemption that has expired fails, and one
that nothing needs is reported. \`unknowns\` says what becomes of facts that a preview leaves open and the update decides:
\`"deferred"\`, which is the default, or \`"strict"\`, which reports them at the policy's own level at the preview already.
\`strict\` under one policy holds for all of them. Where the engine does not say that it is a preview, as under
\`pulumi policy analyze\`, the pack is strict.

Stack policies take four more. \`account\`, \`region\` and \`partition\` say where the stack lives; without them the stack's
own ARNs tell. \`external\` lists what is managed elsewhere and decides on the stack's requests: principals with what they are
known to have (\`principal\` as \`role/NAME\`, \`documents\`, \`awsManagedPolicies\`, \`trust\`, \`tags\`, \`boundary\`); the policy of
a resource (\`resource\`, an ARN or a pattern, with its \`policy\`, null for none) or of a VPC endpoint (\`vpcEndpoint\`, a service such as
\`ecr.dkr\`, with its \`endpointPolicy\`); the \`organization\`'s id, its \`serviceControlPolicies\` (level by level from the
root) and \`resourceControlPolicies\`; and the context keys that \`requests\` of tasks carry, such as \`aws:SourceVpce\`. Declared
under one policy on the stack it is known to all of them; what a policy's own config says goes first.
`;

/** RULES.md: a table of the policies, then each one with its remedy, AWS's page and its config. */
export function rulesText(policies: readonly Policy[]): string {
  return [INTRODUCTION, tableOf(policies), COMMON_CONFIG, ...policies.map(section)].join("\n");
}

function tableOf(policies: readonly Policy[]): string {
  const rows = policies.map((policy) => [
    `[\`${policy.name}\`](#${policy.name})`,
    kind(policy),
    policy.enforcementLevel ?? "",
    policy.severity ?? "",
    oneLine(policy.description),
  ]);
  return table(["Policy", "Judged on", "Level", "Severity", "Proves"], rows);
}

function section(policy: Policy): string {
  const parts = [
    `## ${policy.name}`,
    `${policy.description} ${sentence(policy)}`,
    `**To fix:** ${oneLine(policy.remediationSteps ?? "")}`,
    `**AWS says:** <${policy.url}>`,
    ...configOf(policy),
  ];
  return `${parts.join("\n\n")}\n`;
}

function sentence(policy: Policy): string {
  return `Judged on the ${kind(policy)}; ${policy.enforcementLevel}, severity ${policy.severity}.`;
}

function kind(policy: Policy): string {
  return policy.kind;
}

function configOf({ rule }: Policy): string[] {
  const own = Object.entries(rule.configSchema?.properties ?? {});
  if (own.length === 0) return [];
  const rows = own.map(([key, schema]) => [
    `\`${key}\``,
    valueText(schema),
    schema.default === undefined ? "" : `\`${JSON.stringify(schema.default)}\``,
    oneLine(schema.description ?? ""),
  ]);
  return [table(["Config", "Value", "Default", "What it is"], rows).trimEnd()];
}

function valueText({ type, enum: choices, items, properties }: ConfigValue): string {
  if (choices) return choices.map((choice) => `\`${String(choice)}\``).join(" or ");
  if (properties)
    return `object: ${Object.keys(properties)
      .map((key) => `\`${key}\``)
      .join(", ")}`;
  const inner = [items].flat()[0];
  return typeof inner === "object" ? `list of ${valueText(inner)}` : [type ?? "any"].flat().join(" or ");
}

function table(head: string[], rows: string[][]): string {
  const cells = [head, ...rows.map((row) => row.map((text) => text.replace(/\|/g, "\\|")))];
  const widths = head.map((_, column) => Math.max(3, ...cells.map((row) => row[column]?.length ?? 0)));
  const line = (row: string[]) =>
    `| ${row.map((text, column) => text.padEnd(widths[column] ?? 0)).join(" | ")} |`;
  const rule = line(widths.map((width) => "-".repeat(width)));
  return [line(head), rule, ...cells.slice(1).map(line), ""].join("\n");
}

function oneLine(text: string): string {
  return text.replace(/\s*\n\s*/g, " ");
}

/** Statements to paste into a policy. */
import type { MissingPermission } from "./missing-permissions";

/** The Allow statements, as JSON text, that would meet these shortfalls: one for each set of actions. */
export function statementsFor(missing: readonly MissingPermission[]): string {
  const byResource = grouped(
    missing.flatMap(({ need, action, resource }) =>
      (need.grantOn ?? [resource]).flatMap((on) => (action && on ? [[on, action] as const] : [])),
    ),
  );
  const byActions = grouped(
    [...byResource].map(([resource, actions]) => [[...actions].sort().join(" "), resource]),
  );
  return [...byActions]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([actions, resources]) => allowStatement(actions.split(" "), [...resources].sort()))
    .join(", ");
}

/** Roles are passed to ECS tasks only. */
const PASS_CONDITION = `, "Condition": {"StringEquals": {"iam:PassedToService": "ecs-tasks.amazonaws.com"}}`;

/** With a space after each comma and colon, so that a terminal may break the line. */
export function allowStatement(actions: string[], resources: string[]): string {
  const condition = actions.includes("iam:PassRole") ? PASS_CONDITION : "";
  return `{"Effect": "Allow", "Action": ${jsonList(actions)}, "Resource": ${jsonList(resources)}${condition}}`;
}

function jsonList(items: string[]): string {
  return items.length === 1
    ? JSON.stringify(items[0])
    : `[${items.map((item) => JSON.stringify(item)).join(", ")}]`;
}

function grouped(pairs: (readonly [string, string])[]): Map<string, Set<string>> {
  const groups = new Map<string, Set<string>>();
  for (const [key, value] of pairs) groups.set(key, (groups.get(key) ?? new Set()).add(value));
  return groups;
}

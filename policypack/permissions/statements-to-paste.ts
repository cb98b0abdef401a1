/** Statements to paste into a policy. */
import { ECS_TASKS } from "../aws/service-principals";
import type { Principal } from "../graph/types";
import type { MissingPermission } from "./missing-permissions";
import type { RequiredPermission } from "./required-permission";
import { ASSUME_ROLE } from "./trust-side";

/** The Allow statements, as JSON text, that would grant what is missing: one for each set of actions. */
export function statementsFor(missing: readonly MissingPermission[]): string {
  const byResource = grouped(
    missing.flatMap(({ need, action, resource }) =>
      (need.grantOn ?? [resource]).flatMap((on) =>
        action && on ? [[`${on}\n${serviceOf(need, action)}`, action] as const] : [],
      ),
    ),
  );
  const byActions = grouped(
    [...byResource].map(([key, actions]) => {
      const [resource = "", service = ""] = key.split("\n");
      return [`${[...actions].sort().join(" ")}\n${service}`, resource];
    }),
  );
  return [...byActions]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, resources]) => {
      const [actions = "", service] = key.split("\n");
      return allowStatement(actions.split(" "), [...resources].sort(), service);
    })
    .join(", ");
}

/**
 * The Allow statements, as JSON text, that another document needs beside the principal's own. A trust policy's name no
 * resource.
 *
 * @param principal whom to name; everyone by default
 */
export function grantsFor(principal: Principal | undefined, missing: readonly MissingPermission[]): string {
  const named = principal && `{"AWS": ${JSON.stringify(principal.arn ?? `the ARN of ${principal.id}`)}}`;
  const principals = named ?? '"*"';
  if (missing.every(({ action }) => action === ASSUME_ROLE)) {
    return `{"Effect": "Allow", "Principal": ${principals}, "Action": "${ASSUME_ROLE}"}`;
  }
  return statementsFor(missing).replaceAll(
    '{"Effect": "Allow", ',
    `{"Effect": "Allow", "Principal": ${principals}, `,
  );
}

/** The service that a role is passed to; empty for other actions. */
function serviceOf({ context }: RequiredPermission, action: string): string {
  if (action !== "iam:PassRole") return "";
  const service = context?.["iam:PassedToService"];
  return typeof service === "string" ? service : ECS_TASKS;
}

/**
 * With a space after each comma and colon, so that a terminal may break the line.
 *
 * @param service where `iam:PassRole` is among the actions, the service that roles are passed to
 */
export function allowStatement(actions: string[], resources: string[], service = ECS_TASKS): string {
  const condition = actions.includes("iam:PassRole")
    ? `, "Condition": {"StringEquals": {"iam:PassedToService": "${service}"}}`
    : "";
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

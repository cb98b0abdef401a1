/**
 * Roles of what starts tasks. Whoever points a rule, a schedule or a state machine at a new revision passes its role to
 * the service again. https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html
 */
import type { ResourceKind } from "../../aws/resource-type";
import { resourceType } from "../../aws/resource-types";
import type { RoleUse } from "../../ecs/role-use";
import { starterUses } from "../../ecs/starters/starter-uses";
import { grantsOf } from "../../evaluation/decisions/grants";
import { covers, intersects, matches, parsePattern } from "../../evaluation/patterns/pattern";
import type { Grant } from "../../evaluation/types";
import { requestDestination } from "../../graph/request-destination";
import { contextFor } from "../../graph/principal-context";
import { text } from "../../graph/resources/plain";
import { arnOf } from "../../graph/resources/names";
import type { Principal, StackModel } from "../../graph/types";
import type { RequiredPermission } from "../../permissions/required-permission";

export interface RepointedRole {
  arn: string;
  /** The principal of the service that it is passed to. */
  service: string;
  /** For messages, e.g. `schedule nightly`. */
  what: string;
  /** Whether the principal is granted to change what names the role by an action that says so. */
  isMeant: boolean;
}

/** The action by which each kind of starter is changed, and with it its role passed. */
const CHANGED_BY: Partial<Record<ResourceKind, string>> = {
  "event target": "events:PutTargets",
  "event rule": "events:PutTargets",
  schedule: "scheduler:UpdateSchedule",
  pipe: "pipes:UpdatePipe",
  "state machine": "states:UpdateStateMachine",
  pipeline: "codepipeline:UpdatePipeline",
  "deployment group": "codedeploy:UpdateDeploymentGroup",
};

/** The roles of those starters that a principal may change. */
export function repointedRoles(model: StackModel, principal: Principal): RepointedRole[] {
  return starterUses(model).flatMap((use) => repointedRole(model, principal, use) ?? []);
}

function repointedRole(model: StackModel, principal: Principal, use: RoleUse): RepointedRole | undefined {
  const { by, role, service, what } = use;
  const kind = resourceType(by.type)?.is;
  const action = kind && CHANGED_BY[kind];
  const arn = role.state === "resolved" ? (role.arn ?? role.principal.arn) : undefined;
  const [passedTo] = service?.principals ?? [];
  if (action === undefined || arn === undefined || passedTo === undefined) return undefined;
  const target = starterArn(model, use);
  const context = contextFor(model, principal, requestDestination(model, action, target ?? "arn:*"));
  const grants = grantsOf(principal, action, context).filter((grant) => reaches(grant, target));
  if (grants.length === 0) return undefined;
  return { arn, service: passedTo, what, isMeant: grants.some((grant) => isMeant(grant, action)) };
}

/** For a rule's target the rule's, which the service sends as its source; undefined where it is not known. */
function starterArn(model: StackModel, { by, assumeContexts }: RoleUse): string | undefined {
  const kind = resourceType(by.type)?.is;
  const source = assumeContexts(model)[0]["aws:SourceArn"];
  return kind === "schedule" ? arnOf(by) : (text(source) ?? arnOf(by));
}

function reaches({ resources }: Grant, arn: string | undefined): boolean {
  if (arn === undefined || resources.negated) return true;
  return resources.patterns.some(
    (pattern) => covers(pattern, arn) || intersects(parsePattern(pattern), parsePattern(arn)),
  );
}

/** `events:*` is given to whoever looks after all of it; the action's own name says what it is for. */
function isMeant({ statement, openConditions }: Grant, action: string): boolean {
  const { negated, patterns } = statement.actions;
  const names = (pattern: string) =>
    /^\w+:[^*?]/.test(pattern) && matches(pattern.toLowerCase(), action.toLowerCase());
  return !negated && !statement.unknown && openConditions.length === 0 && patterns.some(names);
}

/** Passing the roles of what the principal is meant to change. */
export function repointingNeeds(roles: readonly RepointedRole[]): RequiredPermission[] {
  return roles
    .filter((role) => role.isMeant)
    .map(({ arn, service, what }) => ({
      kind: "pass-role",
      purpose: `pass ${arn} to ${service} (role of ${what})`,
      actions: ["iam:PassRole"],
      resources: [arn],
      context: { "iam:PassedToService": service },
    }));
}

/** Whether ECS can assume the roles that task definitions name. */
import { ECS_TASKS } from "../aws/service-principals";
import { decideTrust, type TrustDecision } from "../evaluation/decisions/trust";
import { contextOf } from "../evaluation/conditions/request-context";
import { onceEach } from "../evaluation/once-each";
import { describeUnknown } from "../unknowns/describe";
import { remedyFor } from "../unknowns/remedy";
import type { UnknownFact } from "../unknowns/unknown-fact";
import { unknownTrust } from "./unknown-trust";
import type { Principal, StackModel, TaskDefinition } from "../graph/types";
import { listed } from "../unknowns/listed";
import { finding, type Finding } from "../findings/finding";
import { type AssumeContext, executionRoleContexts, taskRoleContext } from "./assume-role";
import { inEachPlace, openPlace } from "../graph/places/in-each-place";
import { rolesOf, type RoleProperty } from "./task-roles";

const ACTION = "sts:AssumeRole";

/** A statement that lets ECS assume a role; the condition is AWS's advice for task roles. */
const STATEMENT = `{"Effect": "Allow", "Principal": {"Service": "${ECS_TASKS}"}, "Action": "${ACTION}"}`;

interface AssumedRole {
  principal: Principal;
  properties: Set<RoleProperty>;
  families: Set<string>;
  /** By the property and the places of each task definition that names the role. */
  uses: Map<string, AssumedUse>;
  urn: string;
}

interface AssumedUse {
  /** What comes of it in each place where the task may run. */
  places: TrustDecision[][];
  /** Where these are several: which they are. */
  open: UnknownFact[];
}

/** One finding for each role of the stack's task definitions that ECS may not assume, or may not for certain. */
export function trustFindings(policy: string, model: StackModel): Finding[] {
  return [...assumedRoles(model).values()].flatMap((role) => trustFinding(policy, role) ?? []);
}

const assumedRoles = onceEach((model: StackModel): ReadonlyMap<Principal, AssumedRole> => {
  const roles = new Map<Principal, AssumedRole>();
  for (const task of model.taskDefinitions) {
    for (const [property, reference] of rolesOf(task)) {
      if (reference.state !== "resolved") continue;
      const { principal } = reference;
      const role = roles.get(principal) ?? {
        principal,
        properties: new Set(),
        families: new Set(),
        uses: new Map(),
        urn: task.urn,
      };
      const key = JSON.stringify([property, model.accountsAndRegionsOf(task.resource)]);
      if (!role.uses.has(key)) role.uses.set(key, useOf(model, task, principal, property));
      role.properties.add(property);
      role.families.add(task.family);
      roles.set(principal, role);
    }
  }
  return roles;
});

function trustFinding(policy: string, role: AssumedRole): Finding | undefined {
  const { principal } = role;
  const uses = [...role.uses.values()];
  const decisions = uses.flatMap(({ places }) => places.flat());
  const failed = decisions.filter(({ outcome }) => outcome !== "allowed");
  if (principal.trust && failed.length === 0) return undefined;
  const shared = { urn: principal.urn ?? role.urn, subject: principal.id, actions: [ACTION], key: "assume" };
  const users = `as ${listed([...role.properties].sort())} of ${listed([...role.families].sort())}`;
  if (!principal.trust) {
    const elsewhere: UnknownFact = { kind: "trust-policy-elsewhere", role: principal.id };
    return finding(policy, {
      ...shared,
      verdict: "unproven",
      unknowns: [elsewhere],
      message: `It is not proven that ECS may assume ${principal.id} (${users}): its trust policy is not part of the stack.`,
      remedy: remedyFor(elsewhere),
    });
  }
  const [first] = failed;
  if (!first) return undefined;
  const refused = failed.length === decisions.length && failed.every(({ outcome }) => outcome !== "unproven");
  const open = uses.flatMap((use) => (isAssumableSomewhere(use) ? use.open : []));
  const unknowns = unknownsOf(failed, open);
  const why = refused ? listed(first.reasons) : whyUnproven(unknowns);
  return finding(policy, {
    ...shared,
    verdict: refused ? "violated" : "unproven",
    unknowns,
    message: refused
      ? `ECS (${ECS_TASKS}) may not assume ${principal.id} (${users}).`
      : `It is not proven that ECS (${ECS_TASKS}) may assume ${principal.id} (${users}).`,
    ...whyAndRemedy(principal, why),
  });
}

/**
 * A task role that no task definition of the stack names, and that ECS certainly may not assume; the others are
 * `trustFindings`' matter.
 */
export function refusedTaskRoleFinding(
  policy: string,
  principal: Principal,
  model: StackModel,
): Finding | undefined {
  const isNamed = assumedRoles(model).has(principal);
  if (!principal.trust || isNamed) return undefined;
  const decisions = inEachPlace(model, principal, (view) => assume(principal, taskRoleContext(view)));
  const [decision] = decisions;
  if (!decision || decisions.some(({ outcome }) => outcome !== "denied")) return undefined;
  return finding(policy, {
    urn: principal.urn,
    subject: principal.id,
    actions: [ACTION],
    key: "assume",
    verdict: "violated",
    message: `ECS (${ECS_TASKS}) may not assume ${principal.id}, so that no task can run with it.`,
    ...whyAndRemedy(principal, listed(decision.reasons)),
  });
}

function whyAndRemedy(principal: Principal, why: string): Pick<Finding, "decidedBy" | "remedy"> {
  return (
    unknownTrust(principal) ?? {
      decidedBy: `trust policy of ${principal.id}: ${why}`,
      remedy: `its trust policy needs a statement without further conditions: ${STATEMENT}`,
    }
  );
}

function useOf(
  model: StackModel,
  task: TaskDefinition,
  principal: Principal,
  property: RoleProperty,
): AssumedUse {
  const places = inEachPlace(model, task, (view) =>
    contextsOf(property, view).map((context) => assume(principal, context)),
  );
  return { places, open: openPlace(model, task) };
}

/** Whether the role may be assumed in some of the places where a task may run. */
function isAssumableSomewhere({ places }: AssumedUse): boolean {
  return places.some((decisions) => decisions.every(({ outcome }) => outcome === "allowed"));
}

function contextsOf(property: RoleProperty, view: StackModel): AssumeContext[] {
  return property === "taskRoleArn" ? [taskRoleContext(view)] : executionRoleContexts(view);
}

function assume({ trust }: Principal, context: AssumeContext): TrustDecision {
  const reading = trust?.reading ?? { state: "unknown" };
  return decideTrust(reading, { service: ECS_TASKS, action: ACTION, context: contextOf(context) });
}

const SOURCE_KEYS = ["aws:SourceAccount", "aws:SourceArn"];

/** What is not known; where each request is decided and they differ, whether ECS sends what decides. */
function unknownsOf(decisions: TrustDecision[], open: UnknownFact[]): UnknownFact[] {
  const unknowns = [...open, ...decisions.flatMap((decision) => decision.unknowns)];
  return unknowns.length > 0 ? unknowns : [{ kind: "undocumented-keys", keys: SOURCE_KEYS }];
}

function whyUnproven(unknowns: UnknownFact[]): string {
  if (unknowns.some(({ kind }) => kind !== "undocumented-keys")) return listed(unknowns.map(describeUnknown));
  return (
    `it holds only if ECS sends ${listed(SOURCE_KEYS)}, which AWS documents for task roles and not for ` +
    "execution roles"
  );
}

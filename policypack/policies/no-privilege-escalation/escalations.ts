/** Which statements let a principal raise its own rights, and how. */
import { isServiceRolePolicy, servesAwsAlone } from "../../documents/service-role-policies";
import { grantsOf } from "../../evaluation/decisions/grants";
import type { Access, Condition, DocumentKind, Grant, RequestContext } from "../../evaluation/types";
import { contextFor } from "../../graph/principal-context";
import type { Principal, StackModel } from "../../graph/types";
import type { Escalation } from "./escalation";
import { loansOf } from "./borrowed-rights";
import {
  ANY_MEMBER,
  areAll,
  boundedTargets,
  itself,
  ownTargets,
  reachBeyond,
  restrictedTargets,
  type Targets,
  touch,
} from "./targets";
import {
  PASS_ROLE_SERVICES,
  type PassRoleService,
  BORROWED_RIGHTS,
  type EscalationAction,
  ESCALATION_ACTIONS,
} from "./escalation-actions";

/** Every way that some statement opens; conditions that the stack leaves open count as met. */
export function escalationsOf(model: StackModel, principal: Principal): Escalation[] {
  if (!mayNameService(principal)) return [];
  const all = escalations(model, principal);
  if (!servesAwsAlone(principal, LENDING)) return all;
  return all.filter(({ grant }) => !isServiceRolePolicy(grant.document));
}

/** Services that hand a role's rights to what their users run. */
const LENDING = PASS_ROLE_SERVICES.map(({ service }) => service);

function escalations(model: StackModel, principal: Principal): Escalation[] {
  const context = contextOfIam(model, principal);
  const targets = new LazyTargets(model, principal, context);
  const direct = ESCALATION_ACTIONS.flatMap((escalation) =>
    grantsOf(principal, escalation.action, context)
      .filter(
        (grant) => !isLimited(grant, escalation) && raises(model, principal, escalation, grant, targets),
      )
      .map((grant) => ({ grant, actions: [escalation.action], gain: escalation.gain })),
  );
  const mayPassOpenly = grantsOf(principal, "iam:PassRole", context).some(passesOpenly);
  return [
    ...direct,
    ...loansOf(model, principal, context),
    ...(mayPassOpenly ? PASS_ROLE_SERVICES.flatMap((launch) => launches(model, principal, launch)) : []),
  ];
}

/** The context of requests to IAM, whose Region is not the stack's. */
export function contextOfIam(model: StackModel, principal: Principal): RequestContext {
  return contextFor(model, principal, {
    "aws:RequestedRegion": undefined,
    ...(principal.kind === "group" ? { "aws:username": ANY_MEMBER } : {}),
  });
}

/** A cheap look at the statements' text: nothing here is possible without these services, which most roles do not name. */
function mayNameService({ documents }: Access): boolean {
  return documents.some(
    ({ reading }) =>
      reading.state === "known" &&
      reading.document.statements.some(
        ({ effect, actions: { negated, patterns } }) =>
          effect === "Allow" && (negated || patterns.some(namesService)),
      ),
  );
}

const SERVICES = new Set([
  "iam",
  ...BORROWED_RIGHTS.map(({ action }) => action.slice(0, action.indexOf(":"))),
]);

function namesService(pattern: string): boolean {
  const prefix = pattern.split(":", 1)[0] ?? "";
  return /[*?]/.test(prefix) || SERVICES.has(prefix.toLowerCase());
}

/** Made when the first way asks for them, and once. */
class LazyTargets {
  private made: { own?: Targets; bounded?: Targets; itself?: Targets } = {};

  constructor(
    private readonly model: StackModel,
    private readonly principal: Principal,
    private readonly context: RequestContext,
  ) {}

  get own(): Targets {
    return (this.made.own ??= ownTargets(this.model, this.principal, this.context));
  }

  get bounded(): Targets {
    return (this.made.bounded ??= boundedTargets(this.model, this.principal, this.context));
  }

  /** Not kept: few may do such a thing at all. */
  restricted(action: string): Targets {
    return restrictedTargets(this.model, this.principal, this.context, takenAway(action));
  }

  get itself(): Targets {
    return (this.made.itself ??= itself(this.model, this.principal));
  }
}

/** What kinds of documents an action takes away. */
function takenAway(action: string): DocumentKind[] {
  if (action.includes(":Detach")) return ["customer-managed", "aws-managed"];
  return action.includes(":Delete") ? ["inline"] : ["customer-managed", "aws-managed", "inline"];
}

function raises(
  model: StackModel,
  principal: Principal,
  { action, target, reach }: EscalationAction,
  { resources }: Grant,
  targets: LazyTargets,
): boolean {
  const isAll = areAll(resources, model, target);
  switch (reach) {
    case "bounded":
      return targets.bounded[target].some((pattern) => touch(resources, pattern));
    case "restricted":
      return targets.restricted(action)[target].some((pattern) => touch(resources, pattern));
    case "own":
      return isAll || targets.own[target].some((pattern) => touch(resources, pattern));
    case "other":
      // A role is no member of any group: it gains by giving others rights, which only all groups let it do at will.
      if (action === "iam:AddUserToGroup" && principal.kind === "role") return isAll;
      return reachBeyond(resources, target, targets.itself[target]);
  }
}

/** Whether a condition leaves harmless targets only: principals with a boundary, or policies that are named. */
function isLimited({ openConditions }: Grant, { limitedBy = [] }: EscalationAction): boolean {
  const keys = limitedBy.map((key) => key.toLowerCase());
  return openConditions.some((condition) => keys.includes(condition.key.toLowerCase()) && names(condition));
}

function names({ operator, values }: Condition): boolean {
  return (
    !/not|null/i.test(operator) &&
    values.every((value) => !/^\*$|:policy\/\*$|\/(AdministratorAccess|IAMFullAccess)$/.test(value))
  );
}

/** Passing a role of whatever name to a service that runs what one tells it. */
function launches(
  model: StackModel,
  principal: Principal,
  { service, actions }: PassRoleService,
): Escalation[] {
  const context = contextFor(model, principal, {
    "iam:PassedToService": service,
    "aws:RequestedRegion": undefined,
  });
  const passing = grantsOf(principal, "iam:PassRole", context).filter(passesOpenly);
  if (passing.length === 0) return [];
  const started = actions.map((oneOf) =>
    oneOf.find((action) => grantsOf(principal, action, context).length > 0),
  );
  if (started.includes(undefined)) return [];
  const gain = `run what it likes with every role that it may pass to ${service}`;
  return passing.map((grant) => ({ grant, actions: ["iam:PassRole", ...(started as string[])], gain }));
}

/** Roles that are named completely are a deployer's to pass. */
function passesOpenly({ resources: { negated, patterns } }: Grant): boolean {
  return negated || patterns.some((pattern) => /[*?]/.test(pattern));
}

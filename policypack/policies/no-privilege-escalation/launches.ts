/** Roles of any name that a principal may pass to a service which then does what it is told. */
import { callsItselfBoundary } from "../../documents/self-named-boundary";
import { isServiceRolePolicy } from "../../documents/service-role-policies";
import { isReportedAsWide } from "../../documents/reported-pass-role";
import { ECS_TASKS } from "../../aws/service-principals";
import { grantsOf } from "../../evaluation/decisions/grants";
import type { Grant, NamedDocument, RequestContext } from "../../evaluation/types";
import type { Principal, StackModel } from "../../graph/types";
import type { Escalation } from "./escalation";
import { PASS_ROLE_SERVICES, type PassRoleService } from "./pass-role-services";
import { contextOfIam, type Requests } from "./requests";
import { allOf } from "./targets";

/** Passing roles of whatever name, with what it takes to have a service use them. */
export function launchesOf(model: StackModel, principal: Principal, requests: Requests): Escalation[] {
  if (passedOpenly(model, principal, requests.plain).length === 0) return [];
  const started = PASS_ROLE_SERVICES.flatMap((service) => launches(model, principal, service));
  const told = new Set(started.map(({ grant }) => grant.statement));
  return [...started, ...unnamed(model, principal).filter(({ grant }) => !told.has(grant.statement))];
}

function launches(model: StackModel, principal: Principal, { service, ways }: PassRoleService): Escalation[] {
  const context = contextOfIam(model, principal, { "iam:PassedToService": service });
  const passing = passedOpenly(model, principal, context);
  if (passing.length === 0) return [];
  for (const way of ways) {
    const started = way.map((oneOf) =>
      oneOf.find((action) => grantsOf(principal, action, context).length > 0),
    );
    if (started.includes(undefined)) continue;
    const actions = ["iam:PassRole", ...(started as string[])];
    const gain = `run what it likes with every role that it may pass to ${service}`;
    return passing.map((grant) => ({ grant, actions, gain, source: sourceOf(service) }));
  }
  return [];
}

function sourceOf(service: string): Escalation["source"] {
  return service === ECS_TASKS ? "ecs-roles" : "other-roles";
}

/**
 * Roles that are not named, passed to ECS tasks: what `pass-role-scoped` says of the documents that it sees, where it
 * cannot have said it: of looked-up ones, and where only the whole stack tells what a Deny takes away.
 */
function unnamed(model: StackModel, principal: Principal): Escalation[] {
  const context = contextOfIam(model, principal, { "iam:PassedToService": ECS_TASKS });
  return passedOpenly(model, principal, context)
    .filter(
      (grant) =>
        !isReportedAsWide(model, grant.document) && !isSaidElsewhere(model, principal, grant.document),
    )
    .map((grant) => ({
      grant,
      actions: ["iam:PassRole"],
      gain: "pass roles that are not named to ECS tasks",
      source: "ecs-roles",
    }));
}

function isSaidElsewhere({ byUrn }: StackModel, { kind }: Principal, document: NamedDocument): boolean {
  if (kind === "role" && isServiceRolePolicy(document)) return true;
  const resource = document.urn === undefined ? undefined : byUrn(document.urn);
  return document.kind === "customer-managed" && resource !== undefined && callsItselfBoundary(resource);
}

/** Roles that are named completely are a deployer's to pass. */
function passedOpenly(model: StackModel, principal: Principal, context: RequestContext): Grant[] {
  const inside = grantsOf(principal, "iam:PassRole", context, [allOf(model, "role")]);
  const open = new Set(
    inside.filter(({ resources }) => resources.patterns.some(isOpen)).map(({ statement }) => statement),
  );
  if (open.size === 0) return [];
  return grantsOf(principal, "iam:PassRole", context).filter(({ statement }) => open.has(statement));
}

function isOpen(pattern: string): boolean {
  return /[*?]/.test(pattern);
}

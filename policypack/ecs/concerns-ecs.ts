/** Which principals have to do with ECS. */
import { grantsOf } from "../evaluation/decisions/grants";
import { contextFor } from "../graph/principal-context";
import type { Principal, StackModel } from "../graph/types";
import { ECS_TASKS } from "../aws/service-principals";

/** Services that assume a role on behalf of ECS. */
const OF_ECS = [ECS_TASKS, "ecs.amazonaws.com"];

/** What runs, changes, or serves tasks. */
const ACTS = [
  "ecs:RegisterTaskDefinition",
  "ecs:RunTask",
  "ecs:StartTask",
  "ecs:StopTask",
  "ecs:CreateService",
  "ecs:UpdateService",
  "ecs:DeleteService",
  "ecs:CreateTaskSet",
  "ecs:ExecuteCommand",
  "ecs:RegisterContainerInstance",
  "ecs:Poll",
];

/**
 * Whether a principal has to do with ECS: it is a role of tasks, it deploys, runs or serves them, or it may act on ECS.
 * In a stack that runs tasks that may be any principal that is not a service's role alone, as it may deploy them. So may a
 * principal whose rights are not all known.
 */
export function concernsEcs(model: StackModel, principal: Principal): boolean {
  const services = servicesTrusted(principal);
  if (services?.some((service) => OF_ECS.includes(service)) || isNamedByTask(model, principal)) return true;
  if (!services && (runsTasks(model) || !isComplete(principal))) return true;
  return mayActOnEcs(model, principal);
}

/** The services that alone may assume a role; undefined for whoever else. */
function servicesTrusted({ kind, trust }: Principal): string[] | undefined {
  if (kind !== "role" || trust?.reading.state !== "known") return undefined;
  const allowing = trust.reading.document.statements.filter(({ effect }) => effect === "Allow");
  const isOfServices = allowing.every(
    ({ principals, unknown }) =>
      !unknown &&
      principals?.negated === false &&
      Object.keys(principals.values).every((type) => type === "Service"),
  );
  const services = allowing.flatMap(({ principals }) => principals?.values.Service ?? []);
  return isOfServices && services.length > 0 && !services.some((name) => name.includes("*"))
    ? services
    : undefined;
}

function isNamedByTask({ taskDefinitions }: StackModel, principal: Principal): boolean {
  return taskDefinitions.some(({ taskRole, executionRole }) =>
    [taskRole, executionRole].some((role) => role.state === "resolved" && role.principal === principal),
  );
}

function runsTasks({ taskDefinitions, resources, principals }: StackModel): boolean {
  return (
    taskDefinitions.length > 0 ||
    resources.some(({ type }) => /^aws(-native)?:ecs[:/]/.test(type)) ||
    principals.some((each) => servicesTrusted(each)?.some((service) => OF_ECS.includes(service)))
  );
}

function isComplete({ unknowns, documents }: Principal): boolean {
  return unknowns.length === 0 && documents.every(({ reading }) => reading.state === "known");
}

function mayActOnEcs(model: StackModel, principal: Principal): boolean {
  const context = contextFor(model, principal, {
    "aws:RequestedRegion": undefined,
    "iam:PassedToService": ECS_TASKS,
  });
  return [...ACTS, "iam:PassRole"].some((action) => grantsOf(principal, action, context).length > 0);
}

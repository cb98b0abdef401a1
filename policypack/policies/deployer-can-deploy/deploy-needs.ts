/** What deploying the resources of a stack takes, by the table. */
import { actionFacts } from "../../evaluation/catalogue/actions";
import { UNKNOWN } from "../../evaluation/types";
import { isRecord } from "../../graph/resources/plain";
import { tagsOf } from "../../graph/resources/tags";
import type { PlainResource, StackModel } from "../../graph/types";
import type { RequiredPermission } from "../../permissions/required-permission";
import { propertyUnknown } from "../../unknowns/property-unknown";
import { deployContext } from "./deploy-context";
import { linkedRoleNeed } from "./linked-roles";
import { passNeeds } from "./passed-roles";
import { isSaid } from "./said-properties";
import { standsOn } from "./stands-on";
import { typeRights } from "./table";
import { type FurtherCalls, type Operation, OPERATIONS, type Target, type TypeRights } from "./type-rights";
import { labelOf } from "./resource-label";

/** One action that one operation on a resource takes. */
interface Call {
  action: string;
  target: Target;
  operation: Operation;
  isTagging: boolean;
}

/**
 * What deploying one resource takes, its roles and tags among it; nothing for a type that the table lacks, and for one
 * that another provider than `aws` makes.
 *
 * @param view the stack as it looks from where the resource lies
 * @param operations what is done with it; by default all that a deployment may come to do
 */
export function deployNeeds(
  view: StackModel,
  resource: PlainResource,
  operations: readonly Operation[] = OPERATIONS,
): RequiredPermission[] {
  const row = typeRights(resource.type);
  if (!row) return [];
  const asked = view.isLookedUp(resource) ? operations.filter((each) => each === "read") : operations;
  const calls = callsOf(view, resource, row).filter(({ operation }) => asked.includes(operation));
  const needs = calls.flatMap((call) => needsOf(view, resource, row, call));
  const passes = asked.some((each) => each === "create" || each === "update");
  return withoutRepeats([...needs, ...(passes ? passNeeds(view, resource, row) : [])]);
}

/** What AWS asks for where the account lacks a service-linked role, which the stack cannot tell. */
export function linkedRoleNeeds(view: StackModel, resource: PlainResource): RequiredPermission[] {
  const { linked } = typeRights(resource.type) ?? {};
  return linked === undefined || view.isLookedUp(resource) ? [] : [linkedRoleNeed(view, linked)];
}

function callsOf(view: StackModel, resource: PlainResource, row: TypeRights): Call[] {
  const further = [...(row.also ?? []), ...(row.asked ?? [])].filter((each) => applies(view, resource, each));
  const all = [row, ...further].flatMap((calls) =>
    OPERATIONS.flatMap((operation) =>
      (calls[operation] ?? []).map((action): Call => ({
        action,
        target: calls.on ?? row.on,
        operation,
        isTagging: false,
      })),
    ),
  );
  return isTagged(resource) === false ? all : [...all, ...tagCalls(row)];
}

function applies(view: StackModel, resource: PlainResource, { where, unless }: FurtherCalls): boolean {
  if (where !== undefined) return isSaid(view, resource, where);
  return unless === undefined || !isSaid(view, resource, unless);
}

function tagCalls(row: TypeRights): Call[] {
  if (!row.tags) return [];
  const [tag, untag] = row.tags;
  const target = row.tagsOn ?? row.on;
  const call = (action: string, operation: Operation): Call => ({
    action,
    target,
    operation,
    isTagging: true,
  });
  return [call(tag, "create"), call(tag, "update"), call(untag, "update")];
}

/** Undefined where it is not known whether there are any. */
function isTagged(resource: PlainResource): boolean | undefined {
  const tags = tagsOf(resource);
  if (tags !== UNKNOWN) return Object.keys(tags).length > 0;
  const { props } = resource;
  return isRecord(props.tags) && Object.keys(props.tags).length > 0 ? true : undefined;
}

function needsOf(
  view: StackModel,
  resource: PlainResource,
  row: TypeRights,
  call: Call,
): RequiredPermission[] {
  const { action, target, isTagging } = call;
  const context = deployContext(view, resource, row, action);
  const unknown = isTagging && isTagged(resource) === undefined;
  const isOnNone = actionFacts(action)?.wildcardOnly === true && target === row.on;
  const stands = isOnNone || target === "*" ? [{ arn: "*" }] : standsOn(view, resource, row, target);
  return stands.map(({ arn, open }): RequiredPermission => ({
    kind: "deploy",
    actions: [action],
    resources: [arn],
    ...(context && { context }),
    ...(target === row.on ? { declared: resource } : {}),
    ...(isGroup(arn) ? { grantOn: [arn.replace(/log-stream:$/, "*")] } : {}),
    ...(open && { openResource: open }),
    ...(unknown ? { unknown: propertyUnknown("tags", labelOf(resource)) } : {}),
  }));
}

/** Whether it is a log group with the empty stream that nobody writes behind it: `NAME:*` is customary. */
function isGroup(arn: string): boolean {
  return /:log-group:[^:]+:log-stream:$/.test(arn);
}

/** Several operations ask for the same. */
function withoutRepeats(needs: RequiredPermission[]): RequiredPermission[] {
  const keyOf = ({ actions, resources, context }: RequiredPermission) =>
    JSON.stringify([actions, resources, Object.entries(context ?? {})]);
  return [...new Map(needs.map((need) => [keyOf(need), need])).values()];
}

import { contextOf, whenAsked } from "../evaluation/conditions/request-context";
import type { RequestContext } from "../evaluation/types";
import { type ContextEntries, contextFor } from "../graph/principal-context";
import { requestDestination } from "../graph/request-destination";
import type { Principal, StackModel } from "../graph/types";
import { accessPointEntries } from "./access-points";
import { keyAliasEntries } from "./key-aliases";
import { routeOf } from "./request-route";
import type { RequiredPermission } from "./required-permission";
import { parameterEntries } from "./request-parameters";
import { resourceTagContext } from "./resource-tags";

/**
 * What the requests of a need carry: the usual context of the principal, with the need's own keys, the resource's tags and where the request goes before it.
 */
export function requestContext(
  model: StackModel,
  principal: Principal,
  need: RequiredPermission,
  action: string,
  resource: string,
): RequestContext {
  return whenAsked(() => contextOfNeed(model, principal, need, action, resource));
}

function contextOfNeed(
  model: StackModel,
  principal: Principal,
  need: RequiredPermission,
  action: string,
  resource: string,
): RequestContext {
  const base = contextFor(model, principal);
  const tagged = resourceTagContext(model, { action, resource }, need.declared, base) ?? base;
  const entries = {
    ...destinationEntries(model, action, resource),
    ...routeOf(model, need, action).entries,
    ...accessPointEntries(model, resource),
    ...parameterEntries(model, action),
    ...need.context,
    ...keyAliasEntries(model, resource, need.declared),
  };
  return Object.keys(entries).length === 0 ? tagged : contextOf(entries, tagged);
}

/** Where the request goes, if that is not the stack's own account and Region; what lies in its account is of its organization. */
function destinationEntries(model: StackModel, action: string, resource: string): ContextEntries {
  const destination = requestDestination(model, action, resource);
  const { "aws:RequestedRegion": region, "aws:ResourceAccount": account } = destination;
  const isOwn = account === model.account;
  const organization = model.declared.organization["aws:PrincipalOrgID"];
  return {
    ...(isOwn && region === model.region ? {} : destination),
    ...(isOwn &&
      account !== undefined &&
      organization !== undefined && { "aws:ResourceOrgID": organization }),
  };
}

import { contextOf, whenAsked } from "../evaluation/conditions/request-context";
import type { RequestContext } from "../evaluation/types";
import { type ContextEntries, contextFor } from "../graph/principal-context";
import { requestDestination } from "../graph/request-destination";
import type { StackModel } from "../graph/types";
import { accessPointEntries } from "./access-points";
import { keyAliasEntries } from "./key-aliases";
import { routeOf } from "./request-route";
import type { Asking, NeededRequest } from "./required-permission";
import { parameterEntries } from "./request-parameters";
import { resourceTagContext } from "./resource-tags";

/**
 * What a request carries: what its need says and where it goes, else the tags of the resource, else what all requests of the
 * principal carry.
 */
export function requestContext(by: Asking, request: NeededRequest): RequestContext {
  return whenAsked(() => contextOfRequest(by, request));
}

function contextOfRequest(
  { model, principal }: Asking,
  { need, action, resource }: NeededRequest,
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

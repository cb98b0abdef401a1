import type { UnknownAccess } from "../evaluation/types";
import { idTextOf } from "../unknowns/id-text";
import { declaredSurroundings } from "./declared-surroundings";
import { attachManagedPolicies } from "./principals/attachments";
import type { ModelParts } from "./principals/model-parts";
import { setBoundaries } from "./principals/boundaries";
import { declareExternal } from "./principals/external";
import { AttachedPolicies } from "./principals/attached-policies";
import { attachInlinePolicies } from "./principals/inline-policies";
import type { SetInputs } from "./resources/set-properties";
import { ManagedPolicies } from "./principals/managed-policies";
import { joinGroups } from "./principals/group-memberships";
import { AccountsAndRegions } from "./places/accounts-and-regions";
import { Principals, unnamedPrincipal } from "./principals/principals";
import { Carriers } from "./resource-policies/carriers";
import { ResourcePolicies } from "./resource-policies/resource-policies";
import { ResourceIndex } from "./resources/resource-index";
import type { StackSettings } from "./settings";
import { taskDefinitionsOf } from "./task-definitions";
import type { PlainResource, Reported, StackModel } from "./types";

/** For stacks that are judged by themselves. */
export const NOTHING_REPORTED: Reported = { cause: () => false };

/**
 * The stack as the rules see it. Takes time linear in the number of resources, but for sorting them: whatever order they
 * come in, the model is the same.
 *
 * @param inputs of the resources that `validateResource` has seen, which properties the program set
 * @param reported what the rules on single resources have said of this stack; nothing by default
 */
export function buildModel(
  resources: PlainResource[],
  settings: StackSettings = {},
  inputs: SetInputs = new Map(),
  reported: Reported = NOTHING_REPORTED,
): StackModel {
  const index = new ResourceIndex(resources);
  const places = new AccountsAndRegions(index.all, settings);
  const whole = places.whereKnown();
  const principals = new Principals(index, places);
  const attachments = new AttachedPolicies();
  const parts: ModelParts = {
    index,
    inputs,
    principals,
    attachments,
    policies: new ManagedPolicies(index, places, reported),
  };

  attachManagedPolicies(parts);
  attachInlinePolicies(parts);
  setBoundaries(parts);
  const declared = declareExternal(settings.external ?? [], principals, whole.partition);
  attachments.assignDocuments(principals.all);
  joinGroups(parts, (group) => group.urn !== undefined || group.documents.length > 0 || declared.has(group));
  const taskDefinitions = taskDefinitionsOf(parts);
  for (const principal of principals.all) principal.unknowns = withoutRepeats(principal.unknowns);

  const byId = principals.byId();
  return {
    ...whole,
    resources: index.all,
    principals: principals.all,
    unnamedPrincipals: attachments.unnamedHolders.map(({ kind, by, policy }) =>
      unnamedPrincipal(kind, by, policy),
    ),
    principal: (id) => byId.get(id.toLowerCase()),
    taskDefinitions,
    resourcePolicies: new ResourcePolicies({ index, inputs, carriers: new Carriers(index, places) }),
    declared: declaredSurroundings(settings),
    ofKind: (...kinds) => index.ofKind(...kinds),
    named: (kind, name) => index.named(kind, name),
    byUrn: (urn) => index.byUrn(urn),
    accountsAndRegionsOf: (resource) => places.of(resource),
    reported,
    inputs,
    isLookedUp: ({ urn }) => inputs.size > 0 && !inputs.has(urn),
  };
}

function withoutRepeats(unknowns: UnknownAccess[]): UnknownAccess[] {
  return [...new Map(unknowns.map((unknown) => [idTextOf(unknown.fact), unknown])).values()];
}

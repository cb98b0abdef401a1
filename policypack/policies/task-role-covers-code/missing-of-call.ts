import { actionFacts } from "../../evaluation/catalogue/actions";
import { type MissingPermission, missingPermissionsOf } from "../../permissions/missing-permissions";
import { missingOnOneResource } from "../../permissions/on-one-resource";
import type { Asking, RequiredPermission } from "../../permissions/required-permission";
import { listed } from "../../unknowns/listed";
import type { CodeOfContainer, PlacedCall } from "./code-of-container";

/**
 * What the role lacks for one call; nothing where a resource that may be meant admits it. What the call itself leaves open,
 * such as the prefix that it lists, is not held against the role.
 */
export function missingOfCall(by: Asking, call: PlacedCall, code: CodeOfContainer): MissingPermission[] {
  const facts = actionFacts(call.action);
  // An action that AWS does not have, of a file that another version has written.
  if (!facts) return [];
  const { action } = facts;
  const missing = facts.wildcardOnly
    ? missingOn(by, needOf(action, ["*"], call, code))
    : onSomeResource(by, action, call, code);
  return missing.filter(({ decision }) => !isLeftOpenByCall(decision?.unknowns ?? []));
}

function onSomeResource(
  by: Asking,
  action: string,
  call: PlacedCall,
  code: CodeOfContainer,
): MissingPermission[] {
  const { resources } = call;
  if (resources.length === 0) {
    return missingOnOneResource(by, [action]).map((each) => ({
      ...each,
      need: { ...each.need, ...placed(action, undefined, call, code) },
    }));
  }
  const onEach = resources.map((resource) => missingOn(by, needOf(action, [resource], call, code)));
  return onEach.some(({ length }) => length === 0) ? [] : onEach[0]!;
}

function missingOn(by: Asking, need: RequiredPermission): MissingPermission[] {
  return missingPermissionsOf(by, [need]);
}

function needOf(
  action: string,
  resources: string[],
  call: PlacedCall,
  code: CodeOfContainer,
): RequiredPermission {
  return {
    kind: "actions",
    actions: [action],
    resources,
    anyOfThem: true,
    ...placed(action, resources[0], call, code),
  };
}

function placed(action: string, resource: string | undefined, call: PlacedCall, code: CodeOfContainer) {
  const on = resource === undefined || resource === "*" ? "" : ` on ${resource}`;
  const places = call.places.map(({ file, line }) => `${file}:${line}`);
  return {
    purpose: `perform ${action}${on} (${listed(places, "and", 3)})`,
    place: { family: code.family, container: code.container, code: call.places[0] },
  };
}

/** Conditions on what the request carries, which nobody has read in the code. */
function isLeftOpenByCall(unknowns: readonly { kind: string }[]): boolean {
  return unknowns.length > 0 && unknowns.every(({ kind }) => kind === "condition-key");
}

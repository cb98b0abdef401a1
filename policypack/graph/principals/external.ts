/** Principals that config declares: what is managed elsewhere and still counts. */
import type { PrincipalKind } from "../../aws/iam-arn";
import { nearestManagedPolicies } from "../../evaluation/catalogue/managed-policies";
import { awsResolved, type ResolvedPolicy } from "./managed-policies";
import type { Principals } from "./principals";
import { namedDocument } from "../resources/read-carried";
import { type External, type ExternalPrincipal, isExternalPrincipal } from "../settings";
import type { Principal } from "../types";

/** Adds what config says of principals. @returns those principals */
export function declareExternal(
  declared: External[],
  principals: Principals,
  partition: string | undefined,
): Set<Principal> {
  const known = new Set<Principal>();
  for (const external of declared.filter(isExternalPrincipal)) {
    const [kind, name] = external.principal.split("/") as [PrincipalKind, string];
    const principal = principals.find(kind, name) ?? principals.elsewhere(kind, name);
    if (!principal) continue;
    known.add(principal);
    declare(principal, external, partition ?? "aws");
  }
  return known;
}

function declare(principal: Principal, external: ExternalPrincipal, partition: string): void {
  const { documents = [], awsManagedPolicies = [], trust, tags, boundary } = external;
  documents.forEach((value, index) => {
    const name = `external ${external.principal} documents[${index}]`;
    principal.documents.push(namedDocument({ kind: "external", name, value }));
  });
  principal.attachedPolicies = (principal.attachedPolicies ?? 0) + awsManagedPolicies.length;
  for (const named of awsManagedPolicies) {
    const { document, unknown } = awsPolicy(named, partition);
    if (document) principal.documents.push(document);
    else principal.unknowns.push(unknown);
  }
  if (trust !== undefined && !principal.trust) {
    principal.trust = namedDocument({ kind: "trust", name: principal.name, value: trust });
  }
  if (tags && !principal.urn) principal.tags = tags;
  if (boundary !== undefined && !principal.urn) {
    const name = `external ${external.principal} boundary`;
    principal.boundary = { ...namedDocument({ kind: "external", name, value: boundary }), kind: "boundary" };
  }
}

/** By ARN, or by name whatever the path. */
function awsPolicy(named: string, partition: string): ResolvedPolicy {
  if (named.startsWith("arn:")) return awsResolved(named);
  const nearest = nearestManagedPolicies(named, 1).find((policy) => policy.endsWith(named));
  const isIt = nearest === named || nearest?.endsWith(`/${named}`);
  return awsResolved(`arn:${partition}:iam::aws:policy/${isIt ? nearest : named}`);
}

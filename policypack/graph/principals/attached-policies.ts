/** What is attached to each principal, before and after exclusive lists take away what they do not name. */
import type { PrincipalKind } from "../../aws/iam-arn";
import type { NamedDocument, UnknownAccess } from "../../evaluation/types";
import type { ResolvedPolicy } from "./managed-policies";
import { mayDeny } from "../resources/read-carried";
import type { PlainResource, Principal } from "../types";

/** The resource on whose account the provider takes policies away, as messages call it. */
interface Remover {
  by: string;
  urn: string;
}

/** How a policy hangs on a principal. */
export type PolicyType = "managed" | "inline";

/** What one principal has attached: managed policies by policy, inline ones by name, so that what is attached twice counts once. */
class Holding {
  readonly attached: Record<PolicyType, Map<string, ResolvedPolicy>> = {
    managed: new Map(),
    inline: new Map(),
  };
  readonly exclusive: Record<PolicyType, (Remover & { keeps: Set<string> })[]> = { managed: [], inline: [] };
}

export class AttachedPolicies {
  /** What is attached to somebody of whom nothing is known, with the resource that does so. */
  readonly unnamedHolders: { kind: PrincipalKind; by: PlainResource; policy: ResolvedPolicy }[] = [];
  private readonly byPrincipal = new Map<Principal, Holding>();
  private readonly soleHolders = new Map<string, (Remover & { holders: Set<Principal> })[]>();
  private readonly unresolved = new Map<PrincipalKind, UnknownAccess[]>();

  attach(principal: Principal, type: PolicyType, policy: ResolvedPolicy): void {
    const attached = this.of(principal).attached[type];
    const other = type === "inline" ? attached.get(policy.key) : undefined;
    attached.set(policy.key, other ? eitherOf(other, policy) : policy);
  }

  /** Attaches what an output shows, unless a resource says what is attached there. */
  assume(principal: Principal, type: PolicyType, policy: ResolvedPolicy): void {
    const attached = this.of(principal).attached[type];
    if (!attached.has(policy.key)) attached.set(policy.key, policy);
  }

  /** The provider takes every other policy of that type away from the principal. */
  keepOnly(principal: Principal, type: PolicyType, exclusive: Remover & { keeps: Set<string> }): void {
    this.of(principal).exclusive[type].push(exclusive);
  }

  /** The provider takes the managed policy away from everyone else. */
  holdOnlyBy(policy: string, holders: Remover & { holders: Set<Principal> }): void {
    this.soleHolders.set(policy, [...(this.soleHolders.get(policy) ?? []), holders]);
  }

  /** Something is attached to a principal of that kind of which it is not known which one it is. */
  addUnresolvedAttachment(kind: PrincipalKind, unknown: UnknownAccess): void {
    const sameKind = this.unresolved.get(kind);
    if (sameKind) sameKind.push(unknown);
    else this.unresolved.set(kind, [unknown]);
  }

  /** Hands each principal its documents, and what is not known of them. */
  assignDocuments(principals: Principal[]): void {
    for (const [principal, holding] of this.byPrincipal) {
      principal.attachedPolicies = (principal.attachedPolicies ?? 0) + holding.attached.managed.size;
      markPossiblyOverwritten(holding.attached.inline);
      for (const type of ["managed", "inline"] as const) {
        for (const policy of holding.attached[type].values()) this.hand(principal, holding, type, policy);
      }
    }
    for (const [kind, unresolved] of this.unresolved) {
      const unknown = several(unresolved);
      for (const principal of principals) if (principal.kind === kind) principal.unknowns.push(unknown);
    }
  }

  private hand(principal: Principal, holding: Holding, type: PolicyType, policy: ResolvedPolicy): void {
    if (policy.unknown) {
      principal.unknowns.push(policy.unknown);
      return;
    }
    const remover =
      holding.exclusive[type].find(({ keeps }) => !keeps.has(policy.key)) ??
      this.soleHolders.get(policy.key)?.find(({ holders }) => !holders.has(principal));
    if (remover) principal.unknowns.push(conflict(policy.document, remover));
    else principal.documents.push(policy.document);
  }

  private of(principal: Principal): Holding {
    let holding = this.byPrincipal.get(principal);
    if (!holding) this.byPrincipal.set(principal, (holding = new Holding()));
    return holding;
  }
}

/** Two resources that write the same inline policy: the last one wins, whichever that is. */
function eitherOf(one: ResolvedPolicy, other: ResolvedPolicy): ResolvedPolicy {
  const [first, second] = [one.document, other.document];
  if (!first || !second || first.urn === second.urn) return one;
  const unknown: UnknownAccess = {
    fact: { kind: "inline-policy-written-twice", policy: first.name },
    urn: second.urn,
    deniesNothing: !mayDeny(first) && !mayDeny(second),
  };
  return { key: one.key, unknown };
}

/** An inline policy that is named later may turn out to have the name of any other, and the last one wins. */
function markPossiblyOverwritten(inline: Map<string, ResolvedPolicy>): void {
  const [by] = [...inline.values()].flatMap((policy) => (policy.document && policy.namedLater) ?? []);
  if (by === undefined || inline.size < 2) return;
  for (const [key, { document }] of inline) {
    if (!document) continue;
    const fact = { kind: "inline-policy-named-later" as const, policy: document.name, by };
    inline.set(key, { key, unknown: { fact, urn: document.urn, deniesNothing: !mayDeny(document) } });
  }
}

function conflict(document: NamedDocument, { by, urn }: Remover): UnknownAccess {
  return {
    fact: { kind: "policy-taken-away", policy: document.name, by },
    urn,
    deniesNothing: !mayDeny(document),
  };
}

/** As one, for everybody whom they may concern. */
function several(unknowns: UnknownAccess[]): UnknownAccess {
  const [first, ...others] = unknowns as [UnknownAccess, ...UnknownAccess[]];
  return {
    ...first,
    fact:
      others.length === 0
        ? first.fact
        : { kind: "several", first: first.fact, others: others.map(({ fact }) => fact) },
    deniesNothing: unknowns.every(({ deniesNothing }) => deniesNothing === true),
  };
}

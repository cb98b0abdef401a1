/** Findings on needs that are not met: one for each principal and cause. */
import type { Decision, NearMiss } from "../evaluation/types";
import type { Principal } from "../graph/types";
import { finding, type Finding } from "../verdicts/finding";
import { documentName, listed, statementName } from "./names";
import type { Shortfall } from "./shortfalls";
import { statementsFor } from "./statements";

export interface Judgement {
  /** The policy that judges. */
  policy: string;
  principal: Principal;
  shortfalls: readonly Shortfall[];
  /** The resource to point at where the stack does not create the principal. */
  urn?: string;
  /** Where this project's stack config grants it, e.g. `tasks[].taskRole.access.tables`; appended to the remedy. */
  configKey?: string;
}

/** One finding for each Deny that refuses, one for the boundary, one for what nothing allows, one for each doubt. */
export function needFindings(judgement: Judgement): Finding[] {
  const causes = new Map<string, Shortfall[]>();
  for (const shortfall of judgement.shortfalls) {
    const cause = causeOf(shortfall);
    causes.set(cause, [...(causes.get(cause) ?? []), shortfall]);
  }
  return [...causes.values()].map((shortfalls) => causeFinding({ ...judgement, shortfalls }));
}

/** What shortfalls with one remedy have in common. */
function causeOf(shortfall: Shortfall): string {
  const { decision } = shortfall;
  if (!decision || isUnproven(shortfall)) return JSON.stringify(["unproven", doubtsOf(shortfall)]);
  const { outcome, decidedBy } = decision;
  if (outcome !== "explicitly-denied" || !decidedBy) return JSON.stringify([outcome]);
  const { document, statement } = decidedBy;
  return JSON.stringify([outcome, document.kind, document.name, document.urn, statement.index]);
}

/** A Deny refuses whatever the unclear part turns out to be; all else may yet be right. */
function isUnproven({ need, decision }: Shortfall): boolean {
  if (!decision || decision.outcome === "unproven") return true;
  return need.unclear !== undefined && decision.outcome !== "explicitly-denied";
}

function doubtsOf({ need, decision }: Shortfall): string[] {
  const unclear = need.unclear === undefined ? [] : [need.unclear];
  return [...new Set([...unclear, ...(decision?.unproven ?? [])])].sort();
}

function causeFinding(judgement: Judgement): Finding {
  const [first] = judgement.shortfalls;
  if (!first?.decision || isUnproven(first)) return unprovenFinding(judgement);
  if (first.decision.outcome === "explicitly-denied") return deniedFinding(judgement, first.decision);
  if (first.decision.outcome === "boundary-denied") return boundaryFinding(judgement, first.decision);
  return missingFinding(judgement);
}

function missingFinding(judgement: Judgement): Finding {
  const { principal, shortfalls, configKey } = judgement;
  const { documents } = principal;
  const nearest = nearestOf(shortfalls);
  const target = nearest
    .map(({ document }) => document)
    .concat(documents)
    .find(({ kind }) => isOwn(kind));
  const where = target ? `add to ${documentName(target)}` : `give ${principal.id} a policy with`;
  return finding(judgement.policy, {
    ...shared(judgement),
    verdict: "violated",
    what: `${principal.id} may not ${purposesOf(shortfalls)}: ${nothingAllows(principal)}.`,
    decidedBy:
      [...new Set(nearest.map((miss) => `${statementName(miss)}: ${miss.why}`))].slice(0, 3).join("; ") ||
      undefined,
    remedy: `${where}: ${statementsFor(shortfalls)}${configKey ? ` (in this project's stack config: ${configKey})` : ""}`,
  });
}

function isOwn(kind: string): boolean {
  return kind === "customer-managed" || kind === "inline";
}

function nothingAllows({ documents, id }: Principal): string {
  if (documents.length === 0) return `no policy is attached to ${id}`;
  return `nothing allows it in ${listed(documents.map(documentName), "or")}`;
}

function nearestOf(shortfalls: readonly Shortfall[]): NearMiss[] {
  return shortfalls.flatMap(({ decision }) => decision?.nearMisses ?? []);
}

function deniedFinding(judgement: Judgement, { decidedBy }: Decision): Finding {
  const { principal, shortfalls } = judgement;
  const by = decidedBy ? statementName(decidedBy) : "a Deny statement";
  const actions = listed(actionsOf(shortfalls));
  return finding(judgement.policy, {
    ...shared(judgement),
    verdict: "violated",
    what: `${principal.id} may not ${purposesOf(shortfalls)}: the ${by} refuses it.`,
    decidedBy: by,
    remedy: `take ${actions} out of that Deny, or narrow its Resource or Condition so that it spares ${listed(resourcesOf(shortfalls))}`,
  });
}

function boundaryFinding(judgement: Judgement, { decidedBy }: Decision): Finding {
  const { principal, shortfalls } = judgement;
  const boundary = principal.boundary ? documentName(principal.boundary) : "permissions boundary";
  const granted = decidedBy ? `; the policies do (${statementName(decidedBy)})` : "";
  return finding(judgement.policy, {
    ...shared(judgement),
    verdict: "violated",
    what: `${principal.id} may not ${purposesOf(shortfalls)}: its ${boundary} does not allow it.`,
    decidedBy: `${boundary} does not allow it${granted}`,
    remedy: `add to ${boundary}: ${statementsFor(shortfalls)}`,
  });
}

function unprovenFinding(judgement: Judgement): Finding {
  const { principal, shortfalls } = judgement;
  const doubts = [...new Set(shortfalls.flatMap(doubtsOf))].sort();
  return finding(judgement.policy, {
    ...shared(judgement),
    key: JSON.stringify([actionsOf(shortfalls), resourcesOf(shortfalls), doubts]),
    verdict: "unproven",
    what: `It is not proven that ${principal.id} may ${purposesOf(shortfalls)}: not known is ${listed(doubts)}.`,
    decidedBy: doubts.length > 0 ? `not known: ${doubts.join("; ")}` : undefined,
    remedy:
      "make it known at preview (names and ARNs written out instead of another resource's output), or declare what " +
      `is managed outside the stack under "external" in the pack's config`,
  });
}

function shared({ principal, shortfalls, urn }: Judgement) {
  return {
    urn: principal.urn ?? urn,
    subject: principal.id,
    actions: actionsOf(shortfalls),
    resources: resourcesOf(shortfalls),
  };
}

/** What the principal may not, as a verb phrase. */
export function purposesOf(shortfalls: readonly Shortfall[]): string {
  const purposes = shortfalls.flatMap(({ need }) => need.purpose ?? []).sort();
  const plain = shortfalls.filter(({ need }) => need.purpose === undefined);
  const bare =
    plain.length === 0
      ? []
      : [`perform ${listed(actionsOf(plain), "or", 8)} on ${listed(resourcesOf(plain), "or")}`];
  return listed([...bare, ...purposes], "or");
}

function actionsOf(shortfalls: readonly Shortfall[]): string[] {
  return [...new Set(shortfalls.flatMap(({ action }) => action ?? []))].sort();
}

function resourcesOf(shortfalls: readonly Shortfall[]): string[] {
  return [...new Set(shortfalls.flatMap(({ resource }) => resource ?? []))].sort();
}

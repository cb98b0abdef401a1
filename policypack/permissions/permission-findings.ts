/** Findings on needs that are not met: one for each principal and cause. */
import type { Decision, NearMiss, Outcome } from "../evaluation/types";
import type { Principal } from "../graph/types";
import { finding, type Finding } from "../findings/finding";
import { type FindingPlace, placeOfStatements } from "../findings/place";
import { configKeysFor } from "./config-keys";
import { denyRemedy } from "./deny-remedy";
import { describeUnknown, sorted } from "../unknowns/describe";
import { idTextOf } from "../unknowns/id-text";
import { isOfOtherSide } from "../unknowns/resolution";
import { remediesFor } from "../unknowns/remedy";
import type { UnknownFact } from "../unknowns/unknown-fact";
import { documentName, statementName } from "../findings/names";
import { listed } from "../unknowns/listed";
import type { Judgement } from "./judgement";
import type { MissingPermission } from "./missing-permissions";
import type { RequiredPermission } from "./required-permission";
import { isOwn, roomFor } from "./room-for-statement";
import { statementsFor } from "./statements-to-paste";
import { type Withheld, withheldBy, withholdingKey } from "./withheld-findings";

/** One finding for each Deny that refuses, one for the boundary, one for what nothing allows, one for each set of unknowns. */
export function permissionFindings(judgement: Judgement): Finding[] {
  const causes = new Map<string, MissingPermission[]>();
  for (const missing of judgement.missing) {
    const cause = causeOf(missing);
    causes.set(cause, [...(causes.get(cause) ?? []), missing]);
  }
  return [...causes.values()].map((missing) => causeFinding({ ...judgement, missing }));
}

/** What missing permissions with one remedy have in common. */
function causeOf(missing: MissingPermission): string {
  const { decision } = missing;
  if (!decision || isUnproven(missing))
    return JSON.stringify(["unproven", unknownsOf([missing]).map(idTextOf)]);
  const { outcome, decidedBy } = decision;
  if (outcome !== "explicitly-denied" || !decidedBy) {
    const isOthers = outcome !== "boundary-denied" && outcome !== "implicitly-denied";
    return JSON.stringify([outcome, ...(isOthers ? [missing.on, ...withholdingKey(decision)] : [])]);
  }
  const { document, statement } = decidedBy;
  return JSON.stringify([outcome, document.kind, document.name, document.urn, statement.index]);
}

function isUnproven({ need, decision }: MissingPermission): boolean {
  if (!decision || decision.outcome === "unproven") return true;
  return need.unknown !== undefined && !isRefusedWhatever(need, decision.outcome);
}

/** A Deny refuses whatever the unknown part turns out to be; so does the policy of a key whose ARN alone is not known. */
function isRefusedWhatever({ unknown, declared }: RequiredPermission, outcome: Outcome): boolean {
  if (outcome === "explicitly-denied") return true;
  return outcome === "resource-denied" && declared !== undefined && unknown?.kind === "encryption-key-arn";
}

function unknownsOf(missing: readonly MissingPermission[]): UnknownFact[] {
  return sorted(
    missing.flatMap(({ need, decision }) => [need.unknown ?? [], decision?.unknowns ?? []].flat()),
  );
}

function causeFinding(judgement: Judgement): Finding {
  const [first] = judgement.missing;
  if (!first?.decision || isUnproven(first)) return unprovenFinding(judgement);
  if (first.decision.outcome === "explicitly-denied") return deniedFinding(judgement, first.decision);
  if (first.decision.outcome === "boundary-denied") return boundaryFinding(judgement, first.decision);
  const withheld = withheldBy(judgement, first.decision);
  if (withheld) return withheldFinding(judgement, withheld);
  return missingFinding(judgement);
}

function missingFinding(judgement: Judgement): Finding {
  const { model, principal, missing } = judgement;
  const keys = configKeysFor(model, principal, actionsOf(missing));
  const nearest = nearestOf(missing);
  const shownNearest = nearest.slice(0, 2);
  const target =
    nearest.map(({ document }) => document).find(isOwn) ?? roomFor(judgement, actionsOf(missing));
  const where = target ? `add to ${documentName(target)}` : `give ${principal.id} a policy with`;
  return finding(judgement.policy, {
    ...shared(judgement),
    verdict: "violated",
    place: { ...placeOfNeed(missing), ...placeOfStatements(shownNearest) },
    message: `${principal.id} may not ${purposesOf(missing)}.`,
    decidedBy: [
      nothingAllows(principal),
      ...shownNearest.map((miss) => `nearest is the ${statementName(miss)}: ${miss.why}`),
    ].join("; "),
    remedy: `${where}: ${statementsFor(missing)}${keys.length > 0 ? ` (in the stack's config: ${listed(keys)})` : ""}`,
  });
}

function nothingAllows({ documents, id }: Principal): string {
  if (documents.length === 0) return `nothing: no policy is attached to ${id}`;
  return `nothing allows it in ${listed(documents.map(documentName), "or")}`;
}

/** Each statement once, those that are about everything last. */
function nearestOf(missing: readonly MissingPermission[]): NearMiss[] {
  const misses = missing.flatMap(({ decision }) => decision?.nearMisses ?? []);
  const unique = [...new Map(misses.map((miss) => [miss.statement, miss])).values()];
  const isGeneral = ({ statement }: NearMiss) => Number(statement.resources?.patterns.includes("*") ?? false);
  return unique.sort((one, other) => isGeneral(one) - isGeneral(other));
}

function deniedFinding(judgement: Judgement, { decidedBy }: Decision): Finding {
  const { principal, missing } = judgement;
  return finding(judgement.policy, {
    ...shared(judgement),
    verdict: "violated",
    place: { ...placeOfNeed(missing), ...placeOfStatements(decidedBy ? [decidedBy] : []) },
    message: `${principal.id} may not ${purposesOf(missing)}: it is denied.`,
    decidedBy: decidedBy ? statementName(decidedBy) : "a Deny statement",
    remedy: denyRemedy(principal, actionsOf(missing), resourcesOf(missing), decidedBy),
  });
}

function boundaryFinding(judgement: Judgement, { decidedBy }: Decision): Finding {
  const { principal, missing } = judgement;
  const boundary = principal.boundary ? documentName(principal.boundary) : "permissions boundary";
  const granted = decidedBy ? `; the policies do (${statementName(decidedBy)})` : "";
  return finding(judgement.policy, {
    ...shared(judgement),
    verdict: "violated",
    place: { ...placeOfNeed(missing), ...placeOfStatements(decidedBy ? [decidedBy] : []) },
    message: `${principal.id} may not ${purposesOf(missing)}: its permissions boundary leaves it out.`,
    decidedBy: `${boundary}, which does not allow it${granted}`,
    remedy: `add to ${boundary}: ${statementsFor(missing)}`,
  });
}

function withheldFinding(judgement: Judgement, { why, decidedBy, remedy }: Withheld): Finding {
  const { principal, missing } = judgement;
  return finding(judgement.policy, {
    ...shared(judgement),
    verdict: "violated",
    place: placeOfNeed(missing),
    message: `${principal.id} may not ${purposesOf(missing)}: ${why}.`,
    decidedBy,
    remedy,
  });
}

function unprovenFinding(judgement: Judgement): Finding {
  const { principal, missing } = judgement;
  const unknowns = unknownsOf(missing);
  return finding(judgement.policy, {
    ...shared(judgement),
    key: JSON.stringify([actionsOf(missing), resourcesOf(missing), unknowns.map(idTextOf)]),
    verdict: "unproven",
    ...(unknowns.every(isOfOtherSide) && { level: "advisory" as const }),
    unknowns,
    place: placeOfNeed(missing),
    message: `It is not proven that ${principal.id} may ${purposesOf(missing)}.`,
    decidedBy: `not known: ${unknowns.map(describeUnknown).join("; ")}`,
    remedy: remediesFor(unknowns),
  });
}

/** Where the first of what is missing is needed. */
function placeOfNeed(missing: readonly MissingPermission[]): FindingPlace | undefined {
  return missing.find(({ need }) => need.place)?.need.place;
}

function shared({ principal, missing, urn, standsOn }: Judgement) {
  return {
    urn: standsOn ?? principal.urn ?? urn,
    subject: principal.id,
    actions: actionsOf(missing),
    resources: resourcesOf(missing),
  };
}

/** What the principal may not, as a verb phrase. */
export function purposesOf(missing: readonly MissingPermission[]): string {
  const purposes = [...new Set(missing.flatMap(({ need }) => need.purpose ?? []))].sort();
  const plain = missing.filter(({ need }) => need.purpose === undefined);
  const bare =
    plain.length === 0
      ? []
      : [`perform ${listed(actionsOf(plain), "or", 3)} on ${listed(resourcesOf(plain), "or", 3)}`];
  return listed([...bare, ...purposes], "or");
}

function actionsOf(missing: readonly MissingPermission[]): string[] {
  return [...new Set(missing.flatMap(({ action }) => action ?? []))].sort();
}

function resourcesOf(missing: readonly MissingPermission[]): string[] {
  return [...new Set(missing.flatMap(({ resource }) => resource ?? []))].sort();
}

/** Whether services of AWS can assume the roles that resources name for them. */
import { contextOf } from "../evaluation/conditions/request-context";
import { decideTrust, type TrustDecision } from "../evaluation/decisions/trust";
import { finding, type Finding } from "../findings/finding";
import { listed } from "../unknowns/listed";
import { inEachPlace, openPlace } from "../graph/places/in-each-place";
import type { Reading } from "../evaluation/types";
import type { StackModel } from "../graph/types";
import type { ResolvedUse } from "./role-use";
import { describeUnknown } from "../unknowns/describe";
import type { UnknownFact } from "../unknowns/unknown-fact";
import { unknownTrust } from "./unknown-trust";

const ACTION = "sts:AssumeRole";

/** One finding for each role and service that may not assume it, or may not for certain. */
export function serviceTrustFindings(policy: string, uses: readonly ResolvedUse[]): Finding[] {
  const failed = new Map<string, ResolvedUse[]>();
  for (const each of uses) {
    if (isAssumedBy(each)) continue;
    const key = JSON.stringify([each.principal.id, each.principal.urn, each.use.service?.principals[0]]);
    failed.set(key, [...(failed.get(key) ?? []), each]);
  }
  return [...failed.values()].flatMap((same) => trustFinding(policy, same) ?? []);
}

/** Whether it may for certain; true where no service assumes the role. */
function isAssumedBy(use: ResolvedUse): boolean {
  return decisionsOn(use).every(({ outcome }) => outcome === "allowed");
}

/** What comes of it wherever the resource may lie; none where no service assumes the role. */
function decisionsOn(resolved: ResolvedUse): TrustDecision[] {
  const { model, use } = resolved;
  const places = inEachPlace(model, use.by, (view) => decisionsIn(view, resolved));
  const outcomes = new Set(places.flat().map(({ outcome }) => outcome));
  if (outcomes.size < 2) return places[0] ?? [];
  const unknowns = [openPlace(model, use.by), ...places.flat().map((decision) => decision.unknowns)].flat();
  return [{ outcome: "unproven", reasons: [], unknowns }];
}

/** The best of what the service's principals and contexts come to. */
function decisionsIn(view: StackModel, { use, principal }: ResolvedUse): TrustDecision[] {
  if (!use.service) return [];
  if (!principal.trust) {
    const unknown: UnknownFact = { kind: "trust-policy-elsewhere", role: principal.id };
    return [{ outcome: "unproven", reasons: [], unknowns: [unknown] }];
  }
  const { reading } = principal.trust;
  const contexts = use.assumeContexts(view).map((sent) => contextOf(sent));
  const decisionsFor = (principals: string[]) =>
    principals.flatMap((service) =>
      contexts.map((context) => decideTrust(reading, { service, action: ACTION, context })),
    );
  const decisions = decisionsFor(use.service.principals);
  const best = (["allowed", "unproven", "denied"] as const).flatMap(
    (outcome) => decisions.find((decision) => decision.outcome === outcome) ?? [],
  );
  if (best[0]?.outcome === "denied" && use.service.inSomeRegion) {
    const possible = decisionsFor(regionalPrincipals(reading, use.service.inSomeRegion.prefix));
    if (possible.some(({ outcome }) => outcome !== "denied"))
      return [{ outcome: "unproven", reasons: [], unknowns: [openRegion(use.service.inSomeRegion.of)] }];
  }
  return best.slice(0, 1);
}

/** The principals of a service in single Regions that a trust policy names. */
function regionalPrincipals(reading: Reading, prefix: string): string[] {
  if (reading.state !== "known") return [];
  const named = reading.document.statements.flatMap(({ principals }) => principals?.values.Service ?? []);
  return named.filter((name) => name.startsWith(`${prefix}.`) && /^[^.]+\.[a-z]+(-[a-z]+)+-\d+\./.test(name));
}

function openRegion(of: string): UnknownFact {
  return { kind: "part", part: `the Region of ${of}` };
}

function trustFinding(policy: string, uses: readonly ResolvedUse[]): Finding | undefined {
  const [first] = uses;
  const service = first?.use.service;
  if (!first || !service) return undefined;
  const { principal } = first;
  const decisions = uses.flatMap(decisionsOn);
  const denied = decisions.filter(({ outcome }) => outcome === "denied");
  const isRefused = denied.length > 0;
  const said = `${service.name} (${service.principals[0]}) may ${isRefused ? "not " : ""}assume ${principal.id}`;
  const users = listed(uses.map(({ use }) => `${use.property} of ${use.what}`));
  return finding(policy, {
    verdict: isRefused ? "violated" : "unproven",
    unknowns: decisions.flatMap(({ unknowns }) => unknowns),
    urn: first.use.by.urn,
    subject: principal.id,
    actions: [ACTION],
    key: `assume ${service.principals[0]}`,
    message: `${isRefused ? "" : "It is not proven that "}${said}, the ${users}.`,
    ...whyAndRemedy(first, isRefused ? denied : decisions),
  });
}

function whyAndRemedy(
  use: ResolvedUse,
  decisions: readonly TrustDecision[],
): Pick<Finding, "decidedBy" | "remedy"> {
  const unknown = unknownTrust(use.principal);
  if (unknown) return unknown;
  const why = decisions.flatMap(({ reasons, unknowns }) => [...reasons, ...unknowns.map(describeUnknown)]);
  return {
    decidedBy: `trust policy of ${use.principal.id}: ${listed(why)}`,
    remedy: `its trust policy needs ${statementFor(use)}`,
  };
}

/** With the conditions that the service is known to meet. */
function statementFor({ use, model }: ResolvedUse): string {
  const [principal] = use.service?.principals ?? [];
  const [context = {}] = inEachPlace(model, use.by, (view) => use.assumeContexts(view)[0]);
  const sent = Object.entries(context).filter(
    (entry): entry is [string, string] => typeof entry[1] === "string" && entry[0].startsWith("aws:Source"),
  );
  const statement = `{"Effect": "Allow", "Principal": {"Service": "${principal}"}, "Action": "${ACTION}"}`;
  if (sent.length === 0) return `a statement without further conditions: ${statement}`;
  return `${statement}; a condition in it must admit what the service sends: ${sent.map((pair) => pair.join(" ")).join(", ")}`;
}

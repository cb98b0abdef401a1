/** From what a rule finds to what is reported: exemptions, and what is deferred to the update. */
import { deferredFinding, type Deferring, isDecidedInUpdate, placeOf } from "../findings/deferred";
import { applyExemptions, type Exemption } from "../findings/exemptions";
import type { Finding } from "../findings/finding";
import type { Deferrals } from "./deferrals";

/** What a rule has found, and what decides how it is reported. */
export interface Judged {
  rule: Deferring;
  findings: Finding[];
  exemptions: Exemption[];
  /** Of the run; undefined where nothing is deferred. */
  deferrals: Deferrals | undefined;
  /** `YYYY-MM-DD` */
  today: string;
}

/** What is reported: an exempted finding is left out or advisory, and one that the update decides is deferred. */
export function settle({ rule, findings, exemptions, deferrals, today }: Judged): Finding[] {
  if (findings.length === 0) return [];
  const exempted = new Set(exemptions.map(({ id }) => id));
  const isDeferred = (found: Finding) =>
    deferrals !== undefined && isDecidedInUpdate(found) && !exempted.has(found.id);
  const standing = findings.filter((found) => !isDeferred(found));
  const deferred = byPlace(findings.filter(isDeferred))
    .filter((ofPlace) => deferrals && isToBeSaid(rule, ofPlace, deferrals))
    .map((ofPlace) => deferredFinding(rule, ofPlace));
  return applyExemptions(rule.name, [...standing, ...deferred], exemptions, today);
}

/** One finding a resource says what is deferred: that of the first policy, and of the stack only what is left open there. */
function isToBeSaid(
  { name, kind }: Deferring,
  findings: [Finding, ...Finding[]],
  deferrals: Deferrals,
): boolean {
  const isFirst = deferrals.add(name, placeOf(findings[0]));
  if (kind === "stack") return isFirst && !deferrals.isAllSaid(findings);
  if (isFirst) deferrals.addOpen(findings);
  return isFirst;
}

function byPlace(findings: Finding[]): [Finding, ...Finding[]][] {
  const places = new Map<string, [Finding, ...Finding[]]>();
  for (const found of findings) {
    const others = places.get(placeOf(found));
    if (others) others.push(found);
    else places.set(placeOf(found), [found]);
  }
  return [...places.values()];
}

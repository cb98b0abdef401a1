/** From what a rule finds to what is reported: exemptions, and what is deferred to the update. */
import { deferredFinding, type Deferring, isDecidedInUpdate, placeOf } from "../findings/deferred";
import { applyExemptions, type Exemption } from "../findings/exemptions";
import type { Finding } from "../findings/finding";
import type { Deferrals } from "./deferrals";

/**
 * @param deferrals of the run; undefined where nothing is deferred
 * @param today `YYYY-MM-DD`
 */
export function settle(
  rule: Deferring,
  judged: Finding[],
  exemptions: Exemption[],
  deferrals: Deferrals | undefined,
  today: string,
): Finding[] {
  if (judged.length === 0) return [];
  const exempted = new Set(exemptions.map(({ id }) => id));
  const isDeferred = (found: Finding) =>
    deferrals !== undefined && isDecidedInUpdate(found) && !exempted.has(found.id);
  const standing = judged.filter((found) => !isDeferred(found));
  const deferred = byPlace(judged.filter(isDeferred))
    .filter((findings) => deferrals && isToBeSaid(rule, findings, deferrals))
    .map((findings) => deferredFinding(rule, findings));
  return applyExemptions(rule.name, [...standing, ...deferred], exemptions, today);
}

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

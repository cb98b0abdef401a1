/** What the policies on single resources have reported in a run, at mandatory level. */
import { causeKey, type SharedCause } from "../findings/shared-causes";
import type { Finding } from "../findings/finding";
import type { Reported } from "../graph/types";
import { type ConfiguredPack, isMandatory, isMandatoryPolicy } from "./configured-pack";

/** What one policy has reported of one resource. */
interface ReportOnResource {
  /** Of the findings that stand at mandatory level, the causes that other rules meet too. */
  causes: Set<string>;
}

/** More than any stack has; beyond, nothing more is kept, and every rule speaks for itself. */
const MOST_KEPT = 100_000;

export class Reports implements Reported {
  private readonly byPlace = new Map<string, ReportOnResource>();

  /** @param pack as it is configured in this run */
  constructor(private readonly pack: ConfiguredPack) {}

  /** Keeps what a policy has found on a resource, before exemptions. */
  keep(policy: string, urn: string, findings: Finding[]): void {
    const place = placeOf(policy, urn);
    this.byPlace.delete(place);
    if (!isMandatoryPolicy(this.pack, policy) || this.byPlace.size >= MOST_KEPT) return;
    const standing = findings.filter((found) => isMandatory(this.pack, found));
    const causes = standing.flatMap(({ sharedCause }) => (sharedCause ? [causeKey(sharedCause)] : []));
    this.byPlace.set(place, { causes: new Set(causes) });
  }

  /** Adds what a policy has found of resources when it was asked about their stack. */
  add(policy: string, findings: Finding[]): void {
    if (!isMandatoryPolicy(this.pack, policy)) return;
    for (const found of findings) {
      if (!found.sharedCause || !isMandatory(this.pack, found)) continue;
      const place = placeOf(policy, found.sharedCause.urn);
      const { causes } = this.byPlace.get(place) ?? { causes: new Set() };
      if (this.byPlace.size < MOST_KEPT) {
        this.byPlace.set(place, { causes: new Set([...causes, causeKey(found.sharedCause)]) });
      }
    }
  }

  cause(cause: SharedCause): boolean {
    const key = causeKey(cause);
    for (const policy of this.pack.keys())
      if (this.byPlace.get(placeOf(policy, cause.urn))?.causes.has(key)) return true;
    return false;
  }
}

function placeOf(policy: string, urn: string): string {
  return `${policy}\n${urn}`;
}

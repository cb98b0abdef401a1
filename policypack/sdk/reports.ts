/** What the policies on single resources have reported in a run, at mandatory level. */
import { causeKey, type SharedCause } from "../findings/shared-causes";
import type { Finding } from "../findings/finding";
import type { Reported } from "../graph/types";
import { type ConfiguredPack, isMandatory, isMandatoryPolicy } from "./configured-pack";

/** More resources than any stack has; beyond, nothing more is kept, and every rule speaks for itself. */
const MOST_KEPT = 100_000;

export class Reports implements Reported {
  /** By resource and policy: of the findings that stand at mandatory level, the causes that other rules meet too. */
  private readonly causes = new Map<string, Map<string, ReadonlySet<string>>>();

  /** @param pack as it is configured in this run */
  constructor(private readonly pack: ConfiguredPack) {}

  /** Keeps what a policy has found on a resource, and of others that it attaches, before exemptions. */
  keep(policy: string, urn: string, findings: Finding[]): void {
    this.causes.get(urn)?.delete(policy);
    this.add(policy, findings);
  }

  /** Adds what a policy has found of resources when it was asked about their stack. */
  add(policy: string, findings: Finding[]): void {
    for (const found of findings)
      if (found.sharedCause) this.addTo(found.sharedCause.urn, policy, this.standingCauses(policy, [found]));
  }

  cause(cause: SharedCause): boolean {
    const ofResource = this.causes.get(cause.urn);
    if (!ofResource) return false;
    const key = causeKey(cause);
    return [...ofResource.values()].some((causes) => causes.has(key));
  }

  /** Most findings name no cause, and most resources have no finding. */
  private addTo(urn: string, policy: string, causes: string[]): void {
    if (causes.length === 0) return;
    const ofResource = this.causes.get(urn) ?? new Map<string, ReadonlySet<string>>();
    if (this.causes.size >= MOST_KEPT && !this.causes.has(urn)) return;
    this.causes.set(urn, ofResource.set(policy, new Set([...(ofResource.get(policy) ?? []), ...causes])));
  }

  private standingCauses(policy: string, findings: Finding[]): string[] {
    if (findings.length === 0 || !isMandatoryPolicy(this.pack, policy)) return [];
    const standing = findings.filter((found) => isMandatory(this.pack, found));
    return standing.flatMap(({ sharedCause }) => (sharedCause ? [causeKey(sharedCause)] : []));
  }
}

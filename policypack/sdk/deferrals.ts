import type { Finding } from "../findings/finding";
import { idTextOf } from "../unknowns/id-text";

/** Of which resources a run has said that something about them is judged in the update, and what leaves it open. */
export class Deferrals {
  private readonly byResource = new Map<string, string>();
  private readonly policies = new Set<string>();
  private readonly open = new Set<string>();

  /**
   * A policy has something to defer of a resource.
   * @returns whether it is for this policy to say so: each resource has one such finding, that of the first policy
   */
  add(policy: string, resource: string): boolean {
    this.policies.add(policy);
    const first = this.byResource.get(resource);
    if (first === undefined) this.byResource.set(resource, policy);
    return (first ?? policy) === policy;
  }

  /** Keeps what leaves the findings open, once a policy on single resources has said so. */
  addOpen(findings: Finding[]): void {
    for (const fact of findings.flatMap(({ unknowns = [] }) => unknowns)) this.open.add(idTextOf(fact));
  }

  /** Whether all that leaves the findings open has been said of single resources already: one cause is one finding. */
  isAllSaid(findings: Finding[]): boolean {
    return findings.flatMap(({ unknowns = [] }) => unknowns).every((fact) => this.open.has(idTextOf(fact)));
  }

  /** Whether the policy has deferred anything, said by itself or not. */
  hasDeferred(policy: string): boolean {
    return this.policies.has(policy);
  }
}

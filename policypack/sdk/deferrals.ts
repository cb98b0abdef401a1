/** Of which resources a run has said that something about them is judged in the update. */
export class Deferrals {
  private readonly byResource = new Map<string, string>();
  private readonly policies = new Set<string>();

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

  /** Whether the policy has deferred anything, said by itself or not. */
  hasBy(policy: string): boolean {
    return this.policies.has(policy);
  }
}

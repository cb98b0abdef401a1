import { withoutSuffix } from "../../aws/secret-arn";
import type { PolicySubject, ResourcePolicy } from "../types";
import { isOne } from "./carrier-arns";

/** Policies by what they stand on, so that a question is put to those alone that may answer it. */
export class PolicyIndex {
  private readonly places = new Map<ResourcePolicy, number>();
  private readonly byUrn = new Map<string, ResourcePolicy[]>();
  private readonly byArn = new Map<string, ResourcePolicy[]>();
  /** Those on something that no resource of the stack is known to be; of these, those whose ARN is known, by ARN. */
  private readonly elsewhere: ResourcePolicy[] = [];
  private readonly elsewhereByArn = new Map<string, ResourcePolicy[]>();
  private readonly openElsewhere: ResourcePolicy[] = [];
  /** Those on something whose ARN is not known in full. */
  private readonly open: ResourcePolicy[] = [];

  constructor(readonly all: readonly ResourcePolicy[]) {
    all.forEach((policy, place) => {
      this.places.set(policy, place);
      for (const { resource, arn } of policy.targets) {
        if (resource) add(this.byUrn, resource.urn, policy);
        else this.addElsewhere(arn, policy);
        if (isOne(arn)) add(this.byArn, keyOf(arn), policy);
        else this.open.push(policy);
      }
    });
  }

  /** The policies that may stand on what is asked about, each once, in their order. */
  candidates({ resource, arn }: PolicySubject): ResourcePolicy[] {
    if (resource) {
      const elsewhere =
        arn !== undefined && isOne(arn)
          ? [...(this.elsewhereByArn.get(keyOf(arn)) ?? []), ...this.openElsewhere]
          : this.elsewhere;
      return this.inOrder([...(this.byUrn.get(resource.urn) ?? []), ...elsewhere]);
    }
    if (arn === undefined || !isOne(arn)) return [...this.all];
    return this.inOrder([...(this.byArn.get(keyOf(arn)) ?? []), ...this.open]);
  }

  private addElsewhere(arn: string, policy: ResourcePolicy): void {
    this.elsewhere.push(policy);
    if (isOne(arn)) add(this.elsewhereByArn, keyOf(arn), policy);
    else this.openElsewhere.push(policy);
  }

  private inOrder(found: ResourcePolicy[]): ResourcePolicy[] {
    const place = (policy: ResourcePolicy) => this.places.get(policy) ?? 0;
    return [...new Set(found)].sort((one, other) => place(one) - place(other));
  }
}

function add(index: Map<string, ResourcePolicy[]>, key: string, policy: ResourcePolicy): void {
  const known = index.get(key);
  if (known) known.push(policy);
  else index.set(key, [policy]);
}

/** A secret is the same with and without the suffix behind its name. */
function keyOf(arn: string): string {
  return arn.includes(":secretsmanager:") ? withoutSuffix(arn) : arn;
}

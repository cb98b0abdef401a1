/** Where each resource lies, in stacks whose providers work in several accounts or regions. */
import { serviceOf } from "../../aws/resource-types";
import { partitionOf } from "../../aws/partitions";
import { certainIdentity, type Identity, likelyIdentity, namedIdentities, ofResource } from "./identity";
import type { StackSettings } from "../settings";
import type { PlainResource } from "../types";

/** More accounts and regions than programs name whose providers do not say where they work. */
const MOST_ACCOUNTS = 4;
const MOST_REGIONS = 3;

export class Places {
  private readonly byProvider = new Map<string, PlainResource[]>();
  private readonly around = new Map<string, Identity>();
  private readonly named = new Map<string | undefined, ReturnType<typeof namedIdentities>>();

  /** @param whole where the stack as a whole lies, as far as that can be said */
  constructor(
    private readonly resources: PlainResource[],
    private readonly settings: StackSettings,
    private readonly whole: Identity,
  ) {
    for (const resource of resources) {
      if (!resource.provider || serviceOf(resource.type) === undefined) continue;
      const same = this.byProvider.get(resource.provider.urn);
      if (same) same.push(resource);
      else this.byProvider.set(resource.provider.urn, [resource]);
    }
  }

  /**
   * Where a resource lies: one place, or the several that are possible, the likeliest first, where neither config nor
   * its provider nor its ARN tells and the documents of the stack name more than one account or region.
   */
  of(resource: PlainResource): Identity[] {
    const own = ofResource(resource);
    const around = this.aroundProvider(resource.provider?.urn);
    const account = own.account ?? around.account;
    const region = own.region ?? around.region;
    const named = account && region ? undefined : this.namedAround(resource.provider?.urn);
    const accounts = account ? [account] : orNone(named?.accounts.slice(0, MOST_ACCOUNTS));
    const regions = region ? [region] : orNone(named?.regions.slice(0, MOST_REGIONS));
    return accounts.flatMap((each) =>
      regions.map((one) => ({
        account: each,
        region: one,
        partition: own.partition ?? (one ? partitionOf(one) : around.partition),
      })),
    );
  }

  /** What all places have in common where a resource may lie. */
  whereKnown(resource: PlainResource): Identity {
    const [first = this.whole, ...others] = this.of(resource);
    const common = (key: keyof Identity) =>
      others.every((other) => other[key] === first[key]) ? first[key] : undefined;
    return { account: common("account"), region: common("region"), partition: common("partition") };
  }

  /** What the resources of one provider say; what the stack says where they all have the same. */
  private aroundProvider(urn: string | undefined): Identity {
    if (urn === undefined || this.byProvider.size < 2) return this.whole;
    const known = this.around.get(urn);
    if (known) return known;
    const certain = certainIdentity(this.siblings(urn));
    const likely = likelyIdentity(this.siblings(urn));
    const found = (key: keyof Identity) =>
      certain[key] ?? this.settings[key] ?? likely[key] ?? this.whole[key];
    const made = { account: found("account"), region: found("region"), partition: found("partition") };
    this.around.set(urn, made);
    return made;
  }

  private namedAround(urn: string | undefined): ReturnType<typeof namedIdentities> {
    const known = this.named.get(urn) ?? namedIdentities(this.siblings(urn));
    this.named.set(urn, known);
    return known;
  }

  private siblings(urn: string | undefined): PlainResource[] {
    return (urn !== undefined && this.byProvider.get(urn)) || this.resources;
  }
}

function orNone(items: string[] | undefined): (string | undefined)[] {
  return items && items.length > 0 ? items : [undefined];
}

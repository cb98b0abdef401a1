/**
 * In which account and Region the stack and each of its resources lie: decided once, by the best evidence that there
 * is. Evidence of one rank that disagrees makes each of what it names possible; nothing is ever voted on.
 */
import { partitionOf } from "../../aws/partitions";
import { serviceOf } from "../../aws/resource-types";
import type { StackSettings } from "../settings";
import type { AccountAndRegion, PlainResource } from "../types";
import { accountAndRegionOfProvider, accountAndRegionOf, type PlacePart } from "./account-and-region";
import { namedInDocuments, type NamedInDocuments } from "./named-in-documents";

/** Who names more than these, does not tell: nothing is known then, and only what holds everywhere is proven. */
const MOST: Record<PlacePart, number> = { partition: 1, account: 4, region: 4 };

type Possible = Record<PlacePart, readonly string[]>;

/** What is known of the resources of one provider, or of all. */
class Evidence {
  private documents?: NamedInDocuments;

  constructor(private readonly resources: readonly PlainResource[]) {}

  /** What the providers tell, and the ARNs of what they have made. */
  readonly ofProvider = lazily((part: PlacePart) =>
    distinct(this.resources.map((each) => accountAndRegionOfProvider(each)[part])),
  );

  /** What the resources say of themselves. */
  readonly ofResources = lazily((part: PlacePart) =>
    distinct(this.resources.map((each) => accountAndRegionOf(each)[part])),
  );

  /** What the documents name that they are made with, the best evidence first. */
  *inDocuments(part: PlacePart): Generator<string[]> {
    const { reference, own, task, usual, any, trust } = this.named;
    for (const named of [reference, own, task, usual, any, trust]) yield [...named[part]];
  }

  private get named(): NamedInDocuments {
    return (this.documents ??= namedInDocuments(this.resources));
  }
}

export class AccountsAndRegions {
  private readonly all: Evidence;
  private readonly byProvider = new Map<string, Evidence>();
  private readonly possible = new Map<Evidence, Possible>();

  constructor(
    resources: readonly PlainResource[],
    private readonly settings: StackSettings,
  ) {
    this.all = new Evidence(resources);
    const groups = new Map<string, PlainResource[]>();
    for (const resource of resources) {
      if (!resource.provider || serviceOf(resource.type) === undefined) continue;
      const { urn } = resource.provider;
      const group = groups.get(urn);
      if (group) group.push(resource);
      else groups.set(urn, [resource]);
    }
    if (groups.size < 2) return;
    for (const [urn, group] of groups) this.byProvider.set(urn, new Evidence(group));
  }

  /**
   * Where a resource, or without one the stack as a whole, may lie: one place where that is told, several in the order of
   * their names where what tells it disagrees.
   */
  of(resource?: PlainResource): AccountAndRegion[] {
    const own: AccountAndRegion = resource ? accountAndRegionOf(resource) : {};
    const group = (resource?.provider && this.byProvider.get(resource.provider.urn)) ?? this.all;
    const around = this.around(group);
    return orUnknown(own.account, around.account).flatMap((account) =>
      orUnknown(own.region, around.region).map((region) => ({
        account,
        region,
        partition: own.partition ?? this.partitionIn(region, around),
      })),
    );
  }

  /** What all places have in common where a resource, or the stack as a whole, may lie. */
  whereKnown(resource?: PlainResource): AccountAndRegion {
    const [first = {}, ...others] = this.of(resource);
    const common = (part: PlacePart) =>
      others.every((other) => other[part] === first[part]) ? first[part] : undefined;
    return { account: common("account"), region: common("region"), partition: common("partition") };
  }

  /** A Region lies in one partition, whatever ARNs of other partitions are named. */
  private partitionIn(region: string | undefined, { partition }: Possible): string | undefined {
    if (this.settings.partition) return this.settings.partition;
    return region ? partitionOf(region) : partition.length === 1 ? partition[0] : undefined;
  }

  private around(group: Evidence): Possible {
    const known = this.possible.get(group);
    if (known) return known;
    const found = (part: PlacePart) => best(this.ranks(group, part), MOST[part]);
    const made = { partition: found("partition"), account: found("account"), region: found("region") };
    this.possible.set(group, made);
    return made;
  }

  /** From the best evidence to the weakest. What tells of the stack's other providers comes last. */
  private *ranks(group: Evidence, part: PlacePart): Generator<readonly string[]> {
    const agreed = group.ofProvider(part);
    if (agreed.length === 1) yield agreed;
    const configured = this.settings[part];
    if (configured) yield [configured];
    yield group.ofResources(part);
    yield* group.inDocuments(part);
    if (group === this.all) return;
    yield this.around(this.all)[part];
  }
}

/** What the first evidence names that names anything. */
function best(ranks: Iterable<readonly string[]>, most: number): readonly string[] {
  for (const named of ranks) if (named.length > 0) return named.length > most ? [] : [...named].sort();
  return [];
}

function orUnknown(own: string | undefined, possible: readonly string[]): (string | undefined)[] {
  if (own !== undefined) return [own];
  return possible.length > 0 ? [...possible] : [undefined];
}

function distinct(values: (string | undefined)[]): string[] {
  return [...new Set(values.filter((value) => value !== undefined && value !== ""))] as string[];
}

function lazily(find: (part: PlacePart) => string[]): (part: PlacePart) => string[] {
  const found = new Map<PlacePart, string[]>();
  return (part) => {
    const known = found.get(part) ?? find(part);
    found.set(part, known);
    return known;
  };
}

/** The resources of the stack that policies of resources may stand on, found by what other resources call them. */
import type { Scope } from "../../aws/arn";
import { partitionOf } from "../../aws/partitions";
import type { PolicyCarrier, ResourceKind } from "../../aws/resource-type";
import { isA, resourceType } from "../../aws/resource-types";
import { withoutSuffix } from "../../aws/secret-arn";
import type { AccountsAndRegions } from "../places/accounts-and-regions";
import { arnOf, nameOf } from "../resources/names";
import { text } from "../resources/plain";
import type { Target } from "../resources/references";
import type { ResourceIndex } from "../resources/resource-index";
import type { PlainResource } from "../types";
import { carrierArn } from "./carrier-arns";

/** The kinds of resources that policies stand on. */
const ON: Partial<Record<ResourceKind, PolicyCarrier>> = {
  bucket: "bucket",
  "access point": "access point",
  key: "key",
  secret: "secret",
  repository: "repository",
  queue: "queue",
  topic: "topic",
  table: "table",
  stream: "stream",
  "file system": "file system",
  "log group": "log groups",
  domain: "domain",
  function: "function",
  "vpc endpoint": "vpc endpoint",
  "organization policy": "organization",
};

function kindOf(on: PolicyCarrier): ResourceKind | undefined {
  return (Object.keys(ON) as ResourceKind[]).find((kind) => ON[kind] === on);
}

/** Outputs by which a resource is named elsewhere, beside its name and its ARN. */
const OTHER_NAMES = ["id", "url", "queueUrl", "bucket", "keyId", "fileSystemId", "topicArn"];

export class Carriers {
  private readonly byName = new Map<PolicyCarrier, Map<string, PlainResource>>();

  constructor(
    private readonly index: ResourceIndex,
    private readonly places: AccountsAndRegions,
  ) {}

  /** The resource of the stack that a value names, by whatever name it has. */
  named(on: PolicyCarrier, name: string): PlainResource | undefined {
    return this.names(on).get(keyOf(on, name));
  }

  /** What properties name that say on what a policy stands. */
  target(on: PolicyCarrier): Target {
    const kind = kindOf(on);
    return {
      fits: (urn) => {
        const type = this.index.byUrn(urn)?.type;
        return kind !== undefined && type !== undefined && isA(type, kind);
      },
      urnOf: (value) => (typeof value === "string" ? this.named(on, value)?.urn : undefined),
    };
  }

  /** The ARN of a resource, as a pattern where it is not known. */
  arnOf(on: PolicyCarrier, resource: PlainResource): string {
    return carrierArn(on, arnOf(resource) ?? nameOf(resource), this.scopeOf(resource));
  }

  /** The ARN of a resource that policies may stand on, as `arnOf`; undefined of all others. */
  arnOfItself(resource: PlainResource): string | undefined {
    const kind = resourceType(resource.type)?.is;
    const on = kind && ON[kind];
    return on && this.arnOf(on, resource);
  }

  /** Where a resource lies, with `*` for what is not known. */
  scopeOf(resource: PlainResource): Scope {
    const { partition, region, account } = this.places.whereKnown(resource);
    return {
      partition: partition ?? partitionOf(region),
      region: region ?? "*",
      account: account ?? "*",
    };
  }

  /** Undefined where neither ARN nor name is known, which a pattern would stand for. */
  private ownArn(on: PolicyCarrier, resource: PlainResource): string | undefined {
    const isKnown = arnOf(resource) !== undefined || nameOf(resource) !== undefined;
    return isKnown ? this.arnOf(on, resource) : undefined;
  }

  private names(on: PolicyCarrier): Map<string, PlainResource> {
    const known = this.byName.get(on);
    if (known) return known;
    const kind = kindOf(on);
    const made = new Map<string, PlainResource>();
    for (const resource of kind === undefined ? [] : this.index.ofKind(kind)) {
      const values = [nameOf(resource), this.ownArn(on, resource)];
      values.push(...OTHER_NAMES.map((key) => text(resource.props[key])));
      for (const value of values) if (value !== undefined) made.set(keyOf(on, value), resource);
    }
    this.byName.set(on, made);
    return made;
  }
}

/** A secret is the same with and without the suffix that AWS puts behind its name. */
function keyOf(on: PolicyCarrier, name: string): string {
  return on === "secret" && name.startsWith("arn:") ? withoutSuffix(name) : name;
}

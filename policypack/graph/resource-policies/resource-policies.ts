/** The policies of resources in a stack, found by the resource that they stand on. */
import { covers, intersects } from "../../evaluation/patterns/pattern";
import { or, type Truth } from "../../evaluation/truth";
import type { PolicyCarrier } from "../../aws/resource-type";
import { withoutSuffix } from "../../aws/secret-arn";
import { carrierOf, isOne, namesOne } from "./carrier-arns";
import { PolicyIndex } from "./policy-index";
import { type PolicySources, readResourcePolicies } from "./read-policies";
import type {
  PlainResource,
  PoliciesOnResource,
  PolicySubject,
  PolicyTarget,
  ResourcePoliciesOfStack,
  ResourcePolicy,
} from "../types";

/**
 * Reads the policies when they are first asked for, each once: `all` for those of endpoints and organizations, `on` for those
 * of one resource.
 */
export class ResourcePolicies implements ResourcePoliciesOfStack {
  private made?: PolicyIndex;
  private readonly answers = new Map<string, PoliciesOnResource>();

  constructor(private readonly sources: PolicySources) {}

  get all(): readonly ResourcePolicy[] {
    return this.index.all;
  }

  on(subject: PolicySubject): PoliciesOnResource {
    const key = `${subject.resource?.urn ?? ""}\n${subject.arn ?? ""}`;
    const known = this.answers.get(key);
    if (known) return known;
    const made = this.find(subject);
    this.answers.set(key, made);
    return made;
  }

  private get index(): PolicyIndex {
    return (this.made ??= new PolicyIndex(readResourcePolicies(this.sources)));
  }

  private find(asked: PolicySubject): PoliciesOnResource {
    const subject = this.completed(asked);
    const { resource } = subject;
    const found = this.index
      .candidates(subject)
      .map((policy) => ({ policy, stands: standsOn(policy, subject) }));
    const certain = found.filter(({ stands }) => stands === "yes").map(({ policy }) => policy);
    const exclusive = certain.filter(({ isAddition }) => !isAddition);
    const contested = exclusive.length > 1 ? exclusive : [];
    return {
      origin: this.originOf(resource),
      ...(resource && { resource }),
      policies: certain.filter((policy) => !contested.includes(policy)),
      possible: [
        ...contested,
        ...found.filter(({ stands }) => stands === "maybe").map(({ policy }) => policy),
      ],
    };
  }

  /** With the ARN of what carries the policies, and the resource of the stack that has it. */
  private completed({ arn, resource }: PolicySubject): PolicySubject {
    const { carriers } = this.sources;
    if (arn === undefined) return resource ? { resource, arn: carriers.arnOfItself(resource) } : {};
    const carrier = carrierOf(arn);
    if (!carrier) return { resource, arn };
    return { resource: resource ?? carriers.named(carrier.on, carrier.arn), arn: carrier.arn };
  }

  /** A resource whose inputs the run has not seen, though it has seen those of others, is only looked up. */
  originOf(resource: PlainResource | undefined): PoliciesOnResource["origin"] {
    if (!resource) return "elsewhere";
    const { inputs } = this.sources;
    return inputs.size === 0 || inputs.has(resource.urn) ? "created" : "looked up";
  }
}

function standsOn({ on, targets }: ResourcePolicy, subject: PolicySubject): Truth {
  if (on === "organization" || on === "vpc endpoint") return "no";
  return targets.map((target) => isTarget(on, target, subject)).reduce(or, "no");
}

function isTarget(on: PolicyCarrier, target: PolicyTarget, { resource, arn }: PolicySubject): Truth {
  if (resource && target.resource) {
    if (resource.urn !== target.resource.urn) return "no";
    return target.unknown ? "maybe" : "yes";
  }
  if (arn === undefined) return "maybe";
  const isNew = target.resource !== undefined && NAMED_BY_AWS.has(on) && !isOne(target.arn);
  if (isNew && isOne(arn)) return "no";
  const named = compare(on, target.arn, arn);
  return target.unknown && named === "yes" ? "maybe" : named;
}

/** Nobody can have written the id that AWS has not given yet. */
const NAMED_BY_AWS = new Set<PolicyCarrier>(["key", "file system"]);

/** Whose policies are of all that an account has in a Region. */
const OF_ALL = new Set<PolicyCarrier>(["registry", "log groups"]);

function compare(on: PolicyCarrier, target: string, arn: string): Truth {
  const isSame = target === arn || (on === "secret" && withoutSuffix(target) === withoutSuffix(arn));
  if (isSame && namesOne(target)) return "yes";
  if (OF_ALL.has(on) && target.indexOf("*") === target.length - 1 && covers(target, arn)) return "yes";
  if (isOne(target) && isOne(arn)) return "no";
  return intersects(target, arn) ? "maybe" : "no";
}

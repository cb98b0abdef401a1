/** Managed policies, the stack's and AWS's: from what an attachment names to the document. */
import { awsManagedPolicy } from "../../evaluation/catalogue/managed-policies";
import { type NamedDocument, UNKNOWN, type UnknownAccess } from "../../evaluation/types";
import type { UnknownFact } from "../../unknowns/unknown-fact";
import { iamArn, iamArnOf } from "../../aws/iam-arn";
import { documentsOf } from "../resources/carried-documents";
import { accountAndRegionOf } from "../places/account-and-region";
import type { AccountsAndRegions } from "../places/accounts-and-regions";
import { arnOf, nameOf } from "../resources/names";
import { text } from "../resources/plain";
import { namedDocument } from "../resources/read-carried";
import type { Reference, Target } from "../resources/references";
import type { ResourceIndex } from "../resources/resource-index";
import type { AccountAndRegion, PlainResource, Reported } from "../types";

/** What an attachment comes to: a document, or why there is none. `key` is the same for the same policy. */
export type ResolvedPolicy =
  | {
      key: string;
      document: NamedDocument;
      unknown?: undefined;
      /** Of an inline policy whose name the engine will tell: the resource, as messages call it. */
      namedLater?: string;
    }
  | { key: string; document?: undefined; unknown: UnknownAccess };

interface StackPolicy {
  urn: string;
  /** Undefined where AWS generates the name. */
  name?: string;
  arn?: string;
  document: NamedDocument;
}

export class ManagedPolicies implements Target {
  private readonly urns = new Map<string, StackPolicy>();
  private readonly arns = new Map<string, StackPolicy>();
  private readonly awsManaged = new Map<string, ResolvedPolicy>();

  constructor(
    index: ResourceIndex,
    private readonly places: AccountsAndRegions,
    private readonly reported: Reported,
  ) {
    for (const resource of index.ofKind("managed policy")) {
      const policy = stackPolicy(resource, places.whereKnown(resource));
      this.urns.set(resource.urn, policy);
      if (policy.arn) this.arns.set(policy.arn, policy);
    }
  }

  fits(urn: string): boolean {
    return this.urns.has(urn);
  }

  urnOf(value: unknown): string | undefined {
    return typeof value === "string" ? this.arns.get(value)?.urn : undefined;
  }

  /** The policy that a resource of the stack is. */
  ofResource(urn: string): ResolvedPolicy | undefined {
    const policy = this.urns.get(urn);
    return policy && { key: policy.urn, document: policy.document };
  }

  /** @param by the resource that attaches the policy, for messages */
  resolve({ value, sources }: Reference, by: PlainResource): ResolvedPolicy {
    const policy = this.inStack(value, sources);
    if (policy) return { key: policy.urn, document: policy.document };
    const arn = iamArn(value);
    if (arn?.kind === "policy" && arn.account === "aws") return this.ofAws(arn.arn, by);
    const elsewhere = arn?.kind === "policy" ? arn.arn : undefined;
    return {
      key: elsewhere ?? `${by.urn}#${String(value)}`,
      unknown: { fact: unresolved(value, by), urn: by.urn, policyArn: elsewhere },
    };
  }

  private inStack(value: unknown, sources: string[]): StackPolicy | undefined {
    const only = sources.length === 1 ? this.urns.get(sources[0] as string) : undefined;
    if (value === UNKNOWN) return only;
    if (typeof value !== "string") return undefined;
    const named = this.arns.get(value);
    if (named) return named;
    const mayBe = only && !only.arn && (only.name === undefined || only.name === iamArn(value)?.name);
    return mayBe ? only : undefined;
  }

  private ofAws(arn: string, by: PlainResource): ResolvedPolicy {
    const elsewhere = this.inOtherPartition(arn, by);
    if (elsewhere) return elsewhere;
    const known = this.awsManaged.get(arn);
    const resolved = known ?? awsResolved(arn);
    if (!known) this.awsManaged.set(arn, resolved);
    const { key, unknown } = resolved;
    // The stack is stopped for it; a policy that is not there denies nothing.
    const isReported = this.reported.cause({ kind: "absent-managed-policy", urn: by.urn, arn });
    return unknown && isReported ? { key, unknown: { ...unknown, deniesNothing: true } } : resolved;
  }

  /** Where the provider names its region, a rule on the resource stops the stack for it. */
  private inOtherPartition(arn: string, by: PlainResource): ResolvedPolicy | undefined {
    const { partition } = this.places.whereKnown(by);
    if (!partition || arn.startsWith(`arn:${partition}:`) || accountAndRegionOf(by).region) return undefined;
    const fact: UnknownFact = { kind: "aws-policy-of-other-partition", arn, partition };
    return { key: arn, unknown: { fact, urn: by.urn, policyArn: arn } };
  }
}

function unresolved(value: unknown, { name }: PlainResource): UnknownFact {
  if (value === UNKNOWN) return { kind: "attached-policy", attachment: name };
  if (iamArn(value)?.kind === "policy") return { kind: "policy-elsewhere", arn: String(value) };
  if (value === undefined || value === "") return { kind: "attachment-without-policy", attachment: name };
  return { kind: "attached-no-arn", attachment: name, value };
}

function stackPolicy(resource: PlainResource, { partition, account }: AccountAndRegion): StackPolicy {
  const { props, urn } = resource;
  const name = nameOf(resource);
  const output = iamArn(arnOf(resource));
  const arn =
    output?.arn ??
    iamArnOf({
      kind: "policy",
      partition,
      account,
      path: props.path === undefined ? "/" : text(props.path),
      name,
    });
  const [carried] = documentsOf(resource);
  if (!carried) throw new Error(`${resource.type} is not known to carry a document`);
  return { urn, name, arn, document: namedDocument(carried, urn) };
}

/** What the catalogue knows of an AWS managed policy. */
export function awsResolved(arn: string): ResolvedPolicy {
  const policy = awsManagedPolicy(arn);
  if (!policy) return { key: arn, unknown: { fact: { kind: "aws-policy-absent", arn }, policyArn: arn } };
  if (!policy.document) {
    const fact: UnknownFact = { kind: "aws-policy-not-carried", name: policy.name };
    return { key: arn, unknown: { fact, policyArn: arn, deniesNothing: !policy.denies } };
  }
  return {
    key: arn,
    document: namedDocument({ kind: "aws-managed", name: policy.name, value: policy.document }),
  };
}

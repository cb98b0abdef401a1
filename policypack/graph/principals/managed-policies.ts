/** Managed policies, the stack's and AWS's: from what an attachment names to the document. */
import { awsManagedPolicy } from "../../evaluation/catalogue/managed-policies";
import { type Gap, type NamedDocument, UNKNOWN } from "../../evaluation/types";
import { iamArn, iamArnOf } from "../../aws/iam-arn";
import { documentsOf } from "../resources/carried-documents";
import { type Identity, ofResource } from "../places/identity";
import type { Places } from "../places/places";
import { arnOf, nameOf } from "../resources/names";
import { text } from "../resources/plain";
import { namedDocument } from "../resources/read-carried";
import type { Reference, Target } from "../resources/references";
import type { ResourceIndex } from "../resources/resource-index";
import type { PlainResource, Reported } from "../types";

/** What an attachment comes to: a document, or why there is none. `key` is the same for the same policy. */
export type ResolvedPolicy =
  { key: string; document: NamedDocument; gap?: undefined } | { key: string; document?: undefined; gap: Gap };

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
    private readonly places: Places,
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
    const what = this.unresolved(value, by);
    return {
      key: elsewhere ?? `${by.urn}#${String(value)}`,
      gap: { what, urn: by.urn, policyArn: elsewhere },
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
    const { key, gap } = resolved;
    // The stack is stopped for it; a policy that is not there denies nothing.
    const isReported = this.reported.cause({ kind: "absent-managed-policy", urn: by.urn, arn });
    return gap && isReported ? { key, gap: { ...gap, deniesNothing: true } } : resolved;
  }

  /** Where the provider names its region, a rule on the resource stops the stack for it. */
  private inOtherPartition(arn: string, by: PlainResource): ResolvedPolicy | undefined {
    const { partition } = this.places.whereKnown(by);
    if (!partition || arn.startsWith(`arn:${partition}:`) || ofResource(by).region) return undefined;
    const what = `AWS managed policy ${arn}, which cannot be attached in the partition ${partition}`;
    return { key: arn, gap: { what, urn: by.urn, policyArn: arn } };
  }

  private unresolved(value: unknown, by: PlainResource): string {
    if (value === UNKNOWN) return `the policy that ${by.name} attaches, which is not known yet`;
    if (iamArn(value)?.kind === "policy") return `policy ${String(value)}, which the stack does not define`;
    if (value === undefined || value === "") return `the attachment ${by.name}, which names no policy`;
    return `the attachment ${by.name}, whose policy ${JSON.stringify(value)} is not a policy's ARN`;
  }
}

function stackPolicy(resource: PlainResource, { partition, account }: Identity): StackPolicy {
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
  if (!policy)
    return { key: arn, gap: { what: `AWS managed policy ${arn}, which AWS does not have`, policyArn: arn } };
  if (!policy.document) {
    const what = `AWS managed policy ${policy.name}, whose document the pack does not carry`;
    return { key: arn, gap: { what, policyArn: arn, deniesNothing: !policy.denies } };
  }
  return {
    key: arn,
    document: namedDocument({ kind: "aws-managed", name: policy.name, value: policy.document }),
  };
}

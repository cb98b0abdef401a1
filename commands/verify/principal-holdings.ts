/** What a principal holds in the account beside what the stack gives it. */
import type { PrincipalKind } from "../../policypack/aws/iam-arn";
import {
  awsManagedPolicy,
  nearestManagedPolicies,
} from "../../policypack/evaluation/catalogue/managed-policies";
import { declared, type Subject, textInput } from "./subject";

/** ARNs of the AWS managed policies. */
export async function othersManagedPolicies(
  subject: Subject,
  kind: PrincipalKind,
  name: string,
): Promise<string[]> {
  const { attached } = await subject.iam.holdings(kind, name);
  const own = ofStack(subject, kind, name, "PolicyAttachment", "policyArn");
  return attached.filter((arn) => arn.includes(":iam::aws:") && !own.has(arn));
}

/** Its customer managed policies by ARN, and its inline ones by name, each with its document. */
export async function othersDocuments(
  subject: Subject,
  kind: PrincipalKind,
  name: string,
): Promise<[name: string, document: unknown][]> {
  const { attached, inline } = await subject.iam.holdings(kind, name);
  const created = new Set(
    declared(subject, "aws:iam/policy:Policy").map((policy) => textInput(policy, "name")),
  );
  const others = attached.filter(
    (arn) => !arn.includes(":iam::aws:") && !created.has(arn.split("/").pop() ?? ""),
  );
  const read = others.map(async (arn): Promise<[string, unknown]> => [
    arn,
    (await subject.iam.policy(arn))?.document,
  ]);
  const own = ofStack(subject, kind, name, "Policy", "name");
  return [...(await Promise.all(read)), ...Object.entries(inline).filter(([each]) => !own.has(each))];
}

/** What the stack's resources of a type, e.g. `RolePolicy`, give the principal. */
function ofStack(
  subject: Subject,
  kind: PrincipalKind,
  name: string,
  type: string,
  property: string,
): Set<string> {
  const token = `aws:iam/${kind}${type}:${kind[0]!.toUpperCase()}${kind.slice(1)}${type}`;
  const given = declared(subject, token).filter((resource) => textInput(resource, kind) === name);
  return new Set(given.map((resource) => textInput(resource, property)));
}

/** The ARN of an AWS managed policy, of which config may leave the path out. */
export function awsArn(policy: string, partition: string): string {
  if (policy.startsWith("arn:")) return policy;
  const exact = `arn:${partition}:iam::aws:policy/${policy}`;
  if (awsManagedPolicy(exact)) return exact;
  const near = nearestManagedPolicies(policy, 1).find((each) => each.endsWith(`/${policy}`));
  return near === undefined ? exact : `arn:${partition}:iam::aws:policy/${near}`;
}

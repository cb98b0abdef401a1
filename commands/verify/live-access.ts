import type { PrincipalKind } from "../../policypack/aws/iam-arn";
import { awsResolved } from "../../policypack/graph/principals/managed-policies";
import { namedDocument } from "../../policypack/graph/resources/read-carried";
import type { Access, NamedDocument } from "../../policypack/evaluation/types";
import type { LiveIam } from "./live-iam";

/** What IAM returns of a principal, for the policy pack's own evaluation. */
export async function liveAccess(iam: LiveIam, kind: PrincipalKind, name: string): Promise<Access> {
  const groups = kind === "user" ? await iam.groupsOf(name) : [];
  const own = await documentsOf(iam, kind, name);
  const joined = await Promise.all(groups.map((group) => documentsOf(iam, "group", group)));
  const boundaryArn = (await iam.principal(kind, name))?.boundary;
  const access: Access = { documents: [...own, ...joined.flat()], unknowns: [] };
  if (boundaryArn !== undefined) access.boundary = { ...(await managed(iam, boundaryArn)), kind: "boundary" };
  return access;
}

async function documentsOf(iam: LiveIam, kind: PrincipalKind, name: string): Promise<NamedDocument[]> {
  const { attached, inline } = await iam.holdings(kind, name);
  const attachedDocuments = await Promise.all(attached.map((arn) => managed(iam, arn)));
  const inlineDocuments = Object.entries(inline).map(([each, value]) =>
    namedDocument({ kind: "inline", name: each, value }),
  );
  return [...attachedDocuments, ...inlineDocuments];
}

/** An AWS managed policy that may not be read is taken from the pack's catalogue, as far as that has it. */
async function managed(iam: LiveIam, arn: string): Promise<NamedDocument> {
  const name = arn.slice(arn.indexOf("/") + 1);
  const kind = arn.includes("::aws:") ? "aws-managed" : "customer-managed";
  const live = await iam.policy(arn).catch((error: Error) => {
    if (kind === "customer-managed") throw error;
    return undefined;
  });
  if (live) return namedDocument({ kind, name, value: live.document });
  return awsResolved(arn).document ?? { name, kind, reading: { state: "unknown" } };
}

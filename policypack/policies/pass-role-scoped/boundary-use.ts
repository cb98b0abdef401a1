/** Whether a customer managed policy is used as a permissions boundary, which a resource by itself does not tell. */
import { nameOf } from "../../graph/resources/names";
import { iamArn } from "../../aws/iam-arn";
import type { Condition } from "../../evaluation/types";
import type { PlainResource, Principal, StackModel } from "../../graph/types";
import type { UnknownFact } from "../../unknowns/unknown-fact";

/**
 * - `only`: as a boundary, by somebody or by what a condition asks for, and attached to nobody: it grants nothing.
 * - `perhaps`: the same, but for attachments of policies that are not known.
 * - `no`: it is attached, or used for nothing in this stack.
 */
export type BoundaryUse = { kind: "only" | "no" } | { kind: "perhaps"; unknowns: UnknownFact[] };

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html */
export function boundaryUse(model: StackModel, policy: PlainResource): BoundaryUse {
  const principals = [...model.principals, ...model.unnamedPrincipals];
  const isAttached = principals.some(({ documents }) => documents.some(({ urn }) => urn === policy.urn));
  if (isAttached || !principals.some((principal) => usesAsBoundary(principal, policy))) return { kind: "no" };
  const unknowns = principals.flatMap((principal) =>
    principal.unknowns.flatMap(({ fact }) => (fact.kind === "attached-policy" ? [fact] : [])),
  );
  return unknowns.length > 0 ? { kind: "perhaps", unknowns } : { kind: "only" };
}

function usesAsBoundary({ boundary, documents }: Principal, policy: PlainResource): boolean {
  if (boundary?.urn === policy.urn) return true;
  return documents.some(
    ({ reading }) =>
      reading.state === "known" &&
      reading.document.statements.some(({ conditions }) =>
        conditions.some((condition) => asksForBoundary(condition, policy)),
      ),
  );
}

/** Whoever may make principals may have to give them this boundary. */
function asksForBoundary({ key, values }: Condition, policy: PlainResource): boolean {
  if (key.toLowerCase() !== "iam:permissionsboundary") return false;
  const name = nameOf(policy);
  return values.some((value) => {
    const arn = iamArn(value);
    return arn?.kind === "policy" && arn.account !== "aws" && arn.name === name;
  });
}

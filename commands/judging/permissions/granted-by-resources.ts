/** What policies of resources grant a principal by its own name. */
import { matchPrincipals } from "../../../policypack/evaluation/decisions/principal-match";
import { requesterOf } from "../../../policypack/graph/requester";
import type { Principal, StackModel } from "../../../policypack/graph/types";
import type { Ref } from "./limits";

export interface GrantedByResource extends Ref {
  /** The ARN of the resource, or a pattern where it is not known. */
  on: string;
}

/** What they grant to everyone, or to the account, is in the policies themselves. */
export function grantedByResources(model: StackModel, principal: Principal): GrantedByResource[] {
  const requester = requesterOf(model, principal);
  return model.resourcePolicies.all.flatMap((document) => {
    const { reading, on: carrier, targets } = document;
    if (reading.state !== "known" || carrier === "organization" || carrier === "vpc endpoint") return [];
    const naming = reading.document.statements.filter(({ effect, principals, unknown }) => {
      if (effect !== "Allow" || unknown || !principals || principals.negated) return false;
      if (principals.values["*"] || principals.values.AWS?.includes("*")) return false;
      const { itself, byRole } = matchPrincipals(principals, requester);
      return itself === "yes" || byRole === "yes";
    });
    return naming.flatMap((statement) => targets.map(({ arn }) => ({ document, statement, on: arn })));
  });
}

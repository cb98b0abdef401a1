import { roleOfUnknownName } from "../../ecs/role-of-unknown-name";
import type { Principal, StackModel } from "../../graph/types";
import { finding, type Finding } from "../../findings/finding";

/** A role that the stack only attaches to may be one of the stack's own, whose name is not known yet. */
export function unidentifiedRole(
  policy: string,
  principal: Principal,
  model: StackModel,
): Finding | undefined {
  const candidate = roleOfUnknownName(principal, model);
  if (!candidate) return undefined;
  const { id } = principal;
  const role = `${candidate.type} "${candidate.name}"`;
  return finding(policy, {
    verdict: "unproven",
    unknowns: [{ kind: "role-name", resource: candidate.name }],
    urn: candidate.urn,
    subject: id,
    key: "unidentified role",
    message: `It is not proven what ${id} is: the stack attaches to it, and ${role}, which may be it, has a name that is not known yet.`,
    remedy: `write the name of "${candidate.name}" out, or attach to it by its output instead of by a name`,
  });
}

import { iamArn } from "../aws/iam-arn";
import { parseArn } from "../aws/arn";
import type { ResourceSide } from "../evaluation/decisions/surroundings";
import type { Principal, StackModel } from "../graph/types";

export const ASSUME_ROLE = "sts:AssumeRole";

/**
 * The trust policy of a role of the stack that somebody assumes: like a key's policy it must let them, by itself or by
 * handing over to the account. Undefined for other requests, and for roles that the stack does not define.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-basics-single-account.html
 *
 * @param account of who asks, where that is known
 */
export function trustSideOf(
  model: StackModel,
  account: string | undefined,
  action: string,
  arn: string,
): ResourceSide | undefined {
  if (action.toLowerCase() !== ASSUME_ROLE.toLowerCase()) return undefined;
  const role = roleOf(model, arn);
  if (!role?.trust) return undefined;
  const own = parseArn(arn)?.account;
  return {
    documents: [role.trust],
    unknowns: [],
    rule: "key",
    isSameAccount: account === undefined || account === own,
    name: `the role ${role.name}`,
  };
}

function roleOf({ principals }: StackModel, arn: string): Principal | undefined {
  const named = iamArn(arn);
  if (named?.kind !== "role") return undefined;
  return principals.find(
    (each) =>
      each.kind === "role" && (each.arn === undefined ? each.name === named.name : each.arn === named.arn),
  );
}

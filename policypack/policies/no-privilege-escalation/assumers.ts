/** Who of the stack may assume a role, straight away or by way of other roles: what raises one of them is theirs to use. */
import { iamArn } from "../../aws/iam-arn";
import { decideTrust } from "../../evaluation/decisions/trust";
import { mayAllow } from "../../evaluation/decisions/grants";
import { contextFor } from "../../graph/principal-context";
import { requesterOf } from "../../graph/requester";
import { ASSUME_ROLE } from "../../permissions/trust-side";
import type { Principal, StackModel } from "../../graph/types";

/**
 * Conditions that the stack leaves open count as met; a trust policy that is not known admits nobody here.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_terms-and-concepts.html (role chaining)
 *
 * @param arnsOf the ARN of a principal, or patterns of it where its name is completed by AWS or Pulumi
 */
export function assumersOf(
  model: StackModel,
  role: Principal,
  arnsOf: (principal: Principal) => string[],
): Principal[] {
  const found = new Set<Principal>([role]);
  for (const each of found) {
    if (each.kind !== "role") continue;
    for (const other of model.principals)
      if (!found.has(other) && mayAssume(model, other, each, arnsOf(each))) found.add(other);
  }
  found.delete(role);
  return [...found];
}

function mayAssume(model: StackModel, who: Principal, { trust }: Principal, arns: string[]): boolean {
  if (who.kind === "group" || trust?.reading.state !== "known") return false;
  const context = contextFor(model, who, { "sts:ExternalId": undefined });
  const request = { ...requesterOf(model, who), action: ASSUME_ROLE, context };
  if (decideTrust(trust.reading, request).outcome === "denied") return false;
  return isNamed(trust.reading.document.statements, who) || arns.some((arn) => allows(who, arn, context));
}

function allows(who: Principal, arn: string, context: ReturnType<typeof contextFor>): boolean {
  return mayAllow(who, ASSUME_ROLE, arn, context) !== "no";
}

type Statements = Extract<
  NonNullable<Principal["trust"]>["reading"],
  { state: "known" }
>["document"]["statements"];

/** In one account, a trust policy that names a principal lets it in without any further right. */
function isNamed(statements: Statements, { kind, name, arn }: Principal): boolean {
  return statements.some(
    ({ effect, principals }) =>
      effect === "Allow" &&
      [...(principals?.values.AWS ?? []), ...(principals?.values["*"] ?? [])].some((named) => {
        const parsed = iamArn(named);
        return (
          named === "*" ||
          named === arn ||
          (arn === undefined && parsed?.kind === kind && parsed.name === name)
        );
      }),
  );
}

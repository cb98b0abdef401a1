/** The resources whose policies `verify` looks at, and how its lines call them. */
import { parseArn } from "../../policypack/aws/arn";
import { withoutSuffix } from "../../policypack/aws/secret-arn";
import { carrierName } from "../account/resource-policies/live-policies";
import { declaredResources, isRegistry } from "./declared-policies";
import { reachedResources } from "./reached-resources";
import type { Subject } from "./subject";

/** By ARN, in a fixed order: what the stack's tasks reach and it does not create, and what config declares by name. */
export function policySubjects({ model, pack }: Pick<Subject, "model" | "pack">): string[] {
  return [...new Set([...reachedResources(model), ...declaredResources(pack.declarations)])].sort();
}

/** E.g. `bucket invoices`, or `key 0f3c1d2e of account 444455556666`. */
export function policySubjectName(arn: string, accountId: string): string {
  const parsed = parseArn(arn);
  const on = carrierName(arn) ?? "resource";
  const account = parsed?.account ?? "";
  const name = isRegistry(arn)
    ? `${account} in ${parsed?.region}`
    : resourceName(arn).replace(/^[a-z-]+[/:]/, "");
  return `${on} ${name}${isOfOtherAccount(arn, accountId) ? ` of account ${account}` : ""}`;
}

/** The last field of its ARN; of a secret's without the suffix. */
export function resourceName(arn: string): string {
  const name = parseArn(arn)?.resource ?? arn;
  return carrierName(arn) === "secret" ? withoutSuffix(name) : name;
}

/** A bucket's ARN does not tell its account. */
export function isOfOtherAccount(arn: string, accountId: string): boolean {
  const account = parseArn(arn)?.account ?? "";
  return account !== "" && account !== accountId;
}

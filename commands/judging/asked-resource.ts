import { inPartition } from "../../policypack/aws/arn";
import { endsAsSuffix, withAnySuffix } from "../../policypack/aws/secret-arn";
import { actionAcceptsResource } from "../../policypack/evaluation/catalogue/action-resources";
import { actionFacts } from "../../policypack/evaluation/catalogue/actions";

/** Where the stack lies, in whose ARNs a short one is completed. */
export interface StackPlace {
  account?: string;
  region?: string;
  partition?: string;
}

/**
 * The ARN that a question means: as it is given, or as `check` prints it, without the part that all ARNs of the stack
 * share (`table/jobs`, `my-bucket/*`), or of a secret without its random suffix.
 * @param named the resources that the stack's statements name
 * @returns undefined for what no request for the action could name
 */
export function askedResource(
  action: string,
  given: string,
  place: StackPlace,
  named: ReadonlySet<string>,
): string | undefined {
  if (given === "*") return given;
  if (given.startsWith("arn:")) return withSuffix(given, named);
  const arns = completed(action, given, place).map((arn) => withSuffix(arn, named));
  return arns.find((arn) => actionAcceptsResource(action, arn));
}

function completed(
  action: string,
  rest: string,
  { account, region, partition = "aws" }: StackPlace,
): string[] {
  const service = action.slice(0, action.indexOf(":"));
  const formats = actionFacts(action)?.arnFormats ?? [];
  const filled = formats
    .filter((format) => format.startsWith("arn:"))
    .map((format) => {
      const [, , of = service, inRegion, ofAccount] = format.split(":");
      const parts = [of, inRegion === "" ? "" : region, ofAccount === "" ? "" : account];
      return parts.includes(undefined) ? undefined : `arn:aws:${parts.join(":")}:${rest}`;
    });
  const arns = filled.filter((arn) => arn !== undefined).map((arn) => inPartition(arn, partition));
  return [...new Set(arns)];
}

/** A name may end as a suffix does; where a statement names it with any suffix behind it, it is a name. */
function withSuffix(arn: string, named: ReadonlySet<string>): string {
  if (arn.split(":")[2] !== "secretsmanager" || /[*?]/.test(arn)) return arn;
  return !endsAsSuffix(arn) || named.has(withAnySuffix(arn)) ? withAnySuffix(arn) : arn;
}

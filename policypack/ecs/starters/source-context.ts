/**
 * What a service sends as it assumes a role for one of its resources.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html
 */
import { scopeOf } from "../../graph/places/scope";
import { arnIn } from "../../aws/arn";
import type { AssumeContext } from "../assume-role";
import type { StackModel } from "../../graph/types";

/**
 * @param service as in ARNs
 * @param resource the rest of the ARN that the service sends; undefined where it is not known
 */
export function sourceContext(
  view: StackModel,
  service: string,
  resource: string | undefined,
): AssumeContext {
  const arn = resource === undefined ? "*" : arnIn(scopeOf(view), service, resource);
  return {
    ...(view.account === undefined ? {} : { "aws:SourceAccount": view.account }),
    ...(arn.includes("*") ? {} : { "aws:SourceArn": arn }),
    "sts:ExternalId": null,
  };
}

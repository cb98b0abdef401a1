/** What keeps everybody out beside the policy: a network of one's own, or a log-in. */
import { resourceType } from "../../aws/resource-types";
import { UNKNOWN } from "../../evaluation/types";
import { isRecord } from "../../graph/resources/plain";
import type { PlainResource } from "../../graph/types";

/**
 * Whether only a VPC reaches the resource, or only who has logged in there: then AWS itself has the policy let in everybody.
 * https://docs.aws.amazon.com/opensearch-service/latest/developerguide/vpc.html#vpc-security
 * https://docs.aws.amazon.com/opensearch-service/latest/developerguide/fgac.html#fgac-recommendations
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-points-policies.html
 */
export function isGuarded({ type, props }: PlainResource): boolean {
  switch (resourceType(type)?.is) {
    case "domain":
      return isGiven(props.vpcOptions) || hasLogin(props.advancedSecurityOptions);
    case "access point":
      return isGiven(props.vpcConfiguration);
    default:
      return false;
  }
}

/** Whether it is decided elsewhere than in the policy's own resource whether the policy is public. */
export function mayBeGuardedElsewhere({ type }: PlainResource): boolean {
  const { is, resourcePolicy } = resourceType(type) ?? {};
  return (
    is === "resource policy" && (resourcePolicy?.on === "domain" || resourcePolicy?.on === "access point")
  );
}

/** Outputs have empty settings where the program gives none. */
function isGiven(value: unknown): boolean {
  if (value === UNKNOWN) return true;
  return (
    isRecord(value) && Object.values(value).some((each) => each !== "" && each !== null && !isEmpty(each))
  );
}

function isEmpty(value: unknown): boolean {
  return Array.isArray(value) && value.length === 0;
}

function hasLogin(options: unknown): boolean {
  if (options === UNKNOWN) return true;
  return isRecord(options) && isTrue(options.enabled) && !isTrue(options.anonymousAuthEnabled);
}

function isTrue(value: unknown): boolean {
  return value === true || value === "true" || value === UNKNOWN;
}

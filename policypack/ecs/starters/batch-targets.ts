/** Jobs of AWS Batch that EventBridge submits. https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-identity-based.html */
import { isArn } from "../../aws/arn";
import { UNKNOWN } from "../../evaluation/types";
import type { RequiredPermission } from "../../permissions/required-permission";
import { propertyUnknown } from "../../unknowns/property-unknown";

/**
 * Submitting takes the right to both the definition and the queue; of a definition by its name it is open which of its
 * revisions are asked for, so that it is left alone.
 *
 * @param what for messages, e.g. `EventBridge target nightly`
 */
export function submitNeeds(definition: unknown, queue: unknown, what: string): RequiredPermission[] {
  const named = [definition, queue].filter((value): value is string => typeof value === "string");
  const isOpen = [definition, queue].includes(UNKNOWN);
  const resources = isOpen ? ["arn:*"] : named.filter(isArn);
  if (resources.length === 0) return [];
  const purpose = `submit the job of ${what}`;
  const unknown = isOpen ? propertyUnknown("job definition", what) : undefined;
  return [{ kind: "run", purpose, actions: ["batch:SubmitJob"], resources, unknown }];
}

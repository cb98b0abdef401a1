import { parseArn, s3Arn } from "../../aws/arn";
import { dataKeyNeeds } from "../../ecs/data-key-needs";
import { text } from "../../graph/resources/plain";
import { stateOf } from "../../graph/resources/value-state";
import type { StackModel } from "../../graph/types";
import type { RequiredPermission } from "../../permissions/required-permission";
import { unknownNeed } from "./containers";

/**
 * What fetching an object of S3 takes, the key of its bucket included.
 *
 * @param value should be the object's ARN
 * @param why what the object is for, as messages call it
 * @param onBucket what is asked of the bucket beside that
 */
export function s3ObjectNeeds(
  model: StackModel,
  value: unknown,
  why: string,
  onBucket: string[] = [],
): RequiredPermission[] {
  const arn = parseArn(text(value) ?? "");
  const slash = arn?.resource.indexOf("/") ?? -1;
  if (arn?.service !== "s3" || slash < 0) {
    return [
      unknownNeed("file", `fetch the file of ${why}`, { kind: "s3-object", of: why, state: stateOf(value) }),
    ];
  }
  const { partition, resource } = arn;
  const purpose = `fetch ${resource} (${why})`;
  const bucket = resource.slice(0, slash);
  return [
    { kind: "file", purpose, actions: ["s3:GetObject"], resources: [s3Arn(partition, resource)] },
    ...onBucket.map((action): RequiredPermission => ({
      kind: "file",
      purpose,
      actions: [action],
      resources: [s3Arn(partition, bucket)],
    })),
    ...dataKeyNeeds(model, "buckets", bucket, ["read"]),
  ];
}

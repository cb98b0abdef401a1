/** What ECS must be allowed to fetch the files that a container names in S3. */
import type { UnknownFact, ValueState } from "../../unknowns/unknown-fact";
import { isRecord } from "../../graph/resources/plain";
import type { StackModel } from "../../graph/types";
import type { RequiredPermission } from "../../permissions/required-permission";
import { type ContainerPlace, recordsIn, unknownNeed } from "./containers";
import { s3ObjectNeeds } from "./s3-object-needs";

/**
 * The needs for `environmentFiles` and for FireLens's own config file.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/use-environment-file.html
 */
export function fileNeeds({ container, label, model }: ContainerPlace): RequiredPermission[] {
  const { records, rest } = recordsIn(container.environmentFiles);
  const fireLens = isRecord(container.firelensConfiguration)
    ? container.firelensConfiguration.options
    : undefined;
  const config =
    isRecord(fireLens) && fireLens["config-file-type"] === "s3" ? [fireLens["config-file-value"]] : [];
  return [
    ...records.flatMap(({ value }) => objectNeeds(model, value, `environmentFiles of ${label}`)),
    ...config.flatMap((value) => objectNeeds(model, value, `firelensConfiguration of ${label}`)),
    ...(rest ? [unknownFiles(label, rest)] : []),
  ];
}

function unknownFiles(label: string, state: ValueState): RequiredPermission {
  const unknown: UnknownFact = { kind: "container-part", part: "environmentFiles", of: label, state };
  return unknownNeed("file", `fetch the environmentFiles of ${label}`, unknown);
}

/** ECS looks up the bucket's Region before it fetches the object. */
function objectNeeds(model: StackModel, value: unknown, why: string): RequiredPermission[] {
  return s3ObjectNeeds(model, value, why, ["s3:GetBucketLocation"]);
}

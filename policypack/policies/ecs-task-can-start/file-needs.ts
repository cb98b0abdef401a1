/** What ECS must be allowed to fetch the files that a container names in S3. */
import type { UnknownFact, ValueState } from "../../unknowns/unknown-fact";
import { stateOf } from "../../graph/resources/value-state";
import { isRecord, text } from "../../graph/resources/plain";
import type { StackModel } from "../../graph/types";
import type { RequiredPermission } from "../../permissions/required-permission";
import { parseArn, s3Arn } from "../../aws/arn";
import { dataKeyNeeds } from "../../ecs/data-key-needs";
import { type ContainerPlace, recordsIn, unknownNeed } from "./containers";

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

function objectNeeds(model: StackModel, value: unknown, why: string): RequiredPermission[] {
  const arn = parseArn(text(value) ?? "");
  const slash = arn?.resource.indexOf("/") ?? -1;
  if (arn?.service !== "s3" || slash < 0) {
    return [
      unknownNeed("file", `fetch the file of ${why}`, { kind: "s3-object", of: why, state: stateOf(value) }),
    ];
  }
  const purpose = `fetch ${arn.resource} (${why})`;
  const name = arn.resource.slice(0, slash);
  const bucket = s3Arn(arn.partition, name);
  return [
    {
      kind: "file",
      purpose,
      actions: ["s3:GetObject"],
      resources: [s3Arn(arn.partition, arn.resource)],
    },
    { kind: "file", purpose, actions: ["s3:GetBucketLocation"], resources: [bucket] },
    ...dataKeyNeeds(model, "buckets", name, ["read"]),
  ];
}

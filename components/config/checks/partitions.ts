import { partitionOf } from "../../arns";
import { parseImage } from "../../images";
import type { IssueDraft } from "../errors";
import { type DraftConfig, keys } from "../stack";
import { type Path, containersIn } from "./walk";

/** ARNs and ECR images of another partition than the stack's: no role can ever reach across. */
export function checkPartitions(config: DraftConfig): IssueDraft[] {
  const region = config[keys.region];
  if (region === undefined) return [];
  return [...foreignArns(config, partitionOf(region), []), ...foreignImages(config, partitionOf(region))];
}

function foreignArns(value: unknown, partition: string, path: Path): IssueDraft[] {
  if (typeof value === "string") {
    const found = /^arn:([\w-]+):/.exec(value)?.[1];
    if (found === undefined || found === partition) return [];
    return [{ keys: path, value, message: `lies in partition ${found}, the stack's region in ${partition}` }];
  }
  if (Array.isArray(value))
    return value.flatMap((entry, index) => foreignArns(entry, partition, [...path, index]));
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, entry]) => foreignArns(entry, partition, [...path, key]));
}

function foreignImages(config: DraftConfig, partition: string): IssueDraft[] {
  return containersIn(config).flatMap(({ container, path }) => {
    const ecr = parseImage(container.image ?? "")?.ecr;
    if (!ecr || partitionOf(ecr.region) === partition) return [];
    const message = `lies in partition ${partitionOf(ecr.region)}, the stack's region in ${partition}`;
    return [{ keys: [...path, "image"], value: container.image, message }];
  });
}

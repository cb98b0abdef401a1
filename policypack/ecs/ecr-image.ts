/** What a container's image tells of the registry that ECS pulls it from. */
import { arnIn } from "../aws/arn";
import { partitionOf } from "../aws/partitions";

/** A private ECR repository. */
export interface EcrRepository {
  account: string;
  region: string;
  /** With its namespaces, e.g. `team/api`; without tag and digest. */
  name: string;
}

/**
 * ACCOUNT.dkr.ecr.REGION.amazonaws.com with its FIPS twin, and the dual-stack ACCOUNT.dkr-ecr.REGION.on.aws. The
 * domain differs by partition.
 * https://docs.aws.amazon.com/AmazonECR/latest/userguide/Registries.html
 */
const ECR_HOST = /^(\d{12})\.dkr[.-]ecr(?:-fips)?\.([a-z0-9-]+)\.[a-z0-9.-]+$/;

/** The ECR repository behind an image; undefined for images of other registries, which need no right of IAM's. */
export function ecrRepositoryOf(image: string): EcrRepository | undefined {
  const slash = image.indexOf("/");
  if (slash < 0) return undefined;
  const [, account, region] = ECR_HOST.exec(image.slice(0, slash)) ?? [];
  if (!account || !region) return undefined;
  return { account, region, name: withoutTag(image.slice(slash + 1)) };
}

function withoutTag(path: string): string {
  const [name = ""] = path.split("@");
  return name.replace(/:[^/:]*$/, "");
}

export function repositoryArn({ account, region, name }: EcrRepository): string {
  return arnIn({ partition: partitionOf(region), region, account }, "ecr", `repository/${name}`);
}

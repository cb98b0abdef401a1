/** Container image references, and the ECR repository behind one. */

export interface ImageReference {
  /** Registry host and repository, without tag and digest. */
  repository: string;
  tag?: string;
  /** `sha256:…` */
  digest?: string;
  /** Set where the image lies in a private ECR repository, which ECS reads with the execution role. */
  ecr?: EcrRepository;
}

/** A private repository, in any account and region. */
export interface EcrRepository {
  accountId: string;
  region: string;
  name: string;
}

/** HOST/REPOSITORY with a tag, a digest, both or neither. */
export const imagePattern =
  /^(?<repository>[a-zA-Z0-9][a-zA-Z0-9.-]*(?::\d+)?(?:\/[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*)*)(?::(?<tag>\w[\w.-]{0,127}))?(?:@(?<digest>sha256:[0-9a-f]{64}))?$/;

/** ACCOUNT.dkr.ecr.REGION.amazonaws.com, its FIPS twin, China's suffix and the dual-stack ACCOUNT.dkr-ecr.REGION.on.aws. */
const ecrPattern =
  /^(?<accountId>\d{12})\.dkr[.-]ecr(?:-fips)?\.(?<region>[a-z0-9-]+)\.(?:amazonaws\.com(?:\.cn)?|on\.(?:aws|amazonwebservices\.com\.cn))\/(?<name>.+)$/;

/** @returns undefined where the text is no image reference */
export function parseImage(image: string): ImageReference | undefined {
  const groups = imagePattern.exec(image)?.groups;
  if (!groups?.repository) return undefined;
  const found = ecrPattern.exec(groups.repository)?.groups;
  const { repository, tag, digest } = groups;
  if (!found?.accountId || !found.region || !found.name) return { repository, tag, digest };
  return {
    repository,
    tag,
    digest,
    ecr: { accountId: found.accountId, region: found.region, name: found.name },
  };
}

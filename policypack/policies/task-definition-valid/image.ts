/**
 * What a container's image may look like: a registry, a repository in small letters, a tag or a digest.
 * https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html#ECS-Type-ContainerDefinition-image
 */
import type { Problem } from "../../findings/problem";
import { shown } from "../../findings/shown";

const REGISTRY = /^(localhost|[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+|[A-Za-z0-9-]+(?=:\d))(:\d+)?$/;
const REPOSITORY = /^[a-z0-9]+((\.|_|__|-+)[a-z0-9]+)*(\/[a-z0-9]+((\.|_|__|-+)[a-z0-9]+)*)*$/;
const TAG = /^\w[\w.-]{0,127}$/;
const DIGEST = /^sha256:[A-Fa-f0-9]{64}$/;

/** Hosts of private ECR registries; `ecr.REGION.api.aws` and the like are its API and hold no images. */
const ECR = /^\d{12}\.dkr[.-]ecr(-fips)?\.[a-z0-9-]+\.[a-z.]+$/;
const LIKE_ECR = /(^|[.-])ecr[.-].*\.(amazonaws\.com(\.cn)?|on\.aws)$/;

/** Of all that stands before a digest. */
const LONGEST = 255;

/** What programs write for a value that they do not have. */
const NO_VALUE = /^(undefined|null|NaN|None)$/;

/** Its message is a noun phrase, e.g. `no image`. */
type ImageProblem = Pick<Problem, "message" | "remedy">;

/** Why no image of that name can be pulled; undefined for one that may exist, and for what is not a string. */
export function imageProblem(image: unknown): ImageProblem | undefined {
  if (image === undefined || image === null || image === "")
    return { message: "no image", remedy: "Set the container's image." };
  if (typeof image !== "string") return undefined;
  if (/\s/.test(image)) return { message: "an image with white space in it", remedy: "Correct the image." };
  return problemOfName(image);
}

function problemOfName(image: string): ImageProblem | undefined {
  const [name = "", ...digests] = image.split("@");
  const slash = name.indexOf("/");
  const first = slash < 0 ? "" : name.slice(0, slash);
  const hasRegistry = REGISTRY.test(first);
  const rest = hasRegistry ? name.slice(slash + 1) : name;
  const colon = rest.lastIndexOf(":");
  const [repository, tag] = colon < 0 ? [rest, undefined] : [rest.slice(0, colon), rest.slice(colon + 1)];
  const subject = `the image ${shown(image)}`;
  if (!REPOSITORY.test(repository)) {
    return {
      message: `${subject}, which has an invalid repository`,
      remedy: "Write REGISTRY/REPOSITORY:TAG without a scheme, the repository in small letters.",
    };
  }
  if (LIKE_ECR.test(first) && !ECR.test(first) && first !== "public.ecr.aws") {
    return {
      message: `${subject}, and ${first} is not an ECR registry`,
      remedy: "Write ACCOUNT.dkr.ecr.REGION.amazonaws.com, the account with its twelve digits.",
    };
  }
  if (tag !== undefined && (!TAG.test(tag) || NO_VALUE.test(tag))) {
    return {
      message: `${subject}, which has an invalid tag`,
      remedy: "A tag has up to 128 letters, digits, underscores, periods and hyphens.",
    };
  }
  if (name.length > LONGEST) {
    return {
      message: `an image whose name has ${name.length} characters, and ECS takes ${LONGEST}`,
      remedy: `Shorten it to ${LONGEST} characters, those of a digest not counted.`,
    };
  }
  if (digests.length > 1 || (digests[0] !== undefined && !DIGEST.test(digests[0]))) {
    return {
      message: `${subject}, which has an invalid digest`,
      remedy: "A digest is sha256: and 64 hexadecimal digits.",
    };
  }
  return undefined;
}

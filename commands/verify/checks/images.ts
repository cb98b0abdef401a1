import { DescribeImagesCommand } from "@aws-sdk/client-ecr";
import { type ImageReference, parseImage } from "../../../components/images";
import { failed, proven, type Question } from "../question";
import type { Subject } from "../subject";

/** Every image in an ECR repository of this account and region is there. */
export function imageQuestions({ config, live }: Subject): Question[] {
  const questions = new Map<string, Question>();
  for (const { key, containers } of config.tasks) {
    containers.forEach(({ image }, index) => {
      const reference = parseImage(image);
      const ecr = reference?.ecr;
      if (!reference || !ecr || ecr.accountId !== config.accountId || ecr.region !== config.region) return;
      const at = `\`tasks.${key}.containers[${index}].image\` in Pulumi.${config.stack}.yaml`;
      questions.set(image, question(live.ecr, image, { ...reference, ecr }, at));
    });
  }
  return [...questions.values()];
}

function question(
  ecr: Subject["live"]["ecr"],
  image: string,
  { ecr: { name }, tag, digest }: ImageReference & { ecr: { name: string } },
  at: string,
): Question {
  return {
    check: "image",
    subject: image.slice(image.indexOf("/") + 1),
    needs: ["ecr:DescribeImages"],
    async ask() {
      const imageIds = [digest ? { imageDigest: digest } : { imageTag: tag ?? "latest" }];
      try {
        const { imageDetails } = await ecr.send(
          new DescribeImagesCommand({ repositoryName: name, imageIds }),
        );
        return proven(`is in the repository: ${imageDetails?.[0]?.imageDigest}`);
      } catch (error) {
        if ((error as Error).name === "RepositoryNotFoundException")
          return failed(
            `there is no repository ${name}`,
            `aws ecr create-repository --repository-name ${name}; or correct ${at}`,
          );
        if ((error as Error).name === "ImageNotFoundException")
          return failed(
            `the repository ${name} has no such image`,
            `push it (docker push ${image}), or correct ${at}`,
          );
        throw error;
      }
    },
  };
}

/** Credential specs for Active Directory. https://docs.aws.amazon.com/AmazonECS/latest/developerguide/windows-gmsa.html */
import { parseArn } from "../../aws/arn";
import { type Problem, violated } from "../../findings/problem";
import { shown } from "../../findings/shown";
import type { Definition } from "./definition";
import { problemsOfEach } from "../../ecs/labelled-containers";

/** The two formats: of an instance that joined the domain, and of one that did not. */
const FORMAT = /^credentialspec(domainless)?:(?<arn>.+)$/;
const MOST_SPECS = 1;

export function credentialSpecProblems({ containers }: Definition): Problem[] {
  return problemsOfEach(containers, ({ container, label }) => {
    const specs: unknown[] = Array.isArray(container.credentialSpecs) ? container.credentialSpecs : [];
    const wrong = specs.filter((spec) => typeof spec === "string" && !isSpec(spec));
    const problems = wrong.map((spec) =>
      violated(
        `credentialSpecs ${shown(spec)}`,
        `${label} has ${shown(spec)} among its credentialSpecs`,
        "Write credentialspec:ARN or credentialspecdomainless:ARN with the ARN of a file in S3 or of a parameter.",
      ),
    );
    if (specs.length > MOST_SPECS) {
      const what = `${label} has ${specs.length} credential specs (credentialSpecs), and ECS takes one`;
      problems.push(violated("credentialSpecs", what, "Keep one of them."));
    }
    return problems;
  });
}

function isSpec(text: string): boolean {
  const arn = FORMAT.exec(text)?.groups?.arn;
  const service = arn === undefined ? undefined : parseArn(arn)?.service;
  return service === "s3" || service === "ssm";
}

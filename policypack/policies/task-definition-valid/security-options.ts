/**
 * `dockerSecurityOptions`, which ECS hands to Docker as they are: the daemon refuses to start a container with one that it
 * does not know. https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html
 */
import { type Problem, violated } from "../../findings/problem";
import { shown } from "../../findings/shown";
import type { LabelledContainer } from "../../ecs/labelled-containers";

/** Each with `:` or `=` and a value behind it. https://docs.docker.com/reference/cli/docker/container/run/#security-opt */
const WITH_VALUE = ["apparmor", "label", "seccomp", "credentialspec", "systempaths", "writable-cgroups"];
const KNOWN = new RegExp(`^(no-new-privileges([:=](true|false))?|(${WITH_VALUE.join("|")})[:=].+)$`, "s");

export function securityOptionProblems({ container, label, idText }: LabelledContainer): Problem[] {
  const given = container.dockerSecurityOptions;
  if (!Array.isArray(given)) return [];
  return given
    .filter((option) => typeof option === "string" && !KNOWN.test(option))
    .map((option) =>
      violated(
        `dockerSecurityOptions ${shown(option)} ${idText}`,
        `${label} has the dockerSecurityOptions entry ${shown(option)}, which Docker does not know`,
        'Write "no-new-privileges", "apparmor:PROFILE", "label:VALUE" or "credentialspec:FILE".',
      ),
    );
}

/** Properties of the task itself that hold a list or an object: while they are unknown, nothing in them is judged. */
import { UNKNOWN } from "../../evaluation/types";
import { type Problem, unproven } from "../../findings/problem";
import type { Definition } from "./definition";
import { problemsOfEach } from "../../ecs/labelled-containers";

/** Tags are often made of outputs; AWS judges those that are not known yet. */
const PARTS = [
  "volumes",
  "placementConstraints",
  "runtimePlatform",
  "proxyConfiguration",
  "ephemeralStorage",
  "inferenceAccelerators",
  "trustedExecutionConfiguration",
];

export function unknownPartProblems({ props }: Definition): Problem[] {
  return PARTS.filter((property) => props[property] === UNKNOWN).map((property) =>
    unproven(`type ${property}`, `the ${property}`),
  );
}

/** What rules judge in a container and nothing else reports while it is unknown. */
const PARTS_OF_CONTAINER = [
  "portMappings",
  "mountPoints",
  "volumesFrom",
  "dependsOn",
  "links",
  "ulimits",
  "systemControls",
  "linuxParameters",
  "healthCheck",
  "restartPolicy",
  "firelensConfiguration",
  "resourceRequirements",
  "credentialSpecs",
];

/** One for all of a container's. */
export function unknownContainerParts({ containers }: Definition): Problem[] {
  return problemsOfEach(containers, ({ container, label }) => {
    const unknown = PARTS_OF_CONTAINER.filter((property) => container[property] === UNKNOWN);
    if (unknown.length === 0) return [];
    return [unproven("unknown parts", `the ${unknown.join(", ")} of ${label}`)];
  });
}

/** Properties of the task itself that hold a list or an object: while they are unknown, nothing in them is judged. */
import { UNKNOWN } from "../../evaluation/types";
import { type Problem, unproven } from "../../findings/problem";
import type { Definition } from "./definition";

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

import type { Problem } from "../../../findings/problem";
import type { Definition } from "../definition";
import { limitProblems, type Limits, modeProblems } from "./limits";

/** https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-anywhere.html */
const EXTERNAL: Limits = {
  who: "external instances (ECS Anywhere)",
  instead: "run the task on EC2 or Fargate",
  task: ["proxyConfiguration"],
  container: [],
  linux: [],
  volume: ["efsVolumeConfiguration"],
};

/** What external instances do not have. */
export function externalProblems(definition: Definition): Problem[] {
  return [
    ...limitProblems(EXTERNAL, definition),
    ...modeProblems(EXTERNAL, ["bridge", "host", "none"], definition),
  ];
}

/**
 * What Fargate does not have.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-tasks-services.html
 */
import { UNKNOWN } from "../../evaluation/types";
import { isRecord } from "../../graph/plain";
import {
  type Definition,
  type LabelledContainer,
  type Problem,
  records,
  shown,
  violated,
} from "./definition";

const NOT_ON_FARGATE = ["links", "dockerSecurityOptions"];
const NOT_UNDER_AWSVPC = ["hostname", "extraHosts", "links"];
const [LEAST_STORAGE, MOST_STORAGE] = [21, 200];

export function fargateProblems(definition: Definition): Problem[] {
  if (!definition.fargate) return [];
  return [...taskProblems(definition), ...definition.containers.flatMap(containerProblems)];
}

function taskProblems({ props }: Definition): Problem[] {
  const problems: Problem[] = [];
  if (records(props.placementConstraints).length > 0) {
    problems.push(notThere("placementConstraints", "the task has placementConstraints"));
  }
  if (isSet(props.ipcMode)) problems.push(notThere("ipcMode", "the task has an ipcMode"));
  if (isSet(props.pidMode) && props.pidMode !== "task") {
    problems.push(
      violated(
        "pidMode",
        `pidMode is ${shown(props.pidMode)}, and Fargate has task only`,
        "Set pidMode to task.",
      ),
    );
  }
  for (const volume of records(props.volumes)) {
    const path = volume.hostPath ?? (isRecord(volume.host) ? volume.host.sourcePath : undefined);
    if (isSet(path))
      problems.push(
        notThere(`volume ${shown(volume.name)}`, `the volume ${shown(volume.name)} lies on the host`),
      );
  }
  const storage = isRecord(props.ephemeralStorage) ? props.ephemeralStorage : {};
  const size = storage.sizeInGib ?? storage.sizeInGiB;
  if (typeof size === "number" && (size < LEAST_STORAGE || size > MOST_STORAGE)) {
    problems.push(
      violated(
        "ephemeralStorage",
        `ephemeralStorage is ${size} GiB`,
        `Fargate has ${LEAST_STORAGE} to ${MOST_STORAGE} GiB; without the property it is 20.`,
      ),
    );
  }
  return problems;
}

function containerProblems({ container, label }: LabelledContainer): Problem[] {
  const problems: Problem[] = [];
  if (container.privileged === true) problems.push(notThere(`privileged ${label}`, `${label} is privileged`));
  for (const property of new Set([...NOT_ON_FARGATE, ...NOT_UNDER_AWSVPC])) {
    const value = container[property];
    const isUsed = Array.isArray(value) ? value.length > 0 : isSet(value);
    if (isUsed) problems.push(notThere(`${property} ${label}`, `${label} has ${property}`));
  }
  for (const { type } of records(container.resourceRequirements)) {
    if (type === "GPU") problems.push(notThere(`GPU ${label}`, `${label} asks for a GPU`));
  }
  return problems;
}

function isSet(value: unknown): boolean {
  return value !== undefined && value !== null && value !== "" && value !== UNKNOWN;
}

function notThere(key: string, what: string): Problem {
  return violated(key, `${what}, which Fargate does not have`, "Take it out, or run the task on EC2.");
}

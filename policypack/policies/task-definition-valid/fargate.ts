/**
 * What Fargate does not have.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-tasks-services.html
 */
import { UNKNOWN } from "../../evaluation/types";
import { isRecord, records } from "../../graph/resources/plain";
import { type Problem, violated } from "../../findings/problem";
import { shown } from "../../findings/shown";
import { type Definition, isSet, isUsed } from "./definition";
import { type LabelledContainer, problemsOfEach } from "../../ecs/labelled-containers";

const NOT_ON_FARGATE = [
  "links",
  "dockerSecurityOptions",
  "hostname",
  "extraHosts",
  "dnsServers",
  "dnsSearchDomains",
  "disableNetworking",
  "privileged",
];

/** Of `linuxParameters`; https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_LinuxParameters.html */
const NO_LINUX_PARAMETERS = ["devices", "sharedMemorySize", "maxSwap", "swappiness"];
const CAPABILITIES = ["SYS_PTRACE", "CAP_SYS_PTRACE"];

export function fargateProblems(definition: Definition): Problem[] {
  if (!definition.fargate) return [];
  return [...taskProblems(definition), ...problemsOfEach(definition.containers, containerProblems)];
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
  return problems;
}

function containerProblems({ container, label }: LabelledContainer): Problem[] {
  const problems: Problem[] = [];
  for (const property of NOT_ON_FARGATE) {
    if (isUsed(container[property])) problems.push(notThere(property, `${label} has ${property}`));
  }
  for (const { type } of records(container.resourceRequirements)) {
    if (type === "GPU") problems.push(notThere("GPU", `${label} asks for a GPU`));
  }
  return [...problems, ...linuxProblems(container.linuxParameters, label)];
}

function linuxProblems(parameters: unknown, label: string): Problem[] {
  if (!isRecord(parameters)) return [];
  const { capabilities } = parameters;
  const added = isRecord(capabilities) && Array.isArray(capabilities.add) ? capabilities.add : [];
  const wrong = added.filter((name) => name !== UNKNOWN && !CAPABILITIES.includes(shown(name)));
  return [
    ...NO_LINUX_PARAMETERS.filter((property) => isUsed(parameters[property])).map((property) =>
      notThere(property, `${label} has linuxParameters.${property}`),
    ),
    ...(wrong.length > 0 ? [notThere("capabilities", `${label} adds the capability ${shown(wrong)}`)] : []),
  ];
}

function notThere(key: string, what: string): Problem {
  return violated(key, `${what}, which Fargate does not have`, "Take it out, or run the task on EC2.");
}

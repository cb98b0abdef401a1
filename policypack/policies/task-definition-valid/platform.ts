/** What a task runs on, and the namespaces that its containers share. */
import { shapeOf } from "../../evaluation/catalogue/task-definition-shapes";
import { UNKNOWN } from "../../evaluation/types";
import { isRecord } from "../../graph/resources/plain";
import { type Problem, unproven, violated } from "../../findings/problem";
import { shown } from "../../findings/shown";
import { type Definition, isSet } from "./definition";

/** https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_definition_parameters.html#runtime-platform */
const NOT_ON_FARGATE = ["WINDOWS_SERVER_2016_FULL", "WINDOWS_SERVER_2004_CORE", "WINDOWS_SERVER_20H2_CORE"];

const NAMESPACES: Record<string, string[]> = {
  pidMode: ["host", "task"],
  ipcMode: ["host", "task", "none"],
};

/** https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_RegisterTaskDefinition.html */
export function platformProblems(definition: Definition): Problem[] {
  return [...runtimeProblems(definition), ...namespaceProblems(definition)];
}

/** https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_RuntimePlatform.html */
function runtimeProblems({ props, windows, fargate }: Definition): Problem[] {
  const architectures = shapeOf("CPUArchitecture").enum ?? [];
  const families = shapeOf("OSFamily").enum ?? [];
  const platform = isRecord(props.runtimePlatform) ? props.runtimePlatform : {};
  const { cpuArchitecture, operatingSystemFamily } = platform;
  const problems: Problem[] = [];
  if (isSet(cpuArchitecture) && !architectures.includes(shown(cpuArchitecture))) {
    problems.push(
      violated(
        "cpuArchitecture",
        `runtimePlatform has the cpuArchitecture ${shown(cpuArchitecture)}`,
        `Choose one of ${architectures.join(", ")}.`,
      ),
    );
  }
  if (isSet(operatingSystemFamily) && !families.includes(shown(operatingSystemFamily))) {
    problems.push(
      violated(
        "operatingSystemFamily",
        `runtimePlatform has the operatingSystemFamily ${shown(operatingSystemFamily)}`,
        "Choose LINUX, or Windows as in WINDOWS_SERVER_2022_CORE.",
      ),
    );
  }
  if (fargate && NOT_ON_FARGATE.includes(shown(operatingSystemFamily))) {
    problems.push(
      violated(
        "operatingSystemFamily",
        `runtimePlatform has the operatingSystemFamily ${shown(operatingSystemFamily)}, which Fargate does not have`,
        "Choose LINUX, or a newer Windows as in WINDOWS_SERVER_2022_CORE.",
      ),
    );
  }
  if (windows && cpuArchitecture === "ARM64") {
    problems.push(
      violated(
        "cpuArchitecture",
        "runtimePlatform asks for Windows on ARM64, which ECS does not have",
        "Choose X86_64.",
      ),
    );
  }
  return problems;
}

/** Fargate's own limits are told with the rest of Fargate's. */
function namespaceProblems({ props, fargate }: Definition): Problem[] {
  if (fargate) return [];
  return Object.entries(NAMESPACES).flatMap(([property, values]) => {
    const value = props[property];
    if (value === UNKNOWN) return [unproven(property, `the ${property}`)];
    if (!isSet(value) || values.includes(shown(value))) return [];
    return [violated(property, `${property} is ${shown(value)}`, `Choose one of ${values.join(", ")}.`)];
  });
}

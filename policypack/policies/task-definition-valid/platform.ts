/** What a task runs on, and the namespaces that its containers share. */
import { UNKNOWN } from "../../evaluation/types";
import { isRecord } from "../../graph/resources/plain";
import { type Problem, unproven, violated } from "../../findings/problem";
import { shown } from "../../findings/shown";
import type { Definition } from "./definition";

const ARCHITECTURES = ["X86_64", "ARM64"];
const OPERATING_SYSTEM = /^(LINUX|WINDOWS_SERVER_\w+_(CORE|FULL))$/;

const NAMESPACES: Record<string, string[]> = {
  pidMode: ["host", "task"],
  ipcMode: ["host", "task", "none"],
};

/** https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_RegisterTaskDefinition.html */
export function platformProblems(definition: Definition): Problem[] {
  return [...runtimeProblems(definition), ...namespaceProblems(definition), ...proxyProblems(definition)];
}

/** https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_RuntimePlatform.html */
function runtimeProblems({ props, windows }: Definition): Problem[] {
  const platform = isRecord(props.runtimePlatform) ? props.runtimePlatform : {};
  const { cpuArchitecture, operatingSystemFamily } = platform;
  const problems: Problem[] = [];
  if (isSet(cpuArchitecture) && !ARCHITECTURES.includes(shown(cpuArchitecture))) {
    problems.push(
      violated(
        "cpuArchitecture",
        `runtimePlatform has the cpuArchitecture ${shown(cpuArchitecture)}`,
        `Choose one of ${ARCHITECTURES.join(", ")}.`,
      ),
    );
  }
  if (isSet(operatingSystemFamily) && !OPERATING_SYSTEM.test(shown(operatingSystemFamily))) {
    problems.push(
      violated(
        "operatingSystemFamily",
        `runtimePlatform has the operatingSystemFamily ${shown(operatingSystemFamily)}`,
        "Choose LINUX, or Windows as in WINDOWS_SERVER_2022_CORE.",
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

/** https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ProxyConfiguration.html */
function proxyProblems({ props, containers, isComplete }: Definition): Problem[] {
  const proxy = props.proxyConfiguration;
  const names = containers.map(({ container }) => container.name);
  if (!isRecord(proxy) || !isComplete || names.includes(UNKNOWN)) return [];
  const { containerName } = proxy;
  if (containerName === UNKNOWN || names.includes(containerName)) return [];
  return [
    violated(
      "proxyConfiguration",
      `proxyConfiguration names the container ${shown(containerName)}, and there is no such container`,
      `Name one of these: ${shown(names)}.`,
    ),
  ];
}

function isSet(value: unknown): boolean {
  return value !== undefined && value !== null && value !== "" && value !== UNKNOWN;
}

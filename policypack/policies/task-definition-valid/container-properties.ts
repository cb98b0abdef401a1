/** The properties of a container, by name and type. */
import { editDistance } from "../../evaluation/catalogue/nearest";
import { UNKNOWN } from "../../evaluation/types";
import { type Problem, violated } from "../../findings/problem";
import type { LabelledContainer } from "./definition";

type TypeName = "text" | "a number" | "true or false" | "a list" | "an object";

/**
 * Properties of a container and their types: ECS and the AWS provider take no number for a text or the other way
 * round. https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html
 */
const PROPERTIES: Record<string, TypeName> = {
  name: "text",
  image: "text",
  repositoryCredentials: "an object",
  cpu: "a number",
  memory: "a number",
  memoryReservation: "a number",
  links: "a list",
  portMappings: "a list",
  essential: "true or false",
  restartPolicy: "an object",
  entryPoint: "a list",
  command: "a list",
  environment: "a list",
  environmentFiles: "a list",
  mountPoints: "a list",
  volumesFrom: "a list",
  linuxParameters: "an object",
  secrets: "a list",
  dependsOn: "a list",
  startTimeout: "a number",
  stopTimeout: "a number",
  versionConsistency: "text",
  hostname: "text",
  user: "text",
  workingDirectory: "text",
  disableNetworking: "true or false",
  privileged: "true or false",
  readonlyRootFilesystem: "true or false",
  dnsServers: "a list",
  dnsSearchDomains: "a list",
  extraHosts: "a list",
  dockerSecurityOptions: "a list",
  interactive: "true or false",
  pseudoTerminal: "true or false",
  dockerLabels: "an object",
  ulimits: "a list",
  logConfiguration: "an object",
  healthCheck: "an object",
  systemControls: "a list",
  resourceRequirements: "a list",
  firelensConfiguration: "an object",
  credentialSpecs: "a list",
};

/** What other tools call them. */
const OTHER_NAMES: Record<string, string> = {
  env: "environment",
  envs: "environment",
  environmentVariables: "environment",
  envFile: "environmentFiles",
  envFiles: "environmentFiles",
  cmd: "command",
  args: "command",
  ports: "portMappings",
  labels: "dockerLabels",
  log: "logConfiguration",
  logs: "logConfiguration",
  logging: "logConfiguration",
  logConfig: "logConfiguration",
  health: "healthCheck",
  volumes: "mountPoints",
  volumeMounts: "mountPoints",
  mounts: "mountPoints",
  dependencies: "dependsOn",
  capabilities: "linuxParameters",
  readonlyRootFs: "readonlyRootFilesystem",
  workdir: "workingDirectory",
};

export function propertyProblems({ container, label }: LabelledContainer): Problem[] {
  return Object.entries(container).flatMap(([property, value]) => {
    if (value === UNKNOWN || value === null || value === undefined) return [];
    const type = Object.hasOwn(PROPERTIES, property) ? PROPERTIES[property] : undefined;
    if (!type) return misspelt(label, property);
    if (typeOf(value) === type) return [];
    return [
      violated(
        `type ${property} ${label}`,
        `${label} has ${typeOf(value) ?? "something else"} as ${property}, which must be ${type}`,
        `Write ${property} as ${type}.`,
      ),
    ];
  });
}

/** ECS's clients pass over properties that they do not know, so that a misspelt one is lost without a word. */
function misspelt(label: string, property: string): Problem[] {
  const meant = Object.hasOwn(OTHER_NAMES, property) ? OTHER_NAMES[property] : nearest(property);
  if (meant === undefined) return [];
  return [
    violated(
      `property ${property} ${label}`,
      `${label} has ${property}, which ECS does not know and leaves out`,
      `Did you mean ${meant}?`,
    ),
  ];
}

function nearest(property: string): string | undefined {
  if (property.length < 5) return undefined;
  return Object.keys(PROPERTIES).find((known) => editDistance(property, known, 2) <= 2);
}

function typeOf(value: unknown): TypeName | undefined {
  if (typeof value === "string") return "text";
  if (typeof value === "number") return "a number";
  if (typeof value === "boolean") return "true or false";
  if (Array.isArray(value)) return "a list";
  return typeof value === "object" ? "an object" : undefined;
}

/** Container definitions as ECS registers them. */
import { type Scope } from "../arns";
import type { Container } from "../config";
import { firelensConfiguration, logConfiguration, secretList } from "./log-configuration";
import { secretValueFrom } from "../secrets";

/**
 * The JSON of a task definition's containers: keys in ECS's own order, variables sorted, the same text for the same
 * config. https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html
 */
export function containerDefinitions(scope: Scope, containers: Container[], networkMode = "awsvpc"): string {
  return JSON.stringify(containers.map((container) => containerDefinition(scope, container, networkMode)));
}

function containerDefinition(scope: Scope, container: Container, networkMode: string): object {
  const { name, image, essential, healthCheck, repositoryCredentials } = container;
  return {
    name,
    image,
    repositoryCredentials: repositoryCredentials && {
      credentialsParameter: secretValueFrom(scope, repositoryCredentials.secret),
    },
    cpu: container.cpu,
    memory: container.memory,
    memoryReservation: container.memoryReservation,
    essential,
    portMappings: unlessEmpty(container.ports.map((port) => portMapping(port, networkMode))),
    restartPolicy: container.restartPolicy,
    entryPoint: container.entryPoint,
    command: container.command,
    workingDirectory: container.workingDirectory,
    user: container.user,
    environment: unlessEmpty(sorted(container.environment).map(([key, value]) => ({ name: key, value }))),
    environmentFiles: unlessEmpty(container.environmentFiles.map((value) => ({ value, type: "s3" }))),
    mountPoints: unlessEmpty(
      container.mounts.map(({ volume, path, readOnly }) => ({
        sourceVolume: volume,
        containerPath: path,
        readOnly: readOnly || undefined,
      })),
    ),
    secrets: secretList(scope, container.secrets),
    dependsOn: unlessEmpty(
      container.dependsOn.map(({ container: containerName, condition }) => ({ containerName, condition })),
    ),
    healthCheck,
    dockerLabels: sortedOrNothing(container.labels),
    ulimits: container.ulimits && limits(container.ulimits),
    readonlyRootFilesystem: container.readonlyRootFilesystem || undefined,
    linuxParameters: container.linuxParameters,
    startTimeout: container.startTimeout,
    stopTimeout: container.stopTimeout,
    logConfiguration: logConfiguration(scope, container),
    firelensConfiguration: container.firelens && firelensConfiguration(container.firelens),
    resourceRequirements: container.gpu && [{ type: "GPU", value: String(container.gpu) }],
    ...container.aws,
  };
}

/** ECS takes what the instance's port is to be; with Docker's bridge nothing is said where Docker chooses. */
function portMapping(port: Container["ports"][number], networkMode: string): object {
  const { containerPort, containerPortRange, hostPort, protocol, name, appProtocol } = port;
  const isShared = networkMode === "awsvpc" || networkMode === "host";
  return {
    containerPort,
    hostPort: hostPort ?? (isShared ? containerPort : undefined),
    protocol,
    name,
    appProtocol,
    containerPortRange,
  };
}

function limits(ulimits: NonNullable<Container["ulimits"]>): object[] {
  return sorted(ulimits).map(([name, { soft, hard }]) => ({ name, softLimit: soft, hardLimit: hard }));
}

function sorted<Value>(record: Record<string, Value>): [string, Value][] {
  return Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1));
}

function sortedOrNothing(record: Record<string, string>): Record<string, string> | undefined {
  const entries = sorted(record);
  return entries.length > 0 ? Object.fromEntries(entries) : undefined;
}

function unlessEmpty<Entry>(list: Entry[]): Entry[] | undefined {
  return list.length > 0 ? list : undefined;
}

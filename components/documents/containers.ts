/** Container definitions as ECS registers them. */
import { type Scope } from "../arns";
import type { Container, ContainerSecret } from "../config";
import { secretValueFrom } from "../secrets";

/**
 * The JSON of a task definition's containers: keys in ECS's own order, variables sorted, the same text for the same
 * config. https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html
 */
export function containerDefinitions(scope: Scope, containers: Container[]): string {
  return JSON.stringify(containers.map((container) => containerDefinition(scope, container)));
}

function containerDefinition(scope: Scope, container: Container): object {
  const { name, image, essential, logGroup, healthCheck, repositoryCredentials } = container;
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
    portMappings: unlessEmpty(
      container.ports.map(({ containerPort, protocol, name: portName }) => ({
        containerPort,
        hostPort: containerPort,
        protocol,
        name: portName,
      })),
    ),
    entryPoint: container.entryPoint,
    command: container.command,
    workingDirectory: container.workingDirectory,
    user: container.user,
    environment: unlessEmpty(sorted(container.environment).map(([key, value]) => ({ name: key, value }))),
    environmentFiles: unlessEmpty(container.environmentFiles.map((value) => ({ value, type: "s3" }))),
    secrets: unlessEmpty(
      sorted(container.secrets).map(([key, secret]) => ({ name: key, valueFrom: valueFrom(scope, secret) })),
    ),
    dependsOn: unlessEmpty(
      container.dependsOn.map(({ container: containerName, condition }) => ({ containerName, condition })),
    ),
    healthCheck,
    readonlyRootFilesystem: container.readonlyRootFilesystem || undefined,
    linuxParameters: container.linuxParameters,
    stopTimeout: container.stopTimeout,
    logConfiguration: logGroup && {
      logDriver: "awslogs",
      options: {
        "awslogs-group": logGroup.name,
        "awslogs-region": scope.region,
        "awslogs-stream-prefix": logGroup.streamPrefix,
        ...(logGroup.createdBy === "agent" && { "awslogs-create-group": "true" }),
      },
    },
  };
}

/** A parameter of the same region may be named; a secret is always called by ARN. */
function valueFrom(scope: Scope, { secret, parameter, jsonKey }: ContainerSecret): string | undefined {
  return secret === undefined ? parameter : secretValueFrom(scope, secret, jsonKey);
}

function sorted<Value>(record: Record<string, Value>): [string, Value][] {
  return Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1));
}

function unlessEmpty<Entry>(list: Entry[]): Entry[] | undefined {
  return list.length > 0 ? list : undefined;
}

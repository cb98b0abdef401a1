/** Where a container's output goes, as ECS registers it. */
import type { Scope } from "../arns";
import type { Container, ContainerSecret, FirelensSettings, LogGroupSettings } from "../config";
import { secretValueFrom } from "../secrets";

/** https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_LogConfiguration.html */
export function logConfiguration(scope: Scope, { logGroup, log }: Container): object | undefined {
  if (logGroup) return { logDriver: "awslogs", options: awslogsOptions(scope, logGroup) };
  if (!log) return undefined;
  return {
    logDriver: log.driver,
    options: Object.keys(log.options).length > 0 ? log.options : undefined,
    secretOptions: secretList(scope, log.secrets),
  };
}

function awslogsOptions(scope: Scope, logGroup: LogGroupSettings): Record<string, string> {
  return {
    "awslogs-group": logGroup.name,
    "awslogs-region": scope.region,
    "awslogs-stream-prefix": logGroup.streamPrefix,
    ...(logGroup.createdBy === "agent" && { "awslogs-create-group": "true" }),
  };
}

/** https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_FirelensConfiguration.html */
export function firelensConfiguration({ type, metadata, configFile }: FirelensSettings): object {
  return {
    type,
    options: {
      "enable-ecs-log-metadata": String(metadata),
      ...(configFile !== undefined && {
        "config-file-type": configFile.startsWith("arn:") ? "s3" : "file",
        "config-file-value": configFile,
      }),
    },
  };
}

/** Secrets by name as ECS lists them, sorted; undefined where there are none. */
export function secretList(scope: Scope, secrets: Record<string, ContainerSecret>): object[] | undefined {
  const names = Object.keys(secrets).sort();
  if (names.length === 0) return undefined;
  return names.map((name) => ({ name, valueFrom: valueFrom(scope, secrets[name]) }));
}

/** A parameter of the same region may be named; a secret is always called by ARN. */
function valueFrom(scope: Scope, from: ContainerSecret | undefined): string | undefined {
  return from?.secret === undefined ? from?.parameter : secretValueFrom(scope, from.secret, from.jsonKey);
}

/** What mounting a task's volumes takes. */
import { type Scope, parameterArn, regionalArn } from "../arns";
import type { EfsSettings, Task, Volume } from "../config";
import { parseSecretArn } from "../secrets";
import { type Statement, allow } from "./statement";

type TaskVolumes = Pick<Task, "containers" | "volumes">;

/** What the task role needs to mount file systems: those that ECS mounts in its name. */
export function fileSystemStatements(scope: Scope, task: TaskVolumes): Statement[] {
  return Object.entries(task.volumes).flatMap(([name, { efs, aws }]) => {
    const writes = isWritten(task, name);
    if (efs?.iam) return [efsStatement(scope, efs, writes)];
    return s3FilesStatements(aws?.s3filesVolumeConfiguration, writes);
  });
}

/** A volume that no container mounts counts as written: whoever adds the mount later needs no new permission. */
function isWritten({ containers }: TaskVolumes, name: string): boolean {
  const mounts = containers.flatMap((container) => container.mounts).filter(({ volume }) => volume === name);
  return mounts.length === 0 || mounts.some(({ readOnly }) => !readOnly);
}

/** https://docs.aws.amazon.com/efs/latest/ug/iam-access-control-nfs-efs.html */
function efsStatement(scope: Scope, efs: EfsSettings, writes: boolean): Statement {
  const actions = [
    "elasticfilesystem:ClientMount",
    ...(writes ? ["elasticfilesystem:ClientWrite"] : []),
    ...(efs.rootAccess ? ["elasticfilesystem:ClientRootAccess"] : []),
  ];
  const point = efs.accessPoint && regionalArn(scope, "elasticfilesystem", `access-point/${efs.accessPoint}`);
  const resource = regionalArn(scope, "elasticfilesystem", `file-system/${efs.fileSystem}`);
  const conditions = point ? { StringEquals: { "elasticfilesystem:AccessPointArn": point } } : undefined;
  return allow(writes ? "MountFileSystems" : "ReadFileSystems", actions, [resource], conditions);
}

/** https://docs.aws.amazon.com/AmazonECS/latest/developerguide/s3files-volumes.html */
function s3FilesStatements(configuration: unknown, writes: boolean): Statement[] {
  const arn = textMember(configuration, "fileSystemArn");
  if (arn === undefined) return [];
  const actions = ["s3files:ClientMount", ...(writes ? ["s3files:ClientWrite"] : [])];
  return [allow(writes ? "MountS3Files" : "ReadS3Files", actions, [arn])];
}

/**
 * What the execution role needs to log in to FSx for Windows File Server.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/wfsx-volumes.html
 */
export function volumeCredentialStatements(scope: Scope, volumes: Volume[]): Statement[] {
  return volumes.flatMap(({ aws }): Statement[] => {
    const authorization = member(aws?.fsxWindowsFileServerVolumeConfiguration, "authorizationConfig");
    const credentials = textMember(authorization, "credentialsParameter");
    if (credentials === undefined) return [];
    const secret = parseSecretArn(credentials);
    return secret
      ? [allow("ReadSecrets", ["secretsmanager:GetSecretValue"], [secret.arn])]
      : [allow("ReadParameters", ["ssm:GetParameters"], [parameterArn(scope, credentials)])];
  });
}

function member(value: unknown, key: string): unknown {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>)[key] : undefined;
}

function textMember(value: unknown, key: string): string | undefined {
  const text = member(value, key);
  return typeof text === "string" && text !== "" ? text : undefined;
}

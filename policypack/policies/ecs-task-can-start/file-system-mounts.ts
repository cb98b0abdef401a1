/** Whether tasks may mount the EFS file systems that their volumes name. */
import { arnIn, isArn, knownArn } from "../../aws/arn";
import type { Finding } from "../../findings/finding";
import { UNKNOWN } from "../../evaluation/types";
import type { ContextEntries } from "../../graph/principal-context";
import { scopeOf } from "../../graph/places/scope";
import { requestOf as apiRequestOf } from "../../graph/resources/api-spelling";
import { isRecord, records, text } from "../../graph/resources/plain";
import { onlySource } from "../../graph/resources/sources";
import type { PlainResource, StackModel, TaskDefinition } from "../../graph/types";
import type { RequiredPermission } from "../../permissions/required-permission";
import { serviceFindings } from "../../permissions/service-requests";

/** A volume on a file system that has a policy of its own, or may have one. */
interface Mount {
  volume: string;
  arn: string;
  fileSystem?: PlainResource;
  /** Whether the task role signs; undefined where that is not known. */
  usesIam: boolean | undefined;
  context: ContextEntries;
  /** What is done with it: mounting, and writing where a container mounts it to write. */
  uses: MountUse[];
}

/** An action, and the verb for it before `the file system`. */
interface MountUse {
  action: string;
  verb: string;
}

const MOUNT: MountUse = { action: "elasticfilesystem:ClientMount", verb: "mount" };
const WRITE: MountUse = { action: "elasticfilesystem:ClientWrite", verb: "write to" };

/**
 * Without a policy of its own a file system lets everybody mount it; with one, only whom the policy or the own policies allow.
 * https://docs.aws.amazon.com/efs/latest/ug/iam-access-control-nfs-efs.html
 */
function mountsOf(task: TaskDefinition, model: StackModel): Mount[] {
  return records(apiRequestOf(task.resource).volumes).flatMap((volume): Mount[] => {
    const efs = volume.efsVolumeConfiguration;
    if (!isRecord(efs)) return [];
    const authorization = isRecord(efs.authorizationConfig) ? efs.authorizationConfig : {};
    const fileSystem = fileSystemNamed(model, task.resource, efs.fileSystemId);
    const arn = arnOf(model, efs.fileSystemId);
    const { policies, possible } = model.resourcePolicies.on({ arn, resource: fileSystem });
    const isDeclared = model.declared.policiesOn(arn).length > 0;
    if (policies.length + possible.length === 0 && !isDeclared) return [];
    const isOpen = efs.authorizationConfig === UNKNOWN || authorization.iam === UNKNOWN;
    return [
      {
        volume: text(volume.name) ?? "its volume",
        arn,
        fileSystem,
        usesIam: isOpen ? undefined : authorization.iam === "ENABLED",
        context: contextOf(model, efs, authorization),
        uses: isWritten(task, text(volume.name)) ? [MOUNT, WRITE] : [MOUNT],
      },
    ];
  });
}

/**
 * A mount point is writable unless it says that it is not; without the right to write the whole mount is read-only.
 * https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_MountPoint.html
 */
function isWritten({ containers }: TaskDefinition, volume: string | undefined): boolean {
  if (containers.state !== "known" || volume === undefined) return false;
  return containers.containers
    .flatMap(({ mountPoints }) => records(mountPoints))
    .some(({ sourceVolume, readOnly }) => sourceVolume === volume && READ_ONLY_UNSET.includes(readOnly));
}

const READ_ONLY_UNSET: unknown[] = [undefined, null, false, "false"];

function fileSystemNamed(model: StackModel, by: PlainResource, id: unknown): PlainResource | undefined {
  const named = text(id);
  if (named === undefined) return onlySource(model, by, "volumes", "file system");
  return model.ofKind("file system").find(({ props }) => [props.id, props.fileSystemId].includes(named));
}

function arnOf(model: StackModel, id: unknown): string {
  const named = text(id);
  if (named !== undefined && isArn(named)) return named;
  return arnIn(scopeOf(model), "elasticfilesystem", `file-system/${named ?? "*"}`);
}

function contextOf(
  model: StackModel,
  { transitEncryption }: Record<string, unknown>,
  { accessPointId }: Record<string, unknown>,
): ContextEntries {
  const point = text(accessPointId);
  const isNone = accessPointId === undefined || accessPointId === null || accessPointId === "";
  return {
    "elasticfilesystem:AccessedViaMountTarget": "true",
    "elasticfilesystem:AccessPointArn": isNone
      ? null
      : point && knownArn(arnIn(scopeOf(model), "elasticfilesystem", `access-point/${point}`)),
    "aws:SecureTransport":
      transitEncryption === UNKNOWN ? undefined : String(transitEncryption === "ENABLED"),
  };
}

/** What the task role needs that signs the mounting of a volume. */
export function mountNeeds(task: TaskDefinition, model: StackModel): RequiredPermission[] {
  return mountsOf(task, model)
    .filter(({ usesIam }) => usesIam)
    .flatMap(({ volume, arn, fileSystem, context, uses }) =>
      uses.map(({ action, verb }): RequiredPermission => ({
        kind: "file",
        purpose: `${verb} the file system of the volume ${volume} (${task.family})`,
        actions: [action],
        resources: [arn],
        declared: fileSystem,
        context,
        place: { property: "volumes" },
      })),
    );
}

/** What is wrong with volumes that are mounted without IAM: then nobody signs, and the policy must speak of everyone. */
export function anonymousMountFindings(policy: string, model: StackModel): Finding[] {
  return model.taskDefinitions.flatMap((task) =>
    mountsOf(task, model)
      .filter(({ usesIam }) => usesIam === false)
      .flatMap((mount) => {
        const found = mount.uses.map((use) => anonymousFindings(policy, model, task, mount, use));
        return found.find((findings) => findings.length > 0) ?? [];
      }),
  );
}

function anonymousFindings(
  policy: string,
  model: StackModel,
  task: TaskDefinition,
  { volume, arn, fileSystem, context }: Mount,
  { action, verb }: MountUse,
): Finding[] {
  return serviceFindings(policy, model, {
    requester: { isAnonymous: true },
    who: `${task.family}, which mounts without IAM authorization,`,
    purpose: `${verb} the file system of the volume ${volume}`,
    actions: [action],
    resource: arn,
    declared: fileSystem,
    context: {
      ...context,
      "aws:PrincipalIsAWSService": "false",
      "aws:PrincipalArn": null,
      "aws:PrincipalAccount": null,
      "aws:PrincipalOrgID": null,
    },
    principal: '"Principal": {"AWS": "*"}',
    urn: task.urn,
    place: { property: "volumes" },
  });
}

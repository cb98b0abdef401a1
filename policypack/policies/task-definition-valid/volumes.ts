/** Volumes, and where containers mount them. https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Volume.html */
import { UNKNOWN } from "../../evaluation/types";
import { isRecord, records } from "../../graph/resources/plain";
import { type Problem, violated } from "../../findings/problem";
import { shown } from "../../findings/shown";
import type { Definition, LabelledContainer } from "./definition";

const NAME = /^[\w-]{1,255}$/;

/** On Fargate only these and host volumes without a path. */
const NOT_ON_FARGATE = ["dockerVolumeConfiguration", "fsxWindowsFileServerVolumeConfiguration"];

export function volumeProblems(definition: Definition): Problem[] {
  const { props, containers, fargate } = definition;
  const volumes = records(props.volumes);
  return [
    ...volumes.flatMap(nameProblems),
    ...namedTwice(volumes),
    ...(fargate ? volumes.flatMap(fargateProblems) : []),
    ...volumes.flatMap((volume) => fileSystemProblems(volume, definition)),
    ...containers.flatMap((each) => mountProblems(each, definition)),
    ...containers.flatMap((each) => volumesFromProblems(each, definition)),
  ];
}

function nameProblems({ name }: Record<string, unknown>): Problem[] {
  if (name === UNKNOWN || (typeof name === "string" && NAME.test(name))) return [];
  const what = name === undefined ? "a volume has no name" : `a volume has the name ${shown(name)}`;
  return [
    violated(`volume name ${shown(name)}`, what, "Use up to 255 letters, digits, hyphens and underscores."),
  ];
}

function namedTwice(volumes: Record<string, unknown>[]): Problem[] {
  const names = volumes.map(({ name }) => name).filter((name) => typeof name === "string");
  const twice = [...new Set(names.filter((name, index) => names.indexOf(name) !== index))].sort();
  if (twice.length === 0) return [];
  return [
    violated("volumes named twice", `several volumes have the name ${twice.join(", ")}`, "Keep one of them."),
  ];
}

/** https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-tasks-services.html */
function fargateProblems(volume: Record<string, unknown>): Problem[] {
  const path = volume.hostPath ?? (isRecord(volume.host) ? volume.host.sourcePath : undefined);
  const name = `the volume ${shown(volume.name)}`;
  const wrong = [
    ...(isSet(path) ? [`${name} lies on the host`] : []),
    ...NOT_ON_FARGATE.filter((property) => isRecord(volume[property])).map(
      (property) => `${name} has a ${property}`,
    ),
  ];
  return wrong.map((what) =>
    violated(
      `volume ${shown(volume.name)}`,
      `${what}, which Fargate does not have`,
      "Take it out, or run the task on EC2.",
    ),
  );
}

/** https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_EFSVolumeConfiguration.html */
function fileSystemProblems(volume: Record<string, unknown>, { props }: Definition): Problem[] {
  const efs = volume.efsVolumeConfiguration;
  if (!isRecord(efs)) return [];
  const { authorizationConfig, fileSystemId, rootDirectory, transitEncryption } = efs;
  const { accessPointId, iam } = isRecord(authorizationConfig) ? authorizationConfig : {};
  const problem = (what: string, remedy: string) =>
    violated(`EFS ${shown(volume.name)} ${what}`, `the volume ${shown(volume.name)} ${what}`, remedy);
  const problems: Problem[] = [];
  if (fileSystemId === undefined || fileSystemId === "")
    problems.push(problem("has no fileSystemId", "Name the EFS file system."));
  const authorized = iam === "ENABLED" ? "IAM authorization" : isSet(accessPointId) ? "an access point" : "";
  if (authorized && transitEncryption !== "ENABLED" && transitEncryption !== UNKNOWN) {
    problems.push(
      problem(`has ${authorized} without transitEncryption`, "Set transitEncryption to ENABLED."),
    );
  }
  if (isSet(accessPointId) && isSet(rootDirectory) && rootDirectory !== "/") {
    problems.push(
      problem(
        `has an access point and the rootDirectory ${shown(rootDirectory)}`,
        "Leave rootDirectory out: the access point sets the path.",
      ),
    );
  }
  if (iam === "ENABLED" && (props.taskRoleArn === undefined || props.taskRoleArn === "")) {
    problems.push(
      problem(
        "is mounted with the task role (authorizationConfig.iam), and the task has no taskRoleArn",
        "Name a task role, or set authorizationConfig.iam to DISABLED.",
      ),
    );
  }
  return problems;
}

function mountProblems({ container, label }: LabelledContainer, { props }: Definition): Problem[] {
  const volumes = records(props.volumes).map(({ name }) => name);
  const isOpen =
    props.volumes === UNKNOWN ||
    volumes.includes(UNKNOWN) ||
    (Array.isArray(props.volumes) && props.volumes.includes(UNKNOWN));
  return records(container.mountPoints).flatMap(({ sourceVolume, containerPath }) => {
    const key = `volume ${shown(sourceVolume)} ${label}`;
    if (containerPath === undefined || containerPath === "") {
      const what = `${label} mounts the volume ${shown(sourceVolume)} without a containerPath`;
      return [violated(key, what, "Set containerPath to a path in the container.")];
    }
    if (isOpen || typeof sourceVolume !== "string" || volumes.includes(sourceVolume)) return [];
    return [
      violated(
        key,
        `${label} mounts the volume ${sourceVolume}, which the task does not have`,
        volumes.length > 0 ? `Name one of these: ${shown(volumes)}.` : "Add it to the task's volumes.",
      ),
    ];
  });
}

function volumesFromProblems({ container, label }: LabelledContainer, definition: Definition): Problem[] {
  const names = definition.containers.map((each) => each.container.name);
  if (!definition.isComplete || names.includes(UNKNOWN)) return [];
  return records(container.volumesFrom).flatMap(({ sourceContainer }) => {
    if (sourceContainer === UNKNOWN || names.includes(sourceContainer)) return [];
    return [
      violated(
        `volumesFrom ${shown(sourceContainer)} ${label}`,
        `${label} takes volumes from ${shown(sourceContainer)}, and there is no such container`,
        `Name one of these: ${shown(names)}.`,
      ),
    ];
  });
}

function isSet(value: unknown): boolean {
  return value !== undefined && value !== null && value !== "" && value !== UNKNOWN;
}

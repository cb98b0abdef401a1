/** What is meant by a member that a structure does not have. */
import { editDistance } from "../../../evaluation/catalogue/nearest";

/** What other tools call members, by structure. */
const OTHER_NAMES: Record<string, Record<string, string>> = {
  ContainerDefinition: {
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
  },
  PortMapping: { port: "containerPort", targetPort: "containerPort", published: "hostPort" },
  KeyValuePair: { key: "name", val: "value" },
  Secret: { key: "name", value: "valueFrom", arn: "valueFrom", secretArn: "valueFrom" },
  MountPoint: {
    source: "sourceVolume",
    volume: "sourceVolume",
    target: "containerPath",
    path: "containerPath",
  },
  ContainerDependency: { container: "containerName", name: "containerName" },
  LogConfiguration: { driver: "logDriver", type: "logDriver", secrets: "secretOptions" },
  HealthCheck: { test: "command", cmd: "command", start_period: "startPeriod" },
  Ulimit: { soft: "softLimit", hard: "hardLimit" },
  EFSVolumeConfiguration: { filesystemId: "fileSystemId", accessPointId: "authorizationConfig" },
};

/** How files say something to their readers; ECS's clients leave it out, as is meant. */
const COMMENT = /^([_$#@]|\/\/|x-)|^(comments?|notes?|doc|docs|documentation|descriptions?|todo|remarks?)$/i;

/** In short names one letter apart is another word often enough: `comment` is no misspelt `command`. */
const LONG_NAME = 8;

/**
 * The member that is meant, if one can be told; or that the member is a comment.
 *
 * @param allowed the members that the structure has, as the program has to spell them
 */
export function meantBy(
  property: string,
  structure: string,
  allowed: string[],
): { meant: string } | "a comment" | undefined {
  if (COMMENT.test(property)) return "a comment";
  const others = OTHER_NAMES[structure] ?? {};
  const other = Object.hasOwn(others, property) ? others[property] : undefined;
  if (other !== undefined && allowed.includes(other)) return { meant: other };
  const plain = bare(property);
  const same = allowed.find((member) => bare(member) === plain);
  if (same !== undefined) return { meant: same };
  if (plain.length < 4) return undefined;
  const most = plain.length < LONG_NAME ? 1 : 2;
  const near = allowed.find((member) => editDistance(plain, bare(member), most) <= most);
  return near === undefined ? undefined : { meant: near };
}

/** Without letter case and what joins words, which differ from file format to file format. */
function bare(name: string): string {
  return name.toLowerCase().replace(/[_-]/g, "");
}

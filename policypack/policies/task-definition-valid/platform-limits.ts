/** What Windows containers, external instances and Managed Instances do not have; Fargate's own limits stand in `fargate`. */
import { UNKNOWN } from "../../evaluation/types";
import { type Problem, violated } from "../../findings/problem";
import { shown } from "../../findings/shown";
import { isRecord, records } from "../../graph/resources/plain";
import { type Definition, isSet, isUsed, problemsOfEach } from "./definition";

/** Properties by where they stand. */
interface Limits {
  /** How messages call what has these limits. */
  who: string;
  /** What to do other than to take the property out. */
  instead: string;
  task: string[];
  container: string[];
  /** Of `linuxParameters`. */
  linux: string[];
  /** Of a volume. */
  volume: string[];
}

/**
 * "Not supported for Windows containers" in the API's reference; EFS and S3 Files are Linux's.
 * https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html
 */
const WINDOWS: Limits = {
  who: "Windows containers",
  instead: "run Linux containers",
  task: ["pidMode", "ipcMode"],
  container: [
    "linuxParameters",
    "privileged",
    "readonlyRootFilesystem",
    "user",
    "ulimits",
    "links",
    "disableNetworking",
    "dnsServers",
    "dnsSearchDomains",
    "extraHosts",
    "systemControls",
  ],
  linux: [],
  volume: ["efsVolumeConfiguration", "s3filesVolumeConfiguration"],
};

/** https://docs.aws.amazon.com/AmazonECS/latest/developerguide/windows-considerations.html */
const WINDOWS_ON_FARGATE: Limits = {
  who: "Windows containers on Fargate",
  instead: "run the task on EC2",
  task: ["ephemeralStorage", "proxyConfiguration"],
  container: ["firelensConfiguration", "environmentFiles", "credentialSpecs"],
  linux: [],
  volume: [],
};

/** https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-anywhere.html */
const EXTERNAL: Limits = {
  who: "external instances (ECS Anywhere)",
  instead: "run the task on EC2 or Fargate",
  task: ["proxyConfiguration"],
  container: [],
  linux: [],
  volume: ["efsVolumeConfiguration"],
};

/** https://docs.aws.amazon.com/AmazonECS/latest/developerguide/managed-instances-tasks-services.html */
const MANAGED_INSTANCES: Limits = {
  who: "ECS Managed Instances",
  instead: "run the task on EC2",
  task: ["ephemeralStorage", "inferenceAccelerators", "ipcMode", "proxyConfiguration"],
  container: [
    "disableNetworking",
    "dnsSearchDomains",
    "dnsServers",
    "dockerSecurityOptions",
    "extraHosts",
    "hostname",
    "links",
  ],
  linux: ["maxSwap", "sharedMemorySize", "swappiness"],
  volume: ["dockerVolumeConfiguration", "fsxWindowsFileServerVolumeConfiguration"],
};

/** What messages call a property whose name does not say it. */
const CALLED: Record<string, string> = {
  efsVolumeConfiguration: "an EFS file system (efsVolumeConfiguration)",
  s3filesVolumeConfiguration: "an S3 Files file system (s3filesVolumeConfiguration)",
  fsxWindowsFileServerVolumeConfiguration: "an FSx file system (fsxWindowsFileServerVolumeConfiguration)",
  firelensConfiguration: "a FireLens router (firelensConfiguration)",
};

export function platformLimitProblems(definition: Definition): Problem[] {
  const { windows, external, managedInstances, fargate } = definition;
  return [
    ...(windows ? [...limitProblems(WINDOWS, definition), ...windowsProblems(definition)] : []),
    ...(windows && fargate
      ? [...limitProblems(WINDOWS_ON_FARGATE, definition), ...restartProblems(definition)]
      : []),
    ...(external
      ? [
          ...limitProblems(EXTERNAL, definition),
          ...modeProblems(EXTERNAL, ["bridge", "host", "none"], definition),
        ]
      : []),
    ...(managedInstances
      ? [
          ...limitProblems(MANAGED_INSTANCES, definition),
          ...modeProblems(MANAGED_INSTANCES, ["awsvpc", "host", "none"], definition),
          ...managedProblems(definition),
        ]
      : []),
  ];
}

function limitProblems(limits: Limits, { request, containers, fargate }: Definition): Problem[] {
  const { task, container: ofContainer, linux, volume: ofVolume } = limits;
  return [
    ...task
      .filter((property) => isUsed(request[property]))
      .map((property) => notThere(limits, property, `the task has ${named(property)}`)),
    ...problemsOfEach(containers, ({ container, label }) => [
      ...ofContainer
        .filter((property) => isUsed(container[property]) && !(fargate && ON_FARGATE.has(property)))
        .map((property) => notThere(limits, property, `${label} has ${named(property)}`)),
      ...linux
        .filter(
          (property) => isRecord(container.linuxParameters) && isUsed(container.linuxParameters[property]),
        )
        .map((property) => notThere(limits, property, `${label} has linuxParameters.${property}`)),
    ]),
    ...records(request.volumes).flatMap((volume) =>
      ofVolume
        .filter((property) => isRecord(volume[property]))
        .map((property) =>
          notThere(
            limits,
            `${property} ${shown(volume.name)}`,
            `the volume ${shown(volume.name)} is ${named(property)}`,
          ),
        ),
    ),
  ];
}

/** Told with what Fargate does not have, for Windows and Linux alike. */
const ON_FARGATE = new Set([
  "privileged",
  "links",
  "disableNetworking",
  "dnsServers",
  "dnsSearchDomains",
  "extraHosts",
  "dockerSecurityOptions",
  "hostname",
]);

function named(property: string): string {
  return CALLED[property] ?? property;
}

function notThere({ who, instead }: Limits, key: string, what: string): Problem {
  return violated(`${who}: ${key}`, `${what}, which ${who} do not have`, `Take it out, or ${instead}.`);
}

/** https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_RegisterTaskDefinition.html#ECS-RegisterTaskDefinition-request-networkMode */
function windowsProblems(definition: Definition): Problem[] {
  const { request, containers, fargate, external } = definition;
  const devices = problemsOfEach(containers, ({ container, label }) =>
    records(container.resourceRequirements)
      .filter(({ type }) => typeof type === "string" && !(fargate && type === "GPU"))
      .map(({ type }) => notThere(WINDOWS, shown(type), `${label} asks for a ${shown(type)}`)),
  );
  const drivers = records(request.volumes).flatMap(({ name, dockerVolumeConfiguration: docker }) => {
    const driver = isRecord(docker) ? docker.driver : undefined;
    if (!isSet(driver) || driver === "local" || fargate) return [];
    const what = `the volume ${shown(name)} has the driver ${shown(driver)}, and Windows containers have local only`;
    return [violated(`${WINDOWS.who}: driver ${shown(name)}`, what, "Set driver to local.")];
  });
  const modes = ["bridge", "host", "none"];
  if (fargate || external || !modes.includes(shown(request.networkMode))) return [...devices, ...drivers];
  const what = `networkMode is ${shown(request.networkMode)}, and Windows containers have awsvpc and default only`;
  return [
    ...devices,
    ...drivers,
    violated("networkMode", what, "Set networkMode to awsvpc, or leave it out."),
  ];
}

/** https://docs.aws.amazon.com/AmazonECS/latest/developerguide/container-restart-policy.html */
function restartProblems({ containers }: Definition): Problem[] {
  const restarted = containers.filter(
    ({ container }) => isRecord(container.restartPolicy) && container.restartPolicy.enabled === true,
  );
  return problemsOfEach(restarted, ({ label }) => [
    notThere(WINDOWS_ON_FARGATE, "restartPolicy", `${label} has a restartPolicy`),
  ]);
}

function modeProblems({ who }: Limits, modes: string[], { request, windows }: Definition): Problem[] {
  const mode = request.networkMode;
  const allowed = windows ? [...modes, "default", "nat"] : modes;
  if (!isSet(mode) || mode === UNKNOWN || allowed.includes(shown(mode))) return [];
  const what = `networkMode is ${shown(mode)}, which ${who} do not have`;
  return [violated(`${who}: networkMode`, what, `Choose one of ${modes.join(", ")}.`)];
}

/** Managed Instances run Linux, and hand no folder of the instance to containers. */
function managedProblems({ request, windows }: Definition): Problem[] {
  const volumes = records(request.volumes)
    .filter(({ host }) => isRecord(host) && isSet(host.sourcePath))
    .map(({ name }) =>
      notThere(
        MANAGED_INSTANCES,
        `sourcePath ${shown(name)}`,
        `the volume ${shown(name)} lies on the host (sourcePath)`,
      ),
    );
  if (!windows) return volumes;
  const what = "runtimePlatform asks for Windows, which ECS Managed Instances do not have";
  return [
    ...volumes,
    violated(`${MANAGED_INSTANCES.who}: Windows`, what, "Set operatingSystemFamily to LINUX."),
  ];
}

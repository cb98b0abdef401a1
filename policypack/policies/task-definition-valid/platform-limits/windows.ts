import { type Problem, violated } from "../../../findings/problem";
import { shown } from "../../../findings/shown";
import { isRecord, records } from "../../../graph/resources/plain";
import { type Definition, isSet } from "../definition";
import { problemsOfEach } from "../../../ecs/labelled-containers";
import { limitProblems, type Limits, notThere } from "./limits";

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

/** What Windows containers do not have, wherever they run. */
export function windowsProblems(definition: Definition): Problem[] {
  return [...limitProblems(WINDOWS, definition), ...valueProblems(definition)];
}

/** Beside what Windows containers do not have anywhere. */
export function windowsOnFargateProblems(definition: Definition): Problem[] {
  return [...limitProblems(WINDOWS_ON_FARGATE, definition), ...restartProblems(definition)];
}

/**
 * Devices, volume drivers and network modes, of which Windows containers have some only.
 * https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_RegisterTaskDefinition.html#ECS-RegisterTaskDefinition-request-networkMode
 */
function valueProblems(definition: Definition): Problem[] {
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

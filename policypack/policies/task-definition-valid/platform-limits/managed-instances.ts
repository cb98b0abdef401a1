import { type Problem, violated } from "../../../findings/problem";
import { shown } from "../../../findings/shown";
import { isRecord, records } from "../../../graph/resources/plain";
import { type Definition, isSet } from "../definition";
import { limitProblems, type Limits, modeProblems, notThere } from "./limits";

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

/** What Managed Instances do not have. */
export function managedInstancesProblems(definition: Definition): Problem[] {
  return [
    ...limitProblems(MANAGED_INSTANCES, definition),
    ...modeProblems(MANAGED_INSTANCES, ["awsvpc", "host", "none"], definition),
    ...managedProblems(definition),
  ];
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

/** What ECS hands on as it is, and Docker refuses when it makes the container. https://docs.docker.com/reference/cli/docker/container/run/ */
import { isIP } from "node:net";
import type { LabelledContainer } from "../../ecs/labelled-containers";
import { type Problem, violated } from "../../findings/problem";
import { shown } from "../../findings/shown";
import { isRecord, records } from "../../graph/resources/plain";

/** From the root, as Linux and Windows write it. */
const ABSOLUTE = /^([/\\]|[A-Za-z]:)/;

/** What Docker puts the instance's own address for. */
const HOST_GATEWAY = "host-gateway";

export function startProblems(each: LabelledContainer): Problem[] {
  return [...userProblems(each), ...directoryProblems(each), ...hostProblems(each), ...deviceProblems(each)];
}

/** https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html#ECS-Type-ContainerDefinition-user */
function userProblems({ container: { user }, label, idText }: LabelledContainer): Problem[] {
  if (typeof user !== "string" || !/(^|:)-\d/.test(user)) return [];
  const what = `${label} has the user ${shown(user)}, and ids of users and groups are not negative`;
  return [violated(`user ${idText}`, what, "Name the user, or give its id, as in 1000:1000.")];
}

function directoryProblems({ container: { workingDirectory }, label, idText }: LabelledContainer): Problem[] {
  if (typeof workingDirectory !== "string" || workingDirectory === "" || ABSOLUTE.test(workingDirectory))
    return [];
  const what = `${label} has the workingDirectory ${shown(workingDirectory)}, which is not an absolute path`;
  return [violated(`workingDirectory ${idText}`, what, "Write the path from the root, as in /app.")];
}

/** https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_HostEntry.html */
function hostProblems({ container: { extraHosts }, label, idText }: LabelledContainer): Problem[] {
  return records(extraHosts).flatMap(({ hostname, ipAddress }) => {
    if (typeof ipAddress !== "string" || ipAddress === "") return [];
    if (isIP(ipAddress) > 0 || ipAddress === HOST_GATEWAY) return [];
    const what = `${label} has the extraHosts entry ${shown(hostname)} with the ipAddress ${shown(ipAddress)}`;
    return [violated(`extraHosts ${shown(hostname)} ${idText}`, what, "Give an IP address, as in 10.0.0.9.")];
  });
}

/** https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Device.html */
function deviceProblems({ container: { linuxParameters }, label, idText }: LabelledContainer): Problem[] {
  const devices = isRecord(linuxParameters) ? records(linuxParameters.devices) : [];
  return devices.flatMap((device) =>
    ["hostPath", "containerPath"].flatMap((property) => {
      const path = device[property];
      if (typeof path !== "string" || path === "" || path.startsWith("/")) return [];
      const what = `${label} has a device with the ${property} ${shown(path)}, which is not an absolute path`;
      return [violated(`device ${path} ${idText}`, what, "Write the path from the root, as in /dev/fuse.")];
    }),
  );
}

/** What gives containers the rights of the host's kernel. https://docs.aws.amazon.com/AmazonECS/latest/developerguide/security-tasks-containers.html */
import { type LabelledContainer, problemsOfEach } from "../../ecs/labelled-containers";
import { UNKNOWN } from "../../evaluation/types";
import { advice, type Problem, unproven, violated } from "../../findings/problem";
import { isRecord, records } from "../../graph/resources/plain";
import { isHostDevice, normalPath } from "./host-paths";
import type { Task } from "./task";

/** Capabilities with which a container leaves its own walls. https://man7.org/linux/man-pages/man7/capabilities.7.html */
const OPEN_THE_HOST: Record<string, string> = {
  ALL: "which are all there are",
  SYS_ADMIN: "with which it mounts the host's disks",
  SYS_MODULE: "with which it loads code into the host's kernel",
  SYS_RAWIO: "with which it reads and writes the host's memory",
  SYS_BOOT: "with which it loads another kernel",
  DAC_READ_SEARCH: "with which it opens any file of the host",
};

const NAMESPACES: Record<string, string> = {
  pidMode: "so that its containers see and end the processes of the host and read their variables",
  ipcMode: "so that its containers read the memory that processes of the host share",
};

/** Windows has none of it. */
export function privilegeProblems(task: Task): Problem[] {
  if (task.windows) return [];
  return [
    ...namespaceProblems(task),
    ...problemsOfEach(task.containers, (each) => [
      ...privilegedProblems(each),
      ...capabilityProblems(each, task),
      ...deviceProblems(each),
    ]),
  ];
}

/** What is unknown, and what Managed Instances refuse, says `task-definition-valid`. */
function namespaceProblems({ request, managedInstances }: Task): Problem[] {
  return Object.entries(NAMESPACES).flatMap(([property, why]) => {
    if (request[property] !== "host" || (property === "ipcMode" && managedInstances)) return [];
    const remedy = `Take ${property} out, or set it to task.`;
    return [violated(property, `${property} is host, ${why}`, remedy, { property })];
  });
}

function privilegedProblems({ container, label }: LabelledContainer): Problem[] {
  const { privileged } = container;
  const place = { property: "privileged" };
  if (privileged === UNKNOWN) return [{ ...unproven("privileged", `privileged of ${label}`), place }];
  if (privileged !== true) return [];
  const what = `${label} is privileged, and so is as good as root on the host`;
  const remedy =
    "Take privileged out, and add the one capability or device that it needs under linuxParameters.";
  return [violated("privileged", what, remedy, place)];
}

function capabilityProblems({ container, label }: LabelledContainer, { request }: Task): Problem[] {
  const linux = isRecord(container.linuxParameters) ? container.linuxParameters : {};
  const capabilities = isRecord(linux.capabilities) ? linux.capabilities.add : linux.capabilities;
  const place = { property: "linuxParameters" };
  const added: unknown[] = Array.isArray(capabilities) ? capabilities : [];
  if (capabilities === UNKNOWN || added.includes(UNKNOWN)) {
    const open = { ...unproven("capabilities", `linuxParameters.capabilities.add of ${label}`), place };
    return [open, ...addedProblems(added, label, request.networkMode)];
  }
  return addedProblems(added, label, request.networkMode);
}

/** In a network of its own a container may do with it what it likes. */
function addedProblems(added: unknown[], label: string, networkMode: unknown): Problem[] {
  const names = new Set(
    added.flatMap((name) => (typeof name === "string" ? [name.toUpperCase().replace(/^CAP_/, "")] : [])),
  );
  const place = { property: "linuxParameters" };
  const problems = [...names].flatMap((name) => {
    const why = Object.hasOwn(OPEN_THE_HOST, name) ? OPEN_THE_HOST[name] : undefined;
    if (why === undefined) return [];
    const what = `${label} adds the capabilit${name === "ALL" ? "ies" : "y"} ${name}, ${why}`;
    return [violated(`capability ${name}`, what, `Take ${name} out of capabilities.add.`, place)];
  });
  if (!names.has("NET_ADMIN") || networkMode !== "host") return problems;
  const what = `${label} adds the capability NET_ADMIN under networkMode host, with which it redirects the host's traffic`;
  const remedy = "Take NET_ADMIN out of capabilities.add, or give the task a network of its own (awsvpc).";
  return [...problems, { ...advice("capability NET_ADMIN", what, remedy), place }];
}

function deviceProblems({ container, label }: LabelledContainer): Problem[] {
  const linux = isRecord(container.linuxParameters) ? container.linuxParameters : {};
  return records(linux.devices).flatMap(({ hostPath }) => {
    if (typeof hostPath !== "string") return [];
    const path = normalPath(hostPath);
    if (!isHostDevice(path)) return [];
    const what = `${label} is given the device ${path}, and with it the host's own memory or disk`;
    const place = { property: "linuxParameters", entry: hostPath };
    return [violated(`device ${path}`, what, "Take it out of linuxParameters.devices.", place)];
  });
}

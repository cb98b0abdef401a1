/** What containers mount of the host. https://docs.aws.amazon.com/AmazonECS/latest/developerguide/bind-mounts.html */
import { type LabelledContainer, problemsOfEach } from "../../ecs/labelled-containers";
import { UNKNOWN } from "../../evaluation/types";
import { advice, type Problem, unproven, violated } from "../../findings/problem";
import { shown } from "../../findings/shown";
import { isRecord, records } from "../../graph/resources/plain";
import { isHostDevice, normalPath, openedBy } from "./host-paths";
import type { Task } from "./task";

/** Where a volume lies on the host. */
interface HostVolume {
  name: unknown;
  path: unknown;
  isReadOnly: boolean;
}

/** Volumes that no container mounts reach nobody. Managed Instances refuse the host's folders. */
export function mountProblems({ request, containers, managedInstances }: Task): Problem[] {
  if (managedInstances) return [];
  const volumes = volumesOf(request.volumes);
  return problemsOfEach(containers, (each) =>
    records(each.container.mountPoints).flatMap((mount) => mountedProblems(each, mount, volumes)),
  );
}

/** An unknown entry may be any volume; that all of them are unknown says `task-definition-valid`. */
function volumesOf(volumes: unknown): HostVolume[] {
  if (!Array.isArray(volumes)) return [];
  return volumes.flatMap((volume: unknown) => {
    if (volume === UNKNOWN) return [{ name: UNKNOWN, path: UNKNOWN, isReadOnly: false }];
    return isRecord(volume) ? (hostVolume(volume) ?? []) : [];
  });
}

function mountedProblems(
  each: LabelledContainer,
  mount: Record<string, unknown>,
  volumes: HostVolume[],
): Problem[] {
  const { sourceVolume } = mount;
  const named = volumes.find(({ name }) => name === sourceVolume && name !== UNKNOWN);
  if (named) return problemsOfMount(each, mount, named);
  const perhaps = volumes.filter(({ name }) => name === UNKNOWN || sourceVolume === UNKNOWN);
  if (perhaps.every((volume) => problemsOfMount(each, mount, volume).length === 0)) return [];
  const what = `which volume ${each.label} mounts at ${shown(mount.containerPath)}`;
  return [
    { ...unproven(`mount at ${shown(mount.containerPath)}`, what), place: { property: "mountPoints" } },
  ];
}

/** A folder, or a Docker volume that is bound to one or to a disk. https://docs.docker.com/engine/storage/volumes/ */
function hostVolume(volume: Record<string, unknown>): HostVolume | undefined {
  const { name, host, dockerVolumeConfiguration: docker } = volume;
  if (isRecord(host) && host.sourcePath !== undefined && host.sourcePath !== null)
    return { name, path: host.sourcePath, isReadOnly: false };
  const options = isRecord(docker) && isRecord(docker.driverOpts) ? docker.driverOpts : {};
  const flags = typeof options.o === "string" ? options.o.split(",").map((flag) => flag.trim()) : [];
  const isReadOnly = flags.includes("ro");
  if (flags.includes("bind") || flags.includes("rbind")) return { name, path: options.device, isReadOnly };
  const device = typeof options.device === "string" ? normalPath(options.device) : "";
  return isHostDevice(device) ? { name, path: device, isReadOnly } : undefined;
}

function problemsOfMount(
  { label }: LabelledContainer,
  mount: Record<string, unknown>,
  { path, isReadOnly }: HostVolume,
): Problem[] {
  const name = shown(mount.sourceVolume);
  const place = { property: "mountPoints", entry: name };
  if (path === UNKNOWN) {
    return [
      { ...unproven(`mount ${name}`, `the host's folder behind ${name}, which ${label} mounts,`), place },
    ];
  }
  if (typeof path !== "string" || path === "") return [];
  const normal = normalPath(path);
  const opened = openedBy(normal, isReadOnly || mount.readOnly === true);
  if (!opened) return [];
  if (opened.isTakenOver && mount.readOnly === UNKNOWN && !openedBy(normal, true)?.isTakenOver) {
    return [{ ...unproven(`mount ${normal}`, `readOnly of the mount of ${normal} in ${label}`), place }];
  }
  const what = `${label} mounts ${normal} of the host, ${opened.why}`;
  const remedy = opened.isTakenOver
    ? "Mount just the folder of its own that it needs, with readOnly where it only reads."
    : "Mount just the folder that it needs.";
  const made = opened.isTakenOver ? violated : advice;
  return [{ ...made(`mount ${normal}`, what, remedy), place }];
}

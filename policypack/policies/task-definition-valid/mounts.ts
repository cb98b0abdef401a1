/** Where containers mount volumes. https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_MountPoint.html */
import { UNKNOWN } from "../../evaluation/types";
import { type Problem, violated } from "../../findings/problem";
import { shown } from "../../findings/shown";
import { isRecord, records } from "../../graph/resources/plain";
import type { Definition } from "./definition";
import { nameAnother } from "./other-containers";
import { type LabelledContainer, problemsOfEach } from "../../ecs/labelled-containers";

/** A path of Linux, or of Windows: `C:\data`, `D:\`, a named pipe. */
const ABSOLUTE = /^(\/|[A-Za-z]:|\\\\)/;

export function mountProblems(definition: Definition): Problem[] {
  return problemsOfEach(definition.containers, (each) => [
    ...pointProblems(each, definition),
    ...pathsTwice(each),
    ...volumesFromProblems(each, definition),
  ]);
}

function pointProblems({ container, label }: LabelledContainer, { request }: Definition): Problem[] {
  const volumes = records(request.volumes).map(({ name }) => name);
  const isOpen =
    request.volumes === UNKNOWN ||
    volumes.includes(UNKNOWN) ||
    (Array.isArray(request.volumes) && request.volumes.includes(UNKNOWN));
  return records(container.mountPoints).flatMap(({ sourceVolume, containerPath }) => {
    const key = `volume ${shown(sourceVolume)}`;
    if (containerPath === undefined || containerPath === "") {
      const what = `${label} mounts the volume ${shown(sourceVolume)} without a containerPath`;
      return [violated(key, what, "Set containerPath to a path in the container.")];
    }
    if (sourceVolume === undefined || sourceVolume === "") {
      const what = `${label} has a mount point at ${shown(containerPath)} without a sourceVolume`;
      return [violated(`volume at ${shown(containerPath)}`, what, volumeRemedy(volumes))];
    }
    const wrongPath = pathFault(containerPath);
    if (wrongPath) {
      const what = `${label} mounts the volume ${shown(sourceVolume)} at ${shown(containerPath)}, ${wrongPath}`;
      return [violated(`path ${key}`, what, "Set containerPath to an absolute path in the container.")];
    }
    if (isOpen || typeof sourceVolume !== "string" || volumes.includes(sourceVolume)) return [];
    return [
      violated(
        key,
        `${label} mounts the volume ${sourceVolume}, which the task does not have`,
        volumeRemedy(volumes),
      ),
    ];
  });
}

function volumeRemedy(volumes: unknown[]): string {
  return volumes.length > 0 ? `Name one of these: ${shown(volumes)}.` : "Add it to the task's volumes.";
}

/** https://docs.docker.com/engine/storage/volumes/ */
function pathFault(path: unknown): string | undefined {
  if (typeof path !== "string") return undefined;
  if (path === "/") return "which is the container's whole root";
  return ABSOLUTE.test(path) ? undefined : "which is not an absolute path";
}

/** Docker refuses two mounts on one path, tmpfs among them. */
function pathsTwice({ container, label }: LabelledContainer): Problem[] {
  const linux = isRecord(container.linuxParameters) ? container.linuxParameters : {};
  const paths = [...records(container.mountPoints), ...records(linux.tmpfs)].flatMap(({ containerPath }) =>
    typeof containerPath === "string" && containerPath !== "" ? [normal(containerPath)] : [],
  );
  const twice = [...new Set(paths.filter((path, index) => paths.indexOf(path) !== index))].sort();
  if (twice.length === 0) return [];
  return [
    violated(
      "mounted twice",
      `${label} mounts more than one volume at ${twice.join(", ")}`,
      "Give each mount point its own containerPath.",
    ),
  ];
}

/** `/data/` and `//data` are `/data`. */
function normal(path: string): string {
  const single = path.replace(/\/{2,}/g, "/").replace(/(?<=.)[/\\]$/, "");
  return /^[A-Za-z]:/.test(single) ? single.toLowerCase() : single;
}

function volumesFromProblems({ container, label }: LabelledContainer, definition: Definition): Problem[] {
  const names = definition.containers.map((each) => each.container.name);
  if (!definition.isComplete || names.includes(UNKNOWN)) return [];
  return records(container.volumesFrom).flatMap(({ sourceContainer }) => {
    if (sourceContainer === UNKNOWN || names.includes(sourceContainer)) return [];
    return [
      violated(
        `volumesFrom ${shown(sourceContainer)}`,
        `${label} takes volumes from ${shown(sourceContainer)}, and there is no such container`,
        nameAnother(container, definition.containers),
      ),
    ];
  });
}

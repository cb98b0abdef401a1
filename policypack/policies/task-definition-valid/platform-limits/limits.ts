/** Properties that a platform does not have, and how they are told. */
import { UNKNOWN } from "../../../evaluation/types";
import { type Problem, violated } from "../../../findings/problem";
import { shown } from "../../../findings/shown";
import { isRecord, records } from "../../../graph/resources/plain";
import { type Definition, isSet, isUsed } from "../definition";
import { problemsOfEach } from "../../../ecs/labelled-containers";

/** Properties by where they stand. */
export interface Limits {
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

/** What messages call a property whose name does not say it. */
const CALLED: Record<string, string> = {
  efsVolumeConfiguration: "an EFS file system (efsVolumeConfiguration)",
  s3filesVolumeConfiguration: "an S3 Files file system (s3filesVolumeConfiguration)",
  fsxWindowsFileServerVolumeConfiguration: "an FSx file system (fsxWindowsFileServerVolumeConfiguration)",
  firelensConfiguration: "a FireLens router (firelensConfiguration)",
};

/** One problem for each property that a definition has and the platform does not. */
export function limitProblems(limits: Limits, { request, containers, fargate }: Definition): Problem[] {
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

/** A network mode that the platform does not have; those of Windows are `windows`'s matter. */
export function modeProblems({ who }: Limits, modes: string[], { request, windows }: Definition): Problem[] {
  const mode = request.networkMode;
  const allowed = windows ? [...modes, "default", "nat"] : modes;
  if (!isSet(mode) || mode === UNKNOWN || allowed.includes(shown(mode))) return [];
  const what = `networkMode is ${shown(mode)}, which ${who} do not have`;
  return [violated(`${who}: networkMode`, what, `Choose one of ${modes.join(", ")}.`)];
}

function named(property: string): string {
  return CALLED[property] ?? property;
}

/** What the platform does not have at all; `what` is a clause that says where it was found. */
export function notThere({ who, instead }: Limits, key: string, what: string): Problem {
  return violated(`${who}: ${key}`, `${what}, which ${who} do not have`, `Take it out, or ${instead}.`);
}

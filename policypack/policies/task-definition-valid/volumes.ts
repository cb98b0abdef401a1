/** The task's volumes. https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Volume.html */
import { UNKNOWN } from "../../evaluation/types";
import { type Problem, unproven, violated } from "../../findings/problem";
import { shown } from "../../findings/shown";
import { providerOf } from "../../graph/resources/api-spelling";
import { isRecord, records } from "../../graph/resources/plain";
import { type Definition, isSet } from "./definition";
import { fileSystemProblems } from "./file-systems";
import { mountProblems } from "./mounts";

type Volume = Record<string, unknown>;

const NAME = /^[\w-]{1,255}$/;

/** On Fargate only host volumes without a path, and file systems. */
const NOT_ON_FARGATE = ["dockerVolumeConfiguration", "fsxWindowsFileServerVolumeConfiguration"];

/** The ways to say where a volume lies, of which it has one, by what they are called. */
const KINDS: Record<string, string> = {
  host: "a path on the host",
  dockerVolumeConfiguration: "a Docker volume",
  efsVolumeConfiguration: "an EFS file system",
  s3filesVolumeConfiguration: "an S3 Files file system",
  fsxWindowsFileServerVolumeConfiguration: "an FSx file system",
  configuredAtLaunch: "an EBS volume configured at launch",
};

export function volumeProblems(definition: Definition): Problem[] {
  const { request, fargate } = definition;
  const volumes = records(request.volumes);
  return [
    ...volumes.flatMap(nameProblems),
    ...namedTwice(volumes),
    ...volumes.flatMap((volume) => kindProblems(volume)),
    ...volumes.flatMap(dockerProblems),
    ...launchProblems(volumes, definition),
    ...(fargate ? volumes.flatMap(fargateProblems) : []),
    ...volumes.flatMap((volume) => fileSystemProblems(volume, definition)),
    ...mountProblems(definition),
  ];
}

function nameProblems({ name }: Volume): Problem[] {
  if (name === UNKNOWN || (typeof name === "string" && NAME.test(name))) return [];
  const what = name === undefined ? "a volume has no name" : `a volume has the name ${shown(name)}`;
  return [
    violated(`volume name ${shown(name)}`, what, "Use up to 255 letters, digits, hyphens and underscores."),
  ];
}

function namedTwice(volumes: Volume[]): Problem[] {
  const names = volumes.map(({ name }) => name).filter((name) => typeof name === "string");
  const twice = [...new Set(names.filter((name, index) => names.indexOf(name) !== index))].sort();
  if (twice.length === 0) return [];
  return [
    violated("volumes named twice", `several volumes have the name ${twice.join(", ")}`, "Keep one of them."),
  ];
}

/** What a volume is: an empty object is none of the kinds, an unknown one may be. */
function kindsOf(volume: Volume): string[] {
  return Object.keys(KINDS).filter((kind) => {
    const value = volume[kind];
    if (kind === "configuredAtLaunch") return value === true;
    if (kind === "host") return isRecord(value) && (isSet(value.sourcePath) || value.sourcePath === UNKNOWN);
    return isRecord(value) && Object.keys(value).length > 0;
  });
}

/** https://docs.aws.amazon.com/AmazonECS/latest/developerguide/using_data_volumes.html */
function kindProblems(volume: Volume): Problem[] {
  const kinds = kindsOf(volume);
  const name = `the volume ${shown(volume.name)}`;
  if (kinds.length > 1) {
    return [
      violated(
        `volume kinds ${shown(volume.name)}`,
        `${name} is of ${kinds.length} kinds at once: ${kinds.map((kind) => KINDS[kind]).join(" and ")}`,
        "Keep one of them, or make a volume of each.",
      ),
    ];
  }
  const unknown = Object.keys(KINDS).filter((kind) => volume[kind] === UNKNOWN);
  return unknown.map((kind) => unproven(`${kind} ${shown(volume.name)}`, `the ${kind} of ${name}`));
}

/** "If the scope is task, then this parameter must be omitted." https://docs.aws.amazon.com/AmazonECS/latest/developerguide/specify-volume-config.html */
function dockerProblems({ name, dockerVolumeConfiguration: docker }: Volume): Problem[] {
  if (!isRecord(docker) || docker.autoprovision !== true) return [];
  if (docker.scope === UNKNOWN) {
    return [unproven(`autoprovision ${shown(name)}`, `the scope of the volume ${shown(name)}`)];
  }
  if (docker.scope === "shared") return [];
  const what = `the volume ${shown(name)} has autoprovision and is not shared: its scope is task`;
  return [violated(`autoprovision ${shown(name)}`, what, "Take autoprovision out, or set scope to shared.")];
}

/** https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Volume.html#ECS-Type-Volume-configuredAtLaunch */
function launchProblems(volumes: Volume[], { resource }: Definition): Problem[] {
  const atLaunch = volumes.filter(({ configuredAtLaunch }) => configuredAtLaunch === true);
  if (atLaunch.length < 2) return [];
  const property = providerOf(resource) === "aws" ? "configureAtLaunch" : "configuredAtLaunch";
  const names = atLaunch.map(({ name }) => shown(name)).join(" and ");
  return [
    violated(
      "volumes configured at launch",
      `the volumes ${names} are configured at launch (${property}), and ECS takes one such volume`,
      `Set ${property} on one volume.`,
    ),
  ];
}

/** https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-tasks-services.html */
function fargateProblems(volume: Volume): Problem[] {
  const path = isRecord(volume.host) ? volume.host.sourcePath : undefined;
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

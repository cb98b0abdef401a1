/**
 * Services that ask for a platform of Fargate that lacks what their tasks use.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/platform-linux-fargate.html
 */
import { type Finding, finding } from "../../findings/finding";
import { isRecord, records, text } from "../../graph/resources/plain";
import type { PlainResource, StackModel, TaskDefinition } from "../../graph/types";
import { scopeOf } from "../../graph/places/scope";
import { parseValueFrom } from "../../ecs/value-from";
import { listed } from "../../unknowns/listed";
import { containersOf } from "./containers";
import { servicesRunning } from "./services-running";

/** Those before 1.4.0. Platforms for Windows have numbers of their own. */
const BEFORE = /^1\.[0-3]\.\d+$/;

/** One finding a service; nothing is said of what is not known. */
export function platformVersionFindings(policy: string, model: StackModel): Finding[] {
  return model.taskDefinitions.flatMap((task) => {
    if (isForWindows(task)) return [];
    return servicesRunning(task, model).flatMap((service) => {
      const version = text(service.props.platformVersion);
      const used = version !== undefined && BEFORE.test(version) ? usedBy(task, service, model) : [];
      return used.length > 0 ? [tooOld(policy, task, service, version ?? "", used)] : [];
    });
  });
}

function isForWindows({ resource }: TaskDefinition): boolean {
  const { runtimePlatform } = resource.props;
  return isRecord(runtimePlatform) && /^WINDOWS/.test(text(runtimePlatform.operatingSystemFamily) ?? "");
}

/** What the task or the service uses that came with 1.4.0, each as AWS's page on it says. */
function usedBy(task: TaskDefinition, { props }: PlainResource, model: StackModel): string[] {
  const { volumes, ephemeralStorage } = task.resource.props;
  const containers = containersOf(task, model).map(({ container }) => container);
  const secrets = containers.flatMap((container) => records(container.secrets));
  const connect = props.serviceConnectConfiguration;
  const uses: [string, boolean][] = [
    ["EFS volumes", records(volumes).some((volume) => isRecord(volume.efsVolumeConfiguration))],
    ["ephemeralStorage", isRecord(ephemeralStorage)],
    ["environmentFiles", containers.some(({ environmentFiles }) => records(environmentFiles).length > 0)],
    ["JSON keys and versions of secrets", secrets.some(({ valueFrom }) => isOfPart(valueFrom, model))],
    ["ECS Exec", props.enableExecuteCommand === true || props.enableExecuteCommand === "true"],
    ["Service Connect", isRecord(connect) && connect.enabled === true],
  ];
  return uses.flatMap(([name, isUsed]) => (isUsed ? [name] : []));
}

/** Whether a reference names a part of a secret, or one of its versions. */
function isOfPart(valueFrom: unknown, model: StackModel): boolean {
  if (typeof valueFrom !== "string" || !/:secret:[^:]+:/.test(valueFrom)) return false;
  return parseValueFrom(valueFrom, scopeOf(model)).kind === "secret";
}

function tooOld(
  policy: string,
  { family }: TaskDefinition,
  service: PlainResource,
  version: string,
  used: string[],
): Finding {
  return finding(policy, {
    verdict: "violated",
    urn: service.urn,
    subject: family,
    knownAs: service.name,
    key: `platform version ${used.join()}`,
    message: `The service ${service.name} cannot run tasks of ${family}: its platformVersion is ${version}, and ${listed(used)} came with 1.4.0.`,
    remedy: "set platformVersion of the service to 1.4.0, or leave it out for the latest",
  });
}

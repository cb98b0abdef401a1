/**
 * ECS Exec into containers whose root file system is read-only. The agent that ECS puts into each container writes to these
 * folders, and AWS does not support it on a file system that cannot be written to.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-exec.html#ecs-exec-considerations
 */
import { UNKNOWN } from "../../evaluation/types";
import { finding, type Finding } from "../../findings/finding";
import { listed } from "../../unknowns/listed";
import { isRecord, text } from "../../graph/resources/plain";
import type { StackModel, TaskDefinition } from "../../graph/types";
import { describeUnknown } from "../../unknowns/describe";
import { remediesFor } from "../../unknowns/remedy";
import type { UnknownFact } from "../../unknowns/unknown-fact";
import { type ContainerPlace, containersOf, recordsIn } from "./containers";
import { execUse } from "./exec-use";

const AGENT_FOLDERS = ["/var/lib/amazon/ssm", "/var/log/amazon/ssm"];

/** One finding a task on which ECS Exec is used and cannot be, into some of its containers or into any. */
export function readOnlyExecFindings(
  policy: string,
  model: StackModel,
  execFamilies: readonly string[],
): Finding[] {
  return model.taskDefinitions.flatMap((task) => {
    const use = execUse(task, model, execFamilies);
    const containers = containersOf(task, model);
    const closed = containers.filter(
      ({ container }) => isReadOnly(container) && !hasWritableFolders(container),
    );
    if (!use || closed.length === 0) return [];
    const certain = closed.filter(({ container }) => container.readonlyRootFilesystem !== UNKNOWN);
    if (certain.length === 0) return [openFinding(policy, task, closed, openParts(closed))];
    if (use.unknown) return [openFinding(policy, task, certain, [use.unknown])];
    const isWhole = task.containers.state === "known" && certain.length === containers.length;
    return [closedFinding(policy, task, certain, isWhole)];
  });
}

function isReadOnly({ readonlyRootFilesystem: value }: ContainerPlace["container"]): boolean {
  return value === true || value === "true" || value === UNKNOWN;
}

/** Volumes or memory are mounted, writable, where the agent writes. */
function hasWritableFolders({ mountPoints, linuxParameters }: ContainerPlace["container"]): boolean {
  const tmpfs = isRecord(linuxParameters) ? linuxParameters.tmpfs : undefined;
  const mounted = [...recordsIn(mountPoints).records, ...recordsIn(tmpfs).records]
    .filter(({ readOnly }) => readOnly !== true && readOnly !== "true")
    .flatMap(({ containerPath }) => text(containerPath)?.replace(/\/+$/, "") ?? []);
  return AGENT_FOLDERS.every((folder) => mounted.some((path) => `${folder}/`.startsWith(`${path}/`)));
}

/** @param isWhole whether the command can be run in no container at all */
function closedFinding(
  policy: string,
  task: TaskDefinition,
  containers: ContainerPlace[],
  isWhole: boolean,
): Finding {
  return finding(policy, {
    verdict: "violated",
    ...(isWhole ? {} : { level: "advisory" }),
    ...shared(task),
    message: `ECS Exec cannot run in ${labels(containers)}: readonlyRootFilesystem is true, and its agent must write there.`,
    remedy: remedy(),
  });
}

function openFinding(
  policy: string,
  task: TaskDefinition,
  containers: ContainerPlace[],
  unknowns: UnknownFact[],
): Finding {
  return finding(policy, {
    verdict: "unproven",
    unknowns,
    ...shared(task),
    message: `It is not proven that ECS Exec can run in ${labels(containers)}, which may have a read-only root file system (readonlyRootFilesystem).`,
    decidedBy: `not known: ${unknowns.map(describeUnknown).join("; ")}`,
    remedy: remediesFor(unknowns),
  });
}

function openParts(containers: ContainerPlace[]): UnknownFact[] {
  return containers.map(({ label }) => ({
    kind: "property",
    property: "readonlyRootFilesystem",
    of: label,
    state: "unknown",
  }));
}

function shared(task: TaskDefinition) {
  return { urn: task.urn, subject: task.family, key: "exec on a read-only root" };
}

function labels(containers: ContainerPlace[]): string {
  return listed(containers.map(({ label }) => label));
}

function remedy(): string {
  return (
    `set readonlyRootFilesystem to false, or turn ECS Exec off (enableExecuteCommand of the service); ` +
    `AWS supports no other way, though some mount writable volumes at ${listed(AGENT_FOLDERS)}`
  );
}

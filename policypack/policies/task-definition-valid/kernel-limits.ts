/** Kernel parameters, resource limits and restarts of a container. */
import { shapeOf } from "../../evaluation/catalogue/task-definition-shapes";
import { UNKNOWN } from "../../evaluation/types";
import { isRecord, records } from "../../graph/resources/plain";
import { type Problem, unproven, violated } from "../../findings/problem";
import { shown } from "../../findings/shown";
import type { Definition } from "./definition";
import type { LabelledContainer } from "../../ecs/labelled-containers";
import { linuxParameterProblems } from "./linux-parameters";
import { securityOptionProblems } from "./security-options";

/** Those that belong to a container's own namespaces. */
const KERNEL_PARAMETER =
  /^(kernel\.(msgmax|msgmnb|msgmni|sem|shmall|shmmax|shmmni|shm_rmid_forced)|fs\.mqueue\..+|net\..+)$/;

const [LEAST_PERIOD, MOST_PERIOD] = [60, 1800];

/** Those that belong to the IPC namespace. */
const IPC_PARAMETER = /^(kernel\.|fs\.mqueue\.)/;

const MOST_EXIT_CODES = 50;

export function limitProblems(each: LabelledContainer, definition: Definition): Problem[] {
  return [
    ...ulimitProblems(each),
    ...kernelProblems(each),
    ...sharedNamespaceProblems(each, definition),
    ...restartProblems(each),
    ...linuxParameterProblems(each),
    ...securityOptionProblems(each),
  ];
}

/** A negative limit is none. https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Ulimit.html */
function ulimitProblems({ container, label, idText }: LabelledContainer): Problem[] {
  return records(container.ulimits).flatMap(({ name, softLimit, hardLimit }) => {
    const key = `ulimit ${shown(name)} ${idText}`;
    const ulimits = shapeOf("UlimitName").enum ?? [];
    if (name !== UNKNOWN && !ulimits.includes(shown(name))) {
      return [
        violated(
          key,
          `${label} has the ulimit ${shown(name)}, which does not exist`,
          `Choose one of ${ulimits.join(", ")}.`,
        ),
      ];
    }
    const isOver =
      typeof softLimit === "number" &&
      typeof hardLimit === "number" &&
      hardLimit >= 0 &&
      (softLimit > hardLimit || softLimit < 0);
    if (!isOver) return [];
    const what = `${label} has the ulimit ${shown(name)} with a softLimit over its hardLimit`;
    return [violated(key, what, "Set softLimit to hardLimit at most.")];
  });
}

/** https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_SystemControl.html */
function kernelProblems({ container, label, idText }: LabelledContainer): Problem[] {
  return records(container.systemControls).flatMap(({ namespace }) => {
    if (namespace === UNKNOWN || namespace === undefined || KERNEL_PARAMETER.test(shown(namespace)))
      return [];
    return [
      violated(
        `systemControl ${shown(namespace)} ${idText}`,
        `${label} sets ${shown(namespace)}, which is not a container's own`,
        "systemControls take net.*, fs.mqueue.* and the kernel's message, semaphore and shared memory limits.",
      ),
    ];
  });
}

/** Parameters of a namespace that the container shares with the host are the host's. */
function sharedNamespaceProblems(
  { container, label, idText }: LabelledContainer,
  { request, fargate }: Definition,
): Problem[] {
  if (fargate) return [];
  return records(container.systemControls).flatMap(({ namespace, value }) => {
    const name = shown(namespace);
    const key = `systemControl ${name} ${idText}`;
    if (namespace === undefined || namespace === "" || value === undefined || value === "") {
      const missing = namespace === undefined || namespace === "" ? "namespace" : "value";
      const what = `${label} has a systemControl ${missing === "value" ? `${name} ` : ""}without a ${missing}`;
      return [violated(`${key} ${missing}`, what, `Set ${missing}.`)];
    }
    const property = name.startsWith("net.")
      ? "networkMode"
      : IPC_PARAMETER.test(name)
        ? "ipcMode"
        : undefined;
    if (property === undefined) return [];
    if (request[property] === UNKNOWN)
      return [unproven(`${key} ${property}`, `whether ${label} may set ${name} under the ${property}`)];
    if (request[property] !== "host") return [];
    const what = `${label} sets ${name} under the ${property} host, where it is the host's`;
    return [violated(`${key} ${property}`, what, `Take it out, or choose another ${property}.`)];
  });
}

/** https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerRestartPolicy.html */
function restartProblems({ container, label, idText }: LabelledContainer): Problem[] {
  const policy = container.restartPolicy;
  if (!isRecord(policy)) return [];
  const { enabled, restartAttemptPeriod: period } = policy;
  const problems: Problem[] = [];
  if (enabled !== UNKNOWN && typeof enabled !== "boolean") {
    const what = `${label} has a restartPolicy that does not say whether it is enabled`;
    problems.push(violated(`restartPolicy ${idText}`, what, "Set enabled to true or false."));
  }
  const isWrong = typeof period === "number" && (period < LEAST_PERIOD || period > MOST_PERIOD);
  if (isWrong) {
    problems.push(
      violated(
        `restartAttemptPeriod ${idText}`,
        `${label} has a restartAttemptPeriod of ${period} seconds`,
        `Set it to ${LEAST_PERIOD} to ${MOST_PERIOD} seconds.`,
      ),
    );
  }
  const codes = policy.ignoredExitCodes;
  if (Array.isArray(codes) && codes.length > MOST_EXIT_CODES) {
    const what = `${label} has ${codes.length} ignoredExitCodes, and ECS takes ${MOST_EXIT_CODES}`;
    problems.push(violated(`ignoredExitCodes ${idText}`, what, "Take some of them out."));
  }
  return problems;
}

/** Kernel parameters, resource limits and restarts of a container. */
import { UNKNOWN } from "../../evaluation/types";
import { isRecord, records } from "../../graph/resources/plain";
import { type Problem, violated } from "../../findings/problem";
import { shown } from "../../findings/shown";
import type { LabelledContainer } from "./definition";

const ULIMITS =
  "core cpu data fsize locks memlock msgqueue nice nofile nproc rss rtprio rttime sigpending stack".split(
    " ",
  );

/** Those that belong to a container's own namespaces. */
const KERNEL_PARAMETER =
  /^(kernel\.(msgmax|msgmnb|msgmni|sem|shmall|shmmax|shmmni|shm_rmid_forced)|fs\.mqueue\..+|net\..+)$/;

const [LEAST_PERIOD, MOST_PERIOD] = [60, 1800];

export function limitProblems(each: LabelledContainer): Problem[] {
  return [...ulimitProblems(each), ...kernelProblems(each), ...restartProblems(each)];
}

/** https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Ulimit.html */
function ulimitProblems({ container, label }: LabelledContainer): Problem[] {
  return records(container.ulimits).flatMap(({ name, softLimit, hardLimit }) => {
    const key = `ulimit ${shown(name)} ${label}`;
    if (name !== UNKNOWN && !ULIMITS.includes(shown(name))) {
      return [
        violated(
          key,
          `${label} has the ulimit ${shown(name)}, which does not exist`,
          `Choose one of ${ULIMITS.join(", ")}.`,
        ),
      ];
    }
    const isOver =
      typeof softLimit === "number" &&
      typeof hardLimit === "number" &&
      hardLimit >= 0 &&
      softLimit > hardLimit;
    if (!isOver) return [];
    const what = `${label} has the ulimit ${shown(name)} with a softLimit over its hardLimit`;
    return [violated(key, what, "Set softLimit to hardLimit at most.")];
  });
}

/** https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_SystemControl.html */
function kernelProblems({ container, label }: LabelledContainer): Problem[] {
  return records(container.systemControls).flatMap(({ namespace }) => {
    if (namespace === UNKNOWN || namespace === undefined || KERNEL_PARAMETER.test(shown(namespace)))
      return [];
    return [
      violated(
        `systemControl ${shown(namespace)} ${label}`,
        `${label} sets ${shown(namespace)}, which is not a container's own`,
        "systemControls take net.*, fs.mqueue.* and the kernel's message, semaphore and shared memory limits.",
      ),
    ];
  });
}

/** https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerRestartPolicy.html */
function restartProblems({ container, label }: LabelledContainer): Problem[] {
  const policy = container.restartPolicy;
  if (!isRecord(policy)) return [];
  const { enabled, restartAttemptPeriod: period } = policy;
  const problems: Problem[] = [];
  if (enabled !== UNKNOWN && typeof enabled !== "boolean") {
    const what = `${label} has a restartPolicy that does not say whether it is enabled`;
    problems.push(violated(`restartPolicy ${label}`, what, "Set enabled to true or false."));
  }
  const isWrong = typeof period === "number" && (period < LEAST_PERIOD || period > MOST_PERIOD);
  if (isWrong) {
    problems.push(
      violated(
        `restartAttemptPeriod ${label}`,
        `${label} has a restartAttemptPeriod of ${period} seconds`,
        `Set it to ${LEAST_PERIOD} to ${MOST_PERIOD} seconds.`,
      ),
    );
  }
  return problems;
}

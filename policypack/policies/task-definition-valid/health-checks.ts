/** Health checks and timeouts. https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_HealthCheck.html */
import { UNKNOWN } from "../../evaluation/types";
import { isRecord } from "../../graph/resources/plain";
import { type Problem, violated } from "../../findings/problem";
import { shown } from "../../findings/shown";
import type { Definition, LabelledContainer } from "./definition";

/** Least and most; times are in seconds. */
const RANGES: Record<string, [number, number]> = {
  interval: [5, 300],
  timeout: [2, 60],
  retries: [1, 10],
  startPeriod: [0, 300],
};

/** In seconds. https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html */
const [LEAST_TIMEOUT, MOST_TIMEOUT] = [2, 120];

const COMMANDS = ["CMD", "CMD-SHELL"];

export function healthProblems({ containers, fargate }: Definition): Problem[] {
  return containers.flatMap((each) => [...checkProblems(each), ...(fargate ? timeoutProblems(each) : [])]);
}

function checkProblems({ container, label }: LabelledContainer): Problem[] {
  const check = container.healthCheck;
  if (!isRecord(check)) return [];
  const problems = Object.entries(RANGES).flatMap(([property, [least, most]]) => {
    const value = check[property];
    if (value === undefined || value === null || value === UNKNOWN) return [];
    if (typeof value === "number" && value >= least && value <= most) return [];
    return [
      violated(
        `${property} ${label}`,
        `${label} has a healthCheck whose ${property} is ${shown(value)}`,
        `Set ${property} to a number from ${least} to ${most}.`,
      ),
    ];
  });
  return isCommand(check.command)
    ? problems
    : [
        ...problems,
        violated(
          `healthCheck ${label}`,
          `${label} has a healthCheck whose command is no list that begins with CMD or CMD-SHELL`,
          'Write it as in ["CMD-SHELL", "curl -f http://localhost/ || exit 1"].',
        ),
      ];
}

/** `NONE` turns off the check that an image has. */
function isCommand(command: unknown): boolean {
  if (command === UNKNOWN) return true;
  if (!Array.isArray(command)) return false;
  const [kind, ...rest]: unknown[] = command;
  if (kind === UNKNOWN || (kind === "NONE" && rest.length === 0)) return true;
  return COMMANDS.includes(shown(kind)) && rest.length > 0;
}

function timeoutProblems({ container, label }: LabelledContainer): Problem[] {
  return ["startTimeout", "stopTimeout"].flatMap((property) => {
    const value = container[property];
    if (typeof value !== "number") return [];
    const least = property === "startTimeout" ? LEAST_TIMEOUT : 0;
    if (value >= least && value <= MOST_TIMEOUT) return [];
    return [
      violated(
        `${property} ${label}`,
        `${label} has a ${property} of ${value} seconds, and Fargate waits ${least} to ${MOST_TIMEOUT}`,
        `Set ${property} to ${MOST_TIMEOUT} or less.`,
      ),
    ];
  });
}

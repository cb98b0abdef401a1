/** Health checks and timeouts. https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_HealthCheck.html */
import { UNKNOWN } from "../../evaluation/types";
import { isRecord } from "../../graph/plain";
import { type Definition, type LabelledContainer, type Problem, shown, violated } from "./definition";

/** Least and most; times are in seconds. */
const RANGES: Record<string, [number, number]> = {
  interval: [5, 300],
  timeout: [2, 60],
  retries: [1, 10],
  startPeriod: [0, 300],
};

const MOST_STOP_TIMEOUT_ON_FARGATE = 120;

export function healthProblems({ containers, fargate }: Definition): Problem[] {
  return containers.flatMap((each) => [...checkProblems(each), ...(fargate ? stopProblems(each) : [])]);
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
  const { command } = check;
  const isMissing = command === undefined || (Array.isArray(command) && command.length === 0);
  if (isMissing || typeof command === "string") {
    const example = '["CMD-SHELL", "curl -f http://localhost/ || exit 1"]';
    problems.push(
      violated(
        `healthCheck ${label}`,
        `${label} has a healthCheck without a list as its command`,
        `Write it as in ${example}.`,
      ),
    );
  }
  return problems;
}

function stopProblems({ container, label }: LabelledContainer): Problem[] {
  const { stopTimeout } = container;
  if (typeof stopTimeout !== "number" || stopTimeout <= MOST_STOP_TIMEOUT_ON_FARGATE) return [];
  return [
    violated(
      `stopTimeout ${label}`,
      `${label} has a stopTimeout of ${stopTimeout} seconds, and Fargate waits ${MOST_STOP_TIMEOUT_ON_FARGATE} at most`,
      `Set stopTimeout to ${MOST_STOP_TIMEOUT_ON_FARGATE} or less.`,
    ),
  ];
}

/** Health checks and timeouts. https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_HealthCheck.html */
import { UNKNOWN } from "../../evaluation/types";
import { isRecord } from "../../graph/resources/plain";
import { advice, type Problem, violated } from "../../findings/problem";
import { shown } from "../../findings/shown";
import type { Definition } from "./definition";
import { type LabelledContainer, problemsOfEach, placedIn } from "../../ecs/labelled-containers";

/** Least and most; times are in seconds. */
const RANGES: Record<string, [number, number]> = {
  interval: [5, 300],
  timeout: [2, 60],
  retries: [1, 10],
  startPeriod: [0, 300],
};

/** In seconds. https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html */
const [LEAST_TIMEOUT, MOST_TIMEOUT] = [2, 120];
const TIMEOUTS = ["startTimeout", "stopTimeout"];

const COMMANDS = ["CMD", "CMD-SHELL"];

/** Turns off the check that an image has. */
const OFF = "NONE";

export function healthProblems({ containers, fargate }: Definition): Problem[] {
  return problemsOfEach(containers, (each) => [
    ...placedIn(each, checkProblems(each), "healthCheck"),
    ...timeoutProblems(each, fargate === true),
  ]);
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
        property,
        `${label} has a healthCheck whose ${property} is ${shown(value)}`,
        `Set ${property} to a number from ${least} to ${most}.`,
      ),
    ];
  });
  return [...problems, ...commandProblems(check.command, label)];
}

/**
 * ECS registers a command that begins with neither word, and Docker runs no check of it; without a command, or with
 * nothing behind the word, it refuses.
 */
function commandProblems(command: unknown, label: string): Problem[] {
  if (command === UNKNOWN) return [];
  const key = "healthCheck";
  const example = 'Write it as in ["CMD-SHELL", "curl -f http://localhost/ || exit 1"].';
  if (!Array.isArray(command) || command.length === 0 || isWordAlone(command)) {
    const what = `${label} has a healthCheck whose command is not a list that begins with CMD or CMD-SHELL`;
    return [violated(key, what, example)];
  }
  const why = neverHealthy({ command });
  if (why === undefined || command[0] === OFF) return [];
  return [advice(key, `${label} has a healthCheck that ${why}, so that its health stays unknown`, example)];
}

function isWordAlone(command: unknown[]): boolean {
  const [kind] = command;
  if (kind === OFF) return command.length > 1;
  return kind === "" || (COMMANDS.includes(shown(kind)) && command.length === 1);
}

/** Why a container with this health check never becomes healthy; undefined where it may. */
export function neverHealthy(check: unknown): string | undefined {
  if (!isRecord(check) || !Array.isArray(check.command)) return undefined;
  const [kind] = check.command as unknown[];
  if (kind === UNKNOWN || kind === undefined || COMMANDS.includes(shown(kind))) return undefined;
  return kind === OFF ? "is turned off (NONE)" : `begins with ${shown(kind)} in place of CMD or CMD-SHELL`;
}

/** On instances the agent's own setting limits them, and ECS takes what is no negative number. */
function timeoutProblems({ container, label }: LabelledContainer, fargate: boolean): Problem[] {
  return TIMEOUTS.flatMap((property) => {
    const value = container[property];
    if (typeof value !== "number") return [];
    const [least, most] = fargate ? [LEAST_TIMEOUT, MOST_TIMEOUT] : [0, Infinity];
    if (value >= least && value <= most) return [];
    const key = property;
    const what = `${label} has a ${property} of ${value} seconds`;
    if (!fargate) return [violated(key, what, `Set ${property} to 0 or more seconds.`)];
    return [
      violated(
        key,
        `${what}, and Fargate waits ${least} to ${most}`,
        `Set ${property} to ${least} to ${most} seconds.`,
      ),
    ];
  });
}

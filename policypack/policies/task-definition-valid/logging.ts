/** Log drivers. https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_LogConfiguration.html */
import { shapeOf } from "../../evaluation/catalogue/task-definition-shapes";
import { textRemedy } from "../../documents/output-text";
import { UNKNOWN } from "../../evaluation/types";
import { isRecord } from "../../graph/resources/plain";
import { type Problem, unproven, violated } from "../../findings/problem";
import { shown } from "../../findings/shown";
import { awslogsProblems } from "./awslogs";
import type { Definition } from "./definition";
import { type LabelledContainer, problemsOfEach } from "../../ecs/labelled-containers";
import { firelensProblems, routedLogProblems } from "./firelens";
import { optionProblems, secretNames } from "./log-options";

/** By what a definition asks for; instances have all. */
const FARGATE_DRIVERS = ["awslogs", "splunk", "awsfirelens"];
const MANAGED_DRIVERS = [...FARGATE_DRIVERS, "json-file"];

const MODES = ["blocking", "non-blocking"];

export function logProblems(definition: Definition): Problem[] {
  return [
    ...problemsOfEach(definition.containers, (each) => driverProblems(each, definition), "logConfiguration"),
    ...firelensProblems(definition),
  ];
}

function driverProblems(each: LabelledContainer, definition: Definition): Problem[] {
  const { container, label } = each;
  const log = container.logConfiguration;
  if (log === UNKNOWN) return [unproven("log", `the logConfiguration of ${label}`)];
  if (!isRecord(log)) return [];
  const { logDriver, options } = log;
  if (logDriver === UNKNOWN) return [unproven("log", `the logDriver of ${label}`)];
  const { drivers, where } = driversOf(definition);
  if (typeof logDriver !== "string" || !drivers.includes(logDriver)) {
    const given = logDriver === undefined ? "no logDriver" : `the logDriver ${shown(logDriver)}`;
    return [violated("log", `${label} has ${given}${where}`, `Choose one of ${drivers.join(", ")}.`)];
  }
  if (options === UNKNOWN) return [unproven("log options", `the log options of ${label}`)];
  const given = isRecord(options) ? options : {};
  return [
    ...valueProblems(label, given),
    ...modeProblems(label, given),
    ...optionProblems(label, logDriver, given, log.secretOptions),
    ...(logDriver === "awslogs" ? awslogsProblems(label, given, definition) : []),
    ...(logDriver === "splunk" ? splunkProblems(label, given, log.secretOptions) : []),
    ...(logDriver === "awsfirelens" ? routedLogProblems(each, given, definition) : []),
  ];
}

function driversOf({ fargate, managedInstances }: Definition): { drivers: string[]; where: string } {
  if (fargate) return { drivers: FARGATE_DRIVERS, where: ", which Fargate does not have" };
  if (managedInstances)
    return { drivers: MANAGED_DRIVERS, where: ", which ECS Managed Instances do not have" };
  return { drivers: shapeOf("LogDriver").enum ?? [], where: "" };
}

function valueProblems(label: string, options: Record<string, unknown>): Problem[] {
  const wrong = Object.entries(options).filter(([, value]) => typeof value !== "string" && value !== UNKNOWN);
  if (wrong.length === 0) return [];
  const names = wrong.map(([name]) => name).sort();
  return [
    violated(
      "log option type",
      `${label} has log options that are not text: ${names.join(", ")}`,
      textRemedy(
        wrong.map(([, value]) => value),
        'Put their values in quotes, as in "true".',
      ),
    ),
  ];
}

/** Options of every driver. https://docs.docker.com/engine/logging/configure/#configure-the-delivery-mode-of-log-messages-from-container-to-log-driver */
function modeProblems(label: string, options: Record<string, unknown>): Problem[] {
  const { mode } = options;
  const size = options["max-buffer-size"];
  const problems: Problem[] = [];
  if (typeof mode === "string" && !MODES.includes(mode)) {
    const what = `${label} has the log option mode ${shown(mode)}`;
    problems.push(violated("log mode", what, `Choose one of ${MODES.join(", ")}.`));
  }
  if (typeof size === "string" && !/^\d+(\.\d+)? ?[kmg]?i?b?$/i.test(size)) {
    const what = `${label} has the log option max-buffer-size ${shown(size)}`;
    problems.push(violated("max-buffer-size", what, "Write it as in 25m."));
  }
  if (size !== undefined && mode === "blocking") {
    const what = `${label} has the log option max-buffer-size in the mode blocking, which has no buffer`;
    problems.push(
      violated("max-buffer-size when blocking", what, "Set mode to non-blocking, or take the size out."),
    );
  }
  return problems;
}

/** Either in options or, better, in secretOptions. */
function splunkProblems(label: string, options: Record<string, unknown>, secretOptions: unknown): Problem[] {
  const secret = secretNames(secretOptions);
  if (secret === UNKNOWN) return [];
  return ["splunk-url", "splunk-token"]
    .filter((name) => !options[name] && !secret.includes(name))
    .map((name) =>
      violated(
        name,
        `${label} logs by splunk without ${name}`,
        `Set ${name} among the log options${name === "splunk-token" ? "' secrets (secretOptions)" : ""}.`,
      ),
    );
}

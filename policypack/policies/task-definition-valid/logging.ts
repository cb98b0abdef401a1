/** Log drivers and their options. https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_LogConfiguration.html */
import { UNKNOWN } from "../../evaluation/types";
import { isRecord, records } from "../../graph/resources/plain";
import { type Problem, unproven, violated } from "../../findings/problem";
import { shown } from "../../findings/shown";
import type { Definition, LabelledContainer } from "./definition";
import { awslogsProblems } from "./awslogs";

const DRIVERS = ["awslogs", "splunk", "awsfirelens", "fluentd", "gelf", "json-file", "journald", "syslog"];
const FARGATE_DRIVERS = ["awslogs", "splunk", "awsfirelens"];
const MODES = ["blocking", "non-blocking"];
const ROUTERS = ["fluentd", "fluentbit"];

export function logProblems(definition: Definition): Problem[] {
  return [
    ...definition.containers.flatMap((each) => driverProblems(each, definition)),
    ...routerProblems(definition),
  ];
}

function driverProblems(each: LabelledContainer, definition: Definition): Problem[] {
  const { container, label } = each;
  const log = container.logConfiguration;
  if (log === UNKNOWN) return [unproven(`log ${label}`, `the logConfiguration of ${label}`)];
  if (!isRecord(log)) return [];
  const { logDriver, options } = log;
  if (logDriver === UNKNOWN) return [unproven(`log ${label}`, `the logDriver of ${label}`)];
  const drivers = definition.fargate ? FARGATE_DRIVERS : DRIVERS;
  if (typeof logDriver !== "string" || !drivers.includes(logDriver)) {
    const given = logDriver === undefined ? "no logDriver" : `the logDriver ${shown(logDriver)}`;
    const where = definition.fargate ? ", which Fargate does not have" : "";
    return [
      violated(`log ${label}`, `${label} has ${given}${where}`, `Choose one of ${drivers.join(", ")}.`),
    ];
  }
  if (options === UNKNOWN) return [unproven(`log options ${label}`, `the log options of ${label}`)];
  const given = isRecord(options) ? options : {};
  return [
    ...valueProblems(label, given),
    ...modeProblems(label, given),
    ...(logDriver === "awslogs" ? awslogsProblems(label, given, definition) : []),
    ...(logDriver === "splunk" ? splunkProblems(label, given, log.secretOptions) : []),
    ...(logDriver === "awsfirelens" ? missingRouter(label, definition) : []),
  ];
}

function valueProblems(label: string, options: Record<string, unknown>): Problem[] {
  const wrong = Object.entries(options).filter(([, value]) => typeof value !== "string" && value !== UNKNOWN);
  if (wrong.length === 0) return [];
  const names = wrong.map(([name]) => name).sort();
  return [
    violated(
      `log option type ${label}`,
      `${label} has log options that are not text: ${names.join(", ")}`,
      'Put their values in quotes, as in "true".',
    ),
  ];
}

/** Options of every driver. */
function modeProblems(label: string, options: Record<string, unknown>): Problem[] {
  const { mode } = options;
  const size = options["max-buffer-size"];
  const problems: Problem[] = [];
  if (typeof mode === "string" && !MODES.includes(mode)) {
    const what = `${label} has the log option mode ${shown(mode)}`;
    problems.push(violated(`log mode ${label}`, what, `Choose one of ${MODES.join(", ")}.`));
  }
  if (typeof size === "string" && !/^\d+(\.\d+)? ?[kmg]?i?b?$/i.test(size)) {
    const what = `${label} has the log option max-buffer-size ${shown(size)}`;
    problems.push(violated(`max-buffer-size ${label}`, what, "Write it as in 25m."));
  }
  return problems;
}

/** Either in options or, better, in secretOptions. */
function splunkProblems(label: string, options: Record<string, unknown>, secretOptions: unknown): Problem[] {
  if (secretOptions === UNKNOWN) return [];
  const secret = records(secretOptions).map(({ name }) => name);
  if (secret.includes(UNKNOWN)) return [];
  return ["splunk-url", "splunk-token"]
    .filter((name) => !options[name] && !secret.includes(name))
    .map((name) =>
      violated(
        `${name} ${label}`,
        `${label} logs by splunk without ${name}`,
        `Set ${name} among the log options${name === "splunk-token" ? "' secrets (secretOptions)" : ""}.`,
      ),
    );
}

/** Logs that go to FireLens need a container that routes them. */
function missingRouter(label: string, { containers, isComplete }: Definition): Problem[] {
  const routers = containers.map(({ container }) => container.firelensConfiguration);
  if (routers.some((router) => isRecord(router))) return [];
  if (!isComplete || routers.includes(UNKNOWN))
    return [unproven(`router ${label}`, `the container that routes the logs of ${label}`)];
  return [
    violated(
      `router ${label}`,
      `${label} logs by awsfirelens, and no container has a firelensConfiguration`,
      "Add a log router, as in the image amazon/aws-for-fluent-bit with firelensConfiguration.",
    ),
  ];
}

/** https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_FirelensConfiguration.html */
function routerProblems({ containers, fargate }: Definition): Problem[] {
  const routers = containers.filter(({ container }) => isRecord(container.firelensConfiguration));
  const problems = routers.flatMap(({ container, label }) => {
    const { type, options } = container.firelensConfiguration as Record<string, unknown>;
    const found: Problem[] = [];
    if (type !== UNKNOWN && !ROUTERS.includes(shown(type))) {
      const what = `${label} has a firelensConfiguration of the type ${shown(type)}`;
      found.push(violated(`firelens type ${label}`, what, `Choose one of ${ROUTERS.join(", ")}.`));
    }
    if (fargate && isRecord(options) && options["config-file-type"] === "s3") {
      const what = `${label} has a firelensConfiguration with the config-file-type s3, and Fargate has file only`;
      found.push(violated(`firelens config ${label}`, what, "Put the file into the image and set file."));
    }
    return found;
  });
  if (routers.length > 1) {
    const what = `${routers.map(({ label }) => label).join(" and ")} have a firelensConfiguration each`;
    problems.push(violated("firelens routers", what, "Let one container route the logs."));
  }
  return problems;
}

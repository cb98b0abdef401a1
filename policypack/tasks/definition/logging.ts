/** Log drivers and their options. https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_LogConfiguration.html */
import { UNKNOWN } from "../../evaluation/types";
import { isRecord } from "../../graph/plain";
import {
  type Definition,
  type LabelledContainer,
  type Problem,
  shown,
  unproven,
  violated,
} from "./definition";

const DRIVERS = ["awslogs", "splunk", "awsfirelens", "fluentd", "gelf", "json-file", "journald", "syslog"];
const FARGATE_DRIVERS = ["awslogs", "splunk", "awsfirelens"];
const REGION = /^[a-z]{2,}(-[a-z]+)+-\d+$/;

export function logProblems(definition: Definition): Problem[] {
  return definition.containers.flatMap((each) => driverProblems(each, definition));
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
    ...(logDriver === "awslogs" ? awslogsProblems(label, given, definition) : []),
    ...(logDriver === "awsfirelens" ? routerProblems(label, definition) : []),
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

function awslogsProblems(
  label: string,
  options: Record<string, unknown>,
  { fargate }: Definition,
): Problem[] {
  const needed = ["awslogs-group", "awslogs-region", ...(fargate ? ["awslogs-stream-prefix"] : [])];
  const missing = needed.filter((name) => options[name] === undefined || options[name] === "");
  const problems = missing.map((name) =>
    violated(
      `${name} ${label}`,
      `${label} logs by awslogs without ${name}`,
      `Set the log option ${name}${name === "awslogs-stream-prefix" ? ", which Fargate needs" : ""}.`,
    ),
  );
  const region = options["awslogs-region"];
  if (typeof region === "string" && region !== "" && !REGION.test(region)) {
    problems.push(
      violated(
        `awslogs-region ${label}`,
        `${label} has the awslogs-region ${shown(region)}, which is no region`,
        "Name a region, as in eu-west-1.",
      ),
    );
  }
  return problems;
}

/** Logs that go to FireLens need a container that routes them. */
function routerProblems(label: string, { containers, isComplete }: Definition): Problem[] {
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

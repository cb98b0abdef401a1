/**
 * The options of the log driver awslogs.
 * https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_LogConfiguration.html
 */
import { type Problem, violated } from "../../findings/problem";
import { shown } from "../../findings/shown";
import type { Definition } from "./definition";

const REGION = /^[a-z]{2,}(-[a-z]+)+-\d+$/;

/** https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_CreateLogGroup.html */
const GROUP = /^[\w./#-]{1,512}$/;

/** All that begin with the driver's name. https://docs.docker.com/engine/logging/drivers/awslogs/ */
export const AWSLOGS_OPTIONS = [
  "awslogs-group",
  "awslogs-region",
  "awslogs-stream-prefix",
  "awslogs-create-group",
  "awslogs-create-stream",
  "awslogs-stream",
  "awslogs-datetime-format",
  "awslogs-datetime-as-event-time",
  "awslogs-datetime-timezone",
  "awslogs-multiline-pattern",
  "awslogs-endpoint",
  "awslogs-credentials-endpoint",
  "awslogs-force-flush-interval-seconds",
  "awslogs-max-buffered-events",
  "awslogs-format",
];

type Options = Record<string, unknown>;

export function awslogsProblems(label: string, options: Options, { fargate }: Definition): Problem[] {
  const needed = ["awslogs-group", "awslogs-region", ...(fargate ? ["awslogs-stream-prefix"] : [])];
  const missing = needed.filter((name) => options[name] === undefined || options[name] === "");
  return [
    ...missing.map((name) =>
      violated(
        name,
        `${label} logs by awslogs without ${name}`,
        `Set the log option ${name}${name === "awslogs-stream-prefix" ? ", which Fargate needs" : ""}.`,
      ),
    ),
    ...valueProblems(label, options),
  ];
}

function valueProblems(label: string, options: Options): Problem[] {
  const wrong = (name: string, fits: (value: string) => boolean, remedy: string): Problem[] => {
    const value = options[name];
    if (typeof value !== "string" || value === "" || fits(value)) return [];
    return [violated(name, `${label} has the ${name} ${shown(value)}, which is not valid`, remedy)];
  };
  const isTwice =
    options["awslogs-datetime-format"] !== undefined && options["awslogs-multiline-pattern"] !== undefined;
  const isEmf = options["awslogs-format"] !== undefined;
  const others = ["awslogs-datetime-format", "awslogs-multiline-pattern"].filter(
    (name) => options[name] !== undefined,
  );
  return [
    ...(isEmf && others.length > 0
      ? [
          violated(
            "awslogs-format",
            `${label} has both awslogs-format and ${others.join(" and ")}`,
            "Keep awslogs-format alone, or take it out.",
          ),
        ]
      : []),
    ...wrong("awslogs-region", (value) => REGION.test(value), "Name a region, as in eu-west-1."),
    ...wrong(
      "awslogs-group",
      (value) => GROUP.test(value),
      "Name the log group itself, not its ARN: up to 512 letters, digits and any of . - _ / #.",
    ),
    ...wrong(
      "awslogs-create-group",
      (value) => /^(true|false|t|f|1|0)$/i.test(value),
      'Set it to "true" or "false".',
    ),
    ...(isTwice
      ? [
          violated(
            "awslogs-multiline-pattern",
            `${label} has both awslogs-datetime-format and awslogs-multiline-pattern`,
            "Keep one of them.",
          ),
        ]
      : []),
  ];
}

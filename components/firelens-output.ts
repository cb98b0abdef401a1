/**
 * Where FireLens sends a container's log, as far as that is a service of AWS's, and what it takes to write there.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/firelens-taskdef.html
 */

/** The services that Fluent Bit's outputs of AWS's write to. */
export type LogService = "logs" | "firehose" | "kinesis" | "s3";

/** A destination of AWS's. */
export interface LogDestination {
  service: LogService;
  /** Name of the log group, delivery stream, data stream or bucket. */
  name: string;
  /** Whether Fluent Bit's older output in Go writes it, which asks for more. */
  isGoPlugin: boolean;
  /** Where it differs from the stack's. */
  region?: string;
  /** Whether the router creates the log group. */
  creates: boolean;
  /** Whether the router sets how long the group keeps events. */
  setsRetention: boolean;
}

/** Fluent Bit's output to the service, and the option that names the destination. https://docs.fluentbit.io/manual/data-pipeline/outputs */
const OUTPUTS: Record<string, { service: LogService; option: string }> = {
  cloudwatch: { service: "logs", option: "log_group_name" },
  cloudwatch_logs: { service: "logs", option: "log_group_name" },
  firehose: { service: "firehose", option: "delivery_stream" },
  kinesis_firehose: { service: "firehose", option: "delivery_stream" },
  kinesis: { service: "kinesis", option: "stream" },
  kinesis_streams: { service: "kinesis", option: "stream" },
  s3: { service: "s3", option: "bucket" },
};

/** @returns undefined where the log leaves AWS, goes by a template, or is written with a role of its own */
export function routedTo(options: Record<string, string | undefined>): LogDestination | undefined {
  const { lower, output, known } = outputIn(options);
  const name = known && lower.get(known.option);
  if (!known || !name || name.includes("$") || lower.get("role_arn")) return undefined;
  const region = lower.get("region");
  return {
    service: known.service,
    name,
    isGoPlugin: output === "cloudwatch",
    region: region === undefined || region.includes("$") ? undefined : region,
    creates: lower.get("auto_create_group")?.toLowerCase() === "true",
    setsRetention: known.service === "logs" && lower.has("log_retention_days"),
  };
}

/**
 * The role that the router assumes to write the log.
 *
 * @returns undefined where it writes with the task role, the log leaves AWS, or the role goes by a template
 */
export function lentRole(options: Record<string, string | undefined>): string | undefined {
  const { lower, known } = outputIn(options);
  const role = known && lower.get("role_arn");
  return role && !role.includes("$") ? role : undefined;
}

function outputIn(options: Record<string, string | undefined>) {
  const lower = new Map(Object.entries(options).map(([key, value]) => [key.toLowerCase(), value]));
  const output = lower.get("name")?.toLowerCase() ?? "";
  return { lower, output, known: Object.hasOwn(OUTPUTS, output) ? OUTPUTS[output] : undefined };
}

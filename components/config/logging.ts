/** Where a container's output goes. https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_LogConfiguration.html */
import { z } from "zod";
import { valuesOf } from "./aws/shapes";
import { injectedSecret } from "./injected-secret";
import * as names from "./names";
import { choice, flag } from "./scalars";
import { mapOf, strictObject } from "./shapes";

/** What CloudWatch Logs accepts. https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html */
const retentionDays = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
] as const;

export const logGroup = strictObject({
  name: names.logGroupName().describe("Log group, e.g. /ecs/ig-notification."),
  createdBy: choice(["program", "agent", "elsewhere"])
    .default("program")
    .describe(
      "program: this stack creates it. agent: ECS creates it at the first start (awslogs-create-group), and the execution role may. elsewhere: it exists already.",
    ),
  retentionDays: z
    .literal(retentionDays, { error: `must be one of ${retentionDays.join(", ")}` })
    .optional()
    .describe(
      "Days that CloudWatch Logs keeps events. Default: for ever. Only where the program creates the group.",
    ),
  kmsKey: names
    .keyReference()
    .optional()
    .describe(
      "Customer managed KMS key that encrypts the group; its policy must let CloudWatch Logs of the region use it. Default: AWS's own key. Only where the program creates the group.",
    ),
  streamPrefix: names
    .text(/^[^:*]{1,256}$/, "at most 256 characters without : and *")
    .default("ecs")
    .describe("Log streams are named PREFIX/CONTAINER/TASK-ID."),
}).meta({
  description: "Where the container's output goes (awslogs driver).",
  if: { properties: { createdBy: { enum: ["agent", "elsewhere"] } }, required: ["createdBy"] },
  then: { properties: { retentionDays: false, kmsKey: false } },
});

const [firstDriver, ...otherDrivers] = valuesOf("LogDriver").filter((driver) => driver !== "awslogs");
const drivers = [firstDriver ?? "json-file", ...otherDrivers] as const;

export const log = strictObject(
  {
    driver: z
      .enum(drivers, {
        error: (issue) =>
          issue.input === "awslogs"
            ? "must be another driver: write logGroup, beside log, for awslogs"
            : `must be one of ${drivers.join(", ")}`,
      })
      .describe("Log driver; awsfirelens sends to the container that has `firelens`."),
    options: mapOf(names.anyText("an option"), names.anyText("text"))
      .default({})
      .describe(
        "The driver's options; for awsfirelens those of Fluent Bit's or Fluentd's output. The task role gets the right to write where FireLens sends to CloudWatch Logs, Firehose, Kinesis or S3.",
      ),
    secrets: mapOf(names.anyText("an option"), injectedSecret)
      .default({})
      .describe("Options filled from Secrets Manager or SSM, e.g. an API key."),
  },
  {
    logDriver: "AWS's logDriver is called driver here",
    secretOptions: "AWS's secretOptions are called secrets here, a map of option to secret",
  },
).describe("Where the container's output goes, with any driver but awslogs.");

/** https://docs.aws.amazon.com/AmazonECS/latest/developerguide/firelens-taskdef.html */
export const firelens = strictObject(
  {
    type: choice(valuesOf("FirelensConfigurationType")).describe("What the image runs."),
    metadata: flag()
      .default(true)
      .describe("Whether each record gets the cluster, the task and the task definition."),
    configFile: names
      .text(
        /^(?:\/.+|arn:[\w-]+:s3:::[a-z0-9.-]+\/.+)$/,
        "the path of a file in the image, or the ARN of an S3 object (not on Fargate)",
      )
      .optional()
      .describe(
        "Configuration of one's own: a path in the image, or an S3 object's ARN, which the execution role gets the right to read.",
      ),
  },
  { options: "AWS's options are two keys here, metadata and configFile" },
).describe("Makes the container the task's log router (FireLens).");

export type LogGroupSettings = z.output<typeof logGroup>;
export type LogSettings = z.output<typeof log>;
export type FirelensSettings = z.output<typeof firelens>;

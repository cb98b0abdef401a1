/** A task run by EventBridge Scheduler, with a role of its own. */
import { z } from "zod";
import * as names from "./names";
import { listOf, mapOf, strictObject } from "./shapes";

/** How a thing that exists already is named: its id or name, or the SSM parameter that holds it. */
const SSM = "ssm:[\\w./-]{1,1011}";

const clusterReference = () =>
  names.text(
    new RegExp(`^(?:[\\w-]{1,255}|arn:[\\w-]+:ecs:[\\w-]+:\\d{12}:cluster/[\\w-]{1,255}|${SSM})$`),
    "a cluster's name or ARN, or ssm:NAME of the parameter that holds it",
  );

const subnetReference = () =>
  names.text(
    new RegExp(`^(?:subnet-[0-9a-f]{8,17}|${SSM}|(?!subnet-)[^\\n]{1,256})$`),
    "a subnet's id or Name tag, or ssm:NAME of the parameter that holds its id, or a list of them",
  );

const securityGroupReference = () =>
  names.text(
    new RegExp(`^(?:sg-[0-9a-f]{8,17}|${SSM}|(?!sg-)[^\\n]{1,255})$`),
    "a security group's id or name, or ssm:NAME of the parameter that holds its id",
  );

const overrideSchema = strictObject({
  name: names.ecsName().describe("Container of the task that it is for."),
  command: listOf(names.anyText("a part of the command")).optional().describe("Command in place of its own."),
  environment: mapOf(names.text(/^[^=\s]{1,255}$/, "a variable's name"), names.anyText("a string"))
    .optional()
    .describe("Variables to set beside its own."),
});

const roleSchema = strictObject({
  name: names.roleName().optional().describe("Name of the role. Default: EcsSchedule-KEY."),
  path: names.iamPath().default("/").describe("IAM path of the role and its policy."),
  permissionsBoundary: names
    .policyReference()
    .optional()
    .describe("Policy that bounds the role. Default: none."),
});

const queueSchema = strictObject({
  mode: z
    .enum(["create", "reference"], { error: "must be create or reference" })
    .describe("create: the stack creates the queue. reference: it exists already."),
  name: names
    .text(/^[\w-]{1,80}$/, "a queue's name: at most 80 letters, digits, hyphens and underscores")
    .describe("Name of the queue, in the stack's account and region."),
});

export const scheduleSchema = strictObject({
  task: names
    .anyText("a task's key")
    .describe("Key of the task that it runs, always in its newest revision."),
  expression: names
    .text(
      /^(?:rate\(\d+ (?:minutes?|hours?|days?)\)|cron\(\S+ \S+ \S+ \S+ \S+ \S+\)|at\(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\))$/,
      "rate(VALUE UNIT), cron(MINUTES HOURS DAY MONTH WEEKDAY YEAR) or at(YYYY-MM-DDTHH:MM:SS)",
    )
    .describe("When it runs, as EventBridge Scheduler writes it."),
  timeZone: names
    .text(/^[A-Za-z][\w+-]*(?:\/[\w+-]+)*$/, "a time zone, e.g. Asia/Seoul")
    .optional()
    .describe("Time zone of the expression. Default: UTC."),
  enabled: z.boolean({ error: "must be true or false" }).default(true).describe("Whether it runs at all."),
  cluster: clusterReference().describe(
    "Cluster that it runs in, by name or ARN, or as ssm:NAME of a parameter.",
  ),
  subnets: listOf(subnetReference())
    .min(1, "must name a subnet")
    .describe("Subnets by id or Name tag, or as ssm:NAME of a parameter."),
  securityGroups: listOf(securityGroupReference())
    .default([])
    .describe("Security groups by id or name, or as ssm:NAME of a parameter. Default: the VPC's own."),
  assignPublicIp: z
    .boolean({ error: "must be true or false" })
    .default(false)
    .describe("Whether the task gets a public address."),
  count: z
    .int({ error: "must be a whole number from 1 to 10" })
    .min(1, "must be from 1 to 10")
    .max(10, "must be from 1 to 10")
    .default(1)
    .describe("How many tasks it starts."),
  overrides: listOf(overrideSchema).optional().describe("What its runs do otherwise, by container."),
  role: roleSchema.optional().describe("Role that it runs the task with; the stack always creates it."),
  deadLetterQueue: queueSchema
    .optional()
    .describe("SQS queue for runs that could not be started. Default: none, they are lost."),
});

export type ScheduleSettings = z.output<typeof scheduleSchema>;

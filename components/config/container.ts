/** One container of a task. https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html */
import { z } from "zod";
import { imagePattern } from "../images";
import * as names from "./names";
import { listOf, mapOf, strictObject } from "./shapes";

/** What CloudWatch Logs accepts. https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html */
const retentionDays = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
] as const;

const whole = (from: number, to: number) => {
  const form = `must be a whole number from ${from} to ${to}`;
  return z.int({ error: form }).min(from, form).max(to, form);
};

const flag = () => z.boolean({ error: "must be true or false" });

const words = () => listOf(names.anyText("text"));

const environmentName = () => names.text(/^[^=\0]{1,512}$/, "a variable's name, without =");

const sourceFolder = () =>
  names.text(
    /^(?!\/)(?!(?:.*\/)?\.\.(?:\/|$))[^\\\0]{1,512}$/,
    "a folder relative to the project, e.g. services/api",
  );

const secret = strictObject({
  secret: names
    .secretReference()
    .optional()
    .describe("Secrets Manager secret: its name, or its complete ARN with the random suffix."),
  parameter: names.parameterReference().optional().describe("SSM parameter: its name or its ARN."),
  jsonKey: names
    .text(/^[^:]{1,255}$/, "one key of the secret's JSON, without a colon")
    .optional()
    .describe("Inject only this key of the secret's JSON. Default: the whole secret."),
  kmsKey: names
    .keyReference()
    .optional()
    .describe(
      "Customer managed KMS key that encrypts it. Default: AWS's own key, which needs no permission.",
    ),
})
  .refine(
    ({ secret, parameter }) => (secret === undefined) !== (parameter === undefined),
    "must name either a secret or a parameter",
  )
  .meta({
    description: "Exactly one of `secret` and `parameter`; the execution role gets the right to read it.",
    oneOf: [{ required: ["secret"] }, { required: ["parameter"], properties: { jsonKey: false } }],
  });

const logGroup = strictObject({
  name: names.logGroupName().describe("Log group, e.g. /ecs/ig-notification."),
  createdBy: z
    .enum(["program", "agent", "elsewhere"], { error: "must be one of program, agent, elsewhere" })
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
  streamPrefix: names
    .text(/^[^:*]{1,256}$/, "at most 256 characters without : and *")
    .default("ecs")
    .describe("Log streams are named PREFIX/CONTAINER/TASK-ID."),
}).meta({
  description: "Where the container's output goes (awslogs driver).",
  if: { properties: { createdBy: { enum: ["agent", "elsewhere"] } }, required: ["createdBy"] },
  then: { properties: { retentionDays: false } },
});

const port = strictObject({
  containerPort: whole(1, 65535).describe("Port that the container listens on."),
  protocol: z
    .enum(["tcp", "udp"], { error: "must be tcp or udp" })
    .default("tcp")
    .describe("Transport protocol."),
  name: names
    .text(/^[a-z0-9_][a-z0-9_-]{0,63}$/, "at most 64 lower-case letters, digits, - and _")
    .optional()
    .describe("Name for Service Connect."),
});

const healthCheck = strictObject({
  command: words()
    .min(1, "must hold at least CMD or CMD-SHELL")
    .describe(
      'First CMD (arguments follow) or CMD-SHELL (one shell line follows), e.g. ["CMD-SHELL", "curl -f localhost"].',
    ),
  interval: whole(5, 300).default(30).describe("Seconds between checks."),
  timeout: whole(2, 60).default(5).describe("Seconds until a check counts as failed."),
  retries: whole(1, 10).default(3).describe("Failed checks until the container is unhealthy."),
  startPeriod: whole(0, 300)
    .optional()
    .describe("Seconds at start in which failures do not count. Default: none."),
});

const dependency = strictObject({
  container: names.ecsName().describe("Name of another container of the task."),
  condition: z
    .enum(["START", "COMPLETE", "SUCCESS", "HEALTHY"], {
      error: "must be one of START, COMPLETE, SUCCESS, HEALTHY",
    })
    .describe("What that container must have reached before this one starts."),
});

const repositoryCredentials = strictObject({
  secret: names
    .secretReference()
    .describe("Secrets Manager secret with the registry's username and password."),
  kmsKey: names.keyReference().optional().describe("Customer managed KMS key that encrypts it."),
});

export const containerSchema = strictObject({
  name: names.ecsName().describe("Unique in the task."),
  image: names
    .text(imagePattern, "an image, e.g. HOST/REPOSITORY:TAG or HOST/REPOSITORY@sha256:…")
    .describe("Image with its registry; pinned by digest or an immutable tag in production."),
  essential: flag().default(true).describe("Whether the task stops when this container does."),
  command: words().optional().describe("Replaces the image's CMD."),
  entryPoint: words().optional().describe("Replaces the image's ENTRYPOINT."),
  workingDirectory: names.anyText("a path").optional().describe("Replaces the image's WORKDIR."),
  user: names
    .anyText("a user, or user:group")
    .optional()
    .describe("User that runs the container, e.g. 1000:1000."),
  cpu: whole(1, 16384).optional().describe("CPU units reserved of the task's. Default: none reserved."),
  memory: whole(6, 122880).optional().describe("Hard limit in MiB. Default: the task's memory."),
  memoryReservation: whole(6, 122880).optional().describe("MiB reserved; less than `memory`."),
  environment: mapOf(environmentName(), names.anyText("text"))
    .default({})
    .describe("Plain variables. Never secrets: see `secrets`."),
  environmentFiles: listOf(
    names.text(/^arn:[\w-]+:s3:::[a-z0-9.-]+\/.+\.env$/, "the ARN of an S3 object that ends in .env"),
  )
    .default([])
    .describe("S3 objects with more variables; the execution role gets the right to read them."),
  secrets: mapOf(environmentName(), secret)
    .default({})
    .describe("Variables filled from Secrets Manager or SSM when the container starts."),
  source: z
    .union([sourceFolder(), listOf(sourceFolder()).min(1, "must name at least one folder")], {
      error: "must be a folder, or a list of folders",
    })
    .optional()
    .describe(
      "Folders of the application's code, relative to the project: what it asks AWS for is held against the task role. Default: no code is read.",
    ),
  logGroup: logGroup.optional(),
  ports: listOf(port).default([]).describe("Ports that the container listens on."),
  healthCheck: healthCheck
    .optional()
    .describe("Command that ECS runs to tell whether the container is healthy."),
  dependsOn: listOf(dependency).default([]).describe("Containers that must come first."),
  readonlyRootFilesystem: flag().default(false).describe("Whether the root file system cannot be written."),
  linuxParameters: strictObject({
    initProcessEnabled: flag().default(false).describe("Run an init process; advised with ECS Exec."),
  })
    .optional()
    .describe("Linux options."),
  repositoryCredentials: repositoryCredentials
    .optional()
    .describe("For an image in a private registry other than ECR."),
  stopTimeout: whole(0, 120).optional().describe("Seconds between SIGTERM and SIGKILL. Default: 30."),
});

export type Container = z.output<typeof containerSchema>;
export type ContainerSecret = z.output<typeof secret>;
export type LogGroupSettings = z.output<typeof logGroup>;

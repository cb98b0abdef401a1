/** One container of a task. https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html */
import { z } from "zod";
import { imagePattern } from "../images";
import { containerAdvice, containerAws } from "./aws/spellings";
import { injectedSecret, repositoryCredentials } from "./injected-secret";
import { linuxParameters, restartPolicy, ulimits } from "./limits";
import { firelens, log, logGroup } from "./logging";
import * as names from "./names";
import { port } from "./ports";
import { flag, whole, words } from "./scalars";
import { listOf, mapOf, strictObject } from "./shapes";
import { mount } from "./storage";

const environmentName = () => names.text(/^[^=\0]{1,512}$/, "a variable's name, without =");

const sourceFolder = () =>
  names.text(
    /^(?!\/)(?!(?:.*\/)?\.\.(?:\/|$))[^\\\0]{1,512}$/,
    "a folder relative to the project, e.g. services/api",
  );

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

const dependency = strictObject(
  {
    container: names.ecsName().describe("Name of another container of the task."),
    condition: z
      .enum(["START", "COMPLETE", "SUCCESS", "HEALTHY"], {
        error: "must be one of START, COMPLETE, SUCCESS, HEALTHY",
      })
      .describe("What that container must have reached before this one starts."),
  },
  { containerName: "AWS's containerName is called container here" },
);

export const containerSchema = strictObject(
  {
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
    cpu: whole(1, 196608).optional().describe("CPU units reserved of the task's. Default: none reserved."),
    memory: whole(4, 25165824).optional().describe("Hard limit in MiB. Default: the task's memory."),
    memoryReservation: whole(4, 25165824).optional().describe("MiB reserved; less than `memory`."),
    environment: mapOf(environmentName(), names.anyText("text"))
      .default({})
      .describe("Plain variables. Never secrets: see `secrets`."),
    environmentFiles: listOf(
      names.text(/^arn:[\w-]+:s3:::[a-z0-9.-]+\/.+\.env$/, "the ARN of an S3 object that ends in .env"),
    )
      .default([])
      .describe("S3 objects with more variables; the execution role gets the right to read them."),
    secrets: mapOf(environmentName(), injectedSecret)
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
    log: log.optional(),
    firelens: firelens.optional(),
    ports: listOf(port).default([]).describe("Ports that the container listens on."),
    healthCheck: healthCheck
      .optional()
      .describe("Command that ECS runs to tell whether the container is healthy."),
    dependsOn: listOf(dependency).default([]).describe("Containers that must come first."),
    readonlyRootFilesystem: flag().default(false).describe("Whether the root file system cannot be written."),
    mounts: listOf(mount).default([]).describe("Where the task's volumes are mounted."),
    linuxParameters: linuxParameters.optional().describe("Linux options."),
    ulimits: ulimits.optional().describe("Limits of its processes by name; the default is the platform's."),
    gpu: whole(1, 16).optional().describe("GPUs of the instance that the container gets; not on Fargate."),
    restartPolicy: restartPolicy
      .optional()
      .describe(
        "Restarts of the container alone. Default: it is not restarted, the task stops with it if it is essential.",
      ),
    labels: mapOf(names.anyText("a label"), names.anyText("text")).default({}).describe("Docker labels."),
    repositoryCredentials: repositoryCredentials
      .optional()
      .describe("For an image in a private registry other than ECR."),
    startTimeout: whole(2, 120)
      .optional()
      .describe("Seconds until a dependency is given up. Default: 3 minutes on Fargate."),
    stopTimeout: whole(0, 120).optional().describe("Seconds between SIGTERM and SIGKILL. Default: 30."),
    aws: containerAws()
      .optional()
      .describe(
        "Whatever else ECS takes of a container, in the form of AWS's `ContainerDefinition`, e.g. privileged or extraHosts.",
      ),
  },
  containerAdvice,
);

export type Container = z.output<typeof containerSchema>;

/** One task definition: what it runs on, its size, its roles and its containers. */
import { z } from "zod";
import { fargateCpus } from "../fargate";
import { taskAdvice, taskAws } from "./aws/spellings";
import { containerSchema } from "./container";
import { launchRules, launchTypes, networkMode, operatingSystem } from "./launch";
import * as names from "./names";
import { executionRoleSchema, taskRoleSchema } from "./role";
import { choice } from "./scalars";
import { listOf, mapOf, strictObject } from "./shapes";
import { volume } from "./storage";

export const taskSchema = strictObject(
  {
    family: names.ecsName().optional().describe("Family of the task definition. Default: the task's key."),
    cpu: z
      .int({
        error: `must be one of ${fargateCpus.join(", ")} on Fargate, elsewhere a whole number of CPU units`,
      })
      .min(128, "must be at least 128")
      .max(196608, "must be at most 196608")
      .optional()
      .describe(
        "CPU units of the task (1024 = one vCPU). Fargate needs one of its sizes; elsewhere the default is none reserved.",
      ),
    memory: z
      .int({ error: "must be a whole number of MiB" })
      .min(4, "must be at least 4")
      .optional()
      .describe(
        "Memory in MiB. Fargate needs one that it has for `cpu`; elsewhere the default is the sum of what containers have.",
      ),
    launchTypes: launchTypes()
      .default(["FARGATE"])
      .describe("What the task may run on; it keeps the limits of each."),
    operatingSystem: operatingSystem()
      .default("LINUX")
      .describe("Operating system of the images; Windows by its version."),
    architecture: choice(["X86_64", "ARM64"])
      .default("X86_64")
      .describe("Processor architecture of the images."),
    networkMode: networkMode()
      .optional()
      .describe(
        "How containers reach the network; Fargate has awsvpc only, and default is Docker's own. Default: awsvpc, with EXTERNAL bridge.",
      ),
    ephemeralStorageGiB: z
      .int({ error: "must be a whole number from 21 to 200" })
      .min(21, "must be from 21 to 200")
      .max(200, "must be from 21 to 200")
      .optional()
      .describe("Disk space in GiB, on Fargate. Default: Fargate's 20."),
    taskRole: taskRoleSchema.describe("What the application runs as."),
    executionRole: executionRoleSchema.describe("What ECS starts the containers with."),
    enableExecuteCommand: z
      .boolean({ error: "must be true or false" })
      .default(false)
      .describe("Whether the task role gets what ECS Exec needs."),
    containers: listOf(containerSchema).min(1, "must hold a container").describe("Containers, in order."),
    volumes: mapOf(names.ecsName(), volume)
      .default({})
      .describe("Volumes by name, which containers mount under `mounts`."),
    tags: names
      .tags()
      .describe("Tags of the task definition and of the log groups that the program creates."),
    aws: taskAws()
      .optional()
      .describe(
        "Whatever else ECS takes of a task, in the form of RegisterTaskDefinition's JSON, e.g. pidMode or placementConstraints.",
      ),
  },
  taskAdvice,
).meta({ allOf: launchRules });

export type TaskSettings = z.output<typeof taskSchema>;

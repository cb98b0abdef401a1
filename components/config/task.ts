/** One task definition: its size, its roles and its containers. */
import { z } from "zod";
import { fargateCpus, fargateMemoryFor } from "../fargate";
import { containerSchema } from "./container";
import * as names from "./names";
import { executionRoleSchema, taskRoleSchema } from "./role";
import { listOf, strictObject } from "./shapes";

export const taskSchema = strictObject({
  family: names.ecsName().optional().describe("Family of the task definition. Default: the task's key."),
  cpu: z
    .literal(fargateCpus, { error: `must be one of ${fargateCpus.join(", ")}` })
    .describe("CPU units of the task (1024 = one vCPU), one of Fargate's sizes."),
  memory: z
    .int({ error: "must be a whole number of MiB" })
    .describe("Memory in MiB, one that Fargate has for `cpu`."),
  architecture: z
    .enum(["X86_64", "ARM64"], { error: "must be X86_64 or ARM64" })
    .default("X86_64")
    .describe("Processor architecture of the images."),
  ephemeralStorageGiB: z
    .int({ error: "must be a whole number from 21 to 200" })
    .min(21, "must be from 21 to 200")
    .max(200, "must be from 21 to 200")
    .optional()
    .describe("Disk space in GiB. Default: Fargate's 20."),
  taskRole: taskRoleSchema.describe("What the application runs as."),
  executionRole: executionRoleSchema.describe("What ECS starts the containers with."),
  enableExecuteCommand: z
    .boolean({ error: "must be true or false" })
    .default(false)
    .describe("Whether the task role gets what ECS Exec needs."),
  containers: listOf(containerSchema).min(1, "must hold a container").describe("Containers, in order."),
  tags: names.tags().describe("Tags of the task definition and of the log groups that the program creates."),
}).meta({
  // For editors: the memory sizes that go with a cpu. The program's own check words it better.
  allOf: fargateCpus.map((cpu) => ({
    if: { properties: { cpu: { const: cpu } } },
    then: { properties: { memory: { enum: fargateMemoryFor(cpu) } } },
  })),
});

export type TaskSettings = z.output<typeof taskSchema>;

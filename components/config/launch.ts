/** What a task runs on, and what follows from it. */
import type { z } from "zod";
import { fargateCpus, fargateMemoryFor } from "../fargate";
import { valuesOf } from "./aws/shapes";
import { choice } from "./scalars";
import { listOf } from "./shapes";

export const launchTypes = () =>
  listOf(choice(valuesOf("Compatibility"))).min(1, "must name at least one launch type");

/** `default` is Docker's own, which the API has no word for: it is left out. */
export const networkMode = () => choice([...valuesOf("NetworkMode"), "default"]);

export const operatingSystem = () =>
  choice(["LINUX", ...valuesOf("OSFamily").filter((os) => os !== "LINUX")]);

export type LaunchType = z.output<ReturnType<typeof launchTypes>>[number];

/** A task's settings, as far as they are known, with which the defaults below are worked out. */
interface Launch {
  launchTypes?: (string | undefined)[];
  networkMode?: string;
}

/** Whether the task may run on Fargate, whose limits it must then keep. */
export function isForFargate({ launchTypes: types }: Launch): boolean {
  return types?.includes("FARGATE") ?? true;
}

/**
 * The task's network mode. Instances outside of AWS have no network interfaces to give to tasks.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-anywhere.html
 */
export function networkModeOf({ networkMode: given, launchTypes: types }: Launch): string {
  return given ?? (types?.includes("EXTERNAL") ? "bridge" : "awsvpc");
}

/**
 * Fargate's sizes as rules of the JSON Schema, for editors. The program itself checks them in `checks/launch.ts`, with
 * better messages.
 * https://json-schema.org/understanding-json-schema/reference/conditionals
 */
export const launchRules = [
  {
    if: {
      anyOf: [
        { not: { required: ["launchTypes"] } },
        { properties: { launchTypes: { contains: { const: "FARGATE" } } } },
      ],
    },
    then: {
      required: ["cpu", "memory"],
      properties: {
        cpu: { enum: fargateCpus },
        networkMode: { const: "awsvpc" },
      },
      allOf: fargateCpus.map((cpu) => ({
        if: { properties: { cpu: { const: cpu } } },
        then: { properties: { memory: { enum: fargateMemoryFor(cpu) } } },
      })),
    },
    else: { properties: { ephemeralStorageGiB: false } },
  },
];

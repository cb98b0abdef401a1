/** What the kernel and ECS give a container, and take from it. */
import type { z } from "zod";
import { shapeSchema } from "./aws/shape-schema";
import { shapeOf, valuesOf } from "./aws/shapes";
import * as names from "./names";
import { flag, whole } from "./scalars";
import { listOf, mapOf, strictObject } from "./shapes";

const limit = () => whole(-1, 2 ** 31 - 1);

const ulimit = strictObject(
  {
    soft: limit().describe("Soft limit; -1 for none."),
    hard: limit().describe("Hard limit, up to which a process may raise its own; -1 for none."),
  },
  { softLimit: "AWS's softLimit is called soft here", hardLimit: "AWS's hardLimit is called hard here" },
);

/** https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Ulimit.html */
export const ulimits = mapOf(
  names.text(
    new RegExp(`^(?:${valuesOf("UlimitName").join("|")})$`),
    `one of ${valuesOf("UlimitName").join(", ")}`,
  ),
  ulimit,
);

/** https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerRestartPolicy.html */
export const restartPolicy = strictObject({
  enabled: flag().default(true).describe("Whether ECS restarts the container by itself."),
  ignoredExitCodes: listOf(whole(0, 255))
    .optional()
    .describe("Exit codes after which it is not restarted. Default: none."),
  restartAttemptPeriod: whole(60, 1800)
    .optional()
    .describe("Seconds that it must have run before it is restarted. Default: 300."),
});

const ownLinuxParameters = {
  initProcessEnabled: flag().default(false).describe("Run an init process; advised with ECS Exec."),
};

/** Members under AWS's own names. https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_LinuxParameters.html */
const otherLinuxParameters = Object.entries(shapeOf("LinuxParameters").members ?? {})
  .filter(([member]) => !Object.hasOwn(ownLinuxParameters, member))
  .map(([member, shape]): [string, z.ZodType] => [
    member,
    shapeSchema(shape).optional().describe(said(member)),
  ]);

function said(member: string): string {
  const descriptions: Record<string, string> = {
    capabilities: "Kernel capabilities to add and drop; Fargate lets SYS_PTRACE be added only.",
    devices: "Devices of the instance; not on Fargate.",
    sharedMemorySize: "Size of /dev/shm in MiB; not on Fargate.",
    tmpfs: "File systems in memory.",
    maxSwap: "MiB of swap; not on Fargate.",
    swappiness: "How readily memory is swapped, 0 to 100; not on Fargate.",
  };
  return descriptions[member] ?? `\`${member}\` of AWS's \`LinuxParameters\`.`;
}

export const linuxParameters = strictObject({
  ...ownLinuxParameters,
  ...Object.fromEntries(otherLinuxParameters),
});

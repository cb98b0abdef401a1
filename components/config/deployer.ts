/** Who registers, runs, updates or deploys. The principal exists already; the stack only attaches a policy. */
import { z } from "zod";
import * as names from "./names";
import { listOf, strictObject } from "./shapes";

export const deployerSchema = strictObject({
  type: z
    .enum(["user", "group", "role"], { error: "must be one of user, group, role" })
    .describe("Kind of principal."),
  name: names
    .text(/^[\w+=,.@-]{1,128}$/, "an IAM name: letters, digits and +=,.@_-")
    .describe("Name of the principal, without its path."),
  may: listOf(
    z.enum(["register", "run", "update", "deploy"], {
      error: "must be one of register, run, update, deploy",
    }),
  )
    .min(1, "must name what it may")
    .default(["register"])
    .describe(
      "register: task definitions. run: tasks, in `clusters`. update: `services`. deploy: all of this stack, IAM too.",
    ),
  tasks: listOf(names.anyText("a task's key"))
    .optional()
    .describe("Keys of the tasks that it may register and run. Default: all of the stack."),
  clusters: listOf(names.ecsName()).optional().describe("With run: names of the clusters in which."),
  services: listOf(names.text(/^[\w-]{1,255}\/[\w-]{1,255}$/, "CLUSTER/SERVICE, by their names"))
    .optional()
    .describe("With update: the services that it updates, as CLUSTER/SERVICE."),
  policyName: names
    .policyName()
    .optional()
    .describe("Customer managed policy to attach. Default: EcsTaskDeployer-TYPE-NAME."),
});

export type DeployerSettings = z.output<typeof deployerSchema>;

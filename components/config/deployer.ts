/** Who registers the stack's task definitions. The principal exists already; the stack only attaches a policy. */
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
  tasks: listOf(names.anyText("a task's key"))
    .optional()
    .describe("Keys of the tasks that it may register. Default: all of the stack."),
  policyName: names
    .policyName()
    .optional()
    .describe("Customer managed policy to attach. Default: EcsTaskDeployer-TYPE-NAME."),
});

export type DeployerSettings = z.output<typeof deployerSchema>;

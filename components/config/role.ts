/**
 * The two roles of a task, each created here, managed elsewhere or (the task role only) absent. Tasks may share a
 * role and then need not repeat its settings, so the defaults named here are filled in when the roles are planned.
 */
import { z } from "zod";
import { accessSchema, statementSchema } from "./access";
import * as names from "./names";
import { flag } from "./scalars";
import { listOf, strictObject } from "./shapes";

/** What tells how a role gets its permissions, whoever manages it. */
const permissions = {
  name: names.roleName().describe("Role name. Tasks that name the same role share it."),
  path: names
    .iamPath()
    .optional()
    .meta({ description: "IAM path of the role and its policies.", default: "/" }),
  policyName: names
    .policyName()
    .optional()
    .describe("Customer managed policy with the permissions. Default: the role's name and `Policy`."),
  policyDescription: names
    .policyDescription()
    .optional()
    .describe("Description of that policy; AWS cannot change it later."),
  awsManagedPolicies: listOf(names.awsManagedPolicy())
    .optional()
    .describe("AWS managed policies to attach, by name with path."),
  statements: listOf(statementSchema).optional().describe("Further statements for the policy."),
};

const creation = {
  mode: z.literal("create").describe("The stack creates the role."),
  description: names.roleDescription().optional().describe("Description of the role."),
  permissionsBoundary: names
    .policyReference()
    .optional()
    .describe("Policy that bounds the role: a name in this account, or an ARN. Default: none."),
  tags: names.tags().describe("Tags of the role and its policies."),
  protect: flag()
    .optional()
    .meta({ description: "Whether Pulumi refuses to delete the role.", default: false }),
};

const reference = {
  mode: z
    .literal("reference")
    .describe("The role is managed elsewhere: the stack only attaches policies to it."),
  attach: flag().optional().meta({
    description: "Whether to attach policies at all; false where even that is somebody else's.",
    default: true,
  }),
};

const access = { access: accessSchema.optional().describe("What the application may reach.") };

const source = {
  permissions: z
    .enum(["derived", "aws-managed"], { error: "must be derived or aws-managed" })
    .optional()
    .meta({
      description:
        "derived: exactly what the containers need. aws-managed: AmazonECSTaskExecutionRolePolicy, and what that lacks.",
      default: "derived",
    }),
};

export const taskRoleSchema = z.discriminatedUnion(
  "mode",
  [
    strictObject({ ...creation, ...permissions, ...access }),
    strictObject({ ...reference, ...permissions, ...access }),
    z.strictObject(
      { mode: z.literal("none").describe("The task runs without a task role.") },
      { error: (issue) => (issue.code === "unrecognized_keys" ? withoutRole(issue.keys ?? []) : undefined) },
    ),
  ],
  { error: (issue) => modeError(issue.input, "create, reference, none") },
);

export const executionRoleSchema = z.discriminatedUnion(
  "mode",
  [
    strictObject({ ...creation, ...permissions, ...source }),
    strictObject({ ...reference, ...permissions, ...source }),
  ],
  { error: (issue) => modeError(issue.input, "create, reference") },
);

function withoutRole(keys: string[]): string {
  return keys
    .map((key) =>
      key === "access"
        ? "cannot be granted with mode none: no role would read these secrets and data; set mode to create or reference"
        : "is not a key with mode none: the task has no task role",
    )
    .join("\n");
}

function modeError(input: unknown, modes: string): string {
  if (typeof input === "object" && input !== null) return `must be one of ${modes}`;
  return `${input === undefined ? "is missing; it must" : "must"} be a map with a mode: ${modes}`;
}

export type TaskRoleSettings = z.output<typeof taskRoleSchema>;
export type ExecutionRoleSettings = z.output<typeof executionRoleSchema>;

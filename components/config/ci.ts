/** The role that GitHub Actions assumes to deploy the stack. */
import { z } from "zod";
import { statementSchema } from "./access";
import * as names from "./names";
import { choice, flag } from "./scalars";
import { listOf, strictObject } from "./shapes";

export const ciSchema = strictObject({
  roleName: names.roleName().describe("Role that the workflow assumes."),
  repository: names
    .text(/^[A-Za-z0-9-]{1,39}\/[\w.-]{1,100}$/, "a GitHub repository, OWNER/NAME")
    .describe("GitHub repository that may assume it, OWNER/NAME."),
  environment: names
    .text(/^[^:*?]{1,255}$/, "a GitHub environment's name, without wildcards")
    .describe("GitHub environment in which the job must run."),
  oidcProvider: choice(["create", "reference"])
    .default("reference")
    .describe(
      "create: the stack creates GitHub's OIDC provider (an account has one). reference: it exists already.",
    ),
  path: names.iamPath().default("/").describe("IAM path of the role and its policy."),
  permissionsBoundary: names
    .policyReference()
    .optional()
    .describe("Policy that bounds the role. Default: none."),
  statements: listOf(statementSchema)
    .default([])
    .describe("Further rights, e.g. on the bucket with Pulumi's state."),
  tags: names.tags().describe("Tags of the role and its policy."),
  protect: flag().default(false).describe("Whether Pulumi refuses to delete the role."),
});

export type CiSettings = z.output<typeof ciSchema>;

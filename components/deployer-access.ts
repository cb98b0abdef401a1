import * as pulumi from "@pulumi/pulumi";
import type { Scope } from "./arns";
import { deployerStatements } from "./documents/deployer";
import { attachPolicies } from "./policy-attachments";

export interface DeployerAccessArgs {
  scope: Scope;
  type: "user" | "group" | "role";
  /** Name of the principal, which exists already. */
  name: string;
  policyName: string;
  /** Families that are registered with tags. */
  taggedFamilies: string[];
  /** The roles that the task definitions name. */
  roleArns: string[];
}

/**
 * Lets a principal register the stack's task definitions and pass just their roles, by a customer managed policy: a
 * user's inline policies share 2,048 characters, and the principal may have others.
 */
export class DeployerAccess extends pulumi.ComponentResource {
  readonly policyArns: string[];

  constructor(name: string, args: DeployerAccessArgs, opts?: pulumi.ComponentResourceOptions) {
    super("ecs-task-permissions:index:DeployerAccess", name, args, opts);
    const { scope, policyName } = args;
    const grants = {
      scope,
      statements: deployerStatements(scope, args),
      policyName,
      path: "/",
      description: `Lets ${args.type} ${args.name} register task definitions and pass their roles`,
    };
    this.policyArns = attachPolicies(this, name, args, grants, { dependsOn: [] });
    this.registerOutputs({ policyArns: this.policyArns });
  }
}

import * as pulumi from "@pulumi/pulumi";
import { type Scope, roleArn } from "./arns";
import { createRole } from "./created-role";
import { awsExecutionPolicy, executionRoleStatements } from "./documents/execution";
import { executionRoleTrust } from "./documents/trust";
import { attachPolicies } from "./policy-attachments";
import type { ExecutionRolePlan } from "./roles";

export interface ExecutionRoleArgs extends ExecutionRolePlan {
  scope: Scope;
}

/**
 * The role with which ECS starts containers: it pulls their images, writes their logs and reads the secrets that are
 * injected into them. Its policy is derived from the containers of all tasks that share the role.
 */
export class ExecutionRole extends pulumi.ComponentResource {
  /** Known before the role exists. */
  readonly roleArn: string;
  /** Of the customer managed policies; more than one where a document outgrows IAM's quota. */
  readonly policyArns: string[];

  constructor(name: string, args: ExecutionRoleArgs, opts?: pulumi.ComponentResourceOptions) {
    super("ecs-task-permissions:index:ExecutionRole", name, args, opts);
    const { scope } = args;
    const role =
      args.mode === "create" ? [createRole(this, name, scope, { ...args, trust: executionRoleTrust() })] : [];

    this.roleArn = roleArn(scope, args.name, args.path);
    this.policyArns = args.attach ? this.attach(name, args, role) : [];
    this.registerOutputs({ roleArn: this.roleArn, policyArns: this.policyArns });
  }

  private attach(name: string, args: ExecutionRoleArgs, dependsOn: pulumi.Resource[]): string[] {
    const { scope, containers, permissions, statements } = args;
    const managed = permissions === "aws-managed" ? [awsExecutionPolicy] : [];
    const principal = { type: "role" as const, name: args.name };
    const grants = {
      scope,
      statements: executionRoleStatements(scope, containers, permissions, statements),
      policyName: args.policyName,
      path: args.path,
      description: args.policyDescription ?? `What ECS needs to start ${args.tasks.join(", ")}`,
      tags: args.tags,
      awsManagedPolicies: [...new Set([...managed, ...args.awsManagedPolicies])],
    };
    return attachPolicies(this, name, principal, grants, { dependsOn });
  }
}

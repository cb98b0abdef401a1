import * as pulumi from "@pulumi/pulumi";
import { type Scope, roleArn } from "./arns";
import { createRole } from "./created-role";
import { taskRoleStatements } from "./documents/task-access";
import { taskRoleTrust } from "./documents/trust";
import { attachPolicies } from "./policy-attachments";
import type { TaskRolePlan } from "./roles";

export interface TaskRoleArgs extends TaskRolePlan {
  scope: Scope;
}

/**
 * The role that a task's application runs as, with a customer managed policy that grants what the application
 * reaches and nothing else. In mode `reference` the role is managed elsewhere and only the policies are created.
 */
export class TaskRole extends pulumi.ComponentResource {
  /** Known before the role exists. */
  readonly roleArn: string;
  /** Of the customer managed policies; more than one where a document outgrows IAM's quota. */
  readonly policyArns: string[];

  constructor(name: string, args: TaskRoleArgs, opts?: pulumi.ComponentResourceOptions) {
    super("ecs-task-permissions:index:TaskRole", name, args, opts);
    const { scope } = args;
    const role =
      args.mode === "create" ? [createRole(this, name, scope, { ...args, trust: taskRoleTrust(scope) })] : [];

    this.roleArn = roleArn(scope, args.name, args.path);
    this.policyArns = args.attach ? this.attach(name, args, role) : [];
    this.registerOutputs({ roleArn: this.roleArn, policyArns: this.policyArns });
  }

  private attach(name: string, args: TaskRoleArgs, dependsOn: pulumi.Resource[]): string[] {
    const { scope, access, statements, enableExecuteCommand } = args;
    const principal = { type: "role" as const, name: args.name };
    const grants = {
      scope,
      statements: taskRoleStatements(scope, access, statements, enableExecuteCommand),
      policyName: args.policyName,
      path: args.path,
      description: args.policyDescription ?? `What ${args.tasks.join(", ")} may reach`,
      tags: args.tags,
      awsManagedPolicies: args.awsManagedPolicies,
    };
    return attachPolicies(this, name, principal, grants, { dependsOn });
  }
}

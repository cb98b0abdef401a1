import * as pulumi from "@pulumi/pulumi";
import { type Scope, roleArn } from "./arns";
import { createRole } from "./created-role";
import { taskRoleStatements } from "./documents/task-access";
import { taskRoleTrust } from "./documents/trust";
import { attachPolicies } from "./policy-attachments";
import type { TaskRolePlan } from "./plans";

/** The role as planned, and where the stack lives. */
export interface TaskRoleArgs extends Scope, TaskRolePlan {}

/**
 * The role that a task's application runs as, with a customer managed policy that grants what the application
 * reaches and nothing else. In mode `reference` the role is managed elsewhere and only the policies are created.
 */
export class TaskRole extends pulumi.ComponentResource {
  /** Known before the role exists. */
  readonly roleArn: string;
  /** Of the customer managed policies; more than one where a document outgrows IAM's quota. */
  readonly policyArns: string[];
  /** Keys of the tasks that run with it. */
  readonly tasks: string[];

  constructor(name: string, args: TaskRoleArgs, opts?: pulumi.ComponentResourceOptions) {
    super("ecs-task-permissions:index:TaskRole", name, args, opts);
    const role = args.mode === "create" ? [createRole(this, name, args, taskRoleTrust(args))] : [];

    this.roleArn = roleArn(args, args.name, args.path);
    this.policyArns = args.attach ? this.attach(name, args, role) : [];
    this.tasks = args.tasks;
    this.registerOutputs({ roleArn: this.roleArn, policyArns: this.policyArns });
  }

  private attach(name: string, args: TaskRoleArgs, dependsOn: pulumi.Resource[]): string[] {
    const grants = {
      ...args,
      statements: taskRoleStatements(args, args.access, args.statements, args.enableExecuteCommand),
      description: args.policyDescription ?? `What tasks that run as ${args.name} may reach`,
    };
    return attachPolicies(this, name, { type: "role", name: args.name }, grants, dependsOn);
  }
}

import * as pulumi from "@pulumi/pulumi";
import { type Scope, roleArn } from "./arns";
import { createRole } from "./created-role";
import { awsExecutionPolicy, executionRoleStatements } from "./documents/execution";
import { executionRoleTrust } from "./documents/trust";
import { attachPolicies } from "./policy-attachments";
import type { ExecutionRolePlan } from "./plans";

/** The role as planned, and where the stack lives. */
export interface ExecutionRoleArgs extends Scope, ExecutionRolePlan {}

/**
 * The role with which ECS starts containers: it pulls their images, writes their logs and reads the secrets that are
 * injected into them. Its policy is derived from the containers of all tasks that share the role.
 */
export class ExecutionRole extends pulumi.ComponentResource {
  /** Known before the role exists. */
  readonly roleArn: string;
  /** Of the customer managed policies; more than one where a document outgrows IAM's quota. */
  readonly policyArns: string[];
  /** Keys of the tasks that run with it. */
  readonly tasks: string[];

  constructor(name: string, args: ExecutionRoleArgs, opts?: pulumi.ComponentResourceOptions) {
    super("ecs-task-permissions:index:ExecutionRole", name, args, opts);
    const role = args.mode === "create" ? [createRole(this, name, args, executionRoleTrust())] : [];

    this.roleArn = roleArn(args, args.name, args.path);
    this.policyArns = args.attach ? this.attach(name, args, role) : [];
    this.tasks = args.tasks;
    this.registerOutputs({ roleArn: this.roleArn, policyArns: this.policyArns });
  }

  private attach(name: string, args: ExecutionRoleArgs, dependsOn: pulumi.Resource[]): string[] {
    const managed = args.permissions === "aws-managed" ? [awsExecutionPolicy] : [];
    const grants = {
      ...args,
      statements: executionRoleStatements(args, args.containers, args.permissions, args.statements),
      description: args.policyDescription ?? `What ECS needs to start tasks with ${args.name}`,
      awsManagedPolicies: [...new Set([...managed, ...args.awsManagedPolicies])],
    };
    return attachPolicies(this, name, { type: "role", name: args.name }, grants, dependsOn);
  }
}

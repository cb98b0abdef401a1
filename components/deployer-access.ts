import * as pulumi from "@pulumi/pulumi";
import type { Scope } from "./arns";
import { type Duties, deployerStatements } from "./documents/deployer";
import { type Principal, attachPolicies } from "./policy-attachments";

/** The principal exists already: it is named, not created. */
export interface DeployerAccessArgs extends Scope, Principal, Duties {
  policyName: string;
}

/**
 * Lets a principal register the stack's task definitions and pass just their roles, or run the tasks, update services or
 * deploy all of the stack, by a customer managed policy: a user's inline policies share 2,048 characters, and the principal may have others.
 */
export class DeployerAccess extends pulumi.ComponentResource {
  /** Of the customer managed policies; more than one where a document outgrows IAM's quota. */
  readonly policyArns: string[];

  constructor(name: string, args: DeployerAccessArgs, opts?: pulumi.ComponentResourceOptions) {
    super("ecs-task-permissions:index:DeployerAccess", name, args, opts);
    const grants = {
      ...args,
      statements: deployerStatements(args, args),
      path: "/",
      description: descriptionOf(args),
    };
    this.policyArns = attachPolicies(this, name, args, grants, []);
    this.registerOutputs({ policyArns: this.policyArns });
  }
}

/** AWS cannot change a policy's description: that of whoever only registers stays as it always was. */
function descriptionOf({ type, name, may }: DeployerAccessArgs): string {
  const others = may.filter((duty) => duty !== "register");
  if (others.length === 0) return `Lets ${type} ${name} register task definitions and pass their roles`;
  return `Lets ${type} ${name} ${may.join(", ")} for the stack's tasks`;
}

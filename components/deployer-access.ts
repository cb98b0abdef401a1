import * as pulumi from "@pulumi/pulumi";
import type { Scope } from "./arns";
import { type Registration, registrationStatements } from "./documents/registration";
import { type Principal, attachPolicies } from "./policy-attachments";

/** The principal exists already: it is named, not created. */
export interface DeployerAccessArgs extends Scope, Principal, Registration {
  policyName: string;
}

/**
 * Lets a principal register the stack's task definitions and pass just their roles, by a customer managed policy: a
 * user's inline policies share 2,048 characters, and the principal may have others.
 */
export class DeployerAccess extends pulumi.ComponentResource {
  /** Of the customer managed policies; more than one where a document outgrows IAM's quota. */
  readonly policyArns: string[];

  constructor(name: string, args: DeployerAccessArgs, opts?: pulumi.ComponentResourceOptions) {
    super("ecs-task-permissions:index:DeployerAccess", name, args, opts);
    const grants = {
      ...args,
      statements: registrationStatements(args, args),
      path: "/",
      description: `Lets ${args.type} ${args.name} register task definitions and pass their roles`,
    };
    this.policyArns = attachPolicies(this, name, args, grants, []);
    this.registerOutputs({ policyArns: this.policyArns });
  }
}

import * as iam from "@pulumi/aws/iam";
import * as pulumi from "@pulumi/pulumi";
import { roleArn } from "./arns";
import { type CreatedRole, createRole } from "./created-role";
import { type Workflow, ciStatements, ciTrust, githubAudience, githubIssuer } from "./documents/ci";
import type { Deployment } from "./documents/deployment";
import type { Statement } from "./documents/statement";
import { attachPolicies } from "./policy-attachments";

/** The role, the workflow that may assume it, and what that deploys. */
export interface CiRoleArgs extends CreatedRole, Workflow, Deployment {
  /** Whether the stack creates GitHub's OIDC provider, of which an account has at most one. */
  oidcProvider: "create" | "reference";
  policyName: string;
  /** Further rights, on the bucket with Pulumi's state for example. */
  statements: Statement[];
}

/** The role that GitHub Actions assumes to deploy the stack, from one repository and one environment only. */
export class CiRole extends pulumi.ComponentResource {
  /** Known before the role exists. */
  readonly roleArn: string;
  /** Of the customer managed policies; more than one where a document outgrows IAM's quota. */
  readonly policyArns: string[];

  constructor(name: string, args: CiRoleArgs, opts?: pulumi.ComponentResourceOptions) {
    super("ecs-task-permissions:index:CiRole", name, args, opts);
    if (args.oidcProvider === "create") this.createProvider(name, args.partition);
    const role = createRole(this, name, args, ciTrust(args, args));
    const grants = {
      ...args,
      statements: ciStatements(args, args, args.statements),
      description: `Lets ${args.repository} deploy from its environment ${args.environment}`,
    };

    this.roleArn = roleArn(args, args.name, args.path);
    this.policyArns = attachPolicies(this, name, { type: "role", name: args.name }, grants, [role]);
    this.registerOutputs({ roleArn: this.roleArn, policyArns: this.policyArns });
  }

  private createProvider(name: string, partition: string): void {
    new iam.OpenIdConnectProvider(
      `${name}-oidc-provider`,
      { url: `https://${githubIssuer}`, clientIdLists: [githubAudience(partition)] },
      { parent: this },
    );
  }
}

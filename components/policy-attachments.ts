import * as iam from "@pulumi/aws/iam";
import type * as pulumi from "@pulumi/pulumi";
import { type Scope, awsManagedPolicyArn, policyArn } from "./arns";
import { LONGEST_POLICY_NAME } from "./config/policy-defaults";
import { split } from "./documents/split";
import { type Statement, render } from "./documents/statement";

/** What a principal is given: statements, as customer managed policies, and AWS managed policies. */
export interface Grants extends Scope {
  statements: Statement[];
  /** Name of the customer managed policy; where IAM's quota asks for several, the next ones get a number. */
  policyName: string;
  /** Begins and ends with a slash. */
  path: string;
  description: string;
  tags?: Record<string, string>;
  awsManagedPolicies?: string[];
}

/** A kind of principal. */
export type PrincipalType = "user" | "group" | "role";

/** Whom policies are attached to. */
export interface Principal {
  type: PrincipalType;
  name: string;
}

/**
 * Creates the customer managed policies that hold the statements and attaches them, and the AWS managed ones, to the
 * principal.
 *
 * @param component parent of all that is created
 * @param name beginning of the names of all that is created
 * @param dependsOn what the attachments wait for: the principal's resource, where the stack creates it
 * @returns the ARNs of the customer managed policies
 */
export function attachPolicies(
  component: pulumi.ComponentResource,
  name: string,
  principal: Principal,
  grants: Grants,
  dependsOn: pulumi.Resource[],
): string[] {
  const created = split(grants.statements).map((statements, index) => {
    const part = index === 0 ? "" : String(index + 1);
    const policyName = `${grants.policyName.slice(0, LONGEST_POLICY_NAME - part.length)}${part}`;
    const arn = policyArn(grants, policyName, grants.path);
    const policy = createPolicy(component, `${name}-policy${part}`, policyName, grants, statements);
    attach(component, `${name}-policy${part}-attachment`, principal, arn, [...dependsOn, policy]);
    return arn;
  });
  for (const managed of grants.awsManagedPolicies ?? []) {
    const arn = awsManagedPolicyArn(grants.partition, managed);
    attach(component, `${name}-${managed.replaceAll("/", "-")}-attachment`, principal, arn, dependsOn);
  }
  return created;
}

/**
 * AWS cannot change a policy's description, and to replace an attached policy for it would take the permissions away
 * for a while: a changed description is left alone, as it is where the policy existed before this stack.
 */
function createPolicy(
  parent: pulumi.Resource,
  name: string,
  policyName: string,
  { path, description, tags }: Grants,
  statements: Statement[],
): iam.Policy {
  return new iam.Policy(
    name,
    { name: policyName, path, description, policy: render(statements), tags },
    { parent, ignoreChanges: ["description"] },
  );
}

function attach(
  parent: pulumi.Resource,
  name: string,
  principal: Principal,
  policyArn: string,
  dependsOn: pulumi.Resource[],
): void {
  const opts = { parent, dependsOn };
  if (principal.type === "user")
    new iam.UserPolicyAttachment(name, { user: principal.name, policyArn }, opts);
  if (principal.type === "group")
    new iam.GroupPolicyAttachment(name, { group: principal.name, policyArn }, opts);
  if (principal.type === "role")
    new iam.RolePolicyAttachment(name, { role: principal.name, policyArn }, opts);
}

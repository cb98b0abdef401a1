import * as iam from "@pulumi/aws/iam";
import type * as pulumi from "@pulumi/pulumi";
import { type Scope, awsManagedPolicyArn, policyArn } from "./arns";
import { split } from "./documents/split";
import { type Statement, render } from "./documents/statement";

/** What a principal is given: statements, as customer managed policies, and AWS managed policies. */
export interface Grants {
  scope: Scope;
  statements: Statement[];
  /** Name of the customer managed policy; where IAM's quota asks for several, the next ones get a number. */
  policyName: string;
  path: string;
  description?: string;
  tags?: Record<string, string>;
  awsManagedPolicies?: string[];
}

export interface Principal {
  type: "user" | "group" | "role";
  name: string;
}

/**
 * Creates the customer managed policies that hold the statements and attaches them, and the AWS managed ones, to the
 * principal.
 *
 * @param component parent of all that is created, and the beginning of the names
 * @param opts the attachments wait for `dependsOn`: the principal's resource, where the stack creates it
 * @returns the ARNs of the customer managed policies
 */
export function attachPolicies(
  component: pulumi.ComponentResource,
  name: string,
  principal: Principal,
  grants: Grants,
  opts: { dependsOn: pulumi.Resource[] },
): string[] {
  const { scope, path, description, tags } = grants;
  const documents = split(grants.statements).map((statements, index) => ({
    suffix: index === 0 ? "" : `-${index + 1}`,
    policyName: index === 0 ? grants.policyName : `${grants.policyName}${index + 1}`,
    policy: render(statements),
  }));
  for (const { suffix, policyName, policy } of documents) {
    const resource = new iam.Policy(
      `${name}-policy${suffix}`,
      { name: policyName, path, description, policy, tags },
      { parent: component },
    );
    attach(component, `${name}-policy-attachment${suffix}`, principal, policyArn(scope, policyName, path), [
      ...opts.dependsOn,
      resource,
    ]);
  }
  for (const managed of grants.awsManagedPolicies ?? []) {
    const attachment = `${name}-${managed.split("/").at(-1)}`;
    attach(component, attachment, principal, awsManagedPolicyArn(scope.partition, managed), opts.dependsOn);
  }
  return documents.map(({ policyName }) => policyArn(scope, policyName, path));
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

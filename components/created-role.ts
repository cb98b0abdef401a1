import * as iam from "@pulumi/aws/iam";
import type * as pulumi from "@pulumi/pulumi";
import { type Scope, policyArnOf } from "./arns";

/** What a role that the stack creates is made of, its trust apart. */
export interface CreatedRole extends Scope {
  name: string;
  path: string;
  description?: string;
  /** Name of a customer managed policy, or a policy's ARN. */
  permissionsBoundary?: string;
  tags?: Record<string, string>;
  /** Whether Pulumi refuses to delete it. */
  protect: boolean;
}

/**
 * Creates a component's role under a name of its own, so that its ARN is known beforehand.
 *
 * @param trust the trust document, as JSON
 */
export function createRole(
  component: pulumi.ComponentResource,
  name: string,
  role: CreatedRole,
  trust: string,
): iam.Role {
  const { path, description, permissionsBoundary, tags, protect } = role;
  return new iam.Role(
    `${name}-role`,
    {
      name: role.name,
      path,
      description,
      assumeRolePolicy: trust,
      permissionsBoundary: permissionsBoundary && policyArnOf(role, permissionsBoundary),
      tags,
    },
    { parent: component, protect },
  );
}

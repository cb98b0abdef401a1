import * as iam from "@pulumi/aws/iam";
import type * as pulumi from "@pulumi/pulumi";
import { type Scope, policyArnOf } from "./arns";

/** What a role that the stack creates is made of. */
export interface CreatedRole {
  name: string;
  path: string;
  /** Trust document, as JSON. */
  trust: string;
  description?: string;
  /** Name of a customer managed policy, or a policy's ARN. */
  permissionsBoundary?: string;
  tags?: Record<string, string>;
  /** Whether Pulumi refuses to delete it. */
  protect: boolean;
}

/** Creates a component's role under a name of its own, so that its ARN is known beforehand. */
export function createRole(
  component: pulumi.ComponentResource,
  name: string,
  scope: Scope,
  role: CreatedRole,
): iam.Role {
  return new iam.Role(
    `${name}-role`,
    {
      name: role.name,
      path: role.path,
      description: role.description,
      assumeRolePolicy: role.trust,
      permissionsBoundary:
        role.permissionsBoundary === undefined ? undefined : policyArnOf(scope, role.permissionsBoundary),
      tags: role.tags,
    },
    { parent: component, protect: role.protect },
  );
}

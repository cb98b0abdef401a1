import { type Scope, regionalArn } from "../arns";
import { merge } from "./merge";
import { type Statement, allow } from "./statement";
import { ecsTasksService } from "./trust";

/** The task definitions that somebody registers. */
export interface Registration {
  /** Families that are registered with tags. */
  taggedFamilies: string[];
  /** The roles that the task definitions name. */
  roleArns: string[];
}

/**
 * Registering task definitions, and passing just their roles to ECS tasks. Task definitions have no resource-level
 * permissions for registration, so those actions stand on `*`; tagging is asked of the family.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/security_iam_id-based-policy-examples.html
 */
export function registrationStatements(
  scope: Scope,
  { taggedFamilies, roleArns }: Registration,
): Statement[] {
  const register = ["ecs:DescribeTaskDefinition", "ecs:ListTaskDefinitions", "ecs:RegisterTaskDefinition"];
  const families = taggedFamilies.flatMap((family) => [
    regionalArn(scope, "ecs", `task-definition/${family}`),
    regionalArn(scope, "ecs", `task-definition/${family}:*`),
  ]);
  return merge([
    allow("RegisterTaskDefinitions", register, ["*"]),
    ...(families.length > 0 ? [allow("TagTaskDefinitions", ["ecs:TagResource"], families)] : []),
    allow("PassTaskRoles", ["iam:PassRole"], roleArns, {
      StringEquals: { "iam:PassedToService": ecsTasksService },
    }),
  ]);
}

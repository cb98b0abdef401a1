import { type Scope, regionalArn } from "../arns";
import { merge } from "./merge";
import { type Statement, allow } from "./statement";
import { ecsTasksService } from "./trust";

/** What a deployer registers. */
export interface Registration {
  /** Families that are registered with tags. */
  taggedFamilies: string[];
  /** The roles that the task definitions name. */
  roleArns: string[];
}

/**
 * Registering task definitions, and passing just their roles to ECS tasks. Task definitions have no resource-level
 * permissions for registration, so those actions stand on `*`.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/security_iam_id-based-policy-examples.html
 */
export function deployerStatements(scope: Scope, { taggedFamilies, roleArns }: Registration): Statement[] {
  const register = ["ecs:DescribeTaskDefinition", "ecs:ListTaskDefinitions", "ecs:RegisterTaskDefinition"];
  const tagged = taggedFamilies.flatMap((family) => [
    regionalArn(scope, "ecs", `task-definition/${family}`),
    regionalArn(scope, "ecs", `task-definition/${family}:*`),
  ]);
  return merge([
    allow("RegisterTaskDefinitions", register, ["*"]),
    ...(tagged.length > 0 ? [allow("TagTaskDefinitions", ["ecs:TagResource"], tagged)] : []),
    allow("PassTaskRoles", ["iam:PassRole"], roleArns, {
      StringEquals: { "iam:PassedToService": ecsTasksService },
    }),
  ]);
}

/** Who pulls a task's images and writes its logs. */
import { UNKNOWN } from "../../evaluation/types";
import type { TaskDefinition } from "../../graph/types";

/** Launch types whose hosts have no container instance role that would do it. */
const WITHOUT_INSTANCE_ROLE = ["FARGATE", "EXTERNAL", "MANAGED_INSTANCES"];

/**
 * On Fargate, on external and on managed instances the execution role pulls images and writes logs; on EC2 the
 * container instance's own role does. Undefined where the stack does not tell.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_execution_IAM_role.html
 */
export function executionRoleServesHost({ fargate, resource }: TaskDefinition): boolean | undefined {
  const given = resource.props.requiresCompatibilities;
  const types = Array.isArray(given) ? given : [];
  if (fargate || types.some((type) => WITHOUT_INSTANCE_ROLE.includes(String(type)))) return true;
  if (given === UNKNOWN || types.includes(UNKNOWN)) return undefined;
  // Without a network mode a task gets Docker's bridge, which those hosts do not have.
  return resource.props.networkMode === undefined ? false : fargate;
}

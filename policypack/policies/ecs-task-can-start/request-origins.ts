/** Where the requests come from that are made with a task's roles. */
import { locationsOf } from "../../ecs/task-locations";
import type { RoleProperty } from "../../ecs/task-roles";
import type { Location } from "../../graph/network/vpc-endpoints";
import type { StackModel, TaskDefinition } from "../../graph/types";
import type { RequiredPermission } from "../../permissions/required-permission";

/** Where a role's requests leave from, if that is the task's own network interface; none where the stack does not tell. */
export function placesOf(model: StackModel, task: TaskDefinition, property: RoleProperty): Location[] {
  return isByTask(task, property) ? locationsOf(task, model) : [];
}

/**
 * On Fargate the execution role's requests leave by the task's interface, on instances by the instance's.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-task-networking.html
 */
function isByTask({ fargate, resource }: TaskDefinition, property: RoleProperty): boolean {
  return fargate === true || (property === "taskRoleArn" && resource.props.networkMode === "awsvpc");
}

/** The same needs from each place. */
export function fromEach(places: readonly Location[], needs: RequiredPermission[]): RequiredPermission[] {
  return places.length === 0 ? needs : places.flatMap((from) => needs.map((need) => ({ ...need, from })));
}

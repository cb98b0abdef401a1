/** Where the requests come from that are made with a task's roles. */
import { locationsOf } from "./task-locations";
import type { RoleProperty } from "./task-roles";
import type { Location } from "../graph/network/vpc-endpoints";
import type { Principal, StackModel, TaskDefinition } from "../graph/types";
import type { RequiredPermission } from "../permissions/required-permission";

/** Where a role's requests leave from, if that is the task's own network interface; none where the stack does not tell. */
export function originsOf(model: StackModel, task: TaskDefinition, property: RoleProperty): Location[] {
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

/** The needs of an application by its task role: from each place where such tasks run, and from no known one where the stack does not tell. */
export function fromTasksOf(
  model: StackModel,
  { id }: Principal,
  needs: RequiredPermission[],
): RequiredPermission[] {
  const places = model.taskDefinitions
    .filter(({ taskRole }) => taskRole.state === "resolved" && taskRole.principal.id === id)
    .map((task) => originsOf(model, task, "taskRoleArn"));
  const known = places.flat();
  const isOpen = known.length > 0 && places.some((each) => each.length === 0);
  return [...(isOpen ? needs : []), ...fromEach(known, needs)];
}

/** What ECS itself needs of the task role, above all for ECS Exec. https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-exec.html */
import type { StackModel, TaskDefinition } from "../../graph/types";
import type { RequiredPermission } from "../../permissions/required-permission";
import { mountNeeds } from "./file-system-mounts";
import { sessionLogNeeds } from "./exec-log-needs";
import { execUse } from "./exec-use";
import { routerNeeds } from "./firelens-needs";
import { initConfigNeeds } from "./fluent-bit-init-needs";

/** The Session Manager channels; these actions take no resource. */
const CHANNEL_ACTIONS = [
  "ssmmessages:CreateControlChannel",
  "ssmmessages:CreateDataChannel",
  "ssmmessages:OpenControlChannel",
  "ssmmessages:OpenDataChannel",
];

/**
 * What ECS Exec and FireLens do with the task role; what the application itself does with it, only config knows.
 *
 * @param execFamilies task definitions for which config says that ECS Exec is used
 */
export function taskRoleNeeds(
  task: TaskDefinition,
  model: StackModel,
  execFamilies: string[],
): RequiredPermission[] {
  return [
    ...execNeeds(task, model, execFamilies),
    ...routerNeeds(task, model),
    ...initConfigNeeds(task, model),
    ...mountNeeds(task, model),
  ];
}

function execNeeds(
  task: TaskDefinition,
  model: StackModel,
  families: readonly string[],
): RequiredPermission[] {
  const use = execUse(task, model, families);
  if (!use) return [];
  const channels: RequiredPermission = {
    kind: "exec",
    purpose: `open the channels of ECS Exec (${task.family})`,
    actions: CHANNEL_ACTIONS,
    resources: ["*"],
    unknown: use.unknown,
  };
  return [channels, ...use.services.flatMap((service) => sessionLogNeeds(service, task, model))];
}

import type { ResourcePolicy, StackPolicy } from "../verdicts/policy";
import { deployerCanRegister } from "./deployer-can-register";
import { ecsTaskCanStart } from "./ecs-task-can-start";
import { taskRoleAccess } from "./task-role-access";
import { taskRoleRequiredActions } from "./task-role-required-actions";

/** Every policy of the pack; the engine runs them in this order. */
export const policies: (ResourcePolicy | StackPolicy)[] = [
  taskRoleRequiredActions,
  ecsTaskCanStart,
  taskRoleAccess,
  deployerCanRegister,
];

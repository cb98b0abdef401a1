import type { StackConfig, Task } from "./config";

/** Where `npm run export` writes a task's definition, as ECS's API takes it; from the project's folder. */
export function taskDefinitionFile(stack: string, taskKey: string): string {
  return `infrastructure/${stack}/${taskKey}/ecs-task-definition.json`;
}

/** Registers a task's exported definition by hand, as a deployer without Pulumi would. */
export function registerCommand({ stack, region }: StackConfig, { key }: Task): string {
  const file = taskDefinitionFile(stack, key);
  return `aws ecs register-task-definition --cli-input-json file://${file} --region ${region}`;
}

import { DescribeTaskDefinitionCommand, type ECSClient, type TaskDefinition } from "@aws-sdk/client-ecs";

/** A family's newest active revision, or undefined where it has none. */
export async function newestRevision(ecs: ECSClient, family: string): Promise<TaskDefinition | undefined> {
  try {
    return (await ecs.send(new DescribeTaskDefinitionCommand({ taskDefinition: family }))).taskDefinition;
  } catch (error) {
    if ((error as Error).name === "ClientException") return undefined; // ECS's answer for an unknown family
    throw error;
  }
}

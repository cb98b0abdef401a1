/** What most of the programs have in common. */
import { json, Program, type Resource, text, trust } from "./program";

export const ACCOUNT = "111122223333";
export const REGION = "us-west-2";
export const EXECUTION_POLICY = "arn:aws:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy";

export function role(p: Program, name: string, props: Record<string, unknown> = {}): Resource {
  return p.add("aws:iam/role:Role", name, { assumeRolePolicy: trust(), ...props });
}

export function attach(
  p: Program,
  to: Resource,
  policyArn: unknown,
  name = `${to.name}-attachment`,
): Resource {
  return p.add("aws:iam/rolePolicyAttachment:RolePolicyAttachment", name, {
    role: to.output("name"),
    policyArn,
  });
}

export function inline(p: Program, to: Resource, policy: unknown, name = `${to.name}-inline`): Resource {
  return p.add("aws:iam/rolePolicy:RolePolicy", name, { role: to.id, policy });
}

/** The execution role that nearly everybody has. */
export function executionRole(p: Program, name = "execution", props: Record<string, unknown> = {}): Resource {
  const made = role(p, name, props);
  attach(p, made, EXECUTION_POLICY);
  return made;
}

export function fargateTask(
  p: Program,
  name: string,
  containers: unknown,
  props: Record<string, unknown> = {},
): Resource {
  return p.add("aws:ecs/taskDefinition:TaskDefinition", name, {
    family: name,
    cpu: "256",
    memory: "512",
    networkMode: "awsvpc",
    requiresCompatibilities: ["FARGATE"],
    containerDefinitions: Array.isArray(containers) ? json(containers) : containers,
    ...props,
  });
}

export function awslogs(group: unknown, prefix = "app", more: Record<string, unknown> = {}) {
  return {
    logDriver: "awslogs",
    options: { "awslogs-group": group, "awslogs-region": REGION, "awslogs-stream-prefix": prefix, ...more },
  };
}

export function ecr(name: string, tag = "1.4.2", account = ACCOUNT, region = REGION): string {
  return `${account}.dkr.ecr.${region}.amazonaws.com/${name}:${tag}`;
}

export function logGroup(p: Program, name: string, props: Record<string, unknown> = {}): Resource {
  return p.add("aws:cloudwatch/logGroup:LogGroup", name, { retentionInDays: 14, ...props });
}

export function service(
  p: Program,
  name: string,
  task: Resource,
  props: Record<string, unknown> = {},
): Resource {
  return p.add("aws:ecs/service:Service", name, {
    desiredCount: 2,
    launchType: "FARGATE",
    taskDefinition: task.arn,
    ...props,
  });
}

export { text };

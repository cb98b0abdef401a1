/**
 * The names by which trust policies and `iam:PassedToService` call AWS's services; they are the same in every partition.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html#principal-services
 */

/** Assumes both roles of a task. */
export const ECS_TASKS = servicePrincipal("ecs-tasks");

/** Assumes what ECS itself works with: infrastructure roles and the roles of services. */
export const ECS = servicePrincipal("ecs");

/** EventBridge's rules, Scheduler and Pipes, Step Functions and the deployment services: what starts tasks. */
export const EVENTS = servicePrincipal("events");
export const SCHEDULER = servicePrincipal("scheduler");
export const PIPES = servicePrincipal("pipes");
export const API_GATEWAY = servicePrincipal("apigateway");
export const CODE_PIPELINE = servicePrincipal("codepipeline");
export const CODE_DEPLOY = servicePrincipal("codedeploy");

/** Container instances. */
export const EC2 = servicePrincipal("ec2");

/** @param service as the principal begins, e.g. `ecs-tasks` */
export function servicePrincipal(service: string): string {
  return `${service}.amazonaws.com`;
}

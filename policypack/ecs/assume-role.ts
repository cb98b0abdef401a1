/** How ECS assumes the roles of a task. */
import { scopeOf } from "../graph/places/scope";
import type { ContextValue } from "../evaluation/types";
import type { StackModel } from "../graph/types";
import { arnIn } from "../aws/arn";

/** A context key's value, or what is known of it; null where the request carries no such key. */
export type AssumeContext = Record<string, string | null | ContextValue>;

/**
 * What the request for a task role carries. The task's own ARN is not known before it runs: only a pattern that admits
 * every task of the account and region admits this one. Where these are not known, one that admits all of what is.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-iam-roles.html#create_task_iam_policy_and_role
 */
export function taskRoleContext(model: StackModel): AssumeContext {
  const { account, region } = model;
  const tasks = arnIn(scopeOf(model), "ecs", "task/*");
  const isPlaceKnown = account !== undefined && region !== undefined;
  return {
    ...(account === undefined ? {} : { "aws:SourceAccount": account }),
    "aws:SourceArn": isPlaceKnown ? tasks : { state: "unknown", within: tasks },
    "sts:ExternalId": null,
  };
}

/**
 * What another service's request for a role carries, where AWS does not say which of its resources it names as the source.
 * A pattern of all of the account's is right whichever it is; whether a narrower one is, is open.
 *
 * @param service as ARNs have it, e.g. `ecs`
 */
export function sourceContexts(model: StackModel, service: string): [AssumeContext, ...AssumeContext[]] {
  const { account, region } = model;
  const common: AssumeContext = {
    ...(account === undefined ? {} : { "aws:SourceAccount": account }),
    "sts:ExternalId": null,
  };
  if (account === undefined || region === undefined) return [common];
  return [{ ...common, "aws:SourceArn": arnIn(scopeOf(model), service, "*") }, common];
}

/**
 * What the request for an execution role may carry. AWS documents the two source keys for task roles only, so a trust
 * policy must hold with them and without.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_execution_IAM_role.html#create-task-execution-role
 */
export function executionRoleContexts(model: StackModel): [AssumeContext, ...AssumeContext[]] {
  return [
    taskRoleContext(model),
    { "aws:SourceAccount": null, "aws:SourceArn": null, "sts:ExternalId": null },
  ];
}

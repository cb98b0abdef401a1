/** Who may assume a role. */
import type { Scope } from "../arns";
import { regionalArn } from "../arns";

/** The principal of both roles of a task, in every partition. */
export const ecsTasksService = "ecs-tasks.amazonaws.com";

/**
 * A task role's trust: ECS tasks of this account and region, so that no one else's tasks can borrow it.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-iam-roles.html
 */
export function taskRoleTrust(scope: Scope): string {
  return trust("EcsTasks", { Service: ecsTasksService }, "sts:AssumeRole", {
    ArnLike: { "aws:SourceArn": regionalArn(scope, "ecs", "*") },
    StringEquals: { "aws:SourceAccount": scope.accountId },
  });
}

/**
 * An execution role's trust. AWS documents the source conditions for task roles only; where the service sends no
 * such key, a condition would keep every task from starting.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_execution_IAM_role.html
 */
export function executionRoleTrust(): string {
  return trust("EcsTasks", { Service: ecsTasksService }, "sts:AssumeRole");
}

/**
 * The trust of a schedule's role: Scheduler sends the schedule's group as its source, not the schedule.
 * https://docs.aws.amazon.com/scheduler/latest/UserGuide/cross-service-confused-deputy-prevention.html
 */
export function schedulerTrust(scope: Scope): string {
  return trust("Scheduler", { Service: "scheduler.amazonaws.com" }, "sts:AssumeRole", {
    ArnEquals: { "aws:SourceArn": regionalArn(scope, "scheduler", "schedule-group/default") },
    StringEquals: { "aws:SourceAccount": scope.accountId },
  });
}

/** A trust document with one statement. */
export function trust(
  sid: string,
  principal: Record<string, string>,
  action: string,
  conditions?: Record<string, Record<string, string>>,
): string {
  return JSON.stringify({
    Version: "2012-10-17",
    Statement: [
      {
        Sid: sid,
        Effect: "Allow",
        Principal: principal,
        Action: action,
        ...(conditions && { Condition: conditions }),
      },
    ],
  });
}

/** A stack's whole config: one account, one region, its tasks and who deploys them. */
import { z } from "zod";
import { ciSchema } from "./ci";
import { deployerSchema } from "./deployer";
import type { Draft } from "./draft";
import * as names from "./names";
import { listOf, strictObject } from "./shapes";
import { scheduleSchema } from "./schedule";
import { taskSchema } from "./task";

/** The project's name, under which Pulumi keeps its config keys. */
export const NAMESPACE = "ecs-task-permissions";

export const keys = {
  region: "aws:region",
  accountId: `${NAMESPACE}:accountId`,
  tasks: `${NAMESPACE}:tasks`,
  schedules: `${NAMESPACE}:schedules`,
  deployers: `${NAMESPACE}:deployers`,
  ci: `${NAMESPACE}:ci`,
} as const;

/** Settings of the AWS provider that people look for: this program makes its own, for one account and region. */
const providerAdvice = {
  "aws:profile": "set AWS_PROFILE in the environment instead",
  "aws:allowedAccountIds": `${keys.accountId} says it`,
  "aws:assumeRole": "let the credentials in the environment be the role's",
  "aws:defaultTags": "set tags where they belong: on tasks and roles",
};

export const stackSchema = strictObject(
  {
    [keys.region]: names
      .text(
        /^(?!..-iso)[a-z]{2}(?:-[a-z]+)+-\d$/,
        "an AWS region of partition aws, aws-cn or aws-us-gov, e.g. ap-northeast-2",
      )
      .describe("AWS region of the stack, e.g. ap-northeast-2."),
    [keys.accountId]: z
      .string({ error: (issue) => accountError(issue.input) })
      .regex(/^\d{12}$/, "must be the account's twelve digits, in quotes")
      .describe(
        "AWS account of the stack: twelve digits, in quotes. Credentials of any other account are refused.",
      ),
    [keys.tasks]: z
      .record(names.text(/^[\w-]{1,64}$/, "a task's key: at most 64 letters, digits, - and _"), taskSchema, {
        error: (issue) => (issue.input === undefined ? "is missing" : "must be a map of tasks by key"),
      })
      .refine((tasks) => Object.keys(tasks).length > 0, "must hold at least one task")
      .meta({
        description: "Tasks by key; the key names the family unless `family` does.",
        minProperties: 1,
      }),
    [keys.schedules]: z
      .record(
        names.text(/^[\w.-]{1,64}$/, "a schedule's name: at most 64 letters, digits and _.-"),
        scheduleSchema,
        { error: "must be a map of schedules by name: write NAME: in place of `- name: NAME`" },
      )
      .default({})
      .describe("Tasks that EventBridge Scheduler runs, by the schedule's name."),
    [keys.deployers]: listOf(deployerSchema)
      .default([])
      .describe(
        "Users, groups or roles that register the tasks, run them, update services or deploy all of it.",
      ),
    [keys.ci]: ciSchema.optional().describe("Role that GitHub Actions assumes to deploy this stack."),
  },
  providerAdvice,
);

function accountError(input: unknown): string {
  if (input === undefined) return "is missing; it must be the account's twelve digits, in quotes";
  if (typeof input === "number")
    return `is a number to YAML, which drops leading zeros: write the account's twelve digits in quotes, "${String(input).padStart(12, "0")}"`;
  return "must be the account's twelve digits, in quotes";
}

type StackSettings = z.output<typeof stackSchema>;
export type DraftConfig = Draft<StackSettings>;

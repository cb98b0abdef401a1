/** EventBridge Scheduler. https://docs.aws.amazon.com/scheduler/latest/UserGuide/managing-targets-templated.html */
import { arnIn, knownArn } from "../../aws/arn";
import { nameOf } from "../../graph/resources/names";
import { onlySource } from "../../graph/resources/sources";
import { scopeOf } from "../../graph/places/scope";
import { viaService } from "../decrypt-needs";
import { encryptionKeyOf } from "../encryption-keys";
import type { NeedsIn, RoleUse } from "../role-use";
import { UNKNOWN } from "../../evaluation/types";
import { isRecord, text } from "../../graph/resources/plain";
import type { PlainResource, StackModel } from "../../graph/types";
import type { RequiredPermission } from "../../permissions/required-permission";
import { apiCallNeeds, ecsOperation } from "./api-calls";
import { submitNeeds } from "./batch-targets";
import { jsonObject } from "./json-input";
import { machineNeeds } from "./machine-targets";
import { queueNeeds } from "./queues";
import { runNeeds } from "./run-needs";
import { type Starter, starterUse, unknownStarterUse } from "./starter-use";
import { STARTERS, type StarterKind } from "./task-start";
import { templatedStart } from "./templated-start";

/** With a templated target, or a universal one that calls ECS's API, or a state machine that runs tasks. */
export const schedules: StarterKind = {
  kind: "schedule",
  usesOf: (model, schedule) => {
    const { target } = schedule.props;
    const starter: Starter = {
      by: schedule,
      what: `schedule ${schedule.name}`,
      role: {
        property: "target",
        value: isRecord(target) ? target.roleArn : UNKNOWN,
        label: "target.roleArn",
      },
      service: STARTERS.scheduler,
      source: { service: "scheduler", resource: groupOf(model, schedule) },
    };
    if (target === UNKNOWN) return unknownStarterUse(model, "target", starter);
    return isRecord(target) ? scheduleUse(model, starter, target) : [];
  },
};

function scheduleUse(model: StackModel, starter: Starter, target: Record<string, unknown>): RoleUse[] {
  const starts = startNeeds(model, starter, target);
  if (!starts) return [];
  const queue = isRecord(target.deadLetterConfig) ? target.deadLetterConfig.arn : target.deadLetterConfig;
  const purpose = `write the dead-letter queue of ${starter.what}`;
  const needs = (view: StackModel) => [
    ...starts(view),
    ...queueNeeds(view, starter.by, "target", queue, purpose),
    ...keyNeeds(view, starter),
  ];
  return [starterUse(model, starter, needs)];
}

/**
 * A schedule that is encrypted with a key of the account is decrypted with its role.
 * https://docs.aws.amazon.com/scheduler/latest/UserGuide/encryption-rest.html
 */
function keyNeeds(view: StackModel, { by, what }: Starter): RequiredPermission[] {
  const key = encryptionKeyOf(view, by, "kmsKeyArn");
  if (!key) return [];
  const { arn, resource: declared, unknown } = key;
  const scope = { ...scopeOf(view), service: "scheduler", resource: "" };
  const [group, name] = [text(by.props.groupName) ?? "default", nameOf(by)];
  const schedule = name && knownArn(arnIn(scope, "scheduler", `schedule/${group}/${name}`));
  const isOpen = by.props.groupName === UNKNOWN;
  const context = {
    ...viaService(key, scope),
    "kms:EncryptionContext:aws:scheduler:schedule:arn": isOpen ? undefined : schedule,
  };
  const purpose = `decrypt the ${what}`;
  return [{ kind: "key", purpose, actions: ["kms:Decrypt"], resources: [arn], declared, context, unknown }];
}

/** The universal target that starts a machine, named in its input. */
const START_EXECUTION = /^arn:aws[a-z-]*:scheduler:::aws-sdk:sfn:startExecution$/;

/** The universal target that submits a job of Batch. */
const SUBMIT_JOB = /^arn:aws[a-z-]*:scheduler:::aws-sdk:batch:submitJob$/;

function machineOf(arn: unknown, input: unknown): unknown {
  if (!START_EXECUTION.test(text(arn) ?? "")) return arn;
  return isRecord(input) ? input.StateMachineArn : input;
}

/** Undefined where the target runs no task, neither itself nor by a state machine. */
function startNeeds(
  model: StackModel,
  { by, what }: Starter,
  target: Record<string, unknown>,
): NeedsIn | undefined {
  const { ecsParameters, arn } = target;
  const input = { property: "target", value: jsonObject(target.input) };
  if (isRecord(ecsParameters)) {
    const ecs = { property: "target", value: ecsParameters };
    const cluster = { property: "target", value: arn };
    return (view) => runNeeds(view, templatedStart(view, by, { what, cluster, ecs, overrides: input }));
  }
  if (SUBMIT_JOB.test(text(arn) ?? "") && isRecord(input.value)) {
    const { JobDefinition, JobQueue } = input.value;
    return () => submitNeeds(JobDefinition, JobQueue, what);
  }
  const operation = ecsOperation(arn);
  if (!operation)
    return machineNeeds(model, by, { property: "target", value: machineOf(arn, input.value) }, what);
  return (view) => apiCallNeeds(view, by, { what, operation, ...input });
}

/**
 * The schedule group is what the service sends as its source, not the schedule.
 * https://docs.aws.amazon.com/scheduler/latest/UserGuide/cross-service-confused-deputy-prevention.html
 */
function groupOf(model: StackModel, schedule: PlainResource): string | undefined {
  const { groupName } = schedule.props;
  if (groupName === undefined) return "schedule-group/default";
  if (groupName !== UNKNOWN) return text(groupName) && `schedule-group/${text(groupName)}`;
  const name = text(onlySource(model, schedule, "groupName", "schedule group")?.props.name);
  return name && `schedule-group/${name}`;
}

/** What states need that start tasks by way of another state machine, or of AWS Batch. */
import { arnFields, arnIn } from "../../aws/arn";
import { scopeOf } from "../../graph/places/scope";
import { text } from "../../graph/resources/plain";
import type { PlainResource, StackModel } from "../../graph/types";
import type { RequiredPermission } from "../../permissions/required-permission";
import { UNKNOWN } from "../../evaluation/types";
import type { NeedsIn } from "../role-use";
import { submitNeeds } from "./batch-targets";
import { machineNeeds } from "./machine-targets";
import { DYNAMIC, type TaskState, valueIn } from "./states";

/** How Step Functions calls the integration, and whether it waits for the end. */
const START_EXECUTION =
  /:states:::(?:states|aws-sdk:sfn):startExecution(\.sync(?::2)?)?(?:\.waitForTaskToken)?$/;
const SUBMIT_JOB = /:states:::(?:batch|aws-sdk:batch):submitJob(\.sync)?(?:\.waitForTaskToken)?$/;

/**
 * @param property of the machine in which its definition stands
 * @returns undefined for states that start no task in such a way, or of which the execution decides what they start
 */
export function indirectNeeds(
  model: StackModel,
  machine: PlainResource,
  property: string,
  state: TaskState,
): NeedsIn | undefined {
  const { name, resource, request = {} } = state;
  const what = `state ${name} of state machine ${machine.name}`;
  const starts = START_EXECUTION.exec(text(resource) ?? "");
  if (starts) {
    const value = valueIn(request, "StateMachineArn");
    const needs = value === DYNAMIC ? undefined : machineNeeds(model, machine, { property, value }, what);
    return needs && ((view) => [...needs(view), ...(starts[1] ? followedMachine(view, what, value) : [])]);
  }
  const submits = SUBMIT_JOB.exec(text(resource) ?? "");
  if (!submits) return undefined;
  const [definition, queue] = ["JobDefinition", "JobQueue"].map((key) => valueIn(request, key));
  if (definition === DYNAMIC || queue === DYNAMIC) return undefined;
  return (view) => [...submitNeeds(definition, queue, what), ...(submits[1] ? followedJob(view, what) : [])];
}

/** https://docs.aws.amazon.com/step-functions/latest/dg/stepfunctions-iam.html */
function followedMachine(view: StackModel, what: string, value: unknown): RequiredPermission[] {
  const arn = value === UNKNOWN ? undefined : text(value);
  const name =
    arn &&
    arnFields(arn)
      .at(-1)
      ?.replace(/^stateMachine:([^:]+).*$/, "$1");
  // Which machine it is, is known no sooner than what it takes to start it.
  if (!name) return [];
  return followed(view, {
    what: `the execution that it starts (${what})`,
    actions: ["states:DescribeExecution", "states:StopExecution"],
    resource: arnIn(scopeOf(view), "states", `execution:${name}:*`),
    rule: "StepFunctionsGetEventsForStepFunctionsExecutionRule",
  });
}

/** https://docs.aws.amazon.com/step-functions/latest/dg/batch-iam.html */
function followedJob(view: StackModel, what: string): RequiredPermission[] {
  return followed(view, {
    what: `the job that it submits (${what})`,
    actions: ["batch:DescribeJobs", "batch:TerminateJob"],
    resource: arnIn(scopeOf(view), "batch", "job/*"),
    rule: "StepFunctionsGetEventsForBatchJobsRule",
  });
}

interface Followed {
  what: string;
  actions: string[];
  resource: string;
  /** By which Step Functions learns of the end. */
  rule: string;
}

function followed(view: StackModel, { what, actions, resource, rule }: Followed): RequiredPermission[] {
  return [
    ...actions.map((action): RequiredPermission => ({
      kind: "run",
      purpose: `follow and stop ${what}`,
      actions: [action],
      // Describing takes no resource.
      resources: [action === "batch:DescribeJobs" ? "*" : resource],
    })),
    {
      kind: "run",
      purpose: `learn of the end of ${what}`,
      actions: ["events:DescribeRule", "events:PutRule", "events:PutTargets"],
      resources: [arnIn(scopeOf(view), "events", `rule/${rule}`)],
    },
  ];
}

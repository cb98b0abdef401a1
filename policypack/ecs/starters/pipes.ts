/** EventBridge Pipes. https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-pipes-permissions.html */
import { UNKNOWN } from "../../evaluation/types";
import { isRecord, text } from "../../graph/resources/plain";
import type { PlainResource, StackModel } from "../../graph/types";
import { machineNeeds } from "./machine-targets";
import { enrichmentNeeds, pipeSourceNeeds } from "./pipe-sources";
import { runNeeds } from "./run-needs";
import { type Starter, starterUse, unknownStarterUse } from "./starter-use";
import { STARTERS, type StarterKind } from "./task-start";
import { templatedStart } from "./templated-start";

/**
 * An express machine is waited for, unless the pipe says otherwise.
 * https://docs.aws.amazon.com/eventbridge/latest/pipes-reference/API_PipeTargetStateMachineParameters.html
 */
function startAction(parameters: unknown, machine: PlainResource): string {
  const said = isRecord(parameters) ? parameters.stepFunctionStateMachineParameters : undefined;
  const type = isRecord(said) ? said.invocationType : undefined;
  const isExpress = (machine.props.type ?? machine.props.stateMachineType) === "EXPRESS";
  const isAnswered = type === undefined ? isExpress : type === "REQUEST_RESPONSE";
  return isAnswered ? "states:StartSyncExecution" : "states:StartExecution";
}

/** Pipes whose target is a task, or a state machine that runs one. */
export const pipes: StarterKind = {
  kind: "pipe",
  usesOf: (model, pipe) => {
    const { props, name } = pipe;
    const { targetParameters: parameters } = props;
    const what = `pipe ${name}`;
    const starter: Starter = {
      by: pipe,
      what,
      role: { property: "roleArn", value: props.roleArn },
      service: STARTERS.pipes,
      source: { service: "pipes", resource: text(props.name) && `pipe/${text(props.name)}` },
    };
    const ecs = isRecord(parameters) ? parameters.ecsTaskParameters : parameters;
    if (ecs === UNKNOWN) return unknownStarterUse(model, "targetParameters", starter);
    const around = (view: StackModel) => [...pipeSourceNeeds(view, pipe), ...enrichmentNeeds(pipe)];
    if (!isRecord(ecs)) {
      const target = { property: "target", value: props.target };
      const starts = machineNeeds(model, pipe, target, what, (machine) => startAction(parameters, machine));
      return starts ? [starterUse(model, starter, (view) => [...starts(view), ...around(view)])] : [];
    }
    const target = {
      what,
      cluster: { property: "target", value: props.target },
      ecs: { property: "targetParameters", value: ecs },
      overrides: { property: "targetParameters", value: ecs.overrides },
    };
    return [
      starterUse(model, starter, (view) => [
        ...runNeeds(view, templatedStart(view, pipe, target)),
        ...around(view),
      ]),
    ];
  },
};

/** EventBridge Pipes. https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-pipes-permissions.html */
import { UNKNOWN } from "../../evaluation/types";
import { isRecord, text } from "../../graph/resources/plain";
import { enrichmentNeeds, pipeSourceNeeds } from "./pipe-sources";
import { runNeeds } from "./run-needs";
import { type Starter, starterUse, unknownStarterUse } from "./starter-use";
import { STARTERS, type StarterKind } from "./task-start";
import { templatedStart } from "./templated-start";

/** Pipes whose target is a task. */
export const pipes: StarterKind = {
  kind: "pipe",
  usesOf: (model, pipe) => {
    const { props, name } = pipe;
    const { targetParameters: parameters } = props;
    const what = `pipe ${name}`;
    const starter: Omit<Starter, "needs"> = {
      by: pipe,
      what,
      role: { property: "roleArn", value: props.roleArn },
      service: STARTERS.pipes,
      source: { service: "pipes", resource: text(props.name) && `pipe/${text(props.name)}` },
    };
    const ecs = isRecord(parameters) ? parameters.ecsTaskParameters : parameters;
    if (ecs === UNKNOWN) return unknownStarterUse(model, "targetParameters", starter);
    if (!isRecord(ecs)) return [];
    return [
      starterUse(model, {
        ...starter,
        needs: (view) => [
          ...runNeeds(
            view,
            templatedStart(view, pipe, {
              what,
              cluster: { property: "target", value: props.target },
              ecs: { property: "targetParameters", value: ecs },
              overrides: { property: "targetParameters", value: ecs.overrides },
            }),
          ),
          ...pipeSourceNeeds(view, pipe),
          ...enrichmentNeeds(pipe),
        ],
      }),
    ];
  },
};

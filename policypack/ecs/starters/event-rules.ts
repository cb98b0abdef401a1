/** ECS targets of EventBridge rules. https://docs.aws.amazon.com/AmazonECS/latest/developerguide/CWE_IAM_role.html */
import { onlySource } from "../../graph/resources/sources";
import type { RoleUse } from "../role-use";
import { UNKNOWN } from "../../evaluation/types";
import { isRecord, records, text } from "../../graph/resources/plain";
import type { PlainResource, StackModel } from "../../graph/types";
import { submitNeeds } from "./batch-targets";
import { jsonObject } from "./json-input";
import { machineNeeds } from "./machine-targets";
import { runNeeds } from "./run-needs";
import { type PropertyValue, starterUse, type Starter, unknownStarterUse } from "./starter-use";
import { STARTERS, type StarterKind } from "./task-start";
import { templatedStart } from "./templated-start";

/** A target is a resource of its own in `aws`. */
export const eventTargets: StarterKind = {
  kind: "event target",
  usesOf: (model, target) => {
    const { props, name } = target;
    const starter: Starter = {
      by: target,
      what: `EventBridge target ${name}`,
      role: { property: "roleArn", value: props.roleArn },
      service: STARTERS.events,
      source: { service: "events", resource: ruleOfTarget(model, target) },
    };
    if (props.ecsTarget === UNKNOWN) return unknownStarterUse(model, "ecsTarget", starter);
    if (isRecord(props.batchTarget)) {
      const { jobDefinition } = props.batchTarget;
      const needs = () => submitNeeds(jobDefinition, props.arn, starter.what);
      return [starterUse(model, starter, needs)];
    }
    if (!isRecord(props.ecsTarget)) return machineUses(model, starter, { property: "arn", value: props.arn });
    return [
      targetUse(model, starter, {
        ecs: { property: "ecsTarget", value: props.ecsTarget },
        cluster: { property: "arn", value: props.arn },
        input: { property: "input", value: props.input },
      }),
    ];
  },
};

/** In `aws-native` it is an entry of the rule. */
export const nativeRules: StarterKind = {
  kind: "event rule",
  usesOf: (model, rule) => {
    const at = (value: unknown, label?: string): PropertyValue => ({ property: "targets", value, label });
    const { props, name } = rule;
    const starter: Starter = {
      by: rule,
      what: `EventBridge rule ${name}`,
      role: at(UNKNOWN, "roleArn"),
      service: STARTERS.events,
      source: { service: "events", resource: ruleResourceOf(rule) },
    };
    if (props.targets === UNKNOWN) return unknownStarterUse(model, "targets", starter);
    return records(props.targets).flatMap((target) => {
      const role = at(target.roleArn, "roleArn");
      if (isRecord(target.batchParameters)) {
        const { jobDefinition } = target.batchParameters;
        const needs = () => submitNeeds(jobDefinition, target.arn, starter.what);
        return starterUse(model, { ...starter, role }, needs);
      }
      if (!isRecord(target.ecsParameters)) {
        // Which of several targets the engine's names of sources speak of is not told.
        const isOnly = records(props.targets).length === 1;
        return target.arn === UNKNOWN && !isOnly
          ? []
          : machineUses(model, { ...starter, role }, at(target.arn));
      }
      return targetUse(
        model,
        { ...starter, role },
        {
          ecs: { property: "targets", value: target.ecsParameters },
          cluster: at(target.arn),
          input: at(target.input),
        },
      );
    });
  },
};

interface Target {
  ecs: { property: string; value: Record<string, unknown> };
  cluster: PropertyValue;
  input: PropertyValue;
}

function targetUse(model: StackModel, starter: Starter, target: Target): RoleUse {
  const { by, what } = starter;
  const { ecs, cluster, input } = target;
  const overrides = { property: input.property, value: jsonObject(input.value) };
  return starterUse(model, starter, (view) =>
    runNeeds(view, templatedStart(view, by, { what, cluster, ecs, overrides })),
  );
}

function machineUses(model: StackModel, starter: Starter, target: PropertyValue): RoleUse[] {
  const needs = machineNeeds(model, starter.by, target, starter.what);
  return needs ? [starterUse(model, starter, needs)] : [];
}

/** The rule of a target, as it stands in the rule's ARN. */
export function ruleOfTarget(model: StackModel, target: PlainResource): string | undefined {
  const named = text(target.props.rule);
  if (named) return ruleResource(named, target.props.eventBusName);
  const rule = onlySource(model, target, "rule", "event rule");
  return rule && ruleResourceOf(rule);
}

/** A rule, as it stands in its own ARN; undefined before it has a name. */
export function ruleResourceOf({ props }: PlainResource): string | undefined {
  return ruleResource(text(props.name), props.eventBusName);
}

/** `rule/NAME` on the default bus, `rule/BUS/NAME` on others. */
function ruleResource(name: string | undefined, bus: unknown): string | undefined {
  if (name === undefined || bus === UNKNOWN) return undefined;
  const busName = text(bus)?.replace(/^.*event-bus\//, "");
  return busName === undefined || busName === "default" ? `rule/${name}` : `rule/${busName}/${name}`;
}

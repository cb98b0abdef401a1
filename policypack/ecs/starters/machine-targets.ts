/**
 * State machines that run tasks, as what rules, schedules and pipes start.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-identity-based.html#eb-target-permissions
 */
import { arnIn, parseArn } from "../../aws/arn";
import { UNKNOWN } from "../../evaluation/types";
import { scopeOf } from "../../graph/places/scope";
import { arnOf, nameOf } from "../../graph/resources/names";
import { text } from "../../graph/resources/plain";
import { onlySource } from "../../graph/resources/sources";
import type { PlainResource, StackModel } from "../../graph/types";
import type { NeedsIn } from "../role-use";
import { propertyUnknown } from "../../unknowns/property-unknown";
import { tasksBehind } from "../named-tasks";
import type { PropertyValue } from "./starter-use";
import { isEcsState } from "./state-needs";
import { definitionOf, definitionProperty, taskStates } from "./states";

const START = "states:StartExecution";

/**
 * What starting the machine takes that a part of a starter names; undefined where that is none of the stack's that runs tasks.
 *
 * @param what for messages, e.g. `schedule nightly`
 * @param action by which it is started, if not by `states:StartExecution`
 */
export function machineNeeds(
  model: StackModel,
  by: PlainResource,
  { property, value }: PropertyValue,
  what: string,
  action: (machine: PlainResource) => string = () => START,
): NeedsIn | undefined {
  const machine =
    value === UNKNOWN ? onlySource(model, by, property, "state machine") : machineAt(model, text(value));
  if (!machine || !runsTasks(model, machine)) return undefined;
  return (view) => {
    const name = nameOf(machine);
    const arn =
      text(value) ?? arnOf(machine) ?? arnIn(scopeOf(view), "states", `stateMachine:${name ?? "*"}`);
    const unknown = arn.endsWith(":*") ? propertyUnknown("name", machine.name) : undefined;
    const purpose = `start the state machine ${name ?? machine.name} (${what})`;
    return [{ kind: "run", purpose, actions: [action(machine)], resources: [arn], unknown }];
  };
}

/** By its ARN, behind which a version or an alias may stand. */
function machineAt(model: StackModel, arn: string | undefined): PlainResource | undefined {
  const { service, resource } = parseArn(arn ?? "") ?? {};
  const name = /^stateMachine:([^:]+)/.exec(resource ?? "")?.[1];
  if (service !== "states" || name === undefined) return undefined;
  return model.ofKind("state machine").find((machine) => nameOf(machine) === name);
}

/** A definition that is not known yet runs tasks where it is made of one. */
function runsTasks(model: StackModel, machine: PlainResource): boolean {
  const definition = definitionOf(machine);
  if (definition) return taskStates(definition).some(isEcsState);
  const property = definitionProperty(machine);
  return machine.props[property] === UNKNOWN && tasksBehind(model, machine, property).length > 0;
}

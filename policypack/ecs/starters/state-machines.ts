/** Step Functions. https://docs.aws.amazon.com/step-functions/latest/dg/ecs-iam.html */
import { nameOf } from "../../graph/resources/names";
import { assumeNeeds } from "./assume-needs";
import { roleNamed } from "../named-roles";
import type { RoleUse } from "../role-use";
import { UNKNOWN } from "../../evaluation/types";
import type { PlainResource, StackModel } from "../../graph/types";
import type { RequiredPermission } from "../../permissions/required-permission";
import { regionalService } from "./regional-service";
import { type Starter, starterUse, unknownStarterUse } from "./starter-use";
import { indirectNeeds } from "./indirect-states";
import { distributedMapNeeds } from "./distributed-map-needs";
import { stateNeeds, isEcsState } from "./state-needs";
import { definitionOf, definitionProperty, DYNAMIC, type TaskState, taskStates } from "./states";
import type { StarterKind } from "./task-start";

/** State machines with a state that runs a task, itself or by way of another machine or of Batch. */
export const stateMachines: StarterKind = {
  kind: "state machine",
  usesOf: (model, machine) => {
    const { props, name } = machine;
    const ownName = nameOf(machine);
    const starter: Starter = {
      by: machine,
      what: `state machine ${name}`,
      role: { property: "roleArn", value: props.roleArn },
      service: regionalService(model, machine, "Step Functions", "states"),
      source: { service: "states", resource: ownName && `stateMachine:${ownName}` },
    };
    const definition = definitionOf(machine);
    if (!definition) {
      const property = definitionProperty(machine);
      return props[property] === UNKNOWN ? unknownStarterUse(model, property, starter) : [];
    }
    return machineUses(model, starter, taskStates(definition));
  },
};

function machineUses(model: StackModel, starter: Starter, all: TaskState[]): RoleUse[] {
  const states = all.filter(isEcsState);
  const property = definitionProperty(starter.by);
  const indirect = all
    .filter(({ credentials }) => credentials === undefined)
    .flatMap((state) => indirectNeeds(model, starter.by, property, state) ?? []);
  if (states.length + indirect.length === 0) return [];
  const own = states.filter(({ credentials }) => credentials === undefined);
  const lent = states.filter(({ credentials }) => credentials !== undefined && credentials !== DYNAMIC);
  const use = starterUse(model, starter, () => []);
  const needs = (view: StackModel) => [
    ...(states.some(({ isDistributed }) => isDistributed) ? distributedMapNeeds(view, starter.by) : []),
    ...indirect.flatMap((needs) => needs(view)),
    ...own.flatMap((state) => stateNeeds(view, starter.by, state, use.role)),
    ...lent.flatMap((state) => lentNeeds(view, starter.by, state)),
  ];
  return [{ ...use, needs }, ...lent.map((state) => lentUse(model, starter, state))];
}

/** A state that names a role runs its task with that role, which the machine's own role assumes. */
function lentUse(model: StackModel, { by }: Starter, state: TaskState): RoleUse {
  const role = roleNamed(model, by, "definition", state.credentials);
  return {
    by,
    what: `state ${state.name} of state machine ${by.name}`,
    property: "Credentials.RoleArn",
    role,
    needsRole: true,
    assumeContexts: () => [{}],
    needs: (view) => stateNeeds(view, by, state, role),
  };
}

/** The machine's own role takes on the role of the state. */
function lentNeeds(view: StackModel, by: PlainResource, state: TaskState): RequiredPermission[] {
  return assumeNeeds(view, {
    role: roleNamed(view, by, "definition", state.credentials),
    value: state.credentials,
    of: `the state ${state.name}`,
    purpose: `assume the role of its state ${state.name} (state machine ${by.name})`,
  });
}

/**
 * Tasks that are handed the token of the state that runs them, which waits until somebody returns it: by itself the task
 * may not. Who else returns it, outside the stack, nobody can tell, so that this is advice.
 * https://docs.aws.amazon.com/step-functions/latest/dg/connect-to-resource.html#connect-wait-token
 */
import { roleUseFindings } from "../../ecs/role-use-findings";
import type { RoleUse } from "../../ecs/role-use";
import { startOfState } from "../../ecs/starters/state-needs";
import { definitionOf, type TaskState, taskStates } from "../../ecs/starters/states";
import { grantsOf, mayAllow } from "../../evaluation/decisions/grants";
import type { Finding } from "../../findings/finding";
import { contextFor } from "../../graph/principal-context";
import { text } from "../../graph/resources/plain";
import type { PlainResource, Principal, StackModel } from "../../graph/types";

/** Either ends the wait. */
const RETURNING = ["states:SendTaskSuccess", "states:SendTaskFailure"];

const WAITS = /:states:::ecs:runTask\.waitForTaskToken$/;

/** The token in a path, an intrinsic function or a JSONata expression. */
const TOKEN = /\$\$\.Task\.Token|\$states\.context\.Task\.Token/;

export function callbackFindings(policy: string, model: StackModel): Finding[] {
  const uses = model
    .ofKind("state machine")
    .flatMap((machine) =>
      waitingStates(machine).flatMap((state) => callbackUse(model, machine, state) ?? []),
    );
  if (uses.length === 0 || model.principals.some((each) => isMeantToReturn(model, each))) return [];
  return roleUseFindings(policy, model, uses).map((found) => ({ ...found, level: "advisory" as const }));
}

function waitingStates(machine: PlainResource): TaskState[] {
  const states = taskStates(definitionOf(machine) ?? {});
  return states.filter(
    ({ resource, request }) =>
      WAITS.test(text(resource) ?? "") && TOKEN.test(JSON.stringify(request?.Overrides) ?? ""),
  );
}

/** The use of the task's role; undefined where it may be able to return the token, or is not known. */
function callbackUse(model: StackModel, by: PlainResource, state: TaskState): RoleUse | undefined {
  const { what, task, overrides } = startOfState(model, by, state);
  const role = overrides.taskRole ?? task?.task?.taskRole;
  if (role?.state !== "resolved" || mayReturn(model, role.principal)) return undefined;
  return {
    by,
    what,
    property: "taskRoleArn",
    role,
    needsRole: false,
    assumeContexts: () => [{}],
    needs: () => [
      { kind: "run", purpose: `return the token of ${what}`, actions: RETURNING, resources: ["*"] },
    ],
  };
}

/** On any resource: AWS's list of actions names none, and yet a grant on the machine works. */
function mayReturn(model: StackModel, principal: Principal): boolean {
  const context = contextFor(model, principal);
  return RETURNING.some((action) => mayAllow(principal, action, "*", context) !== "no");
}

/** A grant tells what it is for by naming the service: `*` is given to whoever looks after the account. */
function isMeantToReturn(model: StackModel, principal: Principal): boolean {
  const context = contextFor(model, principal);
  return RETURNING.flatMap((action) => grantsOf(principal, action, context)).some(
    ({ statement: { actions } }) =>
      !actions.negated && actions.patterns.some((pattern) => /^states:/i.test(pattern)),
  );
}

import { actionFacts } from "../../policypack/evaluation/catalogue/actions";
import type { CodeNeed, ContainerNeeds } from "../application-code/needs/code-need";
import { missingOfCall } from "../../policypack/policies/task-role-covers-code/missing-of-call";
import type { JudgedStack } from "../judgement/judged-stack";

/** A call of the code, and whether the task role is allowed it. */
export interface JudgedNeed extends CodeNeed {
  /** Undefined where the stack knows nothing of the role, or the task has none. */
  isAllowed?: boolean;
  /** Whether its action is granted on `*` only. */
  takesNoResource: boolean;
}

/** What the code of one container needs, held against its task role. */
export interface JudgedContainerNeeds extends Omit<ContainerNeeds, "needs"> {
  /** `role/NAME`. */
  role?: string;
  needs: JudgedNeed[];
}

/** What the code of a stack's containers needs. */
export function stackNeeds({ code, model }: JudgedStack): JudgedContainerNeeds[] {
  return code.map((each) => {
    const { family, container } = each;
    const role = model.taskDefinitions.find((task) => task.family === family)?.taskRole;
    const needs = each.needs.map((need) => ({
      ...need,
      takesNoResource: actionFacts(need.action)?.wildcardOnly ?? false,
    }));
    if (role?.state !== "resolved") return { ...each, needs };
    const { principal } = role;
    const judged = needs.map((need): JudgedNeed => {
      const { action, resources, file, line } = need;
      const call = { action, resources, places: [{ file, line }] };
      const missing = missingOfCall({ model, principal }, call, { family, container, calls: [] });
      return { ...need, isAllowed: missing.length === 0 };
    });
    return { ...each, role: principal.id, needs: judged };
  });
}

import type { Principal, RoleReference, StackModel, TaskDefinition } from "../graph/types";
import { needFindings } from "../permissions/findings";
import type { Need } from "../permissions/required-permission";
import { type Shortfall, shortfallsOf } from "../permissions/missing-permissions";
import { unreadContainers } from "../ecs/unknown-containers";
import { executionNeeds } from "./ecs-task-can-start/execution-needs";
import { missingRoleFinding } from "./ecs-task-can-start/missing-role";
import { isLeftOutByAws } from "./ecs-task-can-start/pull-only";
import { bestView } from "../graph/places/views";
import { roleReferenceFindings, type RoleProperty } from "./ecs-task-can-start/role-references";
import { swappedRolesFinding } from "./ecs-task-can-start/swapped-roles";
import { taskRoleNeeds } from "./ecs-task-can-start/task-role-needs";
import { trustFindings } from "../ecs/trust-findings";
import type { Finding } from "../findings/finding";
import { stackPolicy } from "../sdk/policy";

const name = "ecs-task-can-start";

interface Config {
  executeCommand?: string[];
}

export const ecsTaskCanStart = stackPolicy<Config>({
  name,
  description:
    "Every task definition can start: ECS may assume its roles, and its execution role may pull the images, write " +
    "the logs, read and decrypt the secrets and fetch the files that the containers name; where ECS Exec is enabled, " +
    "the task role may open its channels, and where FireLens sends logs to a service of AWS, write them there.",
  enforcementLevel: "mandatory",
  severity: "critical",
  remediationSteps:
    "Grant the execution role what the finding lists (its remedy is a statement to paste), or correct the role, " +
    "image, log group or secret that the task definition names.",
  url: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_execution_IAM_role.html",
  configSchema: {
    properties: {
      executeCommand: {
        type: "array",
        description:
          "families of task definitions on which ECS Exec is used; those that a service of the stack runs with " +
          "enableExecuteCommand count anyway",
        items: { type: "string", minLength: 1, description: "a task definition's family" },
        default: [],
      },
    },
  },
  judge: (model, { executeCommand = [] }) => [
    ...roleReferenceFindings(name, model),
    ...trustFindings(name, model),
    ...permissionFindings(model, executeCommand),
  ],
});

/** What the roles of all task definitions lack: one finding a role and cause, however many tasks share the role. */
function permissionFindings(model: StackModel, execFamilies: string[]): Finding[] {
  const lacks = new Lacks(model);
  for (const task of model.taskDefinitions) {
    const view = bestView(
      model,
      task.resource,
      (each) =>
        shortfallsOfRole(each, task.executionRole, executionNeeds(task, each)).length === 0 &&
        shortfallsOfRole(each, task.taskRole, taskRoleNeeds(task, each, execFamilies)).length === 0,
    );
    if (!isLeftToDefinitionPolicy(task, model)) lacks.ofExecutionRole(task, view, executionNeeds(task, view));
    lacks.ofTaskRole(task, view, taskRoleNeeds(task, view, execFamilies));
  }
  return lacks.findings();
}

/** Nothing is known of its containers, and that has been reported. */
function isLeftToDefinitionPolicy({ resource, urn }: TaskDefinition, { reported }: StackModel): boolean {
  const unread = unreadContainers(resource);
  return unread !== undefined && reported.finding(unread, urn);
}

/** What a role lacks of what a task needs of it; nothing where the reference itself is judged elsewhere. */
function shortfallsOfRole(model: StackModel, role: RoleReference, needs: Need[]): Shortfall[] {
  if (role.state !== "resolved") return [];
  const by = { model, principal: role.principal };
  return shortfallsOf(by, needs).filter((shortfall) => !isLeftOutByAws(by, shortfall));
}

class Lacks {
  private readonly found: Finding[] = [];
  private readonly byRole = new Map<Principal, { shortfalls: Shortfall[]; urn: string }>();

  constructor(private readonly model: StackModel) {}

  /** @param view the stack as the task sees it */
  ofExecutionRole(task: TaskDefinition, view: StackModel, needs: Need[]): void {
    this.missing(task, "executionRoleArn", task.executionRole, needs);
    const shortfalls = shortfallsOfRole(view, task.executionRole, needs);
    const swapped = swappedRolesFinding(name, view, task, needs, shortfalls);
    if (swapped) this.found.push(swapped);
    else this.add(task, task.executionRole, shortfalls);
  }

  ofTaskRole(task: TaskDefinition, view: StackModel, needs: Need[]): void {
    this.missing(task, "taskRoleArn", task.taskRole, needs);
    this.add(task, task.taskRole, shortfallsOfRole(view, task.taskRole, needs));
  }

  findings(): Finding[] {
    const judgements = [...this.byRole].map(([principal, { shortfalls, urn }]) => ({
      policy: name,
      model: this.model,
      principal,
      shortfalls,
      urn,
    }));
    return [...this.found, ...judgements.flatMap(needFindings)];
  }

  private missing(task: TaskDefinition, property: RoleProperty, role: RoleReference, needs: Need[]): void {
    if (role.state === "none" && needs.length > 0)
      this.found.push(missingRoleFinding(name, task, property, needs));
  }

  private add(task: TaskDefinition, role: RoleReference, shortfalls: Shortfall[]): void {
    if (role.state !== "resolved" || shortfalls.length === 0) return;
    const known = this.byRole.get(role.principal) ?? { shortfalls: [], urn: task.urn };
    known.shortfalls.push(...shortfalls);
    this.byRole.set(role.principal, known);
  }
}

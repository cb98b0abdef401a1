import type { Principal, RoleReference, StackModel, TaskDefinition } from "../graph/types";
import { permissionFindings } from "../permissions/permission-findings";
import { type MissingPermission, missingPermissionsOf } from "../permissions/missing-permissions";
import { unknownContainers, unknownContainersCause } from "../ecs/unknown-containers";
import { cacheRuleFindings } from "./ecs-task-can-start/cache-rules";
import { executionNeeds, hostNeeds } from "./ecs-task-can-start/execution-needs";
import { instanceRolesOf } from "./ecs-task-can-start/instance-roles";
import { missingRoleFinding } from "./ecs-task-can-start/missing-role";
import { ephemeralStorageKeyFindings } from "./ecs-task-can-start/ephemeral-storage-keys";
import { execLogEncryptionFindings } from "./ecs-task-can-start/exec-log-encryption";
import { fromEach, originsOf } from "../ecs/request-origins";
import { anonymousMountFindings } from "./ecs-task-can-start/file-system-mounts";
import { logGroupKeyFindings } from "./ecs-task-can-start/log-group-keys";
import { platformVersionFindings } from "./ecs-task-can-start/platform-versions";
import { logGroupElsewhereFindings } from "./ecs-task-can-start/log-groups-elsewhere";
import { isLeftOutByAws } from "./ecs-task-can-start/pull-needs";
import { inEachPlace } from "../graph/places/in-each-place";
import { missingInEachPlace } from "../permissions/missing-in-each-place";
import type { NeedsIn } from "../ecs/role-use";
import type { RoleProperty } from "../ecs/task-roles";
import { readOnlyExecFindings } from "./ecs-task-can-start/read-only-exec";
import { serviceContainerFindings } from "./ecs-task-can-start/service-containers";
import { roleReferenceFindings } from "./ecs-task-can-start/role-references";
import { swappedRolesFinding } from "./ecs-task-can-start/swapped-roles";
import { taskRoleNeeds } from "./ecs-task-can-start/exec-needs";
import {
  isOfUnknownContainers,
  withMissingTogether,
  withOpenTogether,
} from "./ecs-task-can-start/unknown-container-needs";
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
    "the logs, read and decrypt the secrets and fetch the files that the containers name (on instances, where there is no " +
    "execution role, the instances' role pulls and writes); where ECS Exec is enabled, " +
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
    ...roleFindings(model, executeCommand),
    ...readOnlyExecFindings(name, model, executeCommand),
    ...execLogEncryptionFindings(name, model, executeCommand),
    ...logGroupKeyFindings(name, model),
    ...logGroupElsewhereFindings(name, model),
    ...ephemeralStorageKeyFindings(name, model),
    ...anonymousMountFindings(name, model),
    ...cacheRuleFindings(name, model),
    ...platformVersionFindings(name, model),
    ...serviceContainerFindings(name, model),
  ],
});

/** What the roles of all task definitions lack: one finding a role and cause, however many tasks share the role. */
function roleFindings(model: StackModel, execFamilies: string[]): Finding[] {
  const roles = new RoleFindings(model);
  for (const task of model.taskDefinitions) {
    const isOpenReported = isLeftToDefinitionPolicy(task, model);
    const needs = (view: StackModel) =>
      executionNeeds(task, view).filter((need) => !isOpenReported || !isOfUnknownContainers(need));
    roles.ofExecutionRole(task, needs);
    roles.ofInstances(task);
    roles.ofTaskRole(task, (view) => taskRoleNeeds(task, view, execFamilies));
  }
  return roles.findings();
}

/** Not all is known of its containers, and that has been reported. */
function isLeftToDefinitionPolicy({ resource }: TaskDefinition, { reported }: StackModel): boolean {
  return unknownContainers(resource) !== undefined && reported.cause(unknownContainersCause(resource));
}

/** What a role lacks of what a task needs of it; nothing where the reference itself is judged elsewhere. */
function missingFromRole(
  model: StackModel,
  task: TaskDefinition,
  property: RoleProperty,
  needs: NeedsIn,
): MissingPermission[] {
  const role = property === "taskRoleArn" ? task.taskRole : task.executionRole;
  if (role.state !== "resolved") return [];
  const places = originsOf(model, task, property);
  return missingOf(model, task, role.principal, (view) => fromEach(places, needs(view)));
}

function missingOf(
  model: StackModel,
  task: TaskDefinition,
  principal: Principal,
  needs: NeedsIn,
): MissingPermission[] {
  const missing = missingInEachPlace(model, task, (view) => {
    const by = { model: view, principal };
    return missingPermissionsOf(by, needs(view)).filter((each) => !isLeftOutByAws(by, each));
  });
  return withMissingTogether(missing);
}

/** Collects what tasks need of their roles, and says it of each role once. */
class RoleFindings {
  private readonly found: Finding[] = [];
  private readonly byRole = new Map<Principal, { missing: MissingPermission[]; urn: string }>();

  constructor(private readonly model: StackModel) {}

  ofExecutionRole(task: TaskDefinition, needs: NeedsIn): void {
    this.addMissingRole(task, "executionRoleArn", task.executionRole, needs);
    const missing = missingFromRole(this.model, task, "executionRoleArn", needs);
    const swapped = swappedRolesFinding(name, task, missing, () =>
      missingFromRole(this.model, task, "taskRoleArn", needs),
    );
    if (swapped) this.found.push(swapped);
    else this.add(task, task.executionRole, missing);
  }

  ofTaskRole(task: TaskDefinition, needs: NeedsIn): void {
    this.addMissingRole(task, "taskRoleArn", task.taskRole, needs);
    this.add(task, task.taskRole, missingFromRole(this.model, task, "taskRoleArn", needs));
  }

  /** Of the instances that a service may place the task on, some must be able to start it. */
  ofInstances(task: TaskDefinition): void {
    for (const principals of instanceRolesOf(this.model, task)) {
      const lacking = principals.map((principal) => ({
        principal,
        missing: missingOf(this.model, task, principal, (view) => hostNeeds(task, view)),
      }));
      if (lacking.some(({ missing }) => missing.length === 0)) continue;
      for (const { principal, missing } of lacking)
        this.add(task, { state: "resolved", principal, arn: principal.arn }, missing);
    }
  }

  findings(): Finding[] {
    const judgements = [...this.byRole].map(([principal, { missing, urn }]) => ({
      policy: name,
      model: this.model,
      principal,
      missing,
      urn,
    }));
    return [...this.found, ...judgements.flatMap(permissionFindings)];
  }

  private addMissingRole(
    task: TaskDefinition,
    property: RoleProperty,
    role: RoleReference,
    needsIn: NeedsIn,
  ): void {
    if (role.state !== "none") return;
    const [all = []] = inEachPlace(this.model, task, (view) => withOpenTogether(needsIn(view)));
    const needs = all.filter(({ isOfService }) => !isOfService);
    if (needs.length > 0) this.found.push(missingRoleFinding(name, task, property, needs));
  }

  private add(task: TaskDefinition, role: RoleReference, missing: MissingPermission[]): void {
    if (role.state !== "resolved" || missing.length === 0) return;
    const known = this.byRole.get(role.principal) ?? { missing: [], urn: task.urn };
    known.missing.push(...missing);
    this.byRole.set(role.principal, known);
  }
}

/** AWS Batch, whose jobs run as tasks of ECS. https://docs.aws.amazon.com/batch/latest/userguide/execution-IAM-role.html */
import { ECS_TASKS } from "../../aws/service-principals";
import { UNKNOWN } from "../../evaluation/types";
import { isRecord, records, text } from "../../graph/resources/plain";
import { sourcesOf } from "../../graph/resources/sources";
import type { PlainResource, StackModel } from "../../graph/types";
import { executionRoleContexts, taskRoleContext } from "../assume-role";
import { roleNamed } from "../named-roles";
import type { RoleUse } from "../role-use";
import { jobHostNeeds } from "./batch-host-needs";
import { jobSecretNeeds, jobSecrets } from "./batch-secrets";
import { jsonObject } from "./json-input";
import type { StarterKind } from "./task-start";

const TASKS_OF_BATCH = { name: "ECS", principals: [ECS_TASKS] };

/** The roles that a job's definition names for its containers: ECS assumes both as it does those of a task. */
export const batchJobs: StarterKind = {
  kind: "job definition",
  usesOf: (model, job) => [
    ...jobRoles(job).map((role) => jobRoleUse(model, job, role)),
    ...unknownUses(model, job),
  ],
};

interface JobRole {
  /** The job definition's own property that it stands in. */
  property: string;
  key: string;
  value: unknown;
  isTaskRole: boolean;
  isNeeded: boolean;
  /** Whether there is no instance whose role pulls the images and writes the logs. */
  isOnFargate: boolean;
  containers: Record<string, unknown>[];
}

function jobRoles(job: PlainResource): JobRole[] {
  const { containerProperties, ecsProperties } = job.props;
  const container = jsonObject(containerProperties);
  const tasks = records(jsonObject(ecsProperties)?.taskProperties);
  return [
    ...(isRecord(container) ? rolesIn(job, "containerProperties", container, "jobRoleArn", [container]) : []),
    ...tasks.flatMap((task) => rolesIn(job, "ecsProperties", task, "taskRoleArn", records(task.containers))),
  ];
}

/** A job on Fargate has an execution role, as has one that is handed secrets. */
function rolesIn(
  { props }: PlainResource,
  property: string,
  holder: Record<string, unknown>,
  taskRole: string,
  containers: Record<string, unknown>[],
): JobRole[] {
  const platforms: unknown[] = Array.isArray(props.platformCapabilities) ? props.platformCapabilities : [];
  const isOnFargate = platforms.includes("FARGATE");
  const isNeeded = isOnFargate || containers.some((each) => jobSecrets(each).length > 0);
  const shared = { property, containers, isOnFargate };
  const roles = [
    { ...shared, key: taskRole, value: holder[taskRole], isTaskRole: true, isNeeded: false },
    { ...shared, key: "executionRoleArn", value: holder.executionRoleArn, isTaskRole: false, isNeeded },
  ];
  return roles.filter((role) => role.isNeeded || !isNone(role.value));
}

function isNone(value: unknown): boolean {
  return value === undefined || value === null || value === "";
}

function jobRoleUse(
  model: StackModel,
  job: PlainResource,
  { property, key, value, isTaskRole, isNeeded, isOnFargate, containers }: JobRole,
): RoleUse {
  const what = `job definition ${job.name}`;
  return {
    by: job,
    what,
    property: key,
    role: roleNamed(model, job, property, value),
    service: TASKS_OF_BATCH,
    needsRole: isNeeded,
    assumeContexts: (view) => (isTaskRole ? [taskRoleContext(view)] : executionRoleContexts(view)),
    needs: (view) =>
      isTaskRole
        ? []
        : containers.flatMap((each) => [
            ...(isOnFargate ? jobHostNeeds(view, each, what) : []),
            ...jobSecretNeeds(view, each, what),
          ]),
  };
}

/** Properties of which nothing is known yet but that roles of the stack stand in them, somewhere. */
function unknownUses(model: StackModel, job: PlainResource): RoleUse[] {
  return ["containerProperties", "ecsProperties"]
    .filter((property) => job.props[property] === UNKNOWN)
    .filter((property) => sourcesOf(model, job, property, ["role"]).length > 0)
    .map((property) => ({
      by: job,
      what: `job definition ${text(job.props.name) ?? job.name}`,
      property,
      role: { state: "unknown" },
      service: TASKS_OF_BATCH,
      needsRole: false,
      assumeContexts: (view) => [taskRoleContext(view)],
      needs: () => [],
    }));
}

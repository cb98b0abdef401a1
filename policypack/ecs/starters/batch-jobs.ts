/** AWS Batch, whose jobs run as tasks of ECS. https://docs.aws.amazon.com/batch/latest/userguide/execution-IAM-role.html */
import { ECS_TASKS } from "../../aws/service-principals";
import { isRecord, records } from "../../graph/resources/plain";
import type { PlainResource, StackModel } from "../../graph/types";
import { executionRoleContexts, taskRoleContext } from "../assume-role";
import { roleNamed } from "../named-roles";
import type { RoleUse } from "../role-use";
import { jsonObject } from "./json-input";
import type { StarterKind } from "./task-start";

const TASKS_OF_BATCH = { name: "ECS", principals: [ECS_TASKS] };

/** The roles that a job's definition names for its container: ECS assumes both as it does those of a task. */
export const batchJobs: StarterKind = {
  kind: "job definition",
  usesOf: (model, job) => ROLE_LISTS.flatMap((of) => of(job)).map((role) => jobRoleUse(model, job, role)),
};

interface JobRole {
  /** The job definition's own property that it stands in. */
  property: string;
  key: string;
  value: unknown;
  isTaskRole: boolean;
}

const ROLE_LISTS: ((job: PlainResource) => JobRole[])[] = [
  ({ props }) => rolesIn("containerProperties", jsonObject(props.containerProperties), "jobRoleArn"),
  ({ props }) => {
    const ecs = jsonObject(props.ecsProperties);
    return records(ecs?.taskProperties).flatMap((task) => rolesIn("ecsProperties", task, "taskRoleArn"));
  },
];

function rolesIn(property: string, holder: unknown, taskRole: string): JobRole[] {
  if (!isRecord(holder)) return [];
  const roles = [
    { property, key: taskRole, value: holder[taskRole], isTaskRole: true },
    { property, key: "executionRoleArn", value: holder.executionRoleArn, isTaskRole: false },
  ];
  return roles.filter(({ value }) => value !== undefined && value !== null && value !== "");
}

function jobRoleUse(
  model: StackModel,
  job: PlainResource,
  { property, key, value, isTaskRole }: JobRole,
): RoleUse {
  return {
    by: job,
    what: `job definition ${job.name}`,
    property: key,
    role: roleNamed(model, job, property, value),
    service: TASKS_OF_BATCH,
    needsRole: false,
    assumeContexts: (view) => {
      const [first = taskRoleContext(view), ...others] = executionRoleContexts(view);
      return isTaskRole ? [taskRoleContext(view)] : [first, ...others];
    },
    needs: () => [],
  };
}

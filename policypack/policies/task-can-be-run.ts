import type { RoleUse } from "../ecs/role-use";
import { roleUseFindings } from "../ecs/role-uses";
import type { StackModel } from "../graph/types";
import { stackPolicy } from "../sdk/policy";
import { deploymentGroups } from "./task-can-be-run/deployment-groups";
import { eventTargets, nativeRules } from "./task-can-be-run/event-rules";
import { pipelines } from "./task-can-be-run/pipelines";
import { pipes } from "./task-can-be-run/pipes";
import { rightsHolderUses } from "./task-can-be-run/run-rights-holders";
import { schedules } from "./task-can-be-run/schedules";
import { stateMachines } from "./task-can-be-run/state-machines";
import type { StarterKind } from "./task-can-be-run/task-start";

const name = "task-can-be-run";

const STARTER_KINDS: StarterKind[] = [
  eventTargets,
  nativeRules,
  schedules,
  pipes,
  stateMachines,
  pipelines,
  deploymentGroups,
];

export const taskCanBeRun = stackPolicy({
  name,
  description:
    "Whoever the stack sets up to start a task can: EventBridge rules, Scheduler, Pipes, Step Functions, CodePipeline " +
    "and CodeDeploy may assume their roles, and these, like every principal that is granted ecs:RunTask, may run the " +
    "revision that is meant, pass both of its roles to ECS tasks and tag the task where tags are set.",
  enforcementLevel: "mandatory",
  severity: "critical",
  remediationSteps:
    "Let the role that the finding names trust the service that assumes it, and grant it what the finding lists (its " +
    "remedy is a statement to paste).",
  url: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/CWE_IAM_role.html",
  judge: (model) => {
    const starters = starterUses(model);
    return roleUseFindings(name, model, [...starters, ...rightsHolderUses(model, starters)]);
  },
});

function starterUses(model: StackModel): RoleUse[] {
  return STARTER_KINDS.flatMap(({ kind, usesOf }) =>
    model.ofKind(kind).flatMap((resource) => usesOf(model, resource)),
  );
}

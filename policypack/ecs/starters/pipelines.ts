/**
 * Deploy actions of CodePipeline for ECS.
 * https://docs.aws.amazon.com/codepipeline/latest/userguide/action-reference-ECS.html
 */
import { scopeOf } from "../../graph/places/scope";
import { arnIn } from "../../aws/arn";
import { propertyUnknown } from "../../unknowns/property-unknown";
import { clusterNamed } from "../named-clusters";
import { roleNamed } from "../named-roles";
import { serviceNamed } from "../named-services";
import { registerNeeds, tagNeed, verbNeed } from "../register-needs";
import type { RoleUse } from "../role-use";
import { isRecord, records, text } from "../../graph/resources/plain";
import type { PlainResource, StackModel, TaskDefinition } from "../../graph/types";
import type { RequiredPermission } from "../../permissions/required-permission";
import { assumeNeeds } from "./assume-needs";
import { groupRuns } from "./deployment-groups";
import { passNeeds } from "./run-needs";
import { type Starter, starterUse } from "./starter-use";
import { STARTERS, type StarterKind } from "./task-start";

interface DeployAction {
  what: string;
  provider: "ECS" | "CodeDeployToECS";
  configuration: Record<string, unknown>;
  roleArn: unknown;
}

/** Pipelines that deploy to ECS, by themselves or by way of CodeDeploy. */
export const pipelines: StarterKind = {
  kind: "pipeline",
  usesOf: (model, pipeline) => {
    const { props, name } = pipeline;
    const actions = deployActions(pipeline);
    if (actions.length === 0) return [];
    const own = actions.filter(hasNoRole);
    const others = actions.filter((action) => !hasNoRole(action));
    const ownName = text(props.name);
    const starter: Starter = {
      by: pipeline,
      what: `pipeline ${name}`,
      role: { property: "roleArn", value: props.roleArn },
      service: STARTERS.codepipeline,
      source: { service: "codepipeline", resource: ownName },
    };
    const needs = (view: StackModel) => [
      ...own.flatMap((action) => actionNeeds(view, pipeline, action)),
      ...others.flatMap((action) => lentNeeds(view, pipeline, action)),
    ];
    return [starterUse(model, starter, needs), ...others.map((action) => actionUse(model, pipeline, action))];
  },
};

function deployActions({ props, name }: PlainResource): DeployAction[] {
  return records(props.stages).flatMap((stage) =>
    records(stage.actions).flatMap((action) => {
      const type = isRecord(action.actionTypeId) ? action.actionTypeId : action;
      const { provider } = type;
      if (provider !== "ECS" && provider !== "CodeDeployToECS") return [];
      const configuration = isRecord(action.configuration) ? action.configuration : {};
      const what = `action ${text(action.name) ?? provider} of pipeline ${name}`;
      return [{ what, provider, configuration, roleArn: action.roleArn } satisfies DeployAction];
    }),
  );
}

function hasNoRole({ roleArn }: DeployAction): boolean {
  return roleArn === undefined || roleArn === null || roleArn === "";
}

/** https://docs.aws.amazon.com/codepipeline/latest/APIReference/API_ActionDeclaration.html */
function lentNeeds(view: StackModel, pipeline: PlainResource, action: DeployAction): RequiredPermission[] {
  const { roleArn: value, what } = action;
  const role = roleNamed(view, pipeline, "stages", value);
  return assumeNeeds(view, { role, value, of: `the ${what}`, purpose: `assume the role of its ${what}` });
}

/** An action may name a role of its own, which the pipeline's role assumes. */
function actionUse(model: StackModel, pipeline: PlainResource, action: DeployAction): RoleUse {
  return {
    by: pipeline,
    what: action.what,
    property: "roleArn",
    role: roleNamed(model, pipeline, "stages", action.roleArn),
    needsRole: true,
    assumeContexts: () => [{}],
    needs: (view) => actionNeeds(view, pipeline, action),
  };
}

function actionNeeds(view: StackModel, pipeline: PlainResource, action: DeployAction): RequiredPermission[] {
  return action.provider === "ECS" ? serviceNeeds(view, pipeline, action) : codeDeployNeeds(view, action);
}

/** The action registers a new revision of what the service runs, with its tags, and has the service run it. */
function serviceNeeds(
  view: StackModel,
  pipeline: PlainResource,
  { what, configuration }: DeployAction,
): RequiredPermission[] {
  const cluster = clusterNamed(view, pipeline, "stages", configuration.ClusterName);
  const service = serviceNamed(view, pipeline, "stages", configuration.ServiceName, cluster.name);
  const task = service.task?.task;
  return [
    {
      kind: "run",
      purpose: `deploy to the service ${service.name} (${what})`,
      actions: ["ecs:DescribeServices", "ecs:UpdateService"],
      resources: [arnIn(scopeOf(view), "ecs", `service/${cluster.name}/${service.name}`)],
      context: { "ecs:cluster": cluster.arn },
      ...(service.name === "*" || cluster.name === "*" ? { unknown: propertyUnknown("service", what) } : {}),
    },
    verbNeed("Describe"),
    ...revisionNeeds(view, what, task),
  ];
}

/** A revision with another image, and else as the last one is. */
function revisionNeeds(
  view: StackModel,
  what: string,
  task: TaskDefinition | undefined,
): RequiredPermission[] {
  if (!task) return registerNeeds([]);
  return [
    ...registerNeeds([task]),
    ...passNeeds(view, { what, task: { family: task.family, task } }),
    ...(task.tagged ? [tagNeed(task, view)] : []),
  ];
}

/** https://docs.aws.amazon.com/codepipeline/latest/userguide/action-reference-ECSbluegreen.html */
function codeDeployNeeds(view: StackModel, { what, configuration }: DeployAction): RequiredPermission[] {
  const application = text(configuration.ApplicationName);
  const group = text(configuration.DeploymentGroupName);
  const runs = group === undefined ? undefined : groupRuns(view, application, group);
  const of = (resource: string) => arnIn(scopeOf(view), "codedeploy", resource);
  return [
    {
      kind: "run",
      purpose: `deploy by CodeDeploy (${what})`,
      actions: ["codedeploy:CreateDeployment", "codedeploy:GetDeployment"],
      resources: [of(`deploymentgroup:${application ?? "*"}/${group ?? "*"}`)],
      ...(application && group ? {} : { unknown: propertyUnknown("deployment group", what) }),
    },
    {
      kind: "run",
      purpose: `register the revision that CodeDeploy deploys (${what})`,
      actions: ["codedeploy:GetApplicationRevision", "codedeploy:RegisterApplicationRevision"],
      resources: [of(`application:${application ?? "*"}`)],
      ...(application ? {} : { unknown: propertyUnknown("application", what) }),
    },
    ...revisionNeeds(view, what, runs?.task?.task),
  ];
}

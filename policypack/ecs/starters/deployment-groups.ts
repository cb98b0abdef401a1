/** CodeDeploy's blue/green deployments. https://docs.aws.amazon.com/AmazonECS/latest/developerguide/codedeploy_IAM_role.html */
import { scopeOf } from "../../graph/places/scope";
import { arnIn } from "../../aws/arn";
import { propertyUnknown } from "../../unknowns/property-unknown";
import { clusterNamed } from "../named-clusters";
import { type NamedService, serviceNamed } from "../named-services";
import { isRecord, records, text } from "../../graph/resources/plain";
import type { PlainResource, StackModel } from "../../graph/types";
import type { RequiredPermission } from "../../permissions/required-permission";
import { regionalService } from "./regional-service";
import { passNeeds } from "./run-needs";
import { starterUse } from "./starter-use";
import type { StarterKind } from "./task-start";

/** Deployment groups for services of ECS. */
export const deploymentGroups: StarterKind = {
  kind: "deployment group",
  usesOf: (model, group) => {
    const { props, name } = group;
    if (servicesIn(props).length === 0) return [];
    const application = text(props.appName) ?? text(props.applicationName);
    const ownName = text(props.deploymentGroupName);
    const resource = application && ownName ? `deploymentgroup:${application}/${ownName}` : undefined;
    return [
      starterUse(
        model,
        {
          by: group,
          what: `deployment group ${name}`,
          role: { property: "serviceRoleArn", value: props.serviceRoleArn },
          service: regionalService(model, group, "CodeDeploy", "codedeploy"),
          source: { service: "codedeploy", resource },
        },
        (view) => groupNeeds(view, group),
      ),
    ];
  },
};

/** What the service of a deployment group runs; undefined where the stack has no such group. */
export function groupRuns(
  model: StackModel,
  application: string | undefined,
  group: string,
): NamedService | undefined {
  const found = model
    .ofKind("deployment group")
    .find(
      ({ props }) =>
        props.deploymentGroupName === group &&
        (application === undefined || (props.appName ?? props.applicationName) === application),
    );
  const [service] = found ? servicesIn(found.props) : [];
  return found && service && serviceOf(model, found, service);
}

function servicesIn(props: Record<string, unknown>): Record<string, unknown>[] {
  return [...records(props.ecsServices), ...(isRecord(props.ecsService) ? [props.ecsService] : [])];
}

function serviceOf(view: StackModel, group: PlainResource, service: Record<string, unknown>): NamedService {
  const property = propertyOf(group);
  const cluster = clusterNamed(view, group, property, service.clusterName);
  return serviceNamed(view, group, property, service.serviceName, cluster.name);
}

function propertyOf({ props }: PlainResource): string {
  return props.ecsServices === undefined ? "ecsService" : "ecsServices";
}

function groupNeeds(view: StackModel, group: PlainResource): RequiredPermission[] {
  const { props, name } = group;
  const what = `deployment group ${name}`;
  return [
    ...servicesIn(props).flatMap((service) => taskSetNeeds(view, group, what, service)),
    ...trafficNeeds(what, props),
    ...alarmNeeds(what, props),
  ];
}

function taskSetNeeds(
  view: StackModel,
  group: PlainResource,
  what: string,
  service: Record<string, unknown>,
): RequiredPermission[] {
  const cluster = clusterNamed(view, group, propertyOf(group), service.clusterName);
  const named = serviceOf(view, group, service);
  const of = (type: string, rest = "") =>
    arnIn(scopeOf(view), "ecs", `${type}/${cluster.name}/${named.name}${rest}`);
  const unknown =
    cluster.name === "*" || named.name === "*" ? { unknown: propertyUnknown("service", what) } : {};
  const context = { "ecs:cluster": cluster.arn };
  const need = (purpose: string, actions: string[], resource: string): RequiredPermission => {
    return {
      kind: "run",
      purpose: `${purpose} (${what})`,
      actions,
      resources: [resource],
      context,
      ...unknown,
    };
  };
  return [
    need("see its service", ["ecs:DescribeServices"], of("service")),
    need("replace its task set", ["ecs:CreateTaskSet", "ecs:DeleteTaskSet"], of("task-set", "/*")),
    need("route to its new task set", ["ecs:UpdateServicePrimaryTaskSet"], of("service")),
    ...(named.task && isDeployedByCodeDeploy(named) ? passNeeds(view, { what, task: named.task }) : []),
  ];
}

/** CodeDeploy makes task sets only in services that leave their deployments to it. */
function isDeployedByCodeDeploy({ resource }: NamedService): boolean {
  const controller = resource?.props.deploymentController;
  return isRecord(controller) && controller.type === "CODE_DEPLOY";
}

/** The load balancer's listeners, where the group names them. */
function trafficNeeds(what: string, { loadBalancerInfo }: Record<string, unknown>): RequiredPermission[] {
  if (!isRecord(loadBalancerInfo)) return [];
  const pairs = [
    loadBalancerInfo.targetGroupPairInfo,
    ...records(loadBalancerInfo.targetGroupPairInfoList),
  ].filter(isRecord);
  const routes = pairs.flatMap((pair) => [pair.prodTrafficRoute, pair.testTrafficRoute]).filter(isRecord);
  const listeners = routes.flatMap((route) => (Array.isArray(route.listenerArns) ? route.listenerArns : []));
  const known = listeners.flatMap((arn: unknown) => text(arn) ?? []);
  const look = ["DescribeListeners", "DescribeRules", "DescribeTargetGroups"];
  const actions = look.map((action) => `elasticloadbalancing:${action}`);
  return [
    { kind: "run", purpose: `see its load balancer (${what})`, actions, resources: ["*"] },
    ...(known.length > 0
      ? [
          {
            kind: "run" as const,
            purpose: `switch the traffic of its load balancer (${what})`,
            actions: ["elasticloadbalancing:ModifyListener"],
            resources: known,
          },
        ]
      : []),
  ];
}

function alarmNeeds(what: string, { alarmConfiguration }: Record<string, unknown>): RequiredPermission[] {
  if (!isRecord(alarmConfiguration) || alarmConfiguration.enabled !== true) return [];
  return [
    {
      kind: "run",
      purpose: `see its alarms (${what})`,
      actions: ["cloudwatch:DescribeAlarms"],
      resources: ["*"],
    },
  ];
}

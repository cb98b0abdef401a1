/**
 * Express mode, in which ECS makes all that a web service needs.
 * https://docs.aws.amazon.com/aws-managed-policy/latest/reference/AmazonECSInfrastructureRoleforExpressGatewayServices.html
 */
import { arnIn } from "../../aws/arn";
import { scopeOf } from "../../graph/places/scope";
import type { RoleUse } from "../../ecs/role-use";
import type { PlainResource, StackModel } from "../../graph/types";
import type { RequiredPermission } from "../../permissions/required-permission";
import { ecsRoleUse, need } from "./service-role-use";

const PROPERTY = "infrastructureRoleArn";

/** ECS tags all that it makes there. */
const TAGGED = { "aws:RequestTag/AmazonECSManaged": "true", "aws:ResourceTag/AmazonECSManaged": "true" };

export function expressUses(model: StackModel, service: PlainResource): RoleUse[] {
  const what = `express service ${service.name}`;
  const needs = (view: StackModel) => expressNeeds(view, what);
  const value = service.props[PROPERTY];
  return [ecsRoleUse(model, { by: service, what, property: PROPERTY, label: PROPERTY, value, needs })];
}

function expressNeeds(view: StackModel, what: string): RequiredPermission[] {
  const scope = scopeOf(view);
  const of = (service: string, resource: string) => [arnIn(scope, service, resource)];
  const balancer = of("elasticloadbalancing", "loadbalancer/app/*/*");
  const look = ["DescribeListeners", "DescribeLoadBalancers", "DescribeRules", "DescribeTargetGroups"];
  return [
    need(
      `make the load balancer of ${what}`,
      ["elasticloadbalancing:CreateListener", "elasticloadbalancing:CreateLoadBalancer"],
      balancer,
      { context: TAGGED },
    ),
    need(
      `register the targets of ${what}`,
      ["elasticloadbalancing:CreateTargetGroup", "elasticloadbalancing:RegisterTargets"],
      of("elasticloadbalancing", "targetgroup/*/*"),
      { context: TAGGED },
    ),
    need(
      `see the load balancer of ${what}`,
      look.map((action) => `elasticloadbalancing:${action}`),
      ["*"],
    ),
    need(
      `scale ${what}`,
      ["application-autoscaling:RegisterScalableTarget"],
      of("application-autoscaling", "scalable-target/*"),
      { context: TAGGED },
    ),
  ];
}

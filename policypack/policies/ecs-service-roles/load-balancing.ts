/** Load balancers and VPC Lattice, whose targets and traffic ECS manages for a service. */
import { arnIn } from "../../aws/arn";
import { scopeOf } from "../../graph/places/scope";
import type { RoleUse } from "../../ecs/role-use";
import { UNKNOWN } from "../../evaluation/types";
import { isRecord, records, text } from "../../graph/resources/plain";
import type { PlainResource, StackModel } from "../../graph/types";
import type { RequiredPermission } from "../../permissions/required-permission";
import { propertyUnknown } from "../../unknowns/property-unknown";
import { ecsRoleUse, need } from "./service-role-use";

/**
 * Blue/green deployments of ECS itself.
 * https://docs.aws.amazon.com/aws-managed-policy/latest/reference/AmazonECSInfrastructureRolePolicyForLoadBalancers.html
 */
export function blueGreenUses(model: StackModel, service: PlainResource): RoleUse[] {
  return records(service.props.loadBalancers).flatMap((balancer) => {
    const { advancedConfiguration: advanced } = balancer;
    if (!isRecord(advanced)) return [];
    const what = `load balancer of service ${service.name}`;
    const needs = (view: StackModel) => blueGreenNeeds(view, service, what, balancer, advanced);
    const label = "advancedConfiguration.roleArn";
    return [
      ecsRoleUse(model, {
        by: service,
        what,
        property: "loadBalancers",
        label,
        value: advanced.roleArn,
        needs,
      }),
    ];
  });
}

function blueGreenNeeds(
  view: StackModel,
  service: PlainResource,
  what: string,
  balancer: Record<string, unknown>,
  advanced: Record<string, unknown>,
): RequiredPermission[] {
  const look = ["DescribeListeners", "DescribeRules", "DescribeTargetGroups", "DescribeTargetHealth"];
  const groups = [balancer.targetGroupArn, advanced.alternateTargetGroupArn].filter(
    (arn) => arn !== undefined,
  );
  const routes = [advanced.productionListenerRule, advanced.testListenerRule].filter(
    (arn) => arn !== undefined,
  );
  return [
    need(`see the ${what}`, look.map(elb), ["*"]),
    ...groups.map((arn) =>
      onArn(
        view,
        service,
        arn,
        "targetgroup/*/*",
        `move targets of the ${what}`,
        ["DeregisterTargets", "RegisterTargets"].map(elb),
      ),
    ),
    ...routes.map((arn) => routeNeed(view, service, what, arn)),
  ];
}

/** A rule of an Application Load Balancer, or a Network Load Balancer's listener. */
function routeNeed(view: StackModel, service: PlainResource, what: string, arn: unknown): RequiredPermission {
  const purpose = `switch the traffic of the ${what}`;
  const urns = service.propertyDependencies.loadBalancers ?? [];
  const isRule =
    arn === UNKNOWN
      ? view.ofKind("listener rule").some(({ urn }) => urns.includes(urn))
      : /:listener-rule\//.test(text(arn) ?? "");
  return isRule
    ? onArn(view, service, arn, "listener-rule/app/*/*/*/*", purpose, [elb("ModifyRule")])
    : onArn(view, service, arn, "listener/net/*/*/*", purpose, [elb("ModifyListener")]);
}

/** On the resource that is named, or all of its kind where it is not known yet. */
function onArn(
  view: StackModel,
  service: PlainResource,
  arn: unknown,
  pattern: string,
  purpose: string,
  actions: string[],
): RequiredPermission {
  const known = text(arn);
  return need(purpose, actions, [known ?? arnIn(scopeOf(view), "elasticloadbalancing", pattern)], {
    unknown: known === undefined ? propertyUnknown("loadBalancers", service.name) : undefined,
  });
}

function elb(action: string): string {
  return `elasticloadbalancing:${action}`;
}

/**
 * A role of the service's own for its load balancer, in place of ECS's service-linked role, which the provider fills in
 * where none is given.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/using-service-linked-roles.html
 */
export function iamRoleUses(model: StackModel, service: PlainResource): RoleUse[] {
  const property = service.type.startsWith("aws-native:") ? "role" : "iamRole";
  const value = service.props[property];
  const isSet =
    value !== undefined && !(value === UNKNOWN && !service.propertyDependencies[property]?.length);
  if (!isSet || /AWSServiceRoleForECS$/.test(text(value) ?? "")) return [];
  const what = `service ${service.name}`;
  const needs = (view: StackModel) => registrationNeeds(view, service, what);
  const named = text(value)?.startsWith("/") ? text(value)?.replace(/^.*\//, "") : value;
  return [ecsRoleUse(model, { by: service, what, property, label: property, value: named, needs }, true)];
}

function registrationNeeds(view: StackModel, service: PlainResource, what: string): RequiredPermission[] {
  return records(service.props.loadBalancers).map((balancer) => {
    const purpose = `register the targets of ${what}`;
    if (balancer.targetGroupArn !== undefined)
      return onArn(
        view,
        service,
        balancer.targetGroupArn,
        "targetgroup/*/*",
        purpose,
        ["DeregisterTargets", "RegisterTargets"].map(elb),
      );
    const name = text(balancer.elbName) ?? text(balancer.loadBalancerName) ?? "*";
    const actions = ["DeregisterInstancesFromLoadBalancer", "RegisterInstancesWithLoadBalancer"].map(elb);
    return need(purpose, actions, [arnIn(scopeOf(view), "elasticloadbalancing", `loadbalancer/${name}`)]);
  });
}

/** https://docs.aws.amazon.com/aws-managed-policy/latest/reference/AmazonECSInfrastructureRolePolicyForVpcLattice.html */
export function latticeUses(model: StackModel, service: PlainResource): RoleUse[] {
  return records(service.props.vpcLatticeConfigurations).map((configuration) => {
    const what = `VPC Lattice target group of service ${service.name}`;
    const arn = text(configuration.targetGroupArn);
    const needs = (view: StackModel) => [
      need(
        `register targets of the ${what}`,
        [
          "vpc-lattice:DeregisterTargets",
          "vpc-lattice:GetTargetGroup",
          "vpc-lattice:ListTargets",
          "vpc-lattice:RegisterTargets",
        ],
        [arn ?? arnIn(scopeOf(view), "vpc-lattice", "targetgroup/*")],
        { unknown: arn === undefined ? propertyUnknown("targetGroupArn", service.name) : undefined },
      ),
      need(
        `see the network of the ${what}`,
        ["ec2:DescribeInstances", "ec2:DescribeSubnets", "ec2:DescribeVpcs"],
        ["*"],
      ),
    ];
    const property = "vpcLatticeConfigurations";
    const label = "vpcLatticeConfigurations.roleArn";
    return ecsRoleUse(model, { by: service, what, property, label, value: configuration.roleArn, needs });
  });
}

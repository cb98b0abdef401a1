/**
 * Capacity providers whose instances ECS manages.
 * https://docs.aws.amazon.com/aws-managed-policy/latest/reference/AmazonECSInfrastructureRolePolicyForManagedInstances.html
 */
import { arnIn } from "../../aws/arn";
import { scopeOf } from "../../graph/places/scope";
import { clusterNamed } from "../../ecs/named-clusters";
import type { RoleUse } from "../../ecs/role-use";
import { EC2 } from "../../aws/service-principals";
import { isRecord, text } from "../../graph/resources/plain";
import type { PlainResource, Principal, RoleReference, StackModel } from "../../graph/types";
import type { RequiredPermission } from "../../permissions/required-permission";
import { propertyUnknown } from "../../unknowns/property-unknown";
import { ec2Of, profileRole } from "../../ecs/instance-profiles";
import { ecsRoleUse, need } from "./service-role-use";

const PROPERTY = "managedInstancesProvider";
const TAGGED = { "aws:RequestTag/AmazonECSManaged": "true" };

/** The role by which ECS makes the instances, and the one that these have. */
export function managedInstanceUses(model: StackModel, provider: PlainResource): RoleUse[] {
  const managed = provider.props[PROPERTY];
  if (!isRecord(managed)) return [];
  const template = isRecord(managed.instanceLaunchTemplate) ? managed.instanceLaunchTemplate : {};
  const instanceRole = profileRole(model, provider, PROPERTY, template.ec2InstanceProfileArn);
  const what = `capacity provider ${provider.name}`;
  const needs = (view: StackModel) => managingNeeds(view, what, instanceRole);
  const infrastructure = ecsRoleUse(model, {
    by: provider,
    what,
    property: PROPERTY,
    label: "infrastructureRoleArn",
    value: managed.infrastructureRoleArn,
    needs,
  });
  return [infrastructure, ...(instanceRole ? [instanceUse(model, provider, what, instanceRole)] : [])];
}

function managingNeeds(
  view: StackModel,
  what: string,
  instanceRole: RoleReference | undefined,
): RequiredPermission[] {
  const scope = scopeOf(view);
  const of = (...types: string[]) => types.map((type) => arnIn(scope, "ec2", `${type}/*`));
  const purpose = `make the instances of ${what}`;
  const look = ["DescribeInstances", "DescribeInstanceTypes", "DescribeSecurityGroups", "DescribeSubnets"];
  const created = (action: string) => ({ ...TAGGED, "ec2:CreateAction": action });
  return [
    need(purpose, ["ec2:CreateLaunchTemplate"], of("launch-template"), { context: TAGGED }),
    need(purpose, ["ec2:CreateFleet"], of("fleet", "instance", "launch-template"), { context: TAGGED }),
    need(purpose, ["ec2:CreateFleet", "ec2:RunInstances"], of("subnet", "security-group")),
    need(purpose, ["ec2:RunInstances"], of("instance", "network-interface", "volume"), { context: TAGGED }),
    need(`tag the instances of ${what}`, ["ec2:CreateTags"], of("fleet"), {
      context: created("CreateFleet"),
    }),
    need(`tag the instances of ${what}`, ["ec2:CreateTags"], of("instance"), {
      context: created("RunInstances"),
    }),
    need(
      `see the instances of ${what}`,
      look.map((action) => `ec2:${action}`),
      ["*"],
    ),
    ...passNeed(view, what, instanceRole),
  ];
}

/** AWS's managed policy passes roles only whose names begin with `ecsInstanceRole`. */
function passNeed(view: StackModel, what: string, role: RoleReference | undefined): RequiredPermission[] {
  if (role?.state !== "resolved") return [];
  const arn = role.arn ?? role.principal.arn;
  return [
    {
      kind: "pass-role",
      purpose: `pass ${arn ?? role.principal.id} to the instances of ${what}`,
      actions: ["iam:PassRole"],
      resources: [arn ?? rolePattern(view, role.principal)],
      context: { "iam:PassedToService": EC2 },
      ...(arn === undefined ? { unknown: propertyUnknown("role", `the instances of ${what}`) } : {}),
    },
  ];
}

/** As much of a role's ARN as its name tells. */
function rolePattern(view: StackModel, { urn }: Principal): string {
  const { name, path = "/" } = (urn === undefined ? undefined : view.byUrn(urn)?.props) ?? {};
  const known = path === "/" ? text(name) : undefined;
  return arnIn({ ...scopeOf(view), region: "" }, "iam", `role/${known ?? "*"}`);
}

/** https://docs.aws.amazon.com/aws-managed-policy/latest/reference/AmazonECSInstanceRolePolicyForManagedInstances.html */
function instanceUse(model: StackModel, provider: PlainResource, what: string, role: RoleReference): RoleUse {
  return {
    by: provider,
    what: `instance profile of ${what}`,
    property: "role",
    role,
    service: ec2Of(model),
    needsRole: true,
    assumeContexts: () => [{ "aws:SourceAccount": null, "aws:SourceArn": null, "sts:ExternalId": null }],
    needs: (view) => agentNeeds(view, `the instances of ${what}`, clusterOf(view, provider)),
  };
}

function clusterOf(view: StackModel, provider: PlainResource): string {
  const { cluster } = provider.props;
  return cluster === undefined ? "*" : clusterNamed(view, provider, "cluster", cluster).name;
}

/**
 * What ECS's agent on an instance needs; of its cluster only where that is known.
 *
 * @param cluster its name; `*` where it is not known
 */
export function agentNeeds(view: StackModel, what: string, cluster: string): RequiredPermission[] {
  const find = need(`let ${what} find ECS`, ["ecs:DiscoverPollEndpoint"], ["*"]);
  if (cluster === "*") return [find];
  const scope = scopeOf(view);
  const ofCluster = arnIn(scope, "ecs", `cluster/${cluster}`);
  const ofInstance = arnIn(scope, "ecs", `container-instance/${cluster}/*`);
  const context = { "ecs:cluster": ofCluster.includes("*") ? undefined : ofCluster };
  return [
    find,
    need(`let ${what} join the cluster`, ["ecs:RegisterContainerInstance"], [ofCluster], { context }),
    need(`let ${what} take tasks`, ["ecs:Poll", "ecs:StartTelemetrySession"], [ofInstance], { context }),
    need(`let ${what} report on tasks`, ["ecs:SubmitTaskStateChange"], [ofCluster], { context }),
  ];
}

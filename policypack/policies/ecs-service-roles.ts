import type { ResourceKind } from "../aws/resource-type";
import type { RoleUse } from "../ecs/role-use";
import { roleUseFindings } from "../ecs/role-use-findings";
import type { PlainResource, StackModel } from "../graph/types";
import { stackPolicy } from "../sdk/policy";
import { computeEnvironmentUses } from "./ecs-service-roles/compute-environments";
import { tlsUses } from "./ecs-service-roles/connect-tls";
import { containerInstanceUses } from "./ecs-service-roles/container-instances";
import { externalInstanceUses } from "./ecs-service-roles/external-instances";
import { expressUses } from "./ecs-service-roles/express-services";
import { hookUses } from "./ecs-service-roles/lifecycle-hooks";
import { blueGreenUses, iamRoleUses, latticeUses } from "./ecs-service-roles/load-balancing";
import { managedInstanceUses } from "./ecs-service-roles/managed-instances";
import { unknownConfigurationFindings } from "./ecs-service-roles/unknown-configurations";
import { volumeUses } from "./ecs-service-roles/volumes";

const name = "ecs-service-roles";

type FindUses = (model: StackModel, resource: PlainResource) => RoleUse[];

const USES: { kind: ResourceKind; find: FindUses[] }[] = [
  { kind: "service", find: [volumeUses, tlsUses, blueGreenUses, hookUses, latticeUses, iamRoleUses] },
  { kind: "express service", find: [expressUses] },
  { kind: "capacity provider", find: [managedInstanceUses] },
  { kind: "compute environment", find: [computeEnvironmentUses] },
];

export const ecsServiceRoles = stackPolicy({
  name,
  description:
    "The roles that services, volumes and capacity providers name for ECS itself, and those of container instances and of AWS Batch's compute environments, " +
    "trust the service that assumes them and have what it does with them: EBS volumes and their keys, Service Connect " +
    "with TLS, load balancers, lifecycle hooks of deployments, VPC Lattice, managed instances.",
  enforcementLevel: "mandatory",
  severity: "critical",
  remediationSteps:
    "Let the role trust ecs.amazonaws.com (ec2.amazonaws.com for instances) and attach AWS's managed policy for that " +
    "use, or grant what the finding lists.",
  url: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/infrastructure_IAM_role.html",
  judge: (model) => [
    ...roleUseFindings(name, model, [
      ...namedUses(model),
      ...containerInstanceUses(model),
      ...externalInstanceUses(model),
    ]),
    ...unknownConfigurationFindings(name, model),
  ],
});

function namedUses(model: StackModel): RoleUse[] {
  return USES.flatMap(({ kind, find }) =>
    model.ofKind(kind).flatMap((resource) => find.flatMap((uses) => uses(model, resource))),
  );
}

/**
 * The roles of AWS Batch's compute environments, in which jobs run as tasks of ECS: that of the instances, by their profile,
 * of those that buy spot capacity, and of Batch itself. Only those that the stack has are judged.
 * https://docs.aws.amazon.com/batch/latest/userguide/instance_IAM_role.html
 * https://docs.aws.amazon.com/batch/latest/userguide/spot_fleet_IAM_role.html
 * https://docs.aws.amazon.com/batch/latest/userguide/service_IAM_role.html
 */
import { servicePrincipal } from "../../aws/service-principals";
import { ec2Of, profileRole } from "../../ecs/instance-profiles";
import { roleNamed } from "../../ecs/named-roles";
import type { AssumingService, RoleUse } from "../../ecs/role-use";
import { isRecord } from "../../graph/resources/plain";
import type { PlainResource, RoleReference, StackModel } from "../../graph/types";
import type { RequiredPermission } from "../../permissions/required-permission";
import { agentNeeds } from "./managed-instances";

const RESOURCES = "computeResources";
const BATCH: AssumingService = { name: "AWS Batch", principals: [servicePrincipal("batch")] };
const SPOT_FLEET: AssumingService = { name: "EC2 Spot Fleet", principals: [servicePrincipal("spotfleet")] };

export function computeEnvironmentUses(model: StackModel, environment: PlainResource): RoleUse[] {
  const { [RESOURCES]: given, serviceRole } = environment.props;
  const { instanceRole, spotIamFleetRole } = isRecord(given) ? given : {};
  const what = `compute environment ${environment.name}`;
  const use = (
    property: string,
    role: RoleReference | undefined,
    service: AssumingService,
    needs: (view: StackModel) => RequiredPermission[] = () => [],
  ) => useOf(environment, { what, property, role, service, needs });
  return [
    ...use(
      "instanceRole's role",
      profileRole(model, environment, RESOURCES, instanceRole),
      ec2Of(model),
      (view) => agentNeeds(view, `the instances of ${what}`, "*"),
    ),
    ...use("spotIamFleetRole", roleNamed(model, environment, RESOURCES, spotIamFleetRole), SPOT_FLEET),
    ...use("serviceRole", roleNamed(model, environment, "serviceRole", serviceRole), BATCH),
  ];
}

function useOf(
  by: PlainResource,
  { role, ...rest }: Omit<RoleUse, "by" | "role" | "needsRole" | "assumeContexts"> & { role?: RoleReference },
): RoleUse[] {
  if (role?.state !== "resolved") return [];
  const sent = { "aws:SourceAccount": null, "aws:SourceArn": null, "sts:ExternalId": null };
  return [{ ...rest, by, role, needsRole: true, assumeContexts: () => [sent] }];
}

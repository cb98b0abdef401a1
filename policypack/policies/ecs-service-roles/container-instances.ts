/** The roles that instances have which join a cluster by themselves. */
import { type ContainerInstances, containerInstancesOf } from "../../ecs/container-instances";
import { ec2Of } from "../../ecs/instance-profiles";
import type { RoleUse } from "../../ecs/role-use";
import type { StackModel } from "../../graph/types";
import { agentNeeds } from "./managed-instances";

/** What starts instances, and the role that these then have. */
export function containerInstanceUses(model: StackModel): RoleUse[] {
  return containerInstancesOf(model).map((each) => instanceUse(model, each));
}

function instanceUse(model: StackModel, { starter, role, cluster = "*" }: ContainerInstances): RoleUse {
  const what = `instances of ${starter.name}`;
  return {
    by: starter,
    what,
    property: "instance profile's role",
    role,
    service: ec2Of(model),
    needsRole: true,
    assumeContexts: () => [{ "aws:SourceAccount": null, "aws:SourceArn": null, "sts:ExternalId": null }],
    needs: (view) => agentNeeds(view, `the ${what}`, cluster),
  };
}

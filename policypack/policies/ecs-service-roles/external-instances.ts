/**
 * The roles of instances outside of AWS that run tasks (ECS Anywhere): Systems Manager hands them to whoever activates.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-anywhere-iam.html
 */
import { servicePrincipal } from "../../aws/service-principals";
import { sourceContexts } from "../../ecs/assume-role";
import { roleNamed } from "../../ecs/named-roles";
import type { AssumingService, RoleUse } from "../../ecs/role-use";
import type { PlainResource, StackModel } from "../../graph/types";
import { agentNeeds } from "./managed-instances";

const SERVICE: AssumingService = { name: "Systems Manager", principals: [servicePrincipal("ssm")] };

/** Of stacks with tasks for such instances: an activation may serve other machines. */
export function externalInstanceUses(model: StackModel): RoleUse[] {
  if (!runsExternally(model)) return [];
  return model.ofKind("activation").map((activation) => activationUse(model, activation));
}

function runsExternally(model: StackModel): boolean {
  const compatible = model.taskDefinitions.flatMap(({ resource }) => resource.props.requiresCompatibilities);
  const launched = model.ofKind("service").map(({ props }) => props.launchType);
  return [...compatible, ...launched].includes("EXTERNAL");
}

function activationUse(model: StackModel, activation: PlainResource): RoleUse {
  const what = `activation ${activation.name}`;
  const property = "iamRole";
  return {
    by: activation,
    what,
    property,
    role: roleNamed(model, activation, property, activation.props[property], true),
    service: SERVICE,
    needsRole: true,
    // https://docs.aws.amazon.com/systems-manager/latest/userguide/hybrid-multicloud-service-role.html
    assumeContexts: (view) => sourceContexts(view, "ssm"),
    needs: (view) => agentNeeds(view, `the instances of ${what}`, "*"),
  };
}

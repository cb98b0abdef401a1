/**
 * The roles of instances outside of AWS that run tasks (ECS Anywhere): Systems Manager hands them to whoever activates.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-anywhere-iam.html
 */
import { arnIn } from "../../aws/arn";
import { servicePrincipal } from "../../aws/service-principals";
import type { AssumeContext } from "../../ecs/assume-role";
import { roleNamed } from "../../ecs/named-roles";
import type { AssumingService, RoleUse } from "../../ecs/role-use";
import { scopeOf } from "../../graph/places/scope";
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
    assumeContexts: sourceContexts,
    needs: (view) => agentNeeds(view, `the instances of ${what}`, "*"),
  };
}

/** https://docs.aws.amazon.com/systems-manager/latest/userguide/hybrid-multicloud-service-role.html */
function sourceContexts(view: StackModel): [AssumeContext, ...AssumeContext[]] {
  const { account, region } = view;
  const common: AssumeContext = {
    ...(account === undefined ? {} : { "aws:SourceAccount": account }),
    "sts:ExternalId": null,
  };
  if (account === undefined || region === undefined) return [common];
  return [{ ...common, "aws:SourceArn": arnIn(scopeOf(view), "ssm", "*") }, common];
}

/**
 * Functions that ECS runs at the stages of a service's deployment.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-lifecycle-hooks.html
 */
import { arnIn } from "../../aws/arn";
import type { RoleUse } from "../../ecs/role-use";
import { scopeOf } from "../../graph/places/scope";
import { arnOf, nameOf } from "../../graph/resources/names";
import { isRecord, records, text } from "../../graph/resources/plain";
import { onlySource } from "../../graph/resources/sources";
import type { PlainResource, StackModel } from "../../graph/types";
import type { RequiredPermission } from "../../permissions/required-permission";
import { propertyUnknown } from "../../unknowns/property-unknown";
import { ecsRoleUse, need } from "./service-role-use";

const PROPERTY = "deploymentConfiguration";

/** A hook without a role, one that only pauses the deployment, has none that could be judged. */
export function hookUses(model: StackModel, service: PlainResource): RoleUse[] {
  const configuration = service.props[PROPERTY];
  const hooks = isRecord(configuration) ? records(configuration.lifecycleHooks) : [];
  return hooks.flatMap(({ roleArn, hookTargetArn }) => {
    if (roleArn === undefined || roleArn === null) return [];
    const what = `lifecycle hook of service ${service.name}`;
    const needs = (view: StackModel) => [invokeNeed(view, service, what, hookTargetArn)];
    const label = "lifecycleHooks.roleArn";
    return [ecsRoleUse(model, { by: service, what, property: PROPERTY, label, value: roleArn, needs })];
  });
}

function invokeNeed(
  view: StackModel,
  service: PlainResource,
  what: string,
  target: unknown,
): RequiredPermission {
  const arn = text(target) ?? arnBehind(view, service);
  return need(
    `call the function of the ${what}`,
    ["lambda:InvokeFunction"],
    [arn ?? arnIn(scopeOf(view), "lambda", "function:*")],
    { unknown: arn === undefined ? propertyUnknown(PROPERTY, service.name) : undefined },
  );
}

/** Of the only function that the configuration is made of, where its ARN is not known yet. */
function arnBehind(view: StackModel, service: PlainResource): string | undefined {
  const found = onlySource(view, service, PROPERTY, "function");
  if (!found) return undefined;
  const name = nameOf(found);
  return (
    arnOf(found) ?? (name === undefined ? undefined : arnIn(scopeOf(view), "lambda", `function:${name}`))
  );
}

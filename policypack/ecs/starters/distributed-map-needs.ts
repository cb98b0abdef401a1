import { arnIn } from "../../aws/arn";
import { scopeOf } from "../../graph/places/scope";
import { nameOf } from "../../graph/resources/names";
import type { PlainResource, StackModel } from "../../graph/types";
import type { RequiredPermission } from "../../permissions/required-permission";
import { propertyUnknown } from "../../unknowns/property-unknown";

/**
 * A Map in distributed mode runs its items as executions of the machine itself, which the machine's role starts and follows.
 * https://docs.aws.amazon.com/step-functions/latest/dg/iam-policies-eg-dist-map.html
 */
export function distributedMapNeeds(view: StackModel, machine: PlainResource): RequiredPermission[] {
  const name = nameOf(machine);
  const what = `the distributed Map of state machine ${machine.name}`;
  const need = (purpose: string, action: string, resource: string): RequiredPermission => ({
    kind: "run",
    purpose: `${purpose} (${what})`,
    actions: [`states:${action}`],
    resources: [arnIn(scopeOf(view), "states", resource)],
    ...(name === undefined ? { unknown: propertyUnknown("name", machine.name) } : {}),
  });
  return [
    need("start the executions of its items", "StartExecution", `stateMachine:${name ?? "*"}`),
    need("follow the executions of its items", "DescribeExecution", `execution:${name ?? "*"}:*`),
  ];
}

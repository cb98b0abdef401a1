import { arnIn, parseArn } from "../../policypack/aws/arn";
import { isPublicRegistry } from "../../policypack/aws/public-registries";
import { rolesOf } from "../../policypack/ecs/task-roles";
import { carrierOf, isOne } from "../../policypack/graph/resource-policies/carrier-arns";
import type { Principal, StackModel } from "../../policypack/graph/types";
import { bucketArnBehind } from "../../policypack/permissions/access-points";
import { executionNeeds } from "../../policypack/policies/ecs-task-can-start/execution-needs";
import { actionsToReadPolicy, carrierName } from "../account/resource-policies/live-policies";

/**
 * The ARNs of what the stack's tasks reach, that carries a policy and that the stack neither creates nor gives its policy:
 * what their roles are granted by name, and what starting them takes. In a fixed order; a registry is `repository/*`.
 */
export function reachedResources(model: StackModel): string[] {
  const arns = model.taskDefinitions.flatMap((task) => [
    // What AWS itself asks for lies in buckets of its own.
    ...executionNeeds(task, model).flatMap(({ resources, isOfService }) => (isOfService ? [] : resources)),
    ...rolesOf(task).flatMap(([, role]) => (role.state === "resolved" ? grantedTo(role.principal) : [])),
  ]);
  const carriers = arns
    .flatMap((arn) => [carrierOf(arn)?.arn ?? [], bucketArnBehind(model, arn) ?? []].flat())
    .filter((arn) => isOne(arn) && actionsToReadPolicy(arn) !== undefined && isElsewhere(model, arn));
  return [...new Set([...carriers, ...carriers.flatMap((arn) => registryOf(model, arn))])].sort();
}

function grantedTo({ documents }: Principal): string[] {
  const statements = documents.flatMap(({ reading }) =>
    reading.state === "known" ? reading.document.statements : [],
  );
  return statements
    .filter(({ effect, resources }) => effect === "Allow" && resources?.negated === false)
    .flatMap(({ resources }) => resources?.patterns ?? []);
}

/** Policies on log groups speak of services alone, and a registry of AWS's own is everybody's. */
function isElsewhere(model: StackModel, arn: string): boolean {
  if (carrierName(arn) === "log groups" || isPublicRegistry(parseArn(arn)?.account ?? "")) return false;
  const { origin, policies, possible } = model.resourcePolicies.on({ arn });
  return origin === "elsewhere" && policies.length + possible.length === 0;
}

/** Only the account itself is told the policy of its registry. */
function registryOf(model: StackModel, arn: string): string[] {
  const parsed = parseArn(arn);
  if (carrierName(arn) !== "repository" || !parsed || parsed.account !== model.account) return [];
  return [arnIn(parsed, "ecr", "repository/*")];
}

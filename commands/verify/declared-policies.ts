/** What the pack's config declares of the policies of resources. */
import { covers } from "../../policypack/evaluation/patterns/pattern";
import { isOne } from "../../policypack/graph/resource-policies/carrier-arns";
import type { External } from "../../policypack/graph/settings";
import type { Declaration } from "../project/pack-config";

/** An entry about a resource, or about several by a pattern. */
export interface PolicyDeclaration extends Declaration {
  external: External & { resource: string };
}

/** An entry about a VPC endpoint. */
export interface EndpointDeclaration extends Declaration {
  external: External & { vpcEndpoint: string };
}

export function endpointDeclarations(declarations: readonly Declaration[]): EndpointDeclaration[] {
  return declarations.filter(
    (each): each is EndpointDeclaration => typeof each.external.vpcEndpoint === "string",
  );
}

export function policyDeclarations(declarations: readonly Declaration[]): PolicyDeclaration[] {
  return declarations.filter((each): each is PolicyDeclaration => typeof each.external.resource === "string");
}

/** The entries about a resource. One about all repositories is of the registry alone where that has a policy. */
export function declaredOn(
  declarations: readonly Declaration[],
  arn: string,
  registryHasPolicy: boolean,
): PolicyDeclaration[] {
  return policyDeclarations(declarations).filter(({ external: { resource } }) =>
    resource === arn ? true : covers(resource, arn) && !(registryHasPolicy && isRegistry(resource)),
  );
}

/** Whether an ARN stands for all repositories of an account and Region. */
export function isRegistry(arn: string): boolean {
  return /^arn:[^:]+:ecr:[^:]*:[^:]*:repository\/\*$/.test(arn);
}

/** The ARNs of single resources that entries name. */
export function declaredResources(declarations: readonly Declaration[]): string[] {
  return policyDeclarations(declarations)
    .map(({ external: { resource } }) => resource)
    .filter((arn) => isOne(arn) || isRegistry(arn));
}

/** How messages call the place of an entry, e.g. `external[1].policy of ecs-task-can-start`. */
export function placeOfDeclaration({ policy, index }: Declaration, key: string): string {
  return `external[${index}].${key} of ${policy}`;
}

/** A document as config has it: an object, JSON text, or null for none. Text that is no JSON stays text. */
export function declaredDocument(value: unknown): unknown {
  if (typeof value !== "string") return value ?? undefined;
  try {
    return JSON.parse(value) as unknown;
  } catch {
    return value;
  }
}

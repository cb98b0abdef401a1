/** The policies of the organization that limit what the principals of an account may do. */
import type { Surroundings } from "../evaluation/decisions/surroundings";
import { text } from "../graph/resources/plain";
import { onlySource } from "../graph/resources/sources";
import type { PlainResource, StackModel } from "../graph/types";

/**
 * Those that config declares, and those that the stack attaches to the account, or to a unit or root that it shows the
 * account to lie in: elsewhere they limit other accounts, and none limits the management account. What else is attached is not
 * known, so that of these only what they deny counts.
 * https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps_evaluation.html
 */
export function organizationPolicies(
  model: StackModel,
  account: string | undefined,
): Pick<Surroundings, "serviceControl" | "denying"> {
  const { serviceControl, resourceControl } = model.declared;
  const attached = ofStack(model);
  const places =
    attached.length === 0 || account === undefined ? [] : [account, ...parentsOf(model, account)];
  const own = attached.filter(({ targets }) => targets.some(({ arn }) => places.includes(arn)));
  return { serviceControl, denying: own.length > 0 ? [...resourceControl, ...own] : resourceControl };
}

/** What the stack shows the account to lie in: the units around it, and the root. */
function parentsOf(model: StackModel, account: string): string[] {
  const accounts = model.ofKind("organization account").map((resource) => placeOf(model, resource));
  const units = model.ofKind("organizational unit").map((resource) => placeOf(model, resource));
  const found: string[] = [];
  let parent = accounts.find(({ id }) => id === account)?.parent;
  while (parent !== undefined && !found.includes(parent)) {
    found.push(parent);
    const within: string = parent;
    parent = units.find(({ id }) => id === within)?.parent;
  }
  return found;
}

function placeOf(model: StackModel, resource: PlainResource): { id?: string; parent?: string } {
  const { id, accountId, parentId, parentIds } = resource.props;
  const [first] = Array.isArray(parentIds) ? (parentIds as unknown[]) : [parentId];
  const source = onlySource(model, resource, "parentId", "organizational unit");
  return { id: text(accountId) ?? text(id), parent: text(first) ?? text(source?.props.id) };
}

type ResourcePolicies = StackModel["resourcePolicies"];

const indexed = new WeakMap<ResourcePolicies, ResourcePolicies["all"][number][]>();

function ofStack({ resourcePolicies }: StackModel) {
  const known = indexed.get(resourcePolicies);
  if (known) return known;
  const found = resourcePolicies.all.filter(({ on }) => on === "organization");
  indexed.set(resourcePolicies, found);
  return found;
}

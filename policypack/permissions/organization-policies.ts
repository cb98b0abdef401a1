/** The policies of the organization that limit what the principals of an account may do. */
import type { Surroundings } from "../evaluation/decisions/surroundings";
import type { StackModel } from "../graph/types";

/**
 * Those that config declares, and those that the stack attaches to the account itself. What else is attached to that is not
 * known, so that of these only what they deny counts.
 * https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps_evaluation.html
 */
export function organizationPolicies(
  model: StackModel,
  account: string | undefined,
): Pick<Surroundings, "serviceControl" | "denying"> {
  const { serviceControl, resourceControl } = model.declared;
  const own = ofStack(model).filter(({ targets }) => targets.some(({ arn }) => arn === account));
  return { serviceControl, denying: own.length > 0 ? [...resourceControl, ...own] : resourceControl };
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

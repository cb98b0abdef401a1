import { serviceOf } from "../../aws/resource-types";
import type { StackModel } from "../../graph/types";
import { typeRights } from "./table";

/** The types of AWS's resources in a stack that the table lacks, sorted. */
export function unlistedTypes(model: StackModel): string[] {
  const types = model.resources
    .filter((resource) => !model.isLookedUp(resource))
    .map(({ type }) => type)
    .filter((type) => serviceOf(type) !== undefined && typeRights(type) === undefined);
  return [...new Set(types)].sort();
}

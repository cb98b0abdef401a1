import { UNKNOWN } from "../evaluation/types";
import { givenName } from "../graph/resources/names";
import type { PlainResource, Principal, StackModel } from "../graph/types";

/** The role of the stack that a principal may be which the stack only attaches to: one whose name is not known yet. */
export function roleOfUnknownName({ urn, trust }: Principal, model: StackModel): PlainResource | undefined {
  if (urn !== undefined || trust) return undefined;
  return model.ofKind("role").find((role) => givenName(role) === UNKNOWN);
}

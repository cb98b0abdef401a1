/** The stack as it looks from the account and region of one of its resources. */
import type { PlainResource, Principal, StackModel } from "../types";

const views = new WeakMap<StackModel, Map<string, StackModel>>();

/**
 * The stack with a resource's own account, region and partition as those of the whole; one view for each place where
 * the resource may lie, the likeliest first. A stack of one account and region is its own view.
 */
export function seenFrom(model: StackModel, resource: PlainResource): StackModel[] {
  return model.placesOf(resource).map((place) => {
    const { account, region, partition } = place;
    if (account === model.account && region === model.region && partition === model.partition) return model;
    return viewOf(model, place);
  });
}

/** The first view in which all is in order, else the likeliest: what cannot be told need only be consistent. */
export function bestView(
  model: StackModel,
  resource: PlainResource,
  isInOrder: (view: StackModel) => boolean,
): StackModel {
  const all = seenFrom(model, resource);
  const [likeliest = model] = all;
  return all.length < 2 ? likeliest : (all.find(isInOrder) ?? likeliest);
}

/** The stack as a principal sees it that it creates; as a whole for one that it only names. */
export function viewOfPrincipal(
  model: StackModel,
  { urn }: Principal,
  isInOrder: (view: StackModel) => boolean,
): StackModel {
  const resource = urn === undefined ? undefined : model.byUrn(urn);
  return resource ? bestView(model, resource, isInOrder) : model;
}

/** The same view each time, as what is known of a model is kept with it. */
function viewOf(model: StackModel, place: Pick<StackModel, "partition" | "account" | "region">): StackModel {
  const known = views.get(model) ?? new Map<string, StackModel>();
  views.set(model, known);
  const key = JSON.stringify([place.partition, place.account, place.region]);
  const view = known.get(key) ?? { ...model, ...place };
  known.set(key, view);
  return view;
}

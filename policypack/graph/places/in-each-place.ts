/** Judging what depends on where a resource lies, in each account and Region where it may lie. */
import type { UnknownFact } from "../../unknowns/unknown-fact";
import type { AccountAndRegion, StackModel } from "../types";

/** What lies somewhere: a resource, or what the model has made of one. */
export interface Placed {
  urn?: string;
}

const views = new WeakMap<StackModel, Map<string, StackModel>>();

/**
 * Judges once for each account and Region where a resource may lie: mostly one. A fact is proven if it is in all of
 * them, violated if in none, and else unproven.
 *
 * @param of the task definition, principal or resource; one that the stack does not create lies where the stack does
 * @param judge is handed the stack as it looks from there: with the account, Region and partition as the stack's own
 */
export function inEachPlace<T>(model: StackModel, of: Placed, judge: (view: StackModel) => T): T[] {
  return placesOf(model, of).map((place) => judge(viewOf(model, place)));
}

/** What is found in each of those places, as it looks from the first; nothing where a place has nothing to find. */
export function foundInEachPlace<T>(model: StackModel, of: Placed, judge: (view: StackModel) => T[]): T[] {
  const places = inEachPlace(model, of, judge);
  return places.some(({ length }) => length === 0) ? [] : (places[0] ?? []);
}

function placesOf(model: StackModel, { urn }: Placed): AccountAndRegion[] {
  return model.accountsAndRegionsOf(urn === undefined ? undefined : model.byUrn(urn));
}

/** What is not known where something may lie in several places; none where its place is known. */
export function openPlace(model: StackModel, of: Placed): UnknownFact[] {
  const places = placesOf(model, of);
  const named = (part: "account" | "region") => [...new Set(places.map((place) => place[part] ?? "any"))];
  const [accounts, regions] = [named("account"), named("region")];
  if (accounts.length < 2 && regions.length < 2) return [];
  return [{ kind: "place", of: of.urn?.split("::").at(-1) ?? "the stack", accounts, regions }];
}

/** The same view each time, as what is known of a model is kept with it. */
function viewOf(model: StackModel, { partition, account, region }: AccountAndRegion): StackModel {
  if (account === model.account && region === model.region && partition === model.partition) return model;
  const known = views.get(model) ?? new Map<string, StackModel>();
  views.set(model, known);
  const key = JSON.stringify([partition, account, region]);
  const view = known.get(key) ?? { ...model, partition, account, region };
  known.set(key, view);
  return view;
}

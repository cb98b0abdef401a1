/** Missing permissions of what may lie in several accounts or Regions. */
import { arnFields } from "../aws/arn";
import { inEachPlace, openPlace, type Placed } from "../graph/places/in-each-place";
import type { StackModel } from "../graph/types";
import type { UnknownFact } from "../unknowns/unknown-fact";
import type { MissingPermission } from "./missing-permissions";

/**
 * What is missing wherever a task definition or a principal may lie. What is not missing in all of these places is
 * unproven; an ARN that differs from one to the other has `*` for what differs.
 *
 * @param judge what is missing in a stack that lies in one place
 */
export function missingInEachPlace(
  model: StackModel,
  of: Placed,
  judge: (view: StackModel) => MissingPermission[],
): MissingPermission[] {
  const [only = [], ...others] = inEachPlace(model, of, judge);
  if (others.length === 0) return only;
  const places = [only, ...others].map(byFact);
  const facts = new Set(places.flatMap((missing) => [...missing.keys()]));
  return [...facts].map((fact) => {
    const found = places.flatMap((missing) => missing.get(fact) ?? []);
    const merged = withCommonArns(found);
    const isEverywhere = found.length === places.length;
    return isEverywhere ? merged : unproven(merged, openPlace(model, of));
  });
}

/** One fact is what the same need asks for, whatever the ARN is in each place. */
function byFact(missing: MissingPermission[]): Map<string, MissingPermission> {
  const facts = new Map<string, MissingPermission>();
  for (const each of missing) {
    const fact = JSON.stringify([each.need.kind, each.need.purpose, each.action]);
    let key = fact;
    for (let number = 2; facts.has(key); number++) key = `${fact} ${number}`;
    facts.set(key, each);
  }
  return facts;
}

/** The one that is the least certain of these, on what their resources have in common. */
function withCommonArns(found: MissingPermission[]): MissingPermission {
  const chosen = found.find(({ decision }) => decision?.outcome === "unproven") ?? found[0]!;
  const resources = found.flatMap(({ resource }) => resource ?? []);
  if (new Set(resources).size < 2) return chosen;
  const { need } = chosen;
  const grantOn = need.grantOn?.map((_, index) =>
    commonArn(found.flatMap((each) => each.need.grantOn?.[index] ?? [])),
  );
  return { ...chosen, resource: commonArn(resources), need: { ...need, ...(grantOn && { grantOn }) } };
}

/** `arn:aws:logs:*:111122223333:log-group:a` of that group's ARNs in two Regions. */
function commonArn(arns: string[]): string {
  const [first = [], ...others] = arns.map(arnFields);
  return first.map((field, at) => (others.every((other) => other[at] === field) ? field : "*")).join(":");
}

function unproven(missing: MissingPermission, open: UnknownFact[]): MissingPermission {
  const { decision } = missing;
  if (!decision || decision.outcome === "unproven") return missing;
  return { ...missing, decision: { ...decision, outcome: "unproven", decidedBy: undefined, unknowns: open } };
}

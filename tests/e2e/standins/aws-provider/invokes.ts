import type { Props } from "./resource-type";

/** The data sources that programs ask; what is unknown does not reach a provider. */
export const INVOKES: Record<string, (args: Props) => Props> = {
  // Asked with what it is to answer: the account need not hold the role.
  "aws:iam/getRole:getRole": (role) => role,
  "aws:iam/getPolicyDocument:getPolicyDocument": (document) => ({
    json: JSON.stringify(withoutEmptyLists(document), undefined, 2),
  }),
};

/** As the data source leaves them out of the JSON. */
function withoutEmptyLists(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutEmptyLists);
  if (typeof value !== "object" || value === null) return value;
  const kept = Object.entries(value).filter(([, each]) => !(Array.isArray(each) && each.length === 0));
  return Object.fromEntries(kept.map(([key, each]) => [key, withoutEmptyLists(each)]));
}

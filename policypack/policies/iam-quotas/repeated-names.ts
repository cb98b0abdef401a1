/** Names that several resources of a stack claim. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html */
import { accountAndRegionOf } from "../../graph/places/account-and-region";
import { arnOf, nameOf } from "../../graph/resources/names";
import type { PlainResource, StackModel } from "../../graph/types";

/** What IAM knows by name within an account, whatever the path and letter case; inline policies are named elsewhere. */
const UNIQUE = ["role", "user", "group", "managed policy", "instance profile"] as const;

export interface SharedName {
  kind: string;
  /** As the first of the resources writes it. */
  name: string;
  /** Two or more, in the order of their URNs. */
  resources: PlainResource[];
}

/** The names that IAM will refuse to give a second time. Resources that were looked up (`Role.get`) may share one. */
export function sharedNames(model: StackModel): SharedName[] {
  const claims = new Map<string, SharedName>();
  for (const kind of UNIQUE) {
    for (const resource of model.ofKind(kind)) {
      const name = nameOf(resource);
      if (name === undefined) continue;
      const key = JSON.stringify([kind, name.toLowerCase(), resource.provider?.urn]);
      const claim = claims.get(key) ?? { kind, name, resources: [] };
      claim.resources.push(resource);
      claims.set(key, claim);
    }
  }
  return [...claims.values()].filter(({ resources }) => resources.length > 1 && collide(resources));
}

/** Where all exist already they are one and the same; where they lie in two accounts they are not. */
function collide(resources: PlainResource[]): boolean {
  const accounts = new Set(resources.flatMap((resource) => accountAndRegionOf(resource).account ?? []));
  const isNew = (resource: PlainResource) => arnOf(resource) === undefined;
  return accounts.size <= 1 && resources.some(isNew);
}

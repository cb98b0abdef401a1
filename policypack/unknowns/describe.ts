import { attaching, idTextOf } from "./id-text";
import { listed } from "./listed";
import type { OfContainers, UnknownFact } from "./unknown-fact";

const OF_CONTAINERS: Record<OfContainers, string> = {
  images: "the images that are pulled",
  logs: "the log groups that are written",
  "new-log-groups": "whether log groups are to be created",
  secrets: "the secrets and parameters that are read",
  files: "the files that are fetched",
};

/**
 * A fact as a noun phrase for messages, e.g. `condition key aws:SourceVpce of MLPlatformECSTaskPolicy`. Most kinds are
 * worded as in ids of findings. Ids never change; so a kind that is to read better gets its own words here.
 */
export function describeUnknown(fact: UnknownFact): string {
  switch (fact.kind) {
    case "attached-to-no-name": {
      const kind = fact.principalKind;
      return `${attaching(fact.attaching)} the ${kind} ${JSON.stringify(fact.value)}, which is not a ${kind}'s name`;
    }
    case "boundary-no-arn":
      return `the permissions boundary of "${fact.principal}", which is not a policy's ARN`;
    case "containers":
      return fact.open
        ? `${idTextOf(fact)}, and with it ${listed(fact.open.map((part) => OF_CONTAINERS[part]))}`
        : idTextOf(fact);
    default:
      return idTextOf(fact);
  }
}

/** Each fact once, in their order. */
export function withoutRepeats(facts: readonly UnknownFact[]): UnknownFact[] {
  return [...new Map(facts.map((fact) => [idTextOf(fact), fact])).values()];
}

/** Each fact once, in an order that does not depend on that of the resources. */
export function sorted(facts: readonly UnknownFact[]): UnknownFact[] {
  return withoutRepeats(facts)
    .map((fact) => [idTextOf(fact), fact] as const)
    .sort(([one], [other]) => (one < other ? -1 : one > other ? 1 : 0))
    .map(([, fact]) => fact);
}

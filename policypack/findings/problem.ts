import type { UnknownFact } from "../unknowns/unknown-fact";
import type { FindingPlace } from "./place";
import type { SharedCause } from "./shared-causes";

/** Something that AWS would refuse, or of which nothing is known, before a rule makes a finding of it. */
export type Problem = Said & ({ verdict: "violated" } | { verdict: "unproven"; unknowns: UnknownFact[] });

interface Said {
  /** What makes it this one among the problems of a resource; ids are made of it, so it never changes. */
  key: string;
  /** Set where AWS takes it and does not do what it seems to ask for. */
  level?: "advisory";
  /** What is wrong, as the rule's sentence takes it: a clause without the resource, e.g. `container app has no image`. */
  message: string;
  remedy: string;
  /** Where in the resource its cause stands. */
  place?: FindingPlace;
  /** Set where other rules meet the same cause and leave it to this problem. */
  sharedCause?: SharedCause;
}

/** A problem that is certain. */
export function violated(key: string, message: string, remedy: string, place?: FindingPlace): Problem {
  return { key, verdict: "violated", message, remedy, ...(place && { place }) };
}

/** What AWS takes, though hardly as it is meant: said, and never in the way. */
export function advice(key: string, message: string, remedy: string): Problem {
  return { ...violated(key, message, remedy), level: "advisory" };
}

/** @param what a noun phrase for what the preview leaves open, e.g. `the cpu` */
export function unproven(key: string, what: string): Problem {
  return {
    key,
    verdict: "unproven",
    unknowns: [{ kind: "part", part: what }],
    message: `${what} is unknown at preview`,
    remedy: "Give a value that is known at preview.",
  };
}

/** What is known of an identity provider that all its customers share: by which claims a token says of whom it is. */

/** How many tokens of a provider meet a condition. From few to many. */
export type Reach = "project" | "organization" | "anyone";

const ORDER: Reach[] = ["project", "organization", "anyone"];

/** The fewer: of conditions that must all be met. */
export function narrower(one: Reach, other: Reach): Reach {
  return ORDER[Math.min(ORDER.indexOf(one), ORDER.indexOf(other))] ?? one;
}

/** The more: of values of which one is enough. */
export function wider(one: Reach, other: Reach): Reach {
  return ORDER[Math.max(ORDER.indexOf(one), ORDER.indexOf(other))] ?? one;
}

/** What a condition asks of a claim. */
export interface Asked {
  /** In lower case, without the provider. */
  claim: string;
  /** What stands before the first wildcard. */
  fixed: string;
  /** There is no wildcard. */
  isWhole: boolean;
}

export interface Platform {
  /** Its issuers, as the ARNs of their providers end. */
  issuer: Pick<RegExp, "test">;
  /** Whose tokens these are, where nothing limits them: `any repository of GitHub`. */
  any: string;
  /** The same of one organization. */
  anyOfOne: string;
  /** What to ask for. */
  remedy: string;
  /** How many have tokens of the issuer. */
  reach(issuer: string): Reach;
  reachOf(asked: Asked): Reach;
  /** Whoever has a token may have had it made for any audience. */
  isForAnyAudience: boolean;
}

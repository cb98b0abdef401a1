/** What decides a request beside the documents of the principal that makes it. */
import type { NamedDocument, UnknownAccess } from "../types";
import type { Requester } from "./principal-match";

/** What decides a request from the side of the resource that it names. */
export interface ResourceSide {
  /** The policies of the resource, and the grants of a key. */
  documents: readonly NamedDocument[];
  /** Why these are not completely known. */
  unknowns: readonly UnknownAccess[];
  /**
   * `either`: within one account the principal's policies or the resource's grant. `key`: a KMS key's policy must grant, by
   * itself or by handing over to the account.
   */
  rule: "either" | "key";
  /** Whether the requester is of the resource's account; undefined where that is not known. */
  isSameAccount: boolean | undefined;
  /** A key without a policy of its own, or one that is managed elsewhere in the account: it hands over. */
  handsOver?: boolean;
  /** How messages call the resource, e.g. `the key secrets`. */
  name: string;
}

/** What lies behind what a request names, and must let it through as well: behind an access point the bucket. */
export interface Behind {
  /** The ARN, or pattern, by which the policies there know what is asked for. */
  resource: string;
  side: ResourceSide;
}

/** The documents beside the principal's own; what is not known of is left out and takes part in nothing. */
export interface Surroundings {
  requester?: Requester;
  resource?: ResourceSide;
  behind?: Behind;
  /** Service control policies, level by level from the organization's root: each level must let the request through. */
  serviceControl?: readonly NamedDocument[][];
  /** Policies of the organization of which only what they deny counts: resource control policies, and others in part. */
  denying?: readonly NamedDocument[];
  /** Policies of the VPC endpoints by which the request goes: each must let it through. */
  endpoints?: readonly NamedDocument[];
}

/** For requests that nothing decides but the principal's own documents, as far as is known. */
export const ALONE: Surroundings = {};

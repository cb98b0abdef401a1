/** A principal that is managed elsewhere, as the pack's config declares it; `verify` holds it against the account. */
export interface ExternalPrincipal {
  /** `role/NAME`, `user/NAME` or `group/NAME`. */
  principal: string;
  /** Its policy documents, as objects or JSON text. */
  documents?: unknown[];
  /** Names or ARNs of AWS managed policies that are attached to it. */
  awsManagedPolicies?: string[];
  /** A role's trust document. */
  trust?: unknown;
  tags?: Record<string, string>;
}

/** What config tells of the stack's surroundings; every stack policy takes these keys. */
export interface StackSettings {
  account?: string;
  region?: string;
  partition?: string;
  external?: ExternalPrincipal[];
}

import type { NamedDocument } from "../evaluation/types";

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
  /** Its permissions boundary. */
  boundary?: unknown;
}

/** What lies around the stack and decides on its requests, as the pack's config declares it. */
export interface ExternalSurroundings {
  /** A resource's ARN, or a pattern of them, with the policy that stands on it; null where it has none. */
  resource?: string;
  policy?: unknown;
  /** A VPC endpoint by its service (`ecr.dkr`) or id, with its policy. */
  vpcEndpoint?: string;
  endpointPolicy?: unknown;
  /** The id of the organization of the stack's account. */
  organization?: string;
  /** Level by level from the root of the organization. */
  serviceControlPolicies?: unknown[][];
  resourceControlPolicies?: unknown[];
  /** Context keys that all requests of tasks carry, e.g. `aws:SourceVpce`. */
  requests?: Record<string, string | string[]>;
}

/** One entry of `external`. */
export type External = Partial<ExternalPrincipal> & ExternalSurroundings;

/** Whether the entry is about a principal. */
export function isExternalPrincipal(external: External): external is External & ExternalPrincipal {
  return external.principal !== undefined;
}

/** What config tells of the stack's surroundings; every stack policy takes these keys. */
export interface StackSettings {
  account?: string;
  region?: string;
  partition?: string;
  external?: External[];
}

/** Context keys with their values. */
export type ContextValues = Record<string, string | string[]>;

/** What config declares of the surroundings, read. */
export interface DeclaredSurroundings {
  /** The stack's account. */
  account?: string;
  /** The policies of resources that the stack does not create, by ARN. */
  policiesOn(arn: string): NamedDocument[];
  /** Level by level from the organization's root. */
  serviceControl: NamedDocument[][];
  resourceControl: NamedDocument[];
  /** Of the endpoints for a service (`ecr.dkr`), or with that id. */
  endpointPolicies(serviceOrId: string): NamedDocument[];
  /** What requests carry of the organization that the principal's account is of. */
  organization: ContextValues;
  /** What all requests of tasks carry. */
  requests: ContextValues;
}

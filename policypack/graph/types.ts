/** The stack as the rules see it: principals with their documents, task definitions, and what those name. */
import type { SharedCause } from "../findings/shared-causes";
import type { PrincipalKind } from "../aws/iam-arn";
import type { PolicyCarrier, ResourceKind } from "../aws/resource-type";
import type { Access, NamedDocument, Unknown } from "../evaluation/types";
import type { UnknownFact } from "../unknowns/unknown-fact";
import type { DeclaredSurroundings } from "./settings";

/**
 * A resource as the engine hands it over, made plain: no proxies, `UNKNOWN` where a value is not known yet.
 * From `validateResource` these are inputs, from `validateStack` outputs.
 */
export interface PlainResource {
  urn: string;
  type: string;
  name: string;
  props: Record<string, unknown>;
  /** Property to the URNs of the resources it was computed from; filled at preview too. */
  propertyDependencies: Record<string, string[]>;
  dependencies: string[];
  parent?: string;
  provider?: { urn: string; type: string; name: string; props: Record<string, unknown> };
  /** At a preview that does not know everything: an invoke may have left out of its answer what it did not know. */
  mayHaveLostValues?: boolean;
}

export interface Principal extends Access {
  kind: PrincipalKind;
  /** Physical name; for a role whose name AWS will generate, the Pulumi name. */
  name: string;
  /** `role/NAME`, `user/NAME`, `group/NAME`: how config and findings call it (without the path). */
  id: string;
  /** Unknown while the account is not known. */
  arn?: string;
  /** The Pulumi resource; undefined where the stack attaches to a principal that it does not create. */
  urn?: string;
  /** Roles that the stack creates have one; a role managed elsewhere has one only if config declares it. */
  trust?: NamedDocument;
  /** Tags for `aws:PrincipalTag/…`; UNKNOWN for a principal managed elsewhere. */
  tags: Record<string, string> | Unknown;
  /** Ids of the groups whose documents a user has; those documents are in `documents` already. */
  groups: string[];
  /** How many managed policies are attached, resolved or not; those of a user's groups are not among them. */
  attachedPolicies?: number;
}

/** What a property that should name a role comes to. */
export type RoleReference =
  | { state: "none" }
  /** A role of the stack, or one that the stack attaches to or config declares. */
  | { state: "resolved"; principal: Principal; arn?: string }
  /** A known ARN or name of a role about which nothing is known. */
  | { state: "elsewhere"; arn: string }
  | { state: "unknown" }
  | { state: "malformed"; value: unknown };

export interface TaskDefinition {
  urn: string;
  family: string;
  taskRole: RoleReference;
  executionRole: RoleReference;
  /** `containerDefinitions` decoded (with UNKNOWN inside where parts are), or why that is not possible. */
  containers:
    | { state: "known"; containers: Record<string, unknown>[] }
    /** All of them but those that are known. */
    | { state: "unknown"; known: Record<string, unknown>[] }
    | { state: "malformed"; message: string };
  /** Whether tasks run on Fargate; undefined if that is not known. */
  fargate: boolean | undefined;
  tagged: boolean;
  resource: PlainResource;
}

/** The policy of a resource, read. A grant of a key and a permission of a function are such policies, too. */
export interface ResourcePolicy extends NamedDocument {
  kind: "resource";
  /** The resource of the stack that carries it. */
  urn: string;
  /** The property there that has the document. */
  path: string;
  /** What kind of thing it stands on; `organization` and `vpc endpoint` limit, and grant nothing. */
  on: PolicyCarrier;
  /** Of `organization`: a resource control policy, which limits what may be done to resources; else a service control policy. */
  isOfResources?: boolean;
  /** What it stands on: mostly one. None of an organization's policy that the stack attaches to nothing. */
  targets: PolicyTarget[];
  /** Beside it others may stand on the same thing (grants, permissions); of all others the last one written holds alone. */
  isAddition: boolean;
}

/** What a policy stands on. */
export interface PolicyTarget {
  /** The resource of the stack, where it is one. */
  resource?: PlainResource;
  /**
   * Its ARN, with `*` for what is not known of it; `arn:aws:s3:::*` where nothing is. Of an organization's policy the id of
   * an account, a unit or the root, as AWS has it.
   */
  arn: string;
  /** Set where it is not known which one it is: `arn` then covers all that it may be. */
  unknown?: UnknownFact;
}

/** What is asked about: a resource of the stack, or an ARN that a request names. */
export interface PolicySubject {
  /** As requests name it: an object, an index, a version of a function and so on are looked up by what carries the policy. */
  arn?: string;
  /** The resource of the stack, where it is known to be that one. */
  resource?: PlainResource;
}

/** What is known of the policies on one resource. */
export interface PoliciesOnResource {
  /**
   * `created`: by this stack, so that `policies` and `possible` are all that there are; without one it has AWS's default (a
   * key delegates to its account, all else grants and denies nothing). `looked up`: read into the stack, which does
   * not create it; a policy among its outputs is the real one. `elsewhere`: the stack knows no more than what it names.
   */
  origin: "created" | "looked up" | "elsewhere";
  /** The resource of the stack, where it is one. */
  resource?: PlainResource;
  /** The policies that stand on it for certain. */
  policies: ResourcePolicy[];
  /**
   * Those that may stand on it: what they stand on is not known, only a part of what is asked for is theirs, or several are
   * written in place of one another.
   */
  possible: ResourcePolicy[];
}

/** The policies of resources in a stack, of endpoints and organizations, too; none of principals. */
export interface ResourcePoliciesOfStack {
  /** Every one, in an order that does not depend on that of the resources. */
  readonly all: readonly ResourcePolicy[];
  /** Those on one resource: they decide on a request for it beside the policies of who makes it. */
  on(subject: PolicySubject): PoliciesOnResource;
  /** Who makes a resource; see `PoliciesOnResource`. */
  originOf(resource: PlainResource | undefined): PoliciesOnResource["origin"];
}

/** An account and a Region with their partition, each undefined where it is not known. */
export interface AccountAndRegion {
  partition?: string;
  /** Twelve digits. */
  account?: string;
  /** E.g. `eu-west-1`. */
  region?: string;
}

/** Account, Region and partition are those of the stack as a whole; undefined where nothing tells, or not all of it agrees. */
export interface StackModel extends AccountAndRegion {
  resources: PlainResource[];
  principals: Principal[];
  /** One for each document of the stack that belongs to somebody of whom not even the name is known. */
  unnamedPrincipals: Principal[];
  /** By id (`role/NAME`, letter case as IAM has it: names are unique without regard to it). */
  principal(id: string): Principal | undefined;
  taskDefinitions: TaskDefinition[];
  resourcePolicies: ResourcePoliciesOfStack;
  /** What config tells of the stack's surroundings. */
  declared: DeclaredSurroundings;
  /** The resources of some kinds, e.g. `secret`, whichever provider makes them. */
  ofKind(...kinds: ResourceKind[]): readonly PlainResource[];
  /** The resources of a kind that AWS knows by that name; without one those whose name is not known. */
  named(kind: ResourceKind, name: string | undefined): readonly PlainResource[];
  byUrn(urn: string): PlainResource | undefined;
  /**
   * Where a resource, or without one the stack as a whole, may lie: each possible account and Region where what tells of
   * them disagrees. Rules judge by `inEachPlace`.
   */
  accountsAndRegionsOf(resource?: PlainResource): AccountAndRegion[];
  /** What need not be said again. */
  reported: Reported;
  /** Of each resource whose inputs were seen, the properties that the program set; none where no inputs were. */
  inputs: ReadonlyMap<string, ReadonlySet<string>>;
  /** Whether the program only looks the resource up; never, where no inputs were seen. */
  isLookedUp(resource: PlainResource): boolean;
}

/**
 * What the rules on single resources have reported in this run, at mandatory level: so they have at the engine's
 * previews, and not where a stack is judged by itself, or where config disables, lowers or exempts what they say.
 */
export interface Reported {
  /** Whether a rule has reported the cause, so that others need not. */
  cause(cause: SharedCause): boolean;
}

/**
 * The vocabulary of evaluation: IAM documents as parsed, the request that is judged, and the decision on it.
 * Nothing here knows Pulumi.
 */

import type { UnknownFact } from "../unknowns/unknown-fact";

/** Stands wherever the engine does not know a value yet, at any depth of a plain value. */
export const UNKNOWN: unique symbol = Symbol.for("ecs-task-permissions:unknown");
export type Unknown = typeof UNKNOWN;

/** A document's `Version`: 2008 documents know no policy variables. Documents without one are 2008. */
export type DocumentVersion = "2012-10-17" | "2008-10-17";

export interface PolicyDocument {
  version: DocumentVersion;
  statements: Statement[];
}

/** `Action`/`NotAction` or `Resource`/`NotResource`: the patterns as written. */
export interface PatternList {
  negated: boolean;
  patterns: string[];
}

export interface Statement {
  /** Position in the document, from 0. */
  index: number;
  sid?: string;
  effect: "Allow" | "Deny";
  actions: PatternList;
  /** Absent in a trust document, and where the policy of a resource leaves it out: that resource is meant. */
  resources?: PatternList;
  /** Present in a trust document and in the policy of a resource only: type (`AWS`, `Service`, `Federated`, `CanonicalUser`, `*`) to values. */
  principals?: { negated: boolean; values: Record<string, string[]> };
  conditions: Condition[];
  /**
   * Some part of the statement is unknown at preview. The other fields then hold the most that it could be (unknown
   * resources as `*`, unknown conditions as none): such an Allow grants nothing for certain and may grant all of
   * that; such a Deny may deny all of that.
   */
  unknown: boolean;
  /** Which parts those are; of an element that the document lacks as a whole none. */
  unknownParts?: StatementPart[];
}

export type StatementPart = "actions" | "resources" | "principals" | "conditions";

/** One operator and key of a `Condition` block, e.g. `ForAnyValue:StringLikeIfExists`. */
export interface Condition {
  operator: string;
  key: string;
  values: string[];
}

export interface DocumentProblem {
  /** Where in the document, e.g. `Statement[2].Action`. */
  path: string;
  message: string;
}

/** What came of reading a document; only `known` says what it allows. */
export type Reading =
  | { state: "known"; document: PolicyDocument }
  /** `because`: why it is not known; by default the engine does not know it yet. */
  | { state: "unknown"; because?: UnknownFact }
  | { state: "malformed"; problems: DocumentProblem[] };

export type DocumentKind =
  "customer-managed" | "aws-managed" | "inline" | "boundary" | "trust" | "external" | "resource";

/** A document with the name by which findings call it. */
export interface NamedDocument {
  /** The policy's own name, e.g. `MLPlatformECSTaskPolicy`; for an AWS managed policy its ARN's last part. */
  name: string;
  kind: DocumentKind;
  /** The Pulumi resource that carries it, if one does. */
  urn?: string;
  reading: Reading;
}

/** A reason why a principal's documents are not completely known: an attachment that names nothing known, say. */
export interface UnknownAccess {
  fact: UnknownFact;
  /** The resource to point at. */
  urn?: string;
  /** The ARN of the policy whose document is missing, where that is known. */
  policyArn?: string;
  /**
   * True where the missing document cannot deny, so that what other documents allow stays allowed
   * (an AWS managed policy of which the catalogue knows that it denies nothing).
   */
  deniesNothing?: boolean;
}

/** Everything on the identity side that decides what a principal may do. */
export interface Access {
  documents: NamedDocument[];
  /** Undefined: no boundary is set. */
  boundary?: NamedDocument;
  unknowns: UnknownAccess[];
}

/**
 * What is known of one context key: its values, that requests carry no such key, or nothing. `isFixedLater`: the stack
 * fixes it by something that the engine does not know yet. `oneOf`: requests carry one of these values; `within`: one that this
 * pattern matches. `isOptional`: they carry the key only where their sender asks for what it stands for, as for an ACL.
 */
export type ContextValue =
  | { state: "present"; values: string[] }
  | { state: "absent" }
  | { state: "unknown"; isFixedLater?: boolean; oneOf?: string[]; within?: string; isOptional?: boolean };

/** Answers for a context key, in any letter case. Keys that nothing fixes are `unknown`. */
export type RequestContext = (key: string) => ContextValue;

export interface AccessRequest {
  /** One action, e.g. `dynamodb:UpdateItem`. */
  action: string;
  /**
   * An ARN, a pattern (then all that it matches is meant), or `*` for actions that take no resource. Every resource
   * of an action that takes one is `arn:*`: a Deny on some ARN leaves `*` alone, and a part of `arn:*` denied.
   */
  resource: string;
  context: RequestContext;
}

export interface StatementRef {
  document: NamedDocument;
  statement: Statement;
}

export type Outcome =
  /** Some statement always allows it, nothing can deny it, the boundary allows it. */
  | "allowed"
  /** No statement allows it (or only where a condition fails). */
  | "implicitly-denied"
  /** A Deny applies to it, or to a part of the resources asked for. */
  | "explicitly-denied"
  /** Allowed by the policies, not by the permissions boundary. */
  | "boundary-denied"
  /** Not by the policy of the resource, which must as well: that of a key, or of a resource of another account. */
  | "resource-denied"
  /** The organisation's service control policies do not let it through. */
  | "organization-denied"
  /** A VPC endpoint's policy does not let it through. */
  | "endpoint-denied"
  /** Neither: see `unknowns`. */
  | "unproven";

/** A statement that is about the request and still does not decide it, with the reason in words. */
export interface NearMiss extends StatementRef {
  why: string;
}

export interface Decision {
  outcome: Outcome;
  /** The Allow that grants, or the Deny that refuses. */
  decidedBy?: StatementRef;
  /** The statement of the resource's policy that grants as well where both sides must. */
  decidedWith?: StatementRef;
  /** The documents that must allow and do not: of the boundary, the resource, the organisation, an endpoint. */
  withheldBy?: readonly NamedDocument[];
  /** Where the policy of a resource withholds: how messages call that one, and by which ARN it knows what is asked for. */
  withheldOn?: { name: string; resource: string };
  /** Why an allowing statement does not apply (other resource, condition fails, …); helps to write the remedy. */
  nearMisses: NearMiss[];
  /** For `unproven`: what is not known. */
  unknowns: UnknownFact[];
}

/** An Allow that may grant an action in some request (upper bound: unknown conditions count as met). */
export interface Grant extends StatementRef {
  /** The statement's resources, less what unconditional Denies and the boundary take away for certain. */
  resources: PatternList;
  /** Conditions that the given context leaves open; empty if the grant holds always. */
  openConditions: Condition[];
}

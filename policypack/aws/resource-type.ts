/** What the pack knows of a type of resources; see the table in `resource-types.ts`. */
import type { PrincipalKind } from "./iam-arn";

/** What a resource is in AWS's words, whichever provider makes it. */
export type ResourceKind =
  | PrincipalKind
  | "managed policy"
  | "inline policy"
  /** Attaches one managed policy: to one principal, or to all that its `roles`, `users` and `groups` name. */
  | "policy attachment"
  /** Everything that one principal has attached, or has inline: the provider takes away all else. */
  | "attached policies"
  | "inline policies"
  /** The users of one group. */
  | "group members"
  /** The groups of one user. */
  | "groups of a user"
  | "instance profile"
  | "task definition"
  | "service"
  | "cluster"
  | "log group"
  | "repository"
  /** By which ECR fetches images of another registry. */
  | "pull-through rule"
  | "secret"
  | "parameter"
  | "key"
  | "key alias"
  | "table"
  | "queue"
  | "bucket"
  | "bucket encryption"
  /** One tag of a resource, kept apart from it. */
  | "tag"
  | "event rule"
  | "event target"
  | "schedule"
  | "schedule group"
  | "pipe"
  | "api integration"
  | "state machine"
  | "pipeline"
  | "deployment group"
  | "job definition"
  | "compute environment"
  | "express service"
  | "capacity provider"
  | "auto scaling group"
  | "launch template"
  | "launch configuration"
  | "instance"
  /** Of instances outside of AWS. */
  | "activation"
  | "listener rule"
  | "certificate authority"
  | "key policy"
  | "key grant"
  /** Gives something else its policy. */
  | "resource policy"
  | "access point"
  | "topic"
  | "topic subscription"
  | "bucket notification"
  | "stream"
  | "file system"
  | "domain"
  | "function"
  | "function permission"
  | "vpc endpoint"
  | "vpc"
  | "subnet"
  | "route table"
  /** Of a subnet. */
  | "route table association"
  /** Of a VPC endpoint. */
  | "endpoint route table"
  | "organization policy"
  | "organization policy attachment"
  /** An account of an organization, and what accounts lie in. */
  | "organization account"
  | "organizational unit";

/** What a policy stands on that no principal has. */
export type PolicyCarrier =
  | "bucket"
  | "access point"
  | "key"
  | "secret"
  | "repository"
  /** All repositories of an account and Region. */
  | "registry"
  | "queue"
  | "topic"
  | "table"
  | "stream"
  | "file system"
  /** Log groups of an account and Region. */
  | "log groups"
  | "domain"
  | "function"
  /** What goes through it, whatever it is about. */
  | "vpc endpoint"
  /** Accounts, units of accounts, or all of an organization. */
  | "organization";

/** A policy that a resource carries, of its own or of another resource. */
export interface ResourcePolicyProperty {
  on: PolicyCarrier;
  /** The property with the document, with dots where it is nested; none where other properties make up for one. */
  document?: string;
  /** The property that names what the policy stands on; none where that is the resource itself, or all there are. */
  names?: string;
  /** The resource is nothing but the policy, so that the document must be there. */
  isOwn?: boolean;
}

/** A principal that a property names. */
export interface NamedPrincipal {
  kind: PrincipalKind;
  property: string;
}

export interface ResourceType {
  /** Pulumi's token for it. */
  type: string;
  is: ResourceKind;
  /** The property with the name that AWS knows it by. */
  name?: string;
  /** The output with its ARN. */
  arn?: string;
  /** The one principal that it is, or to which it gives something, and the property that names that. */
  principal?: NamedPrincipal;
  /** The property with a role's trust policy. */
  trust?: string;
  /** The property with the one document that grants something to principals. */
  document?: string;
  /** The policy that stands on the resource, or that it gives another one. */
  resourcePolicy?: ResourcePolicyProperty;
  /** The property that lists a principal's inline policies, and those of each entry. */
  inlinePolicies?: { property: string; name: string; document: string };
  /** The property with the ARN of the one managed policy that it attaches. */
  policyArn?: string;
  /** The property with the ARNs of all managed policies that it attaches. */
  policyArns?: string;
  /** The property with the ARN of a principal's permissions boundary. */
  boundary?: string;
  /** The property that lists the groups of a user. */
  groups?: string;
  /** The provider takes away what its lists do not name. */
  isExclusive?: boolean;
  /** Properties that AWS or the provider fills in where the program does not set them. */
  computed?: string[];
}

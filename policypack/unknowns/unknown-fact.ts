/**
 * What is not known, as data: made where it is noticed, worded by `describeUnknown`, answered by `remedyFor`, and told apart by
 * `resolutionOf`. A kind that is added here is asked for in each of them by the compiler.
 */
export type UnknownFact =
  DocumentUnknown | AttachmentUnknown | BoundaryUnknown | TaskUnknown | SettingUnknown;

/**
 * Why a value is not there to be judged: the engine does not know it yet, the program does not give it, or gives
 * something of another type or form.
 */
export type ValueState = "unknown" | "missing" | "wrong";

/** A statement as everything that people read calls it: by its Sid, else by its position in the document, from 0. */
export interface StatementName {
  sid?: string;
  index: number;
}

/** Of documents, and of statements in them. `document` is a policy's name. */
export type DocumentUnknown =
  | { kind: "document"; document: string }
  | { kind: "malformed-document"; document: string; problem?: PlacedProblem }
  | { kind: "trust-policy" }
  | { kind: "malformed-trust-policy"; problem?: PlacedProblem }
  /** The role is managed elsewhere, and config does not declare its trust policy. */
  | { kind: "trust-policy-elsewhere"; role: string }
  /** Without a document: of the trust policy that is judged. */
  | { kind: "statement-part"; statement: StatementName; document?: string }
  /** It reaches some of what is asked for, and whether all of it is not to be told. */
  | { kind: "statement-extent"; statement: StatementName; document: string }
  /** Whether its `Principal` names who asks. `isFixedLater`: the engine does not know yet who that is. */
  | { kind: "statement-principal"; statement: StatementName; document: string; isFixedLater?: boolean }
  /** Of a resource of another account. `resource`: its ARN. */
  | { kind: "resource-policy-elsewhere"; resource: string }
  /** Whether it is of the account of who asks. `resource`: as messages call it. */
  | { kind: "resource-account"; resource: string }
  /** `isFixedLater`: by something of the stack that the engine does not know yet. */
  | { kind: "condition-key"; key: string; document: string; isFixedLater?: boolean }
  | { kind: "trust-condition-key"; key: string; statement: StatementName; isFixedLater?: boolean }
  | { kind: "policy-variable"; key: string; document: string; isFixedLater?: boolean }
  /** AWS does not say whether requests carry these keys. */
  | { kind: "undocumented-keys"; keys: string[] };

/** What is wrong in a document, and where; the path is empty for the whole document. */
export interface PlacedProblem {
  path: string;
  message: string;
}

/** What a resource does with a policy to the principal that it names. */
export type Attaching = { by: string; does: "attach"; policy?: string } | { by: string; does: "embed" };

/** Of what is attached to principals. `by`, `attachment`: the resource, as messages call it. */
export type AttachmentUnknown =
  | { kind: "attached-policy"; attachment: string }
  | { kind: "attachment-without-policy"; attachment: string }
  | { kind: "attached-no-arn"; attachment: string; value: unknown }
  | { kind: "policy-elsewhere"; arn: string }
  | { kind: "aws-policy-not-carried"; name: string }
  | { kind: "aws-policy-absent"; arn: string }
  /** Of a partition whose policies the catalogue does not list. */
  | { kind: "aws-policy-unlisted"; arn: string }
  | { kind: "aws-policy-of-other-partition"; arn: string; partition: string }
  | { kind: "inline-policy-written-twice"; policy: string }
  /** Another one of the principal, `by`, may turn out to have its name. */
  | { kind: "inline-policy-named-later"; policy: string; by: string }
  | { kind: "policy-taken-away"; policy: string; by: string }
  /** An attachment to a principal of which it is not known which one it is. */
  | { kind: "attached-to"; attaching: Attaching; principalKind: string; state: ValueState }
  | { kind: "attached-to-no-name"; attaching: Attaching; principalKind: string; value: string }
  /** The principal whose policies a resource lists as the only ones. */
  | { kind: "exclusive-owner"; by: string; property: string; state: ValueState }
  | { kind: "group-elsewhere"; group: string; user: string }
  | { kind: "group-membership"; by: string; state: ValueState }
  | { kind: "membership-ended"; user: string; group: string; by: string; endedBy: string }
  /** Several that concern every principal of a kind. */
  | { kind: "several"; first: UnknownFact; others: UnknownFact[] };

/** Of permissions boundaries. `principal`: the name of the resource that is bounded. */
export type BoundaryUnknown =
  | { kind: "boundary"; principal: string }
  | { kind: "boundary-no-arn"; principal: string }
  | { kind: "boundary-elsewhere"; arn: string }
  | { kind: "boundary-not-carried"; arn: string };

/** What containers of which nothing is known may need of their execution role. */
export type OfContainers = "images" | "logs" | "new-log-groups" | "secrets" | "files";

/** Lists and settings of a container that the execution role has to do with. */
export type ContainerPart =
  | "secrets"
  | "secretOptions"
  | "environmentFiles"
  | "logDriver"
  | "log-region"
  | "awslogs-group"
  | "awslogs-create-group"
  | "awslogs-region";

/**
 * Of tasks and what they name. `of`: the container, or an entry of it, as messages call it (`DB_PASSWORD of container app
 * of shop`).
 */
export type TaskUnknown =
  /** `open`: what of them is not proven anyway; without it all. */
  | { kind: "containers"; family: string; state: ValueState; open?: OfContainers[] }
  | { kind: "container-part"; part: ContainerPart; of: string; state: ValueState }
  | { kind: "image"; of: string; state: ValueState }
  | { kind: "value-from"; of: string; state: ValueState }
  | { kind: "value-from-malformed"; of: string; fault: string }
  /** ECS takes it for the name of a parameter. */
  | { kind: "value-from-secret-name"; of: string; name: string }
  | { kind: "s3-object"; of: string; state: ValueState }
  | { kind: "one-of-repositories"; of: string }
  | { kind: "one-of-log-groups"; of: string }
  | { kind: "one-of-secrets"; of: string }
  /** A resource whose name is not known may be what is read. */
  | { kind: "whether-read"; resource: string; read: string }
  | { kind: "launch-type"; family: string }
  | { kind: "execute-command"; family: string; state: ValueState }
  | { kind: "task-role"; property: string; family: string; state: ValueState }
  /** The task definition that something starts. */
  | { kind: "started-task"; by: string }
  /** Of what starts a task: a thing that it names, or the place or tags of the task. */
  | { kind: "starter-names"; what: "service" | "queue"; by: string }
  | { kind: "started-in"; by: string }
  | { kind: "started-with-tags"; by: string }
  /** What something starts, by the property that says so. */
  | { kind: "started-by"; property: string; by: string }
  /** A role of the task that something starts; without a name both. */
  | { kind: "started-role"; role?: string; family?: string; by: string }
  | { kind: "encryption-key"; resource: string; property?: string; state: ValueState }
  | { kind: "encryption-key-arn"; key: string }
  | { kind: "encryption-key-behind-alias"; alias: string };

/** Of single properties, of principals that config names, and of the pack itself. */
export type SettingUnknown =
  /** What a value that is unknown at preview leaves open, as a noun phrase. */
  | { kind: "part"; part: string }
  | { kind: "property"; property: string; of: string; state: ValueState }
  /** Where something lies of which documents name several accounts or Regions, and nothing better tells. */
  | { kind: "place"; of: string; accounts: string[]; regions: string[] }
  | { kind: "role-elsewhere"; arn: string }
  | { kind: "role-name"; resource: string }
  | { kind: "principal-elsewhere"; principal: string }
  | { kind: "action-on-foreign-resources"; action: string; resources: string[] }
  | { kind: "no-such-action"; action: string }
  /** Types of resources of which the table of rights says nothing. */
  | { kind: "deployed-types"; types: string[] }
  | { kind: "config-value"; policy: string; path: string }
  | { kind: "unused-exemption"; id: string }
  | { kind: "rule-failed"; cause: string };

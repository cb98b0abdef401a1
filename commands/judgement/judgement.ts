import type { PrincipalKind } from "../../policypack/aws/iam-arn";
import type { DocumentKind } from "../../policypack/evaluation/types";
import type { Finding } from "../../policypack/findings/finding";
import type { SourceLocation, YamlPath } from "../project/yaml-places";

/** A resource of the stack, as `check` lists it. */
export interface JudgedResource {
  urn: string;
  type: string;
  name: string;
  /** The name it has in AWS, where the program fixes one. */
  awsName?: string;
  /** The parent's URN; absent for resources directly under the stack. */
  parent?: string;
}

/** One line of the permission table: what a principal may do to what, and which statement says so. */
export interface PermissionRow {
  /** `role/NAME`, `user/NAME`, `group/NAME`. */
  principal: string;
  action: string;
  resource: string;
  effect: "allowed" | "conditional" | "denied";
  /** The policy's name and, where it has one, the statement's Sid. */
  document: string;
  sid?: string;
  /** Of a statement without Sid, its position in the document, from 0; absent where a boundary denies. */
  index?: number;
  /** For `conditional`: the conditions that the stack leaves open, in words. */
  conditions: string[];
}

/** A finding with its effective level and, where a line of the stack config causes it, that line. */
export interface JudgedFinding extends Omit<Finding, "sharedCause" | "unknowns"> {
  level: "advisory" | "mandatory";
  location?: SourceLocation;
  /** What to write into the stack's file, where that puts it right. */
  changes?: YamlChange[];
}

/** An entry to write into a stack's file. */
export interface YamlChange {
  /** Relative to the project. */
  file: string;
  line: number;
  /** The list or the map that it belongs to, e.g. `tasks.app.taskRole.access.tables`. */
  key: string;
  /** The entry as it is to stand there. */
  yaml: string;
  /** Absent where a part of it is for the team to say. */
  edit?: YamlEdit;
}

/** The same as an edit: an entry added to the list at the path, or a value set there. */
export interface YamlEdit {
  path: YamlPath;
  add?: Record<string, unknown>;
  set?: string;
}

/** What the program itself says at a preview, besides the pack's findings; it stops nothing. */
export interface JudgedWarning {
  message: string;
  /** The part of the config that it is about. */
  location: SourceLocation;
}

/** A policy document as a reviewer reads it. */
export interface JudgedDocument {
  name: string;
  kind: DocumentKind;
  /** The statements in IAM's own JSON form; absent where the document is unknown or malformed. */
  statements?: Record<string, unknown>[];
}

/** A principal with everything on the identity side that decides what it may do. */
export interface JudgedPrincipal {
  /** `role/NAME`, `user/NAME`, `group/NAME`. */
  id: string;
  kind: PrincipalKind;
  name: string;
  arn?: string;
  documents: JudgedDocument[];
  boundary?: JudgedDocument;
  trust?: JudgedDocument;
  /** What of its documents is not known, as noun phrases. */
  gaps: string[];
}

/** A task definition with the roles its tasks run with. */
export interface JudgedTaskDefinition {
  family: string;
  /** The principal's id, or the ARN of a role that the stack knows nothing about. */
  taskRole?: string;
  executionRole?: string;
}

/** How a stack differs from what `npm run export` last wrote for it. */
export interface ExportChange {
  /** `missing`: the stack has no folder yet, other stacks have. */
  state: "stale" | "missing";
  /** Relative to the project, e.g. `infrastructure/dev`. */
  folder: string;
  /** Files in it that are to be written anew or removed. */
  files: string[];
  gained: PermissionRow[];
  lost: PermissionRow[];
}

/** A finding as a comparison names it; one of another commit may come from another version of the pack. */
export type ComparedFinding = Pick<JudgedFinding, "id" | "policy" | "level" | "verdict" | "message">;

/** A stack against the same stack in another commit. */
export interface Comparison extends StackChange {
  /** As it was named, e.g. `origin/main`. */
  ref: string;
  /** The commit's first ten digits. */
  commit: string;
  /** `new`: that commit has no such stack, so all is gained. */
  state: "compared" | "new";
}

/** What a run compared its stacks with. */
export interface ComparedWith {
  ref: string;
  commit: string;
  /** Stacks that only the other commit has. */
  goneStacks: string[];
}

export interface StackChange {
  gained: PermissionRow[];
  lost: PermissionRow[];
  /** `role/NAME`, `user/NAME`, `group/NAME`. */
  newPrincipals: string[];
  gonePrincipals: string[];
  newFindings: ComparedFinding[];
  fixedFindings: ComparedFinding[];
}

/** All that `check` knows of one stack; `--format json` prints it, and every other format and the report draw on it. */
export interface Judgement {
  stack: string;
  /** Absent where nothing tells it. */
  account?: string;
  region?: string;
  /** Where findings are shown that no line causes; by default the stack's config file. */
  source?: string;
  /** `unproven`: mandatory findings, of which none is certain. See `standingOf` for what the exit status says. */
  verdict: "clean" | "unproven" | "violated";
  resources: JudgedResource[];
  permissions: PermissionRow[];
  findings: JudgedFinding[];
  warnings: JudgedWarning[];
  /** How many components of the program were not seen through, so that what they consist of is not judged; absent: none. */
  unseen?: number;
  /** Principals and task definitions with their documents: what pictures of the stack are drawn from. */
  principals?: JudgedPrincipal[];
  taskDefinitions?: JudgedTaskDefinition[];
  /** What task roles grant and no code calls, of roles whose tasks' code is all read; a list to look through, no findings. */
  unused?: PermissionRow[];
  /** Against another commit, where one was asked for. */
  comparison?: Comparison;
  /** Absent where the export is up to date, and in projects that commit none. */
  exportChange?: ExportChange;
}

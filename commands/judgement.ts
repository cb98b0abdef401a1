import type { Finding } from "../policypack/verdicts/finding";

/** A resource of the stack, as `check` lists it. */
export interface JudgedResource {
  urn: string;
  type: string;
  name: string;
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
  /** For `conditional`: the conditions that the stack leaves open, in words. */
  conditions: string[];
}

/** A place in a stack's YAML, 1-based. */
export interface SourceLocation {
  file: string;
  line: number;
  column: number;
}

/** A finding with its effective level and, where a line of the stack config causes it, that line. */
export interface JudgedFinding extends Finding {
  level: "advisory" | "mandatory";
  location?: SourceLocation;
}

/** All that `check` knows of one stack; `--format json` prints it, and every other format and the report draw on it. */
export interface Judgement {
  stack: string;
  account: string;
  region: string;
  verdict: "clean" | "violated";
  resources: JudgedResource[];
  permissions: PermissionRow[];
  findings: JudgedFinding[];
}

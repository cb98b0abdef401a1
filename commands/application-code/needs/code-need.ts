import type { CodePlace } from "../program/expressions";
import type { PassedOver } from "../source-files/read-source";

/** An action that the code asks for. */
export interface CodeNeed extends CodePlace {
  action: string;
  /**
   * ARNs, with `*` for what is not known of them; one of them is meant, whichever. Empty: some resource of the kind that
   * the action takes.
   */
  resources: string[];
}

/** A call of which nothing is demanded, and why. */
export interface Unresolved extends CodePlace {
  call: string;
  reason: string;
}

/** What the code of one container needs. */
export interface ContainerNeeds {
  /** The task's key in config. */
  task: string;
  family: string;
  container: string;
  needs: CodeNeed[];
  unresolved: Unresolved[];
  /** Files that are not read, or in part only. */
  passedOver: { file: string; reason: string }[];
}

const REASONS: Record<PassedOver["reason"], string> = {
  "too-large": "is larger than anybody writes by hand",
  minified: "is minified",
  "not-utf-8": "is not UTF-8 text",
  unreadable: "cannot be read",
};

/** Why a file is not read, as a verb phrase. */
export function passedOverReason({ reason }: PassedOver): string {
  return REASONS[reason];
}

import type { CodePlace } from "../program/expressions";

/** An action that the code asks for, as `calls.json` and the policy pack have it. */
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
}

import type { DeclaredStack } from "./declared";
import { explicitStack, wiredStack } from "./correct-stacks";

export const STACKS = { explicit: explicitStack, wired: wiredStack };

/** One line of change on a correct stack, named after what a user would meet, and what the finding must say. */
export interface Fault {
  title: string;
  stack: keyof typeof STACKS;
  edit(stack: DeclaredStack): void;
  /** The policy that must report it at mandatory level. */
  policy: string;
  /** Texts that the finding must contain: principal, action, resource, deciding document. */
  mentions: string[];
}

/** Another way to write a correct stack: no finding, neither mandatory nor advisory. */
export interface Variant {
  title: string;
  stack: keyof typeof STACKS;
  edit(stack: DeclaredStack): void;
  /** Pack config beside the stacks' own, for what is managed elsewhere. */
  config?: Record<string, Record<string, unknown>>;
}

import type { ResourcePolicy, StackPolicy } from "../verdicts/policy";

/** Every policy of the pack; the engine runs them in this order. */
export const policies: (ResourcePolicy | StackPolicy)[] = [];

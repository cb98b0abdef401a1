import { FAULTS } from "../../faults/catalogue";
import { STACKS } from "../../faults/fault";

/** The faults of the catalogue that the engine can be given: it has a provider for `aws` here, and none for `aws-native`. */
const OF_AWS = FAULTS.filter((fault) => {
  const stack = STACKS[fault.stack]();
  fault.edit(stack);
  return stack.every(({ type }) => !type.startsWith("aws-native:"));
});

/** At least so many of them, evenly over the catalogue. */
export function engineFaults(atLeast: number): typeof FAULTS {
  const every = Math.max(1, Math.floor(OF_AWS.length / atLeast));
  return OF_AWS.filter((_, index) => index % every === 0);
}

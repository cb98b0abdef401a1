import type { PlainResource } from "../graph/types";

/**
 * Whether a customer managed policy says of itself that it is a permissions boundary, by name, description or path.
 * A boundary grants nothing, and a resource by itself does not tell what it will be used for.
 */
export function callsItselfBoundary({ name: pulumiName, props }: PlainResource): boolean {
  const { name, managedPolicyName, description, path } = props;
  return [pulumiName, name, managedPolicyName, description, path].some(
    (text) => typeof text === "string" && /boundar|guardrail/i.test(text),
  );
}

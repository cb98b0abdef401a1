import { actionAcceptsResource } from "../../policypack/evaluation/catalogue/action-resources";
import type { Condition, Statement } from "../../policypack/evaluation/types";
import type { Principal } from "../../policypack/graph/types";

/** What the stack means a principal to be allowed, as requests of one action each. */
export interface GrantRequest {
  action: string;
  /** ARNs as the statement has them; `*` for actions that take no resource. */
  resource: string;
  /** Context keys with the values that the statement asks for. */
  context: Record<string, string[]>;
}

/** The requests that a principal's declared documents are there for. Patterns of actions ask for none by themselves. */
export function grantRequests({ documents }: Principal): GrantRequest[] {
  const statements = documents.flatMap(({ reading }) =>
    reading.state === "known" ? reading.document.statements : [],
  );
  const requests = statements.filter(({ effect }) => effect === "Allow").flatMap(requestsOf);
  return [...new Map(requests.map((request) => [JSON.stringify(request), request])).values()];
}

function requestsOf({ actions, resources, conditions }: Statement): GrantRequest[] {
  if (actions.negated || !resources || resources.negated) return [];
  const context = Object.fromEntries(conditions.flatMap(wantedValue));
  return actions.patterns
    .filter((action) => !/[*?]/.test(action))
    .flatMap((action) =>
      resources.patterns
        .filter((resource) => actionAcceptsResource(action, resource))
        .map((resource) => ({ action, resource, context })),
    );
}

/** A value with which the condition holds; numbers, dates and addresses do not occur in what the stack writes itself. */
function wantedValue({ operator, key, values }: Condition): [string, string[]][] {
  return /^(ForAnyValue:)?(String|Arn)(Equals|Like)/i.test(operator) && values[0] !== undefined
    ? [[key, [values[0]]]]
    : [];
}

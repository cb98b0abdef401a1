/**
 * What conditions come to where the statement asks beside that their keys are there, as AWS advises for `ForAllValues`, which
 * holds without them. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html
 */
import { parseBoolean } from "../../evaluation/conditions/values";
import { parseOperator } from "../../evaluation/conditions/operators";
import type { Condition } from "../../evaluation/types";

/** The conditions of an Allow, those on keys that must be there in words that ask for them. */
export function withDemandedKeys(conditions: Condition[]): Condition[] {
  const demanded = new Set(conditions.filter(isDemand).map(({ key }) => key.toLowerCase()));
  if (demanded.size === 0) return conditions;
  return conditions.map((condition) =>
    demanded.has(condition.key.toLowerCase()) ? asking(condition) : condition,
  );
}

/** `Null … false`: the key is there, and not empty. */
function isDemand({ operator, values }: Condition): boolean {
  return (
    parseOperator(operator) === "null" &&
    values.length > 0 &&
    values.every((value) => parseBoolean(value) === false)
  );
}

/** Of a key with values all of them meet it, so that some do. */
function asking(condition: Condition): Condition {
  const operator = condition.operator.replace(/^ForAllValues:/, "ForAnyValue:").replace(/IfExists$/, "");
  return { ...condition, operator };
}

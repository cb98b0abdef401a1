import type { Condition } from "../../../policypack/evaluation/types";

/**
 * A condition as a person says it: `aws:RequestedRegion is eu-west-1 or eu-west-2`.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
 */
export function conditionWords({ operator, key, values }: Condition): string {
  const [, quantifier, plain = operator, optional] = OPERATOR.exec(operator) ?? [];
  const subject = quantifier === undefined ? key : `${QUANTIFIERS[quantifier.toLowerCase()]} ${key}`;
  return `${subject} ${verbAndValues(plain, values)}${optional ? ", where the request has it" : ""}`;
}

const OPERATOR = /^(?:(ForAnyValue|ForAllValues):)?(\w+?)(IfExists)?$/i;

const QUANTIFIERS: Record<string, string> = { foranyvalue: "some value of", forallvalues: "every value of" };

/** The operators whose name does not say it; of the rest, `Not` and what is compared are in the name. */
const VERBS: Record<string, string> = {
  stringequals: "is",
  stringequalsignorecase: "is, in any letter case,",
  stringlike: "is like",
  stringnotequals: "is not",
  stringnotequalsignorecase: "is not, in any letter case,",
  stringnotlike: "is not like",
  arnequals: "is",
  arnlike: "is like",
  arnnotequals: "is not",
  arnnotlike: "is not like",
  numericequals: "is",
  numericnotequals: "is not",
  numericlessthan: "is below",
  numericlessthanequals: "is at most",
  numericgreaterthan: "is above",
  numericgreaterthanequals: "is at least",
  dateequals: "is",
  datenotequals: "is not",
  datelessthan: "is before",
  datelessthanequals: "is until",
  dategreaterthan: "is after",
  dategreaterthanequals: "is from",
  bool: "is",
  binaryequals: "is",
  ipaddress: "is in",
  notipaddress: "is not in",
};

function verbAndValues(operator: string, values: string[]): string {
  const name = operator.toLowerCase();
  if (name === "null") return values.includes("true") ? "is absent" : "is present";
  const isNegated = VERBS[name]?.startsWith("is not") ?? false;
  return `${VERBS[name] ?? operator} ${values.join(isNegated ? " and not " : " or ")}`;
}

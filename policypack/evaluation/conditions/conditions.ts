/**
 * Whether a condition holds in a request, three-valued.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-logic-multiple-context-keys-or-values.html
 */
import { parseOperator, type Operator } from "./operators";
import { compileValue, type ValueResult, type ValueTest } from "./value-tests";
import { and, either, not, or, truth, type Truth } from "../truth";
import type { Condition, ContextValue, DocumentVersion, RequestContext, Statement } from "../types";

/** A condition, compiled: whether it holds in a request of which the context is known as far as it is. */
export interface CompiledCondition {
  condition: Condition;
  holds(context: RequestContext): Truth;
}

/** Compiles one operator and key of a condition block. An operator that IAM does not know never holds for certain. */
export function compileCondition(condition: Condition, version: DocumentVersion): CompiledCondition {
  const operator = parseOperator(condition.operator);
  if (operator === undefined) return { condition, holds: () => "maybe" };
  if (operator === "null") return { condition, holds: (context) => nullCheck(condition, context) };
  const tests = condition.values.map((value) => compileValue(operator, value, version));
  return { condition, holds: (context) => evaluate(operator, tests, context(condition.key), context) };
}

/**
 * Whether a condition of a statement holds. A key that requests carry only where their sender asks for it can be left out: if
 * the request without it is let through, by an Allow that holds or a Deny that does not, that decides.
 */
export function holdsIn(
  { effect }: Pick<Statement, "effect">,
  { condition, holds }: CompiledCondition,
  context: RequestContext,
): Truth {
  const found = holds(context);
  if (found !== "maybe") return found;
  const value = context(condition.key);
  if (value.state !== "unknown" || !value.isOptional) return found;
  const plain = holds((key) => (isSameKey(key, condition.key) ? { state: "absent" } : context(key)));
  return plain === (effect === "Deny" ? "no" : "yes") ? plain : found;
}

function isSameKey(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}

/** A key without values counts as absent, as AWS says of `Null` and of the set operators. */
function isAbsent(value: ContextValue): boolean {
  return value.state === "absent" || (value.state === "present" && value.values.length === 0);
}

function nullCheck(condition: Condition, context: RequestContext): Truth {
  const value = context(condition.key);
  const wanted = condition.values.map((text) => text.toLowerCase());
  const ifAbsent = truth(wanted.includes("true"));
  const ifPresent = truth(wanted.includes("false"));
  if (value.state === "unknown" && (value.oneOf ?? value.within)) return ifPresent;
  if (value.state === "unknown") return either(ifAbsent, ifPresent);
  return isAbsent(value) ? ifAbsent : ifPresent;
}

function evaluate(
  operator: Operator,
  tests: ValueTest[],
  value: ContextValue,
  context: RequestContext,
): Truth {
  if (value.state === "unknown" && value.oneOf) {
    const present = value.oneOf.map((one): ContextValue => ({ state: "present", values: [one] }));
    return present.map((one) => evaluate(operator, tests, one, context)).reduce(either);
  }
  if (value.state === "unknown" && value.within !== undefined) {
    const { within } = value;
    return combined(operator, tests, (test) => test.ofAnyWithin(within, context));
  }
  if (value.state === "unknown") return either(ifAbsent(operator), ifAnything(operator, tests, context));
  if (value.state === "absent" || value.values.length === 0) return ifAbsent(operator);
  const results = value.values.map((given) => ofOneValue(operator, tests, given, context));
  if (operator.quantifier === "ForAnyValue") return results.reduce(or);
  if (operator.quantifier === "ForAllValues") return results.reduce(and);
  // AWS asks for a set operator where a key has several values and does not say what happens without one.
  return results.length === 1 ? (results[0] ?? "maybe") : "maybe";
}

/**
 * What a missing key makes of a condition: negated operators, `…IfExists` and `ForAllValues` hold. `ForAnyValue` never
 * does, with `IfExists` neither: that is asked of each value, and there is none.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html
 */
function ifAbsent({ quantifier, negated, ifExists }: Operator): Truth {
  if (quantifier === "ForAnyValue") return "no";
  return truth(negated || ifExists || quantifier === "ForAllValues");
}

/** What any present value makes of a condition, where that is the same for all of them. */
function ifAnything(operator: Operator, tests: ValueTest[], context: RequestContext): Truth {
  const result = combined(operator, tests, (test) => test.ofAny(context));
  // A present key may still have no values, which `ForAllValues` likes and `ForAnyValue` does not.
  if (operator.quantifier === "ForAnyValue" && result === "yes") return "maybe";
  if (operator.quantifier === "ForAllValues" && result === "no") return "maybe";
  return result;
}

function ofOneValue(operator: Operator, tests: ValueTest[], given: string, context: RequestContext): Truth {
  return combined(operator, tests, (test) => test.of(given, context));
}

/** A value of the request must match one of the document's values, or with a negated operator none of them. */
function combined(operator: Operator, tests: ValueTest[], result: (test: ValueTest) => ValueResult): Truth {
  let holds: Truth = truth(operator.negated);
  for (const test of tests) {
    const { matches, valid } = result(test);
    holds = operator.negated ? and(holds, and(not(matches), valid)) : or(holds, matches);
  }
  return holds;
}

/** A condition's values, compiled: texts and patterns with their policy variables, ARNs, and the other types. */
import { ARN_FIELDS, arnFields } from "../../aws/arn";
import type { Operator } from "./operators";
import {
  compareAddresses,
  compareBinary,
  compareBooleans,
  compareDates,
  compareNumbers,
  type Comparer,
} from "./values";
import { covers, intersects, matches, patternOf, type Pattern } from "../patterns/pattern";
import { truth, type Truth } from "../truth";
import type { ContextValue, DocumentVersion, RequestContext } from "../types";
import { parseTemplate, resolveTemplate, type Resolved, type Template } from "../patterns/policy-variables";

export interface ValueResult {
  matches: Truth;
  /**
   * `no` where the values cannot be compared: one is of the wrong type, or a policy variable has no value. Then not
   * even a negated operator is met (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html).
   */
  valid: Truth;
}

/** One value of a condition. */
export interface ValueTest {
  /** Against one value of the request. */
  of(given: string, context: RequestContext): ValueResult;
  /** Against any value that a request could have; `maybe` unless the result is the same for all of them. */
  ofAny(context: RequestContext): ValueResult;
  /** Against any value that a pattern matches; `maybe` unless the result is the same for all of them. */
  ofAnyWithin(pattern: string, context: RequestContext): ValueResult;
}

const INVALID: ValueResult = { matches: "no", valid: "no" };
const OPEN: ValueResult = { matches: "maybe", valid: "maybe" };

/** Compiles a condition's value for its operator. */
export function compileValue(operator: Operator, value: string, version: DocumentVersion): ValueTest {
  switch (operator.type) {
    case "string":
      return textTest(parseTemplate(value, version, false));
    case "stringIgnoringCase":
      return ignoringCase(textTest(parseTemplate(value.toLowerCase(), version, false)));
    case "pattern":
      return textTest(parseTemplate(value, version, true));
    case "arn":
      return arnTest(parseTemplate(value, version, true));
    case "boolean":
      return booleanTest(parseTemplate(value, version, false));
    case "number":
      return comparison(compareNumbers(value, operator.order));
    case "date":
      return comparison(compareDates(value, operator.order));
    case "binary":
      return comparison(compareBinary(value));
    case "address":
      return comparison(compareAddresses(value));
  }
}

function textTest(template: Template): ValueTest {
  return {
    of: (given, context) => compared(resolveTemplate(template, context), given, matches),
    ofAny(context) {
      const resolved = resolveTemplate(template, context);
      if (resolved.state === "unresolvable") return INVALID;
      const everything = resolved.state === "known" && resolved.pattern.spelling === "*";
      return everything ? { matches: "yes", valid: "yes" } : OPEN;
    },
    ofAnyWithin(pattern, context) {
      const resolved = resolveTemplate(template, context);
      if (resolved.state !== "known") return this.ofAny(context);
      return { matches: within([resolved.pattern], [pattern]), valid: "yes" };
    },
  };
}

/** Whether patterns match all that others do, part by part. */
function within(patterns: Pattern[], others: string[]): Truth {
  const pairs = patterns.map((pattern, at) => [pattern, patternOf(others[at] ?? "")] as const);
  if (pairs.every(([pattern, other]) => covers(pattern, other))) return "yes";
  return pairs.every(([pattern, other]) => intersects(pattern, other)) ? "maybe" : "no";
}

/** A value whose variables are not known matches for certain what it cannot match: then it is a plain `no`. */
function compared(
  resolved: Resolved,
  given: string,
  fits: (pattern: Pattern, given: string) => boolean,
): ValueResult {
  if (resolved.state === "unresolvable") return INVALID;
  if (resolved.state === "known") return { matches: truth(fits(resolved.pattern, given)), valid: "yes" };
  return { matches: matches(resolved.pattern, given) ? "maybe" : "no", valid: "maybe" };
}

function ignoringCase(test: ValueTest): ValueTest {
  return {
    of: (given, context) => test.of(given.toLowerCase(), lowerCased(context)),
    ofAny: (context) => test.ofAny(lowerCased(context)),
    ofAnyWithin: (pattern, context) => test.ofAnyWithin(pattern.toLowerCase(), lowerCased(context)),
  };
}

function lowerCased(context: RequestContext): RequestContext {
  return (key): ContextValue => {
    const value = context(key);
    if (value.state !== "present") return value;
    return { state: "present", values: value.values.map((text) => text.toLowerCase()) };
  };
}

/** AWS checks each of the six parts of an ARN separately, so that no `*` reaches over a colon of the first five. */
function arnTest(template: Template): ValueTest {
  const fixedParts = template.fixed && patternParts(template.fixed);
  return {
    of(given, context) {
      const givenParts = arnParts(given);
      const resolved = resolveTemplate(template, context);
      if (givenParts === undefined || resolved.state === "unresolvable") return INVALID;
      if (resolved.state === "open") return compared(resolved, given, matches);
      const parts = fixedParts ?? patternParts(resolved.pattern);
      const fits = parts?.every((part, at) => matches(part, givenParts[at] ?? "")) ?? false;
      return { matches: truth(fits), valid: "yes" };
    },
    ofAny: (context) => (resolveTemplate(template, context).state === "unresolvable" ? INVALID : OPEN),
    ofAnyWithin(pattern, context) {
      const resolved = resolveTemplate(template, context);
      const others = arnParts(pattern);
      if (resolved.state !== "known" || !others) return this.ofAny(context);
      const parts = fixedParts ?? patternParts(resolved.pattern);
      return { matches: parts ? within(parts, others) : "no", valid: "yes" };
    },
  };
}

/** The six parts of an ARN pattern; undefined for what has fewer, which no ARN matches. */
function patternParts(pattern: Pattern): Pattern[] | undefined {
  return arnParts(pattern.spelling)?.map((part) => patternOf(part));
}

/** The six parts of an ARN, of which the last may contain colons; undefined for what has fewer. */
function arnParts(text: string): string[] | undefined {
  const parts = arnFields(text);
  return parts.length < ARN_FIELDS ? undefined : parts;
}

function booleanTest(template: Template): ValueTest {
  return {
    of(given, context) {
      const resolved = resolveTemplate(template, context);
      if (resolved.state === "open") return OPEN;
      if (resolved.state === "unresolvable") return INVALID;
      return comparison(compareBooleans(resolved.pattern.spelling)).of(given, context);
    },
    ofAny: (context) => (resolveTemplate(template, context).state === "unresolvable" ? INVALID : OPEN),
    ofAnyWithin(_, context) {
      return this.ofAny(context);
    },
  };
}

function comparison(compare: Comparer): ValueTest {
  return {
    of(given) {
      const result = compare(given);
      return result === "invalid" ? INVALID : { matches: truth(result), valid: "yes" };
    },
    ofAny: () => OPEN,
    ofAnyWithin: () => OPEN,
  };
}

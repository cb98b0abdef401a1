/**
 * The condition operators by name.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
 */
import type { Order } from "./values";

export type OperatorType =
  "string" | "stringIgnoringCase" | "pattern" | "arn" | "number" | "date" | "boolean" | "binary" | "address";

interface BaseOperator {
  type: OperatorType;
  /** A `Not` operator: true if none of the values match. */
  negated: boolean;
  /** For numbers and dates. */
  order: Order;
}

/** An operator as a document names it, taken apart. */
export interface Operator extends BaseOperator {
  quantifier?: "ForAnyValue" | "ForAllValues";
  ifExists: boolean;
}

const equal: Order = (difference) => difference === 0;

function operator(type: OperatorType, negated = false, order: Order = equal): BaseOperator {
  return { type, negated, order };
}

const ORDERS: [name: string, order: Order][] = [
  ["LessThan", (difference) => difference < 0],
  ["LessThanEquals", (difference) => difference <= 0],
  ["GreaterThan", (difference) => difference > 0],
  ["GreaterThanEquals", (difference) => difference >= 0],
];

function orderedOperators(family: string, type: OperatorType): [string, BaseOperator][] {
  return [
    [`${family}Equals`, operator(type)],
    [`${family}NotEquals`, operator(type, true)],
    ...ORDERS.map(([name, order]): [string, BaseOperator] => [family + name, operator(type, false, order)]),
  ];
}

const BASE_OPERATORS = new Map<string, BaseOperator>([
  ["StringEquals", operator("string")],
  ["StringNotEquals", operator("string", true)],
  ["StringEqualsIgnoreCase", operator("stringIgnoringCase")],
  ["StringNotEqualsIgnoreCase", operator("stringIgnoringCase", true)],
  ["StringLike", operator("pattern")],
  ["StringNotLike", operator("pattern", true)],
  ...orderedOperators("Numeric", "number"),
  ...orderedOperators("Date", "date"),
  ["Bool", operator("boolean")],
  ["BinaryEquals", operator("binary")],
  ["IpAddress", operator("address")],
  ["NotIpAddress", operator("address", true)],
  ["ArnEquals", operator("arn")],
  ["ArnLike", operator("arn")],
  ["ArnNotEquals", operator("arn", true)],
  ["ArnNotLike", operator("arn", true)],
]);

const QUANTIFIERS = [undefined, "ForAnyValue", "ForAllValues"] as const;

const OPERATORS = new Map<string, Operator | "null">();
for (const quantifier of QUANTIFIERS) {
  const start = quantifier === undefined ? "" : `${quantifier}:`;
  OPERATORS.set(`${start}Null`, "null");
  for (const [base, found] of BASE_OPERATORS) {
    OPERATORS.set(`${start}${base}`, { ...found, quantifier, ifExists: false });
    OPERATORS.set(`${start}${base}IfExists`, { ...found, quantifier, ifExists: true });
  }
}

/**
 * What an operator's name stands for.
 *
 * @returns `"null"` for the `Null` check, undefined for a name that IAM does not know
 */
export function parseOperator(name: string): Operator | "null" | undefined {
  return OPERATORS.get(name);
}

/** The names of all operators, without quantifier and `IfExists`. */
export function operatorNames(): string[] {
  return [...BASE_OPERATORS.keys(), "Null"];
}

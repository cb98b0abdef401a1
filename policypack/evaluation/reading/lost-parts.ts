/**
 * What a preview may have lost of a document. The engine hands an invoke its arguments without those that it does not
 * know yet: Python's synchronous `get_policy_document` then answers with a statement that has no Resource, an empty list
 * of principals, or no statement at all. IAM would refuse such a document, so that what is missing is known to be lost.
 */
import { UNKNOWN } from "../types";
import { type Grammar, requiredIn } from "./grammars";
import { isPlainObject, own } from "./problems";

/** The document with UNKNOWN for all that IAM requires and that is not there; anything else as it is. */
export function withLostParts(document: unknown, kind: Grammar): unknown {
  if (!isPlainObject(document)) return document;
  const statement = own(document, "Statement");
  if (isLost(statement)) return { ...document, Statement: UNKNOWN };
  return {
    ...document,
    Statement: Array.isArray(statement)
      ? statement.map((each: unknown) => completed(each, kind))
      : completed(statement, kind),
  };
}

function completed(statement: unknown, kind: Grammar): unknown {
  if (!isPlainObject(statement)) return statement;
  const made: Record<string, unknown> = { ...statement };
  for (const [element, negated] of requiredIn(kind)) {
    const given = [element, negated].find((name) => own(statement, name) !== undefined) ?? element;
    made[given] = withoutEmpty(own(statement, given));
  }
  const conditions = own(statement, "Condition");
  if (isPlainObject(conditions)) {
    made.Condition = Object.fromEntries(
      Object.entries(conditions).map(([operator, keys]) => [operator, withoutEmpty(keys)]),
    );
  }
  return made;
}

/** A value, or the values of an object, with UNKNOWN where there is nothing. */
function withoutEmpty(value: unknown): unknown {
  if (isLost(value)) return UNKNOWN;
  if (!isPlainObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => [key, isLost(each) ? UNKNOWN : (each as unknown)]),
  );
}

function isLost(value: unknown): boolean {
  if (value === undefined || value === null) return true;
  return typeof value === "object" && Object.keys(value).length === 0;
}

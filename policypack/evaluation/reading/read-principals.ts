/** Reads the `Principal` of a statement: whom a role trusts, or whom the policy of a resource is about. */
import { ECS_TASKS } from "../../aws/service-principals";
import { ARN_FIELDS, arnFields, isArn } from "../../aws/arn";
import type { Grammar } from "./grammars";
import { isPlainObject, oneOf, own, readStrings, show, type Problems } from "./problems";
import { UNKNOWN, type Statement } from "../types";

type Principals = NonNullable<Statement["principals"]>;

const TYPES = ["AWS", "Service", "Federated", "CanonicalUser"];

/**
 * Reads whom a statement is about. A trust policy may not have `NotPrincipal`: with Allow it trusts everybody that it does
 * not name. In the policy of a resource it stands with Deny.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notprincipal.html
 */
export function readPrincipals(
  statement: object,
  path: string,
  grammar: Grammar,
  problems: Problems,
): { list: Principals; unknown: boolean } {
  const excepted = own(statement, "NotPrincipal");
  if (excepted === undefined) return readNamed(own(statement, "Principal"), `${path}.Principal`, problems);
  if (grammar === "trust") {
    problems.add(
      `${path}.NotPrincipal`,
      "trusts everybody whom it does not name; name those to trust in Principal",
    );
    return readNamed(own(statement, "Principal"), `${path}.Principal`, problems);
  }
  if (own(statement, "Principal") !== undefined) {
    problems.add(path, "may not have both Principal and NotPrincipal");
  }
  const { list, unknown } = readNamed(excepted, `${path}.NotPrincipal`, problems);
  // Of unknown exceptions none may be left: the statement is read as the most that it could be about.
  return unknown ? { list: EVERYBODY, unknown } : { list: { ...list, negated: true }, unknown };
}

const EVERYBODY: Principals = { negated: false, values: { "*": ["*"] } };

function readNamed(value: unknown, path: string, problems: Problems): { list: Principals; unknown: boolean } {
  const list: Principals = { negated: false, values: {} };
  if (value === UNKNOWN) return { list: EVERYBODY, unknown: true };
  if (value === "*") return { list: EVERYBODY, unknown: false };
  if (!isPlainObject(value)) {
    const fault = value === undefined ? "is missing" : `is ${show(value)}`;
    problems.add(path, `${fault}; it must be "*" or an object with ${oneOf(TYPES)}`);
    return { list, unknown: false };
  }
  let unknown = false;
  if (Object.keys(value).length === 0) problems.add(path, "names nobody");
  for (const type of Object.keys(value)) {
    if (!TYPES.includes(type)) {
      problems.add(`${path}.${type}`, `is no type of principal; there are ${oneOf(TYPES)}`);
      continue;
    }
    const read = readStrings(own(value, type), `${path}.${type}`, problems);
    for (const principal of read.values) checkPrincipal(type, principal, `${path}.${type}`, problems);
    // Whoever is not known beside everybody is one of them.
    const isOpen = read.unknown && !(type === "AWS" && read.values.includes("*"));
    list.values[type] = isOpen ? ["*"] : read.values;
    unknown ||= isOpen;
  }
  return { list, unknown };
}

const ACCOUNT = /^\d{12}$/;
const UNIQUE_ID = /^A[A-Z0-9]{15,}$/;
const SERVICE = /^[a-z0-9-]+(\.[a-z0-9-]+)+$/i;

function checkPrincipal(type: string, principal: string, path: string, problems: Problems): void {
  const text = show(principal);
  if (type === "Service" && !SERVICE.test(principal)) {
    problems.add(path, `${text} is no service principal, such as "${ECS_TASKS}"`);
  }
  if (type !== "AWS" || principal === "*" || ACCOUNT.test(principal) || UNIQUE_ID.test(principal)) return;
  if (!isArn(principal) || arnFields(principal).length < ARN_FIELDS) {
    problems.add(path, `${text} is neither an ARN, nor an account, nor "*"`);
  } else if (/[*?]/.test(principal)) {
    problems.add(
      path,
      `${text} has a wildcard in it; only a lone "*" is one here, use aws:PrincipalArn in Condition`,
    );
  }
}

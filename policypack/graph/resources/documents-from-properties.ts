/** Grants and permissions that a resource spells out in its properties, as the documents that AWS makes of them. */
import { UNKNOWN } from "../../evaluation/types";
import type { PlainResource } from "../types";
import { isRecord } from "./plain";

type Json = Record<string, unknown>;

/**
 * What AddPermission adds to a function's policy.
 * https://docs.aws.amazon.com/lambda/latest/api/API_AddPermission.html
 */
export function permissionDocument({ props }: PlainResource): Json {
  const { principal, action, sourceArn, sourceAccount, principalOrgId } = props;
  const { eventSourceToken, functionUrlAuthType, qualifier } = props;
  return documentOf({
    Principal: principalOf(principal),
    Action: action,
    Resource: invoked(qualifier),
    Condition: {
      ...given("ArnLike", { "AWS:SourceArn": sourceArn }),
      ...given("StringEquals", {
        "AWS:SourceAccount": sourceAccount,
        "aws:PrincipalOrgID": principalOrgId,
        "lambda:EventSourceToken": eventSourceToken,
        "lambda:FunctionUrlAuthType": functionUrlAuthType,
      }),
    },
  });
}

/**
 * With a qualifier, what is invoked by the ARN of that version or alias only.
 * https://docs.aws.amazon.com/lambda/latest/dg/access-control-resource-based.html
 */
function invoked(qualifier: unknown): unknown {
  if (qualifier === UNKNOWN) return UNKNOWN;
  const isNamed = typeof qualifier === "string" && qualifier !== "" && qualifier !== "$LATEST";
  return isNamed ? `arn:*:lambda:*:*:function:*:${qualifier}` : "*";
}

/**
 * A grant, which allows one principal some operations with a key.
 * https://docs.aws.amazon.com/kms/latest/developerguide/grants.html
 */
export function grantDocument({ props }: PlainResource): Json {
  const { granteePrincipal, operations, constraints } = props;
  const all = Array.isArray(operations) ? (operations as unknown[]) : [operations];
  return documentOf({
    Principal: principalOf(granteePrincipal),
    Action: operations === UNKNOWN ? UNKNOWN : all.map(withPrefix),
    Resource: "*",
    Condition: conditionOf(constraints),
  });
}

function documentOf(statement: Json): Json {
  return { Version: "2012-10-17", Statement: [{ Effect: "Allow", ...statement }] };
}

/** A service has a name with dots; all else is an account or an ARN. */
function principalOf(principal: unknown): unknown {
  if (typeof principal !== "string" || principal === "*") return principal;
  return /^[a-z0-9-]+(\.[a-z0-9-]+)+$/i.test(principal) ? { Service: principal } : { AWS: principal };
}

function withPrefix(operation: unknown): unknown {
  return typeof operation === "string" ? `kms:${operation}` : operation;
}

/** Both kinds of constraint ask for these pairs; that one of them admits no other pair is left open. */
function conditionOf(constraints: unknown): unknown {
  if (constraints === UNKNOWN) return UNKNOWN;
  const list = Array.isArray(constraints) ? (constraints as unknown[]) : [constraints];
  const pairs = list.flatMap((constraint) => {
    if (constraint === UNKNOWN) return [UNKNOWN];
    return isRecord(constraint)
      ? [constraint.encryptionContextEquals, constraint.encryptionContextSubset]
      : [];
  });
  if (pairs.includes(UNKNOWN)) return UNKNOWN;
  const keys = pairs.filter(isRecord).flatMap((pair) => Object.entries(pair));
  const named = keys.map(([key, value]) => [`kms:EncryptionContext:${key}`, value]);
  return given("StringEquals", Object.fromEntries(named) as Json);
}

/** An operator with those of its keys that are given; nothing where none is. */
function given(operator: string, keys: Json): Json {
  const set = Object.entries(keys).filter(([, value]) => value !== undefined && value !== null);
  return set.length > 0 ? { [operator]: Object.fromEntries(set) } : {};
}

/**
 * Which conditions keep everybody else out, and whom they leave in: those on which AWS bases its own judgement of what is
 * public. https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html#access-control-block-public-access-policy-status
 */
import { ARN_FIELDS, arnFields } from "../../aws/arn";
import { parseOperator, type Operator } from "../../evaluation/conditions/operators";
import { parseBoolean, parseRange } from "../../evaluation/conditions/values";
import type { Condition } from "../../evaluation/types";

/** Whom a condition leaves in. */
export interface Limit {
  /** Accounts that it names; none where it limits by something else: an organization, a network, a service. */
  accounts: string[];
  /** It is about who makes the request, so that it limits principals that are named, too. */
  isOfPrincipal: boolean;
}

type Test = (value: string, isPattern: boolean) => string[] | undefined;

interface Key {
  isOfPrincipal: boolean;
  /** The accounts that a value names, none where it limits otherwise; undefined where it limits nobody. */
  test: Test;
}

const KEYS = new Map<string, Key>([
  ...keys(true, accountIn, ["aws:PrincipalAccount", "kms:CallerAccount"]),
  ...keys(false, accountIn, [
    "aws:SourceAccount",
    "aws:SourceOwner",
    "s3:DataAccessPointAccount",
    "aws:VpceAccount",
  ]),
  ...keys(true, accountOfArn, ["aws:PrincipalArn"]),
  ...keys(false, accountOfArn, [
    "aws:SourceArn",
    "s3:DataAccessPointArn",
    "lambda:SourceFunctionArn",
    "ec2:SourceInstanceARN",
    "aws:SourceVpcArn",
  ]),
  ...keys(true, someId, ["aws:PrincipalOrgID", "aws:PrincipalOrgPaths", "aws:userid"]),
  ...keys(false, someId, [
    "aws:SourceOrgID",
    "aws:SourceOrgPaths",
    "aws:VpceOrgID",
    "aws:VpceOrgPaths",
    "aws:SourceVpc",
    "aws:SourceVpce",
    "aws:Ec2InstanceSourceVpc",
    "lambda:EventSourceToken",
  ]),
  ...keys(true, someService, ["aws:PrincipalServiceName", "aws:PrincipalServiceNamesList"]),
  ...keys(true, ifTrue, ["aws:PrincipalIsAWSService"]),
  ...keys(false, ifTrue, ["elasticfilesystem:AccessedViaMountTarget"]),
  ...keys(false, someRange, ["aws:SourceIp", "aws:VpcSourceIp"]),
]);

function keys(isOfPrincipal: boolean, test: Test, names: string[]): [string, Key][] {
  return names.map((name) => [name.toLowerCase(), { isOfPrincipal, test }]);
}

/** Whom a condition of an Allow leaves in; undefined where it keeps nobody out. */
export function limitOf({ operator: name, key, values }: Condition): Limit | undefined {
  const operator = parseOperator(name);
  if (!operator || operator === "null" || !asksForValue(operator) || operator.negated) return undefined;
  return limitByValues(key, values, operator);
}

/** Whom a condition of a Deny leaves out of it; undefined where that may be anybody. */
export function exceptionOf({ operator: name, key, values }: Condition): Limit | undefined {
  const operator = parseOperator(name);
  if (!operator || operator === "null" || operator.quantifier === "ForAnyValue") return undefined;
  if (operator.type === "boolean") return exceptionByFlag(key, values);
  return operator.negated ? limitByValues(key, values, operator) : undefined;
}

/** A request that lacks the key does not meet it. */
function asksForValue({ ifExists, quantifier }: Operator): boolean {
  return !ifExists && quantifier !== "ForAllValues";
}

/** Each of the values must limit: one is enough to be met. */
function limitByValues(key: string, values: string[], operator: Operator): Limit | undefined {
  const known = KEYS.get(key.toLowerCase());
  if (!known || values.length === 0) return undefined;
  const isPattern = operator.type === "pattern" || operator.type === "arn";
  const tested = values.map((value) => (isOfResource(value) ? [] : known.test(value, isPattern)));
  if (tested.includes(undefined)) return undefined;
  return {
    accounts: [...new Set(tested.flatMap((accounts) => accounts ?? []))],
    isOfPrincipal: known.isOfPrincipal,
  };
}

/** What the resource itself has for its account or organization. */
function isOfResource(value: string): boolean {
  return /^\$\{aws:Resource(Account|OrgID|OrgPaths)\}/i.test(value);
}

/** `Bool aws:PrincipalIsAWSService false` leaves AWS's services out of a Deny, and what they do for others. */
function exceptionByFlag(key: string, values: string[]): Limit | undefined {
  const isFlag = /^aws:(PrincipalIsAWSService|ViaAWSService)$/i.test(key);
  const isFalse = values.every((value) => parseBoolean(value) === false);
  return isFlag && isFalse ? { accounts: [], isOfPrincipal: true } : undefined;
}

function accountIn(value: string): string[] | undefined {
  return /^\d{12}$/.test(value) ? [value] : undefined;
}

/**
 * An account in an ARN limits, and so does the name of a bucket, whose ARN has none, or `*` in its place as AWS's own examples
 * write it. AWS's own have a word there.
 */
function accountOfArn(value: string, isPattern: boolean): string[] | undefined {
  const fields = arnFields(value);
  if (fields.length < ARN_FIELDS) return isPattern && /[*?]/.test(value) ? undefined : [];
  const [, , service, , account = "", resource = ""] = fields;
  if (isOfResource(account)) return [];
  if (account.includes("$")) return undefined;
  if (isPattern && service === "s3" && account === "*" && !resource.includes("/")) {
    return /^[^*?$]/.test(resource) ? [] : undefined;
  }
  if (account === "") return /^[^*?$]/.test(resource) ? [] : undefined;
  if (/^\d{12}$/.test(account)) return [account];
  return isPattern && /[*?]/.test(account) ? undefined : [];
}

/** An id of an organization, a network or a principal: enough of it must stand before a wildcard to be one. */
function someId(value: string, isPattern: boolean): string[] | undefined {
  if (value.includes("${")) return undefined;
  const fixed = isPattern ? (value.split(/[*?]/, 1)[0] ?? "") : value;
  return fixed.length === value.length || /^(o|r|ou|vpc|vpce)-\w{4}|^A[A-Z0-9]{15}|^\d{12}/.test(fixed)
    ? []
    : undefined;
}

function someService(value: string): string[] | undefined {
  return value.endsWith(".amazonaws.com") || value.endsWith(".amazonaws.com.cn") ? [] : undefined;
}

function ifTrue(value: string): string[] | undefined {
  return parseBoolean(value) === true ? [] : undefined;
}

function someRange(value: string): string[] | undefined {
  return isNarrowRange(value) ? [] : undefined;
}

/** Ranges that are wider than these are half the Internet, and AWS counts them as public. */
const WIDEST = { ipv4: 8, ipv6: 32 };

/** Whether a range of addresses, or one address, keeps the rest of the Internet out. */
function isNarrowRange(text: string): boolean {
  const range = parseRange(text);
  const [, bits] = text.split("/");
  return range !== undefined && (bits === undefined || Number(bits) >= WIDEST[range.family]);
}

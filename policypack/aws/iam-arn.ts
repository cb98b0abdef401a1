/** ARNs of IAM. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html */
import { arnIn } from "./arn";

export type PrincipalKind = "role" | "user" | "group";

export interface IamArn {
  arn: string;
  partition: string;
  /** Twelve digits, or `aws` for AWS's own policies. */
  account: string;
  kind: PrincipalKind | "policy";
  /** Begins and ends with a slash. */
  path: string;
  name: string;
}

const IAM_ARN =
  /^arn:([a-z0-9-]+):iam::(\d{12}|aws):(role|user|group|policy)\/((?:[\x21-\x7e]+\/)?)([\w+=,.@-]+)$/;

/** The parts of a complete IAM ARN, undefined for anything else (wildcards included). */
export function iamArn(value: unknown): IamArn | undefined {
  const parts = typeof value === "string" ? IAM_ARN.exec(value) : null;
  if (!parts) return undefined;
  const [arn, partition, account, kind, path, name] = parts as unknown as [string, ...string[]];
  return {
    arn,
    partition: partition as string,
    account: account as string,
    kind: kind as IamArn["kind"],
    path: `/${path}`,
    name: name as string,
  };
}

/** An IAM ARN, if all of its parts are known. */
export function iamArnOf(parts: {
  partition?: string;
  account?: string;
  kind: IamArn["kind"];
  path?: string;
  name?: string;
}): string | undefined {
  const { partition, account, kind, path, name } = parts;
  if (!partition || !account || !path || !name) return undefined;
  return arnIn({ partition, region: "", account }, "iam", `${kind}${path}${name}`);
}

/** The pattern of all there are of a kind, as far as account and partition are known; none has an empty name. */
export function everyArn(
  kind: IamArn["kind"],
  { partition = "*", account = "*" }: { partition?: string; account?: string },
): string {
  return arnIn({ partition, region: "", account }, "iam", `${kind}/?*`);
}

const ROLE_ARN = /^arn:aws[a-z-]*:iam::(\d{12}):role\/[\w+=,.@/-]+$/;
const POLICY_ARN = /^arn:aws[a-z-]*:iam::(aws|\d{12}):policy\/[\w+=,.@/-]+$/;
const AWS_MANAGED = /^arn:aws[a-z-]*:iam::aws:policy\/(.+)$/;

/** The account of a complete role ARN, without wildcards; undefined for anything else. */
export function accountOfRole(arn: string): string | undefined {
  return ROLE_ARN.exec(arn)?.[1];
}

/** Whether this is a managed policy's complete ARN: AWS's own, or one of an account. */
export function isPolicyArn(arn: string): boolean {
  return POLICY_ARN.test(arn);
}

/** Path and name of an AWS managed policy, `service-role/NAME`, by its ARN; undefined for all other ARNs. */
export function awsManagedName(arn: string): string | undefined {
  return AWS_MANAGED.exec(arn)?.[1];
}

/** A pattern of IAM's ARNs in every account; where an account is given, only a pattern that names that one. */
export function inAnyAccount(pattern: string, account?: string): string {
  return pattern.replace(/^(arn:[^:]*:iam::)(\d{12}):/, (whole, head: string, named: string) =>
    account === undefined || named === account ? `${head}*:` : whole,
  );
}

/** A pattern of IAM's ARNs in whatever account and partition it says. */
export function inAnyPartition(pattern: string): string {
  return pattern.replace(/^arn:[^:]*:iam::[^:]*:/, "arn:*:iam::*:");
}

const NAME = "[\\w+=,.@-]+";

/** An account's id, as a schema's pattern. */
export const ACCOUNT_PATTERN = "^[0-9]{12}$";

/** Config's spelling of a principal, for people. */
export const PRINCIPAL_SPELLING = "user/NAME, group/NAME, role/NAME or an ARN";

/** The same as a schema's pattern. */
export const PRINCIPAL_PATTERN = `^((user|group|role)/${NAME}|arn:[^:]+:iam::[0-9]{12}:(user|group|role)/.+)$`;

/** Config's spelling of a role, for people. */
export const ROLE_SPELLING = "a role's name, role/NAME or an ARN";

/** The same as a schema's pattern. */
export const ROLE_PATTERN = `^((role/)?${NAME}|arn:[^:]+:iam::[0-9]{12}:role/.+)$`;

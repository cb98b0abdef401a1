/** ARNs as the graph needs them. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html */
import type { PrincipalKind } from "../graph/types";

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
  return `arn:${partition}:iam::${account}:${kind}${path}${name}`;
}

/** The partition of a region. https://docs.aws.amazon.com/general/latest/gr/rande.html */
export function partitionOf(region: string | undefined): string {
  const known = PARTITIONS.find(([prefix]) => region?.startsWith(prefix));
  return known?.[1] ?? "aws";
}

const PARTITIONS: [string, string][] = [
  ["cn-", "aws-cn"],
  ["us-gov-", "aws-us-gov"],
  ["us-iso-", "aws-iso"],
  ["us-isob-", "aws-iso-b"],
  ["us-isof-", "aws-iso-f"],
  ["eu-isoe-", "aws-iso-e"],
  ["eusc-", "aws-eusc"],
];

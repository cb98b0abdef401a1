/** Strings with a form that AWS prescribes, each refused with the form in words. */
import { z } from "zod";
import { mapOf } from "./shapes";

/** A string that matches `pattern`; `form` completes "must be …". */
export function text(pattern: RegExp, form: string) {
  return z.string({ error: (issue) => wrongType(issue.input, form) }).regex(pattern, `must be ${form}`);
}

/** Any string. */
export function anyText(what: string) {
  return z.string({ error: (issue) => wrongType(issue.input, what) });
}

function wrongType(input: unknown, form: string): string {
  return input === undefined ? `is missing; it must be ${form}` : `must be ${form}`;
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html */
export const roleName = () =>
  text(/^[\w+=,.@-]{1,64}$/, "an IAM role name: at most 64 letters, digits and +=,.@_-");

export const policyName = () =>
  text(/^[\w+=,.@-]{1,128}$/, "an IAM policy name: at most 128 letters, digits and +=,.@_-");

export const iamPath = () =>
  text(
    /^\/(?:[\x21-\x7e]{1,510}\/)?$/,
    "an IAM path that begins and ends with a slash, at most 512 characters",
  );

export const policyDescription = () => text(/^[^\n]{1,1000}$/, "one line of at most 1,000 characters");

/** IAM's own set: a role may not be described in other scripts, though a policy may. */
export const roleDescription = () =>
  text(
    /^[\u0020-\u007e\u00a1-\u00ff]{1,1000}$/,
    "one line of at most 1,000 Latin characters (IAM takes no other scripts here)",
  );

/** A customer managed policy of this account by name, or any policy by ARN. */
export const policyReference = () =>
  text(
    /^(?:[\w+=,.@-]{1,128}|arn:[\w-]+:iam::(?:\d{12}|aws):policy\/[\x21-\x7e]+)$/,
    "the name of a customer managed policy of this account, or a policy's ARN",
  );

export const awsManagedPolicy = () =>
  text(
    /^(?!arn:)(?:[\w+=,.@-]+\/)*[\w+=,.@-]{1,128}$/,
    "an AWS managed policy's name with its path, without the ARN before it, e.g. service-role/AmazonECSTaskExecutionRolePolicy",
  );

/** A table of the stack's account and region by name, any other by ARN. */
export const tableReference = () =>
  text(
    /^(?:[\w.-]{3,255}|arn:[\w-]+:dynamodb:[\w-]+:\d{12}:table\/[\w.-]{3,255})$/,
    "a table's name (3 to 255 letters, digits and _.-) or its ARN",
  );

/**
 * A bucket's name is its own in the whole partition; its ARN says no more.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html
 */
export const bucketReference = () =>
  text(
    /^(?:arn:[\w-]+:s3:::)?[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/,
    "a bucket's name (3 to 63 lower-case letters, digits, dots and hyphens) or its ARN",
  );

export const indexName = () =>
  text(/^(?:\*|[\w.-]{3,255})$/, "an index name of 3 to 255 letters, digits and _.-, or * for all");

export const secretReference = () =>
  text(
    /^(?:[\w/+=.@-]{1,512}|arn:[\w-]+:secretsmanager:[\w-]+:\d{12}:secret:[\w/+=.@-]+(?::[^:]*){0,3})$/,
    "a secret's name (letters, digits and /_+=.@-) or its complete ARN",
  );

export const parameterReference = () =>
  text(
    /^(?:[\w./-]{1,1011}|arn:[\w-]+:ssm:[\w-]+:\d{12}:parameter\/[\w./-]+)$/,
    "a parameter's name (letters, digits and /_.-) or its ARN",
  );

/** Aliases are left out: IAM does not resolve them in `Resource`. */
export const keyReference = () =>
  text(
    /^(?:(?:mrk-)?[0-9a-f-]{32,36}|arn:[\w-]+:kms:[\w-]+:\d{12}:key\/(?:mrk-)?[0-9a-f-]{32,36})$/,
    "a KMS key's id or ARN (not an alias: IAM does not resolve one)",
  );

/** https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_CreateLogGroup.html */
export const logGroupName = () =>
  text(/^[\w./#-]{1,512}$/, "a log group name: at most 512 letters, digits and _-/.#");

/** https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_RegisterTaskDefinition.html */
export const ecsName = () => text(/^[\w-]{1,255}$/, "at most 255 letters, digits, hyphens and underscores");

/** A TCP or UDP port. */
export const port = () => {
  const form = "must be a port, 1 to 65535";
  return z.int({ error: form }).min(1, form).max(65535, form);
};

export const tags = () =>
  mapOf(
    text(
      /^(?!aws:)[\p{L}\p{Z}\p{N}_.:/=+\-@]{1,128}$/u,
      "a tag key of at most 128 characters, not beginning with aws:",
    ),
    text(/^[\p{L}\p{Z}\p{N}_.:/=+\-@]{0,256}$/u, "a tag value of at most 256 characters"),
  ).optional();

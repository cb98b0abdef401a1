/** Secrets Manager secrets, called by name or by complete ARN, and what ECS and IAM want to see of each. */
import { type Scope, regionalArn } from "./arns";

/** An ARN of a secret taken apart; ECS appends `:json-key:version-stage:version-id` to it. */
export interface SecretArn {
  /** Without ECS's suffix. */
  arn: string;
  /** The name with the six random characters that Secrets Manager added, if the ARN is complete. */
  name: string;
  /** ECS's suffix from its first colon on, or empty. */
  suffix: string;
}

const secretArnPattern =
  /^(?<arn>arn:[\w-]+:secretsmanager:[\w-]+:\d{12}:secret:(?<name>[\w/+=.@-]+))(?<suffix>(?::[^:]*){0,3})$/;

/** @returns undefined where the text is no secret's ARN */
export function parseSecretArn(text: string): SecretArn | undefined {
  const groups = secretArnPattern.exec(text)?.groups;
  if (!groups?.arn || !groups.name) return undefined;
  return { arn: groups.arn, name: groups.name, suffix: groups.suffix ?? "" };
}

/**
 * Whether a name ends as complete ARNs do: a hyphen and six characters. Secrets Manager cannot tell a partial ARN
 * that ends so from a complete one. https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_GetSecretValue.html
 */
export function endsLikeRandomSuffix(name: string): boolean {
  return /-[A-Za-z0-9]{6}$/.test(name);
}

/** The secret for `Resource` in a policy: the name alone leaves the random suffix open. */
export function secretResource(scope: Scope, nameOrArn: string): string {
  return parseSecretArn(nameOrArn)?.arn ?? regionalArn(scope, "secretsmanager", `secret:${nameOrArn}-??????`);
}

/** The secret as a container definition's `valueFrom`. https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Secret.html */
export function secretValueFrom(scope: Scope, nameOrArn: string, jsonKey?: string): string {
  const arn = nameOrArn.startsWith("arn:")
    ? nameOrArn
    : regionalArn(scope, "secretsmanager", `secret:${nameOrArn}`);
  return jsonKey === undefined ? arn : `${arn}:${jsonKey}::`;
}

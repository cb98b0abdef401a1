/**
 * The six random characters that Secrets Manager puts behind a secret's name in its ARN.
 * https://docs.aws.amazon.com/secretsmanager/latest/userguide/troubleshoot.html#ARN_secretnamehyphen
 */
const SUFFIX = /-[A-Za-z0-9]{6}$/;

/** Stands for a suffix that is not known. */
const ANY_SUFFIX = "-??????";

/** A secret's name, or ARN, with any suffix behind it. */
export function withAnySuffix(nameOrArn: string): string {
  return nameOrArn + ANY_SUFFIX;
}

/** Whether it ends as a suffix does. A name that ends so cannot be told from one that has a suffix. */
export function endsAsSuffix(nameOrArn: string): boolean {
  return SUFFIX.test(nameOrArn);
}

/** A secret's name or ARN without what may be its suffix, known or not. */
export function withoutSuffix(nameOrArn: string): string {
  return nameOrArn.endsWith(ANY_SUFFIX)
    ? nameOrArn.slice(0, -ANY_SUFFIX.length)
    : nameOrArn.replace(SUFFIX, "");
}

/** Whether an ARN is of a secret whose suffix is not known. */
export function hasAnySuffix(arn: string): boolean {
  return arn.endsWith(ANY_SUFFIX);
}

/** Whether a complete ARN is of the secret whose name, or ARN without the suffix, is given. */
export function completes(arn: string, stem: string): boolean {
  return arn.length === stem.length + ANY_SUFFIX.length && arn.startsWith(stem) && SUFFIX.test(arn);
}

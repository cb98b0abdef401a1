/** ARNs built from names alone, for every partition: nothing here waits for a resource to exist. */

/** Where a stack lives. */
export interface Scope {
  /** `aws`, `aws-cn` or `aws-us-gov`. */
  partition: string;
  region: string;
  /** Twelve digits. */
  accountId: string;
}

/** The partition that a region belongs to. https://docs.aws.amazon.com/general/latest/gr/rande.html */
export function partitionOf(region: string): string {
  if (region.startsWith("cn-")) return "aws-cn";
  if (region.startsWith("us-gov-")) return "aws-us-gov";
  return "aws";
}

/** The domain under which a partition's services are reached. */
export function dnsSuffix(partition: string): string {
  return partition === "aws-cn" ? "amazonaws.com.cn" : "amazonaws.com";
}

/** `arn:PARTITION:SERVICE:REGION:ACCOUNT:RESOURCE` of the stack's own account and region. */
export function regionalArn(scope: Scope, service: string, resource: string): string {
  return `arn:${scope.partition}:${service}:${scope.region}:${scope.accountId}:${resource}`;
}

/** An IAM ARN of the stack's account, e.g. `resource` = `role/path/name`. */
export function iamArn(scope: Scope, resource: string): string {
  return `arn:${scope.partition}:iam::${scope.accountId}:${resource}`;
}

/** @param path begins and ends with a slash */
export function roleArn(scope: Scope, name: string, path = "/"): string {
  return iamArn(scope, `role${path}${name}`);
}

/** @param path begins and ends with a slash */
export function policyArn(scope: Scope, name: string, path = "/"): string {
  return iamArn(scope, `policy${path}${name}`);
}

/** @param name with its path, e.g. `service-role/AmazonECSTaskExecutionRolePolicy` */
export function awsManagedPolicyArn(partition: string, name: string): string {
  return `arn:${partition}:iam::aws:policy/${name}`;
}

/** A policy given by ARN stays as it is; a name is a customer managed policy of the stack's account. */
export function policyArnOf(scope: Scope, nameOrArn: string): string {
  return nameOrArn.startsWith("arn:") ? nameOrArn : policyArn(scope, nameOrArn);
}

/** @param resource the bucket, or `BUCKET/KEY` */
export function s3Arn(partition: string, resource: string): string {
  return `arn:${partition}:s3:::${resource}`;
}

/** A log group's ARN without the `:*` that the console shows. */
export function logGroupArn(scope: Scope, name: string): string {
  return regionalArn(scope, "logs", `log-group:${name}`);
}

/** A parameter by name (with or without its leading slash) or ARN. */
export function parameterArn(scope: Scope, nameOrArn: string): string {
  if (nameOrArn.startsWith("arn:")) return nameOrArn;
  return regionalArn(scope, "ssm", `parameter/${nameOrArn.replace(/^\//, "")}`);
}

/** The ARN of what is given by ARN, or by its name in the stack's account and region. @param resource before the name, e.g. `table/` */
export function arnOf(scope: Scope, service: string, resource: string, nameOrArn: string): string {
  return nameOrArn.startsWith("arn:") ? nameOrArn : regionalArn(scope, service, `${resource}${nameOrArn}`);
}

/** The region of what is given by ARN; what is given by name lies in the stack's. */
export function regionOf(scope: Scope, nameOrArn: string): string {
  return nameOrArn.startsWith("arn:") ? (nameOrArn.split(":")[3] ?? scope.region) : scope.region;
}

/** A KMS key by id or ARN. */
export function keyArn(scope: Scope, idOrArn: string): string {
  return idOrArn.startsWith("arn:") ? idOrArn : regionalArn(scope, "kms", `key/${idOrArn}`);
}

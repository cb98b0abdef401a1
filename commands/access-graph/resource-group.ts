/** What several ARNs of one thing have in common: a bucket and its objects, a table and its indexes. */
export interface ResourceGroup {
  /** Equal for all ARNs of the thing. */
  key: string;
  /** In the service's own terms, e.g. `S3 bucket`. */
  kind: string;
  name: string;
}

const KINDS: Record<string, string> = {
  "dynamodb:table": "DynamoDB table",
  "ecr:repository": "ECR repository",
  "ecs:task-definition": "ECS task definition",
  "iam:oidc-provider": "OIDC provider",
  "iam:policy": "IAM policy",
  "iam:role": "IAM role",
  "iam:user": "IAM user",
  "kms:alias": "KMS alias",
  "kms:key": "KMS key",
  "logs:log-group": "Log group",
  s3: "S3 bucket",
  "secretsmanager:secret": "Secret",
  sns: "SNS topic",
  sqs: "SQS queue",
  "ssm:parameter": "SSM parameter",
};

/** Services whose names are not their prefix in capitals. */
const SERVICES: Record<string, string> = {
  dynamodb: "DynamoDB",
  logs: "CloudWatch Logs",
  s3: "S3",
  secretsmanager: "Secrets Manager",
};

/**
 * The thing that a statement's resource belongs to. `action` tells the service where the resource is `*`; a text that
 * is no ARN is its own thing.
 */
export function resourceGroup(resource: string, action: string): ResourceGroup {
  const [prefix, , service = "", , , ...rest] = resource.split(":");
  if (prefix !== "arn" || rest.length === 0) return anyResource(resource, action);
  const path = rest.join(":");
  if (service === "s3") return named("s3", path.split("/")[0] ?? path);
  const [type = "", ...tail] = path.split(/[:/]/);
  const kind = `${service}:${type}`;
  if (KINDS[kind] === undefined) return named(service, path, path);
  const name = path.slice(type.length + 1);
  return named(kind, tail.length === 0 ? path : thing(kind, name));
}

/** The name without what addresses a part of the thing: an index, a stream, the trailing wildcard. */
function thing(kind: string, name: string): string {
  if (kind === "logs:log-group") return name.split(":")[0] ?? name;
  if (kind === "dynamodb:table") return name.split("/")[0] ?? name;
  if (kind === "secretsmanager:secret") return name.replace(/-?(\?{6}|\*)$/, "");
  return name;
}

function named(kind: string, name: string, path = name): ResourceGroup {
  return { key: `${kind}:${path}`, kind: KINDS[kind] ?? serviceName(kind), name };
}

function anyResource(resource: string, action: string): ResourceGroup {
  const service = action.split(":")[0] ?? "";
  if (resource !== "*") return { key: resource, kind: "Resource", name: resource };
  if (service === "*") return { key: "*", kind: "AWS", name: "every resource" };
  return { key: `${service}:*`, kind: serviceName(service), name: "every resource" };
}

function serviceName(service: string): string {
  return SERVICES[service] ?? service.toUpperCase();
}

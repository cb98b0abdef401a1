/** The ARNs of what carries policies of resources. https://docs.aws.amazon.com/service-authorization/latest/reference/ */
import { arnFields, arnIn, parseArn, s3Arn, type Scope } from "../../aws/arn";
import { queueArn } from "../../aws/queue-url";
import type { PolicyCarrier } from "../../aws/resource-type";
import { withAnySuffix, withoutSuffix } from "../../aws/secret-arn";

type ByArn = Exclude<PolicyCarrier, "vpc endpoint" | "organization">;

/** The service in an ARN, and what stands before a name or id in its last field. */
const FORMS: Record<PolicyCarrier, { service: string; before: string }> = {
  bucket: { service: "s3", before: "" },
  "access point": { service: "s3", before: "accesspoint/" },
  key: { service: "kms", before: "key/" },
  secret: { service: "secretsmanager", before: "secret:" },
  repository: { service: "ecr", before: "repository/" },
  registry: { service: "ecr", before: "repository/" },
  queue: { service: "sqs", before: "" },
  topic: { service: "sns", before: "" },
  table: { service: "dynamodb", before: "table/" },
  stream: { service: "kinesis", before: "stream/" },
  "file system": { service: "elasticfilesystem", before: "file-system/" },
  "log groups": { service: "logs", before: "log-group:" },
  domain: { service: "es", before: "domain/" },
  function: { service: "lambda", before: "function:" },
  "vpc endpoint": { service: "ec2", before: "vpc-endpoint/" },
  organization: { service: "organizations", before: "" },
};

/**
 * The ARN of what a property names.
 *
 * @param named a name, an id, an ARN or a queue's URL; undefined for all there are in the scope
 * @param scope of the resource that names it, with `*` for what is not known
 */
export function carrierArn(on: PolicyCarrier, named: string | undefined, scope: Scope): string {
  if (named?.startsWith("arn:")) return carrierOf(named)?.arn ?? named;
  if (named !== undefined && on === "queue" && named.includes("://")) {
    return queueArn(named) ?? arnIn(scope, "sqs", named.slice(named.lastIndexOf("/") + 1));
  }
  if (on === "bucket") return s3Arn(scope.partition, named ?? "*");
  const { service, before } = FORMS[on];
  if (on === "secret" && named !== undefined) return arnIn(scope, service, before + withAnySuffix(named));
  if (on === "function" && named !== undefined) return functionArn(named, scope);
  return arnIn(scope, service, before + (named ?? "*"));
}

/** A function may be named `ACCOUNT:function:NAME` and with a qualifier. */
function functionArn(named: string, scope: Scope): string {
  const [, account, name = named] = /^(?:(\d{12}):function:)?([^:]+)/.exec(named) ?? [];
  return arnIn(account === undefined ? scope : { ...scope, account }, "lambda", `function:${name}`);
}

/** What carries a policy that is asked about a resource, with its ARN: of an object the bucket, of an index the table. */
export function carrierOf(arn: string): { on: ByArn; arn: string } | undefined {
  const parsed = parseArn(arn);
  if (!parsed) return undefined;
  const [prefix, partition, service, region, account, resource = ""] = arnFields(arn);
  const carrier = (on: ByArn, own: string) => ({
    on,
    arn: [prefix, partition, service, region, account, own].join(":"),
  });
  switch (parsed.service) {
    case "s3":
      return resource.startsWith("accesspoint/") && region !== ""
        ? carrier("access point", firstParts(resource, "/", 2))
        : carrier("bucket", firstParts(resource, "/", 1));
    case "kms":
      return resource.startsWith("alias/") ? undefined : carrier("key", resource);
    case "secretsmanager":
      return carrier("secret", resource);
    case "ecr":
      return carrier("repository", resource);
    case "sqs":
      return carrier("queue", resource);
    case "sns":
      return carrier("topic", firstParts(resource, ":", 1));
    case "dynamodb":
      return carrier("table", resource.replace(/\/(index|backup|export)\/.*$/, ""));
    case "kinesis":
      return carrier("stream", resource);
    case "elasticfilesystem":
      return resource.startsWith("access-point/") ? undefined : carrier("file system", resource);
    case "logs":
      return carrier("log groups", firstParts(resource, ":", 2));
    case "es":
      return carrier("domain", firstParts(resource, "/", 2));
    case "lambda":
      return carrier("function", firstParts(resource, ":", 2));
    default:
      return undefined;
  }
}

function firstParts(text: string, separator: string, count: number): string {
  return text.split(separator).slice(0, count).join(separator);
}

/** Whether the ARN is of one thing: a pattern stands for several, but for a secret's suffix. */
export function isOne(arn: string): boolean {
  return !/[*?]/.test(withoutSuffix(arn));
}

/** Whether the ARN names one thing, though not in which account or Region. */
export function namesOne(arn: string): boolean {
  return isOne(arnFields(arn).at(-1) ?? "");
}

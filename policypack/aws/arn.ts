/** ARNs taken apart and put together. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html */

/** Where a request goes; `*` for whatever is not known of it. */
export interface Scope {
  partition: string;
  /** Empty for global services. */
  region: string;
  /** Empty where the service has none in its ARNs (S3). */
  account: string;
}

export interface Arn extends Scope {
  service: string;
  resource: string;
}

/** Whether a text sets out to be an ARN, and is no name, id or alias. */
export function isArn(text: string): boolean {
  return text.startsWith("arn:");
}

/** @returns undefined where the text is no ARN */
export function parseArn(text: string): Arn | undefined {
  if (!isArn(text)) return undefined;
  const [, partition, service, region, account, resource] = arnFields(text);
  if (!partition || !service || region === undefined || account === undefined) return undefined;
  return resource === undefined ? undefined : { partition, service, region, account, resource };
}

/**
 * The fields of an ARN, of a pattern of ARNs or of an ARN's format: `arn`, partition, service, region, account, and the
 * resource, in which further colons stay. Fewer where the text ends early.
 */
export function arnFields(text: string): string[] {
  const fields: string[] = [];
  let from = 0;
  while (fields.length < ARN_FIELDS - 1) {
    const end = text.indexOf(":", from);
    if (end < 0) break;
    fields.push(text.slice(from, end));
    from = end + 1;
  }
  fields.push(text.slice(from));
  return fields;
}

/** How many fields a complete ARN has. */
export const ARN_FIELDS = 6;

/** `arn:PARTITION:SERVICE:REGION:ACCOUNT:RESOURCE` in that scope. */
export function arnIn(scope: Scope, service: string, resource: string): string {
  return `arn:${scope.partition}:${service}:${scope.region}:${scope.account}:${resource}`;
}

/** A bucket's ARN, or an object's for `BUCKET/KEY`: neither has region nor account. */
export function s3Arn(partition: string, bucketOrObject: string): string {
  return arnIn({ partition, region: "", account: "" }, "s3", bucketOrObject);
}

/** The same ARN, or pattern of ARNs, in another partition; `*` for every one. */
export function inPartition(arn: string, partition: string): string {
  return arn.replace(/^arn:aws[a-z-]*:/, `arn:${partition}:`);
}

/** A part of a scope as a context key's value; undefined where it is not known. */
export function known(part: string): string | undefined {
  return part === "*" ? undefined : part;
}

/** An ARN as a context key's value; undefined where its Region or account is not known. */
export function knownArn(arn: string): string | undefined {
  const { region, account } = parseArn(arn) ?? {};
  return region === "*" || account === "*" ? undefined : arn;
}

const START = /^arn:(aws[a-z-]*):([a-z0-9-]*):([a-z0-9-]*):(\d{12}):/;
const ANYWHERE = /arn:(aws[a-z-]*):([a-z0-9-]*):([a-z0-9*-]*):(\d{12}):/g;

/** What the beginning of an ARN says of where it lies; undefined where it names no account. */
export function arnStart(text: string): Omit<Arn, "resource"> | undefined {
  const found = START.exec(text);
  return found ? startOf(found) : undefined;
}

/** What the ARNs say, wherever in a text they stand, that name an account; a region may have a wildcard in it. */
export function arnsIn(text: string): Omit<Arn, "resource">[] {
  if (!text.includes("arn:")) return [];
  return Array.from(text.matchAll(ANYWHERE), startOf);
}

function startOf([, partition = "", service = "", region = "", account = ""]: readonly string[]) {
  return { partition, service, region, account };
}

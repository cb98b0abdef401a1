/** What a `valueFrom` of a container definition refers to. https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Secret.html */
import { endsAsSuffix, withAnySuffix } from "../aws/secret-arn";
import { type Arn, arnIn, parseArn, type Scope } from "../aws/arn";

export type SecretReference =
  /** A secret of Secrets Manager: its ARN without ECS's `:json-key:version-stage:version-id`, and the last two of these. */
  | { kind: "secret"; arn: Arn; name: string; version: SecretVersion }
  /** A parameter of the Parameter Store; the name without a leading slash. */
  | { kind: "parameter"; arn: Arn; name: string }
  /** `message` completes "the valueFrom …". */
  | { kind: "malformed"; message: string };

/** What ECS asks for beside the secret; null for what it leaves out of the request, undefined for what is not known yet. */
export interface SecretVersion {
  stage: string | null | undefined;
  id: string | null | undefined;
}

/** Where nothing names one, Secrets Manager hands out the current version without being asked for it. */
export const CURRENT_VERSION: SecretVersion = { stage: null, id: null };

/** Of a reference that the engine knows only later. */
export const UNKNOWN_VERSION: SecretVersion = { stage: undefined, id: undefined };

/** Under this path the Parameter Store hands out secrets of Secrets Manager. */
const SECRETS_BY_PARAMETER = "aws/reference/secretsmanager/";

/** @param scope where a bare name is looked up: ECS reads it as a parameter of the task's own region */
export function parseValueFrom(valueFrom: string, scope: Scope): SecretReference {
  if (!valueFrom.startsWith("arn:")) return parameterByName(valueFrom, scope);
  const arn = parseArn(valueFrom);
  if (arn?.service === "secretsmanager") return secretByArn(arn);
  if (arn?.service !== "ssm") return malformed("is the ARN of neither a secret nor a parameter");
  if (!/^parameter\/./.test(arn.resource)) return malformed("is the ARN of no parameter");
  return { kind: "parameter", arn, name: arn.resource.slice("parameter/".length) };
}

/**
 * Behind a secret's ARN stand either nothing or all three of JSON key, version stage and version id, each of which may be
 * empty, and one of the last two must be. https://docs.aws.amazon.com/AmazonECS/latest/developerguide/secrets-envvar-secrets-manager.html
 */
function secretByArn(arn: Arn): SecretReference {
  const [kind, name, ...parts] = arn.resource.split(":");
  if (kind !== "secret" || !name) return malformed("is the ARN of no secret");
  if (parts.length !== 0 && parts.length !== 3) {
    return malformed(
      "needs all of JSON key, version stage and version id behind the secret, or none of them: an empty one is a colon",
    );
  }
  const [, stage, version] = parts;
  if (stage && version)
    return malformed("names both a version stage and a version id, of which it takes one");
  const asked = { stage: stage || null, id: version || null };
  return { kind: "secret", arn: { ...arn, resource: `secret:${name}` }, name, version: asked };
}

function malformed(message: string): SecretReference {
  return { kind: "malformed", message };
}

function parameterByName(valueFrom: string, scope: Scope): SecretReference {
  if (!/^[\w.\-/]+$/.test(valueFrom)) {
    return malformed("is neither an ARN nor the name of a parameter");
  }
  const name = valueFrom.replace(/^\//, "");
  const arn = parseArn(arnIn(scope, "ssm", `parameter/${name}`));
  return arn ? { kind: "parameter", arn, name } : malformed("is not a parameter's name");
}

/** The secret that a parameter stands for, by name; undefined for ordinary parameters. */
export function secretBehindParameter(parameterName: string): string | undefined {
  return parameterName.startsWith(SECRETS_BY_PARAMETER)
    ? parameterName.slice(SECRETS_BY_PARAMETER.length)
    : undefined;
}

/**
 * Whether a secret's name as an ARN has it ends in the six random characters that Secrets Manager adds. Like Secrets
 * Manager itself this cannot tell them from a name that ends so, unless the stack has a secret of that very name.
 * https://docs.aws.amazon.com/secretsmanager/latest/userguide/troubleshoot.html#ARN_secretnamehyphen
 */
export function hasRandomSuffix(name: string, namesInStack: ReadonlySet<string>): boolean {
  return endsAsSuffix(name) && !namesInStack.has(name);
}

/** The resource that IAM sees when a secret is read: with the suffix given, or with any. */
export function secretResource(
  { arn, name }: { arn: Arn; name: string },
  namesInStack: ReadonlySet<string>,
): string {
  const resource = hasRandomSuffix(name, namesInStack) ? name : withAnySuffix(name);
  return arnIn(arn, "secretsmanager", `secret:${resource}`);
}

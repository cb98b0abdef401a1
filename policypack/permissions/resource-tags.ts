/** The tags that the stack gives the resource of a request, for grants that depend on them. */
import { parseArn } from "../aws/arn";
import type { ResourceKind } from "../aws/resource-type";
import { withoutSuffix } from "../aws/secret-arn";
import type { ContextValue, RequestContext } from "../evaluation/types";
import { arnOf, nameOf } from "../graph/resources/names";
import { text } from "../graph/resources/plain";
import { tagOf } from "../graph/resources/tags";
import type { PlainResource, StackModel } from "../graph/types";

/** Kinds of resources to the service and resource part of their ARNs, by name. */
const ARNS = new Map<ResourceKind, (name: string) => string>([
  ["secret", (name) => `secretsmanager:secret:${name}`],
  ["parameter", (name) => `ssm:parameter/${name.replace(/^\//, "")}`],
  ["repository", (name) => `ecr:repository/${name}`],
  ["table", (name) => `dynamodb:table/${name}`],
  ["log group", (name) => `logs:log-group:${name}`],
  ["queue", (name) => `sqs:${name}`],
  ["cluster", (name) => `ecs:cluster/${name}`],
  ["task definition", (name) => `ecs:task-definition/${name}`],
  ["state machine", (name) => `states:stateMachine:${name}`],
  ["event rule", (name) => `events:rule/${name}`],
  ["role", (name) => `iam:role/${name}`],
]);

const indexed = new WeakMap<StackModel, Map<string, PlainResource>>();

/**
 * What requests carry of the tags of a resource that the stack creates in its own account: under `aws:ResourceTag` and
 * under the service's own key. Such a resource has no tags but those that the stack gives it. Undefined for other
 * resources, and where AWS does not go by their tags.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-resourcetag
 *
 * @param resource the ARN of the request
 * @param declared the resource that it is, where its ARN is not known yet
 * @param otherwise answers for all other keys
 */
export function resourceTagContext(
  model: StackModel,
  { action, resource }: { action: string; resource: string },
  declared: PlainResource | undefined,
  otherwise: RequestContext,
): RequestContext | undefined {
  const service = parseArn(resource)?.service;
  const tagged = declared ?? declaredAt(model, resource);
  if (service === undefined || !tagged || isBlindToTags(service, action)) return undefined;
  const prefixes = ["aws", service].map((prefix) => `${prefix}:resourcetag/`);
  return (key) => {
    const prefix = prefixes.find((each) => key.toLowerCase().startsWith(each));
    return prefix === undefined ? otherwise(key) : tagIn(model, tagged, key.slice(prefix.length));
  };
}

/**
 * Buckets have to be told to go by tags; and IAM calls what roles' tags do to who may pass them unreliable.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/buckets-tagging-enable-abac.html
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html
 */
function isBlindToTags(service: string, action: string): boolean {
  return service === "s3" || action.toLowerCase() === "iam:passrole";
}

/** The resource's own tag, else one that a resource of its own gives it. */
function tagIn(model: StackModel, resource: PlainResource, key: string): ContextValue {
  const own = tagOf(resource, key);
  if (own.state !== "absent") return own;
  for (const { props, propertyDependencies } of model.ofKind("tag")) {
    const isOfResource =
      propertyDependencies.resourceArn?.includes(resource.urn) ||
      (text(props.resourceArn) !== undefined && props.resourceArn === arnOf(resource));
    if (!isOfResource) continue;
    const name = text(props.key);
    const value = text(props.value);
    if (name === undefined) return { state: "unknown", isFixedLater: true };
    if (name.toLowerCase() !== key.toLowerCase()) continue;
    return value === undefined
      ? { state: "unknown", isFixedLater: true }
      : { state: "present", values: [value] };
  }
  return own;
}

function declaredAt(model: StackModel, resource: string): PlainResource | undefined {
  const arn = parseArn(resource);
  if (!arn || (model.account !== undefined && arn.account !== model.account)) return undefined;
  return [resource, ...namesIn(arn.service, arn.resource)]
    .map((key) => index(model).get(key))
    .find((found) => found !== undefined);
}

/**
 * A secret's ARN has a suffix, a log group's goes on with the stream, a table's with the index, a task definition's with
 * the revision; a role's name has a path before it.
 */
function namesIn(service: string, resource: string): string[] {
  const stem = resource
    .replace(/^(log-group:[^:]*):.*$/, "$1")
    .replace(/^(table\/[^/]*)\/.*$/, "$1")
    .replace(/^(task-definition\/[^:]*):.*$/, "$1")
    .replace(/^role\/.*\//, "role/");
  const named = stem.startsWith("secret:") ? withoutSuffix(stem) : stem;
  return [`${service}:${resource}`, `${service}:${named}`];
}

/** By name as far as that is known, and by ARN, of whatever type. */
function index(model: StackModel): Map<string, PlainResource> {
  const known = indexed.get(model);
  if (known) return known;
  const made = new Map<string, PlainResource>();
  for (const resource of model.resources) {
    const arn = arnOf(resource);
    if (arn !== undefined) made.set(arn.replace(/:\*$/, ""), resource);
  }
  for (const [kind, keyOf] of ARNS) {
    for (const resource of model.ofKind(kind)) {
      const name = nameOf(resource);
      if (name !== undefined) made.set(keyOf(name), resource);
    }
  }
  indexed.set(model, made);
  return made;
}

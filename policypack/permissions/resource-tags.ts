/** The tags that the stack gives the resource of a request, for grants that depend on them. */
import { withoutSuffix } from "../aws/secret-arn";
import type { ResourceKind } from "../aws/resource-type";
import { UNKNOWN } from "../evaluation/types";
import type { ContextEntries } from "../graph/principal-context";
import { nameOf } from "../graph/resources/names";
import { tagsOf } from "../graph/resources/tags";
import type { PlainResource, StackModel } from "../graph/types";
import { parseArn } from "../aws/arn";

/** Kinds of resources to the service and resource part of their ARNs, by name. */
const TAGGED = new Map<ResourceKind, (name: string) => string>([
  ["secret", (name) => `secretsmanager:secret:${name}`],
  ["parameter", (name) => `ssm:parameter/${name.replace(/^\//, "")}`],
  ["repository", (name) => `ecr:repository/${name}`],
  ["table", (name) => `dynamodb:table/${name}`],
  ["log group", (name) => `logs:log-group:${name}`],
]);

/** Services that know a resource's tags under a key of their own, too. */
const OWN_KEYS: Record<string, string> = {
  secretsmanager: "secretsmanager:ResourceTag",
  ssm: "ssm:resourceTag",
  ecr: "ecr:ResourceTag",
};

const indexed = new WeakMap<StackModel, Map<string, PlainResource>>();

/**
 * Context keys for the tags of a resource that the stack creates in its own account; none of other resources.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-resourcetag
 */
export function resourceTagContext(model: StackModel, resource: string): ContextEntries {
  const arn = parseArn(resource);
  if (!arn || (model.account !== undefined && arn.account !== model.account)) return {};
  const declared = namesIn(arn.service, arn.resource)
    .map((key) => index(model).get(key))
    .find((found) => found !== undefined);
  const tags = declared ? tagsOf(declared) : UNKNOWN;
  if (tags === UNKNOWN) return {};
  const prefixes = ["aws:ResourceTag", OWN_KEYS[arn.service]].filter((prefix) => prefix !== undefined);
  return Object.fromEntries(
    Object.entries(tags).flatMap(([key, value]) => prefixes.map((prefix) => [`${prefix}/${key}`, value])),
  );
}

/** A secret's ARN has a suffix, a log group's goes on with the stream, a table's with the index. */
function namesIn(service: string, resource: string): string[] {
  const stem = resource.replace(/^(log-group:[^:]*):.*$/, "$1").replace(/^(table\/[^/]*)\/.*$/, "$1");
  const named = stem.startsWith("secret:") ? withoutSuffix(stem) : stem;
  return [`${service}:${resource}`, `${service}:${named}`];
}

function index(model: StackModel): Map<string, PlainResource> {
  const known = indexed.get(model);
  if (known) return known;
  const made = new Map<string, PlainResource>();
  for (const [kind, keyOf] of TAGGED) {
    for (const resource of model.ofKind(kind)) {
      const name = nameOf(resource);
      if (name !== undefined) made.set(keyOf(name), resource);
    }
  }
  indexed.set(model, made);
  return made;
}

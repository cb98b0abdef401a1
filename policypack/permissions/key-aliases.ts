/** The aliases that the stack gives the key of a request, for grants that depend on them. */
import { parseArn } from "../aws/arn";
import { UNKNOWN } from "../evaluation/types";
import type { ContextEntries } from "../graph/principal-context";
import { arnOf, nameOf } from "../graph/resources/names";
import { text } from "../graph/resources/plain";
import type { PlainResource, StackModel } from "../graph/types";

/**
 * A key that the stack creates has no aliases but those that the stack gives it. Nothing of other keys.
 * https://docs.aws.amazon.com/kms/latest/developerguide/alias-authorization.html
 *
 * @param resource the ARN of the request
 * @param declared the key that it is, where its ARN is not known yet
 */
export function keyAliasEntries(
  model: StackModel,
  resource: string,
  declared: PlainResource | undefined,
): ContextEntries {
  if (parseArn(resource)?.service !== "kms") return {};
  const keys = model.ofKind("key");
  const key = keys.find((each) => (declared ? each === declared : arnOf(each) === resource));
  if (!key) return {};
  const aliases = model.ofKind("key alias").filter((alias) => mayBeOf(alias, key));
  const names = aliases.map((alias) => (isOf(alias, key) ? nameOf(alias) : undefined));
  const known = names.filter((name) => name !== undefined);
  if (known.length < names.length) return { [ALIASES]: undefined };
  return { [ALIASES]: known.length === 0 ? null : known };
}

const ALIASES = "kms:ResourceAliases";

function isOf({ props, propertyDependencies }: PlainResource, key: PlainResource): boolean {
  const target = text(props.targetKeyId);
  if (target === undefined) return propertyDependencies.targetKeyId?.includes(key.urn) ?? false;
  return target === arnOf(key) || target === arnOf(key)?.replace(/^.*:key\//, "");
}

/** An alias of which nothing tells whose it is may be this key's. */
function mayBeOf(alias: PlainResource, key: PlainResource): boolean {
  const isOpen = alias.props.targetKeyId === UNKNOWN && !alias.propertyDependencies.targetKeyId?.length;
  return isOpen || isOf(alias, key);
}

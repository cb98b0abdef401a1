/** Which account a resource with a policy lies in, as far as the resource itself tells. */
import { parseArn } from "../../aws/arn";
import { queueArn } from "../../aws/queue-url";
import { resourceType } from "../../aws/resource-types";
import type { ResourcePolicyPlace } from "../../documents/unknown-documents";
import type { Statement } from "../../evaluation/types";
import { accountAndRegionOf } from "../../graph/places/account-and-region";

/**
 * The account by what the program says of the resource: its provider, the ARN of what the policy stands on, or what the policy
 * says of itself. Not by the ARN that AWS has given the resource, which a rule on its inputs does not see.
 */
export function ownAccount(place: ResourcePolicyPlace): string | undefined {
  const { resource } = place;
  const props = isNamedByArn(place) ? resource.props : { ...resource.props, arn: undefined };
  return (
    accountAndRegionOf({ ...resource, props }).account ?? accountNamed(place) ?? accountInDocument(place)
  );
}

/** A topic's policy names its topic by a property of that name. */
function isNamedByArn({ resource: { type } }: ResourcePolicyPlace): boolean {
  return resourceType(type)?.resourcePolicy?.names === "arn";
}

function accountNamed({ resource: { type, props } }: ResourcePolicyPlace): string | undefined {
  const { names } = resourceType(type)?.resourcePolicy ?? {};
  const value = names === undefined ? undefined : props[names];
  const [named] = Array.isArray(value) ? (value as unknown[]) : [value];
  if (typeof named !== "string") return undefined;
  return accountOf(queueArn(named) ?? named);
}

/**
 * What a statement is about is the resource that carries it; and the root of a key's own account has all rights on it, or nobody
 * could change the key any more. https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html
 */
function accountInDocument({ carried, reading }: ResourcePolicyPlace): string | undefined {
  if (reading.state !== "known") return undefined;
  const { statements } = reading.document;
  const named = statements.flatMap((statement) =>
    carried.on === "key" && !carried.isMade ? rootsOf(statement) : accountsOfResources(statement),
  );
  const [only, ...others] = new Set(named);
  return others.length === 0 ? only : undefined;
}

function rootsOf({ effect, actions, principals }: Statement): string[] {
  const isAll = !actions.negated && actions.patterns.some((action) => /^(kms:)?\*$/i.test(action));
  if (effect === "Deny" || !isAll || principals?.negated) return [];
  return (principals?.values.AWS ?? []).flatMap((named) => {
    if (/^\d{12}$/.test(named)) return [named];
    return named.endsWith(":root") ? (accountOf(named) ?? []) : [];
  });
}

function accountsOfResources({ resources }: Statement): string[] {
  if (!resources || resources.negated) return [];
  return resources.patterns.flatMap((pattern) => accountOf(pattern) ?? []);
}

function accountOf(arn: string): string | undefined {
  const account = parseArn(arn)?.account;
  return account !== undefined && /^\d{12}$/.test(account) ? account : undefined;
}

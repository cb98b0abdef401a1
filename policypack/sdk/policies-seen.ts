/**
 * The customer managed policies that an update has seen, whose documents it knows then. A policy is made before what attaches
 * it, so that a rule can judge the attachment while there still is none.
 */
import { iamArn, type IamArn } from "../aws/iam-arn";
import { isA } from "../aws/resource-types";
import { accountAndRegionOf } from "../graph/places/account-and-region";
import { nameOf } from "../graph/resources/names";
import { text } from "../graph/resources/plain";
import { attachedPolicies } from "../graph/resources/policies-attached-by";
import type { PlainResource } from "../graph/types";

/** What the provider puts behind a prefix: the time and a counter. */
const SUFFIX = /^[0-9a-f]{26}$/;

const HOLDERS = ["roles", "users", "groups"];

export class PoliciesSeen {
  private readonly seen = new Map<string, PlainResource>();

  /** A resource with its inputs, whatever it is. */
  add(resource: PlainResource): void {
    if (isA(resource.type, "managed policy")) this.seen.set(resource.urn, resource);
  }

  /** Those that a resource attaches to somebody, by the ARNs that it names or by itself. */
  attachedBy(resource: PlainResource): PlainResource[] {
    if (this.seen.size === 0) return [];
    const named = attachedPolicies(resource).flatMap(({ value, as }) => {
      const arn = as === "attachment" ? iamArn(value) : undefined;
      return arn ? this.withArn(arn) : [];
    });
    return [...new Set(attachesItself(resource) ? [resource, ...named] : named)];
  }

  /** None where two have the same name, in accounts that are not known. */
  private withArn(arn: IamArn): PlainResource[] {
    const found = [...this.seen.values()].filter((policy) => mayHaveArn(policy, arn));
    return found.length === 1 ? found : [];
  }
}

function mayHaveArn(policy: PlainResource, { kind, account, path, name }: IamArn): boolean {
  const own = accountAndRegionOf(policy).account;
  const { path: given, namePrefix } = policy.props;
  if (kind !== "policy" || (own !== undefined && own !== account)) return false;
  if ((given === undefined ? "/" : given) !== path) return false;
  const known = nameOf(policy);
  if (known !== undefined) return known === name;
  const prefix = text(namePrefix);
  return prefix !== undefined && name.startsWith(prefix) && SUFFIX.test(name.slice(prefix.length));
}

/** `aws-native` has the holders among the properties of the policy. */
function attachesItself({ type, props }: PlainResource): boolean {
  if (!isA(type, "managed policy")) return false;
  return HOLDERS.some((holders) => {
    const list = props[holders];
    return Array.isArray(list) && list.length > 0;
  });
}

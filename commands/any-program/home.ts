/** In which account, region and partition a provider works. */
import { partitionOf } from "../../policypack/aws/partitions";
import type { Home } from "../offline/aws-outputs";

type Props = Record<string, unknown>;

/** AWS's own example account, where nothing tells the stack's. */
export const STAND_IN_ACCOUNT = "123456789012";

const ACCOUNT = /^\d{12}$/;

/**
 * The place that the first of several settings tells, item by item.
 * @param settings inputs of a resource or a provider
 * @param otherwise where none of them tells
 */
export function homeOf(settings: Props[], otherwise: Home): Home {
  const region = settings.map(({ region }) => region).find((each) => typeof each === "string" && each !== "");
  const account = settings.map(accountIn).find((each) => each !== undefined);
  const home = region as string | undefined;
  return {
    account: account ?? otherwise.account,
    region: home ?? otherwise.region,
    partition: home === undefined ? otherwise.partition : partitionOf(home),
  };
}

/** The one account that a provider admits, or in which it assumes a role. */
export function accountIn({ allowedAccountIds, assumeRole, assumeRoles }: Props): string | undefined {
  const allowed = decoded(allowedAccountIds);
  if (Array.isArray(allowed) && allowed.length === 1 && ACCOUNT.test(String(allowed[0])))
    return String(allowed[0]);
  const roles = [decoded(assumeRoles), decoded(assumeRole)].flat();
  const arn = (roles.filter(Boolean).at(-1) as Props | undefined)?.roleArn;
  return typeof arn === "string" ? /^arn:[\w-]+:iam::(\d{12}):/.exec(arn)?.[1] : undefined;
}

/** Providers are sent what is no text as JSON. */
function decoded(value: unknown): unknown {
  if (typeof value !== "string") return value;
  try {
    return JSON.parse(value) as unknown;
  } catch {
    return undefined;
  }
}

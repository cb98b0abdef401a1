/** What a resource says of the account and Region that it lies in. */
import { arnStart } from "../../aws/arn";
import { isRecord, text } from "../resources/plain";
import type { AccountAndRegion, PlainResource } from "../types";

export type PlacePart = keyof AccountAndRegion;

/** What a resource says of where it lies: its ARN, its Region, its provider's settings. */
export function accountAndRegionOf({ props, provider }: PlainResource): AccountAndRegion {
  const arn = ofArn(props);
  return {
    partition: arn.partition,
    account: arn.account ?? accountOfProvider(provider?.props),
    region: arn.region || text(props.region) || text(provider?.props.region),
  };
}

/** What a resource says of all that its provider makes: a provider works in one account, and in one Region as a rule. */
export function accountAndRegionOfProvider({ props, provider }: PlainResource): AccountAndRegion {
  const { partition, account } = ofArn(props);
  return {
    partition,
    account: account ?? accountOfProvider(provider?.props),
    region: text(provider?.props.region),
  };
}

function ofArn({ arn }: Record<string, unknown>): AccountAndRegion {
  return (typeof arn === "string" && arnStart(arn)) || {};
}

/** An AWS provider that admits one account only, or assumes a role in one, works in that account. */
function accountOfProvider(props: Record<string, unknown> | undefined): string | undefined {
  if (!props) return undefined;
  const allowed = list(props.allowedAccountIds);
  if (allowed.length === 1 && typeof allowed[0] === "string") return allowed[0];
  const assumed = [...list(props.assumeRoles), ...list(props.assumeRole)].at(-1);
  const arn = isRecord(assumed) ? assumed.roleArn : undefined;
  return typeof arn === "string" ? arnStart(arn)?.account : undefined;
}

/** Provider settings are JSON text on the wire, lists or single objects. */
function list(value: unknown): unknown[] {
  let plain = value;
  if (typeof value === "string") {
    try {
      plain = JSON.parse(value);
    } catch {
      return [];
    }
  }
  if (Array.isArray(plain)) return plain;
  return isRecord(plain) ? [plain] : [];
}

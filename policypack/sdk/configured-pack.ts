/** How config configures the policies of the pack. */
import type { EnforcementLevel } from "@pulumi/policy";
import { isRecord } from "../graph/resources/plain";
import type { Finding } from "../findings/finding";

/** How one policy of the pack is configured. */
export interface Configured {
  level: EnforcementLevel;
  config: Record<string, unknown>;
  /** What it judges. */
  kind: "resource" | "stack";
}

/** What of a policy its configuration is about. */
interface ConfigurablePolicy {
  kind: Configured["kind"];
  rule: { name: string; enforcementLevel: EnforcementLevel };
}

/** The policies that run, by name; empty where that is not known. */
export type ConfiguredPack = ReadonlyMap<string, Configured>;

/**
 * The pack as config configures it.
 * @param given what config says of a policy; without a level the policy has its own
 */
export function packOf(
  policies: ConfigurablePolicy[],
  given: (policy: string) => Partial<Configured> | undefined,
): ConfiguredPack {
  return new Map(
    policies.map(({ rule, kind }) => {
      const { level = rule.enforcementLevel, config = {} } = given(rule.name) ?? {};
      return [rule.name, { level, config, kind }];
    }),
  );
}

/** Whether the policy runs at mandatory level; false where its configuration is not known. */
export function isMandatoryPolicy(pack: ConfiguredPack, policy: string): boolean {
  const level = pack.get(policy)?.level;
  return level === "mandatory" || level === "remediate";
}

/**
 * Whether a finding stands at mandatory level once it is reported: its policy runs, is mandatory, and nobody accepts the
 * finding.
 */
export function isMandatory(pack: ConfiguredPack, { policy, id, level }: Finding): boolean {
  if (!isMandatoryPolicy(pack, policy) || level === "advisory") return false;
  const exemptions = pack.get(policy)?.config.exemptions;
  return !Array.isArray(exemptions) || !exemptions.some((each) => isRecord(each) && each.id === id);
}

/** Whether any policy's config asks that nothing be deferred; true also where the pack's configuration is not known. */
export function isStrict(pack: ConfiguredPack): boolean {
  return pack.size === 0 || [...pack.values()].some(({ config }) => config.unknowns === "strict");
}

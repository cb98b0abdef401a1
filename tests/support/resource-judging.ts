/** Puts a resource before a rule, as tests of rules on single resources need it. */
import type { PlainResource } from "../../policypack/graph/types";
import type { Finding } from "../../policypack/findings/finding";
import type { ResourcePolicy } from "../../policypack/sdk/policy";

export const ACCOUNT = "111122223333";
export const REGION = "eu-west-1";

/** A resource's inputs as the engine hands them over. */
export function resource(
  type: string,
  props: Record<string, unknown>,
  provider: Record<string, unknown> = {},
): PlainResource {
  return {
    urn: `urn:pulumi:dev::app::${type}::it`,
    type,
    name: "it",
    props,
    propertyDependencies: {},
    dependencies: [],
    provider: {
      urn: "urn:pulumi:dev::app::pulumi:providers:aws::p",
      type: "pulumi:providers:aws",
      name: "p",
      props: provider,
    },
  };
}

/**
 * What a rule says of a resource, under its default config and the keys given.
 * @param isReported what other rules on resources say; by default nothing is known of them
 */
export function judge(
  policy: ResourcePolicy,
  judged: PlainResource,
  config: Record<string, unknown> = {},
  isReported: (found: Finding) => boolean = () => false,
): Finding[] {
  const defaults: Record<string, unknown> = {};
  for (const [key, schema] of Object.entries(policy.rule.configSchema?.properties ?? {})) {
    if (schema.default !== undefined) defaults[key] = schema.default;
  }
  return policy.rule.judge(judged, { ...defaults, ...config } as never, isReported);
}

/** Each finding as `verdict` or `verdict (level)` where it has a level of its own. */
export function verdicts(findings: Finding[]): string[] {
  return findings.map(({ verdict, level }) => (level ? `${verdict} (${level})` : verdict)).sort();
}

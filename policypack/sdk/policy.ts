/** What a rule is: a function from facts to findings, with what it says of itself. */
import type { EnforcementLevel, PolicyConfigSchema, Severity } from "@pulumi/policy";
import type { Finding } from "../findings/finding";
import type { SharedCause } from "../findings/shared-causes";
import type { PlainResource, StackModel } from "../graph/types";
import { fullSchema } from "./config";

/** What every policy says of itself, in the SDK's own fields. */
export interface PolicyMetadata {
  name: string;
  /** One sentence: what the policy proves. */
  description: string;
  enforcementLevel: EnforcementLevel;
  severity: Severity;
  remediationSteps: string;
  /** AWS's page that the rule rests on. */
  url: string;
  /** Defaults in it hold wherever config does not say otherwise, whoever calls. */
  configSchema?: PolicyConfigSchema;
}

/** A rule on one resource's inputs, before that resource is created. */
export interface ResourceRule<Config> extends PolicyMetadata {
  /** @param isReported whether a rule before this one has reported the cause of the resource, at mandatory level */
  judge(resource: PlainResource, config: Config, isReported: (cause: SharedCause) => boolean): Finding[];
  /**
   * What is found of a customer managed policy that a resource is about to attach, asked in an update before that resource is
   * made. `judge` has left it open, and `judgeStack` would find it at the update's end only.
   */
  judgeAttached?: (policy: PlainResource, config: Config) => Finding[];
  /** What `judge` has left open because no single resource tells it: asked once a stack, when all resources are seen. */
  judgeStack?: (model: StackModel, config: Config) => Finding[];
}

/** A rule on the whole stack. */
export interface StackRule<Config> extends PolicyMetadata {
  judge(model: StackModel, config: Config): Finding[];
}

/** A rule on single resources, with all config that it takes. */
export interface ResourcePolicy extends PolicyMetadata {
  kind: "resource";
  configSchema: PolicyConfigSchema;
  rule: ResourceRule<never>;
}

/** A rule on the whole stack, with all config that it takes. */
export interface StackPolicy extends PolicyMetadata {
  kind: "stack";
  configSchema: PolicyConfigSchema;
  rule: StackRule<never>;
}

/** One policy of the pack. */
export type Policy = ResourcePolicy | StackPolicy;

/** A rule on single resources, ready to be listed in the pack. */
export function resourcePolicy<Config>(rule: ResourceRule<Config>): ResourcePolicy {
  const configSchema = fullSchema(rule.configSchema, "resource");
  return { ...metadataOf(rule), configSchema, kind: "resource", rule: rule as ResourceRule<never> };
}

/** A rule on the whole stack, ready to be listed in the pack. */
export function stackPolicy<Config>(rule: StackRule<Config>): StackPolicy {
  const configSchema = fullSchema(rule.configSchema, "stack");
  return { ...metadataOf(rule), configSchema, kind: "stack", rule: rule as StackRule<never> };
}

/** The fields that the SDK takes, of a rule or a policy. */
export function metadataOf(rule: PolicyMetadata) {
  const { name, description, enforcementLevel, severity, remediationSteps, url } = rule;
  return { name, description, enforcementLevel, severity, remediationSteps, url };
}

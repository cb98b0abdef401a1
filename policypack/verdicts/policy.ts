/**
 * How a rule becomes a policy of the SDK. A rule is a function from facts to findings; everything that the SDK would
 * do wrong with it (abort on the first unknown value, die of an exception) is kept away from it here.
 */
import type {
  EnforcementLevel,
  PolicyConfigSchema,
  ResourceValidationPolicy,
  Severity,
  StackValidationPolicy,
} from "@pulumi/policy";
import type { PlainResource, StackModel } from "../graph/types";
import type { Finding } from "./finding";

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
  judge(resource: PlainResource, config: Config): Finding[];
}

/** A rule on the whole stack. */
export interface StackRule<Config> extends PolicyMetadata {
  judge(model: StackModel, config: Config): Finding[];
}

export type ResourcePolicy = ResourceValidationPolicy & { rule: ResourceRule<never> };
export type StackPolicy = StackValidationPolicy & { rule: StackRule<never> };

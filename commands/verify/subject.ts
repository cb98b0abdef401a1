import type { StackConfig } from "../../components/config";
import type { StackModel } from "../../policypack/graph/types";
import type { RegisteredResource } from "../offline/recording-monitor";
import type { LiveAccount } from "../account/live-account";
import type { LiveEndpoints } from "../account/live-endpoints";
import type { LiveOrganization } from "../account/live-organization";
import type { LivePolicies } from "../account/resource-policies/live-policies";
import type { PackConfig } from "../project/pack-config";
import type { LiveIam } from "./live-iam";

/** What is verified: a stack as declared, and the account that should have it. */
export interface Subject {
  /** As `--stack` names it. */
  stack: string;
  config: StackConfig;
  /** What the stack's program declares. */
  resources: RegisteredResource[];
  /** The same, as the policy pack sees it. */
  model: StackModel;
  /** The pack's config, with what it declares of what is managed elsewhere. */
  pack: PackConfig;
  /** Where the pack's config lies, for remedies. */
  packConfigFile: string;
  live: LiveAccount;
  iam: LiveIam;
  /** The policies of resources, of VPC endpoints and of the organization, as the account has them. */
  policies: LivePolicies;
  endpoints: LiveEndpoints;
  organization: LiveOrganization;
}

/** The declared resources of a type. */
export function declared({ resources }: Pick<Subject, "resources">, type: string): RegisteredResource[] {
  return resources.filter((resource) => resource.type === type);
}

/** The command that creates or mends whatever the stack itself manages. */
export function updateCommand({ stack }: Pick<Subject, "stack">): string {
  return `npm run up -- --stack ${stack}`;
}

/** The command that shows and takes back what was changed by hand. */
export function refreshCommand({ stack }: Pick<Subject, "stack">): string {
  return `npm run up -- --stack ${stack} --refresh`;
}

/** An input that a resource must have as text. */
export function textInput(resource: RegisteredResource, input: string): string {
  const value = resource.inputs[input];
  return typeof value === "string" ? value : "";
}

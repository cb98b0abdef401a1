import type {
  PolicyProviderResource,
  PolicyResource,
  PolicyResourceOptions,
  ResourceValidationArgs,
  StackValidationArgs,
} from "@pulumi/policy";
import type { StackSettings } from "../../policypack/graph/settings";
import type { StackModel } from "../../policypack/graph/types";
import { Run } from "../../policypack/sdk/run";
import type { RegisteredResource } from "../offline/recording-monitor";

/** `getConfig` differs from policy to policy and is added for each. */
export type ResourceArguments = Omit<ResourceValidationArgs, "getConfig">;
export type StackArguments = Omit<StackValidationArgs, "getConfig">;

/** What the engine hands to `validateResource`, resource by resource: inputs, before anything is created. */
export function resourceArguments(resources: RegisteredResource[]): ResourceArguments[] {
  const providers = providersOf(resources);
  const managed = resources.filter(({ external }) => !external);
  return managed.map((resource) => ({
    ...common(resource, resource.inputs, providers),
    stackTags: new Map(),
    notApplicable,
  }));
}

/** What the engine hands to `validateStack`: every resource's outputs, with the resources they depend on. */
export function stackArguments(resources: RegisteredResource[]): StackArguments {
  const providers = providersOf(resources);
  const byUrn = new Map<string, PolicyResource>();
  for (const resource of resources) {
    byUrn.set(resource.urn, {
      ...common(resource, resource.outputs, providers),
      dependencies: [],
      propertyDependencies: {},
    });
  }
  const found = (urns: string[]) => urns.map((urn) => byUrn.get(urn)).filter((each) => each !== undefined);
  for (const { urn, parent, dependencies, propertyDependencies } of resources) {
    const resource = byUrn.get(urn)!;
    resource.parent = parent === undefined ? undefined : byUrn.get(parent);
    resource.dependencies = found(dependencies);
    for (const [key, urns] of Object.entries(propertyDependencies))
      resource.propertyDependencies[key] = found(urns);
  }
  return { resources: [...byUrn.values()], stackTags: new Map(), notApplicable };
}

/** The stack as the pack's own rules see it. */
export function stackModel(stack: StackArguments, settings: StackSettings): StackModel {
  return new Run("unsaid").stackModel({ ...stack, getConfig: <T extends object>() => ({}) as T }, settings);
}

function common(
  { urn, type, name, parent, protect, ignoreChanges, provider }: RegisteredResource,
  props: Record<string, unknown>,
  providers: Map<string, PolicyProviderResource>,
) {
  const opts: PolicyResourceOptions = {
    protect,
    ignoreChanges,
    aliases: [],
    customTimeouts: { createSeconds: 0, updateSeconds: 0, deleteSeconds: 0 },
    additionalSecretOutputs: [],
    ...(parent !== undefined && { parent }),
  };
  return {
    urn,
    type,
    name,
    props,
    opts,
    provider: provider === undefined ? undefined : providers.get(urnOf(provider)),
    isType: (resourceClass: unknown) => type === (resourceClass as { __pulumiType?: string }).__pulumiType,
    asType: () => undefined,
  };
}

/** The providers that the program creates, by URN. */
function providersOf(resources: RegisteredResource[]): Map<string, PolicyProviderResource> {
  const providers = resources.filter(({ type }) => type.startsWith("pulumi:providers:"));
  return new Map(providers.map(({ urn, type, name, inputs }) => [urn, { urn, type, name, props: inputs }]));
}

/** A reference is `<urn>::<id>`. */
function urnOf(reference: string): string {
  return reference.slice(0, reference.lastIndexOf("::"));
}

function notApplicable(reason?: string): never {
  throw new Error(reason ?? "The policy does not apply.");
}

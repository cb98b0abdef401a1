/** Stacks of the tests as `pulumi stack export` and `pulumi preview --json` write them. */
import { UNKNOWN } from "../../../policypack/evaluation/types";
import { UNKNOWN_STRING } from "../../support/messages";
import type { TestResource } from "../../support/stacks";

type Props = Record<string, unknown>;

const ID = "6f3c3f0a-0000-4000-8000-000000000000";

/** Each resource as ResourceV3, its providers before it. */
export function serialised(resources: (TestResource & { lookedUp?: boolean })[]): Props[] {
  const providers = new Map<string, Props>();
  for (const { provider } of resources) {
    if (!provider || resources.some(({ urn }) => urn === provider.urn)) continue;
    const { urn, type, props } = provider;
    providers.set(urn, { urn, type, custom: true, id: ID, inputs: onFile(props), outputs: onFile(props) });
  }
  return [...providers.values(), ...resources.map(resourceV3)];
}

function resourceV3(resource: TestResource & { lookedUp?: boolean }): Props {
  const { urn, type, inputs, props, parent, provider, dependencies, propertyDependencies, lookedUp } =
    resource;
  const { id, ...outputs } = onFile(props) as Props;
  return {
    urn,
    custom: provider !== undefined,
    ...(typeof id === "string" && id !== UNKNOWN_STRING && { id }),
    type,
    inputs: onFile(inputs),
    outputs: { ...outputs, ...(id === UNKNOWN_STRING && { id }) },
    ...(parent && { parent }),
    ...(provider && { provider: `${provider.urn}::${ID}` }),
    dependencies,
    propertyDependencies,
    ...(lookedUp && { external: true }),
  };
}

/** `pulumi stack export`. */
export function stackExport(resources: Props[], rest: Props = {}): Props {
  return { version: 3, deployment: { manifest: { version: "v3.276.0" }, resources, ...rest } };
}

/** `pulumi preview --json --show-sames`, of a first preview; default providers are not listed. */
export function previewDigest(resources: Props[], config: Props = {}): Props {
  const steps = resources
    .filter(({ urn }) => !String(urn).includes("::pulumi:providers:aws::default"))
    .map((newState) => ({ op: "create", urn: newState.urn, newState, detailedDiff: null }));
  return { config, steps, duration: 1, changeSummary: { create: steps.length } };
}

function onFile(value: unknown): unknown {
  if (value === UNKNOWN) return UNKNOWN_STRING;
  if (Array.isArray(value)) return value.map(onFile);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, onFile(each)]));
}

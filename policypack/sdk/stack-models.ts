/**
 * One model for all stack policies of a request. The SDK gives every policy its own deserialised copy of the stack, and
 * making ten models of it would cost ten times one. Where nothing tells that two copies are of one request (another SDK
 * version), or the resources differ, the model is simply made again.
 */
import type { PolicyResource, StackValidationArgs } from "@pulumi/policy";
import { buildModel, NOTHING_REPORTED } from "../graph/model";
import { isOfIam, type SetInputs } from "../graph/resources/set-properties";
import { holdsUnknown } from "../graph/resources/plain";
import type { StackSettings } from "../graph/settings";
import type { PlainResource, Reported, StackModel } from "../graph/types";
import type { Seen } from "./inputs-seen";
import { plainProps } from "./plain-props";
import { requestOfCopy, withLostValues } from "./plain-resources";

/** What was seen of the resources before their stack is judged. */
export interface SeenBefore {
  inputs: SetInputs;
  ofUnconfigured: Seen["ofUnconfigured"];
  reported: Reported;
  /** Whether what a preview does not know is deferred to the update. */
  isDeferring: boolean;
}

interface Request extends Pick<SeenBefore, "inputs" | "reported"> {
  last: unknown;
  count: number;
  resources: PlainResource[];
  /** By the settings, as JSON: policies may be configured differently. */
  models: Map<string, StackModel>;
}

export class StackModels {
  private readonly requests = new WeakMap<object, Request>();

  /** @param takeSeen hands over what was seen before this stack; called once a stack */
  constructor(private readonly takeSeen: () => SeenBefore) {}

  /** The stack that a policy is given, as the rules see it. */
  of(args: StackValidationArgs, settings: StackSettings): StackModel {
    const request = this.requestOf(args.resources);
    const key = JSON.stringify(settings);
    let model = request.models.get(key);
    if (!model) {
      model = buildModel(request.resources, settings, request.inputs, request.reported);
      request.models.set(key, model);
    }
    return model;
  }

  private requestOf(resources: PolicyResource[]): Request {
    const first = requestOfCopy(resources[0]?.opts);
    const last = requestOfCopy(resources.at(-1)?.opts);
    const known = first && this.requests.get(first);
    if (known && known.last === last && known.count === resources.length) return known;
    const { inputs, ofUnconfigured, reported, isDeferring } = this.takeSeen();
    const plain = plainResources(resources).map((resource) => withInputs(resource, ofUnconfigured));
    const request: Request = {
      last,
      count: resources.length,
      resources: isDeferring ? withLostValuesIfAny(plain) : plain,
      inputs,
      reported: reportedOf(resources, { inputs, reported }),
      models: new Map(),
    };
    if (first) this.requests.set(first, request);
    return request;
  }
}

/** What was reported counts only where it is certain that it was of this stack: each of its resources was judged. */
function reportedOf(
  resources: PolicyResource[],
  { inputs, reported }: Pick<SeenBefore, "inputs" | "reported">,
): Reported {
  const isOfThisStack = resources.every(({ type, urn }) => !isOfIam(type) || inputs.has(urn));
  return isOfThisStack ? reported : NOTHING_REPORTED;
}

/** A resource of which a preview shows nothing, with what the program says of it. */
function withInputs(resource: PlainResource, inputs: Seen["ofUnconfigured"]): PlainResource {
  const props = Object.keys(resource.props).length === 0 ? inputs.get(resource.urn) : undefined;
  return props ? { ...resource, props } : resource;
}

/** A preview that knows everything has lost nothing. */
function withLostValuesIfAny(resources: PlainResource[]): PlainResource[] {
  const knowsEverything = !resources.some(({ props }) => holdsUnknown(props));
  return knowsEverything ? resources : resources.map(withLostValues);
}

function plainResources(resources: PolicyResource[]): PlainResource[] {
  const providers = new Map<string, PlainResource["provider"]>();
  return resources.map((resource) => ({
    urn: resource.urn,
    type: resource.type,
    name: resource.name,
    props: plainProps(resource.props),
    propertyDependencies: Object.fromEntries(
      Object.entries(resource.propertyDependencies ?? {}).map(([key, on]) => [key, on.map(({ urn }) => urn)]),
    ),
    dependencies: (resource.dependencies ?? []).map(({ urn }) => urn),
    parent: resource.parent?.urn,
    provider: resource.provider && sharedProvider(resource.provider, providers),
  }));
}

function sharedProvider(
  { urn, type, name, props }: NonNullable<PolicyResource["provider"]>,
  providers: Map<string, PlainResource["provider"]>,
): PlainResource["provider"] {
  const known = providers.get(urn);
  if (known) return known;
  const provider = { urn, type, name, props: plainProps(props) };
  providers.set(urn, provider);
  return provider;
}

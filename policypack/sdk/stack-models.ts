/**
 * One model for all stack policies of a request. The SDK gives every policy its own deserialised copy of the stack, and
 * making ten models of it would cost ten times one.
 *
 * What tells that two copies are of one request: `opts.ignoreChanges` is not a copy but the very array inside the
 * request's message, which hands out the same array each time. Where that is not so (another SDK version) or the
 * resources differ, the model is simply made again.
 */
import type { PolicyResource, StackValidationArgs } from "@pulumi/policy";
import { isOfIam, type SetInputs, takeRememberedInputs } from "../graph/resources/set-properties";
import { buildModel, NOTHING_REPORTED } from "../graph/model";
import { plainProps } from "../graph/resources/plain";
import type { StackSettings } from "../graph/settings";
import type { PlainResource, Reported, StackModel } from "../graph/types";
import { takeReported } from "./run";

interface Request {
  last: unknown;
  count: number;
  resources: PlainResource[];
  inputs: SetInputs;
  reported: Reported;
  /** By the settings, as JSON: policies may be configured differently. */
  models: Map<string, StackModel>;
}

const requests = new WeakMap<object, Request>();

/** The stack that a policy is given, as the rules see it. */
export function modelOf(args: StackValidationArgs, settings: StackSettings): StackModel {
  const request = requestOf(args.resources);
  const key = JSON.stringify(settings);
  let model = request.models.get(key);
  if (!model) {
    model = buildModel(request.resources, settings, request.inputs, request.reported);
    request.models.set(key, model);
  }
  return model;
}

function requestOf(resources: PolicyResource[]): Request {
  const first = identity(resources[0]);
  const last = identity(resources.at(-1));
  const known = first && requests.get(first);
  if (known && known.last === last && known.count === resources.length) return known;
  const inputs = takeRememberedInputs();
  const request: Request = {
    last,
    count: resources.length,
    resources: plainResources(resources),
    inputs,
    reported: reportedOf(resources, inputs),
    models: new Map(),
  };
  if (first) requests.set(first, request);
  return request;
}

/** What was reported counts only where it is certain that it was of this stack: each of its resources was judged. */
function reportedOf(resources: PolicyResource[], inputs: SetInputs): Reported {
  const reported = takeReported();
  const isOfThisStack = resources.every(({ type, urn }) => !isOfIam(type) || inputs.has(urn));
  return isOfThisStack ? reported : NOTHING_REPORTED;
}

function identity(resource: PolicyResource | undefined): object | undefined {
  return resource?.opts?.ignoreChanges;
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

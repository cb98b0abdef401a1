/** Single resources as rules see them, each made plain once for all policies that judge it. */
import type { PolicyResourceOptions, ResourceValidationArgs } from "@pulumi/policy";
import { onceEach } from "../evaluation/once-each";
import type { PlainResource } from "../graph/types";
import { plainProps } from "./plain-props";

/**
 * What tells that two of the copies that the SDK gives policies are of one request: `opts.ignoreChanges` is not a copy but
 * the very array inside the request's message, which hands out the same array each time. Undefined where that is not so.
 */
export function requestOfCopy(opts: PolicyResourceOptions | undefined): object | undefined {
  return opts?.ignoreChanges;
}

export class PlainResources {
  private readonly known = new WeakMap<object, PlainResource>();

  /** Made anew where nothing tells that it is the same: what rules have found out about a resource is kept with it. */
  of(args: ResourceValidationArgs): PlainResource {
    const request = requestOfCopy(args.opts);
    const known = request && this.known.get(request);
    if (known && known.urn === args.urn && known.type === args.type) return known;
    const made = plainResource(args);
    if (request) this.known.set(request, made);
    return made;
  }
}

function plainResource(args: ResourceValidationArgs): PlainResource {
  const { urn, type, name, props, opts, provider } = args;
  return {
    urn,
    type,
    name,
    props: plainProps(props),
    propertyDependencies: {},
    dependencies: [],
    parent: opts?.parent,
    provider: provider && { ...provider, props: plainProps(provider.props) },
  };
}

/** The same resource at a preview that may have lost some of its values. */
export const withLostValues = onceEach((resource: PlainResource): PlainResource => ({
  ...resource,
  mayHaveLostValues: true,
}));

/** Which way a request takes to its service, and what that adds to the decision: endpoint policies, and what it carries. */
import type { NamedDocument } from "../evaluation/types";
import { type EndpointUse, vpcEndpointsOf } from "../graph/network/vpc-endpoints";
import type { ContextEntries } from "../graph/principal-context";
import { text } from "../graph/resources/plain";
import type { PlainResource, StackModel } from "../graph/types";
import type { RequiredPermission } from "./required-permission";

export interface Route {
  /** Of the endpoints by which it goes. */
  documents: NamedDocument[];
  entries: ContextEntries;
}

const OPEN: Route = { documents: [], entries: {} };

/** Nothing of a request whose origin is not known, and of one that a service makes of another on its caller's behalf. */
export function routeOf(model: StackModel, need: RequiredPermission, action: string): Route {
  const { from, context } = need;
  const service = endpointFor(action);
  if (!from || service === undefined || context?.["kms:ViaService"] !== undefined) return OPEN;
  const use = vpcEndpointsOf(model).endpointsTo(from, service);
  return {
    documents: [...policiesOf(model, use), ...model.declared.endpointPolicies(service)],
    entries: entriesOf(use),
  };
}

/** Endpoints whose service is not called as the actions are. */
const ENDPOINTS: Record<string, string | undefined> = {
  ecr: "ecr.dkr",
  firehose: "kinesis-firehose",
  kinesis: "kinesis-streams",
  // Mounted by NFS, whatever endpoints there are.
  elasticfilesystem: undefined,
};

/**
 * Docker's own requests go to `ecr.dkr`, those of ECR's API to `ecr.api`.
 * https://docs.aws.amazon.com/AmazonECR/latest/userguide/vpc-endpoints.html
 */
function endpointFor(action: string): string | undefined {
  if (action === "ecr:GetAuthorizationToken") return "ecr.api";
  const service = action.slice(0, action.indexOf(":"));
  return Object.hasOwn(ENDPOINTS, service) ? ENDPOINTS[service] : service;
}

function policiesOf(model: StackModel, use: EndpointUse): NamedDocument[] {
  if (typeof use === "string") return [];
  return use.through.flatMap(({ urn }) => endpointPolicies(model).get(urn) ?? []);
}

type Policies = StackModel["resourcePolicies"];

const indexed = new WeakMap<Policies, Map<string, NamedDocument[]>>();

/** By the URN of the endpoint. One without a policy lets everything through. */
function endpointPolicies({ resourcePolicies }: StackModel): Map<string, NamedDocument[]> {
  const known = indexed.get(resourcePolicies);
  if (known) return known;
  const made = new Map<string, NamedDocument[]>();
  for (const policy of resourcePolicies.all.filter(({ on }) => on === "vpc endpoint")) {
    for (const { resource, unknown } of policy.targets) {
      if (resource && !unknown) made.set(resource.urn, [...(made.get(resource.urn) ?? []), policy]);
    }
  }
  indexed.set(resourcePolicies, made);
  return made;
}

/**
 * The keys are there only where a request goes by an endpoint.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-sourcevpce
 */
function entriesOf(use: EndpointUse): ContextEntries {
  if (use === "unknown") return {};
  if (use === "without endpoint") return { "aws:SourceVpce": null, "aws:SourceVpc": null };
  const [endpoint, ...others] = use.through;
  if (!endpoint || others.length > 0) return {};
  return { "aws:SourceVpce": idOf(endpoint), "aws:SourceVpc": text(endpoint.props.vpcId) };
}

function idOf({ props }: PlainResource): string | undefined {
  return text(props.id) ?? text(props.vpcEndpointId);
}

/** By which VPC endpoints requests leave a VPC. https://docs.aws.amazon.com/vpc/latest/privatelink/aws-services-privatelink-support.html */
import { text } from "../resources/plain";
import type { PlainResource, StackModel } from "../types";
import { NetworkIndex, type NetworkKey } from "./network-index";

/** Where a task's network interfaces lie. */
export interface Location {
  /** Undefined where the stack does not tell. */
  vpc: NetworkKey;
  subnets: NetworkKey[];
}

/** By which endpoints requests for one service leave. */
export type EndpointUse =
  /** By these endpoints of the stack. */
  | { through: PlainResource[] }
  /** By none: the stack makes the VPC, and no endpoint for the service in it. */
  | "without endpoint"
  | "unknown";

interface Endpoint {
  resource: PlainResource;
  vpc: NetworkKey;
  subnets: NetworkKey[];
  routeTables: NetworkKey[];
}

export class VpcEndpoints {
  private readonly subnets: NetworkIndex;
  private readonly vpcOfSubnet = new Map<string, NetworkKey>();
  private readonly routeTableOfSubnet = new Map<string, NetworkKey>();
  private readonly byService = new Map<string, Endpoint[]>();
  private readonly ownVpcs: Set<string>;

  constructor(model: StackModel) {
    this.subnets = new NetworkIndex(model, "subnet", ["id", "subnetId"]);
    this.ownVpcs = new Set(model.ofKind("vpc").map(({ urn }) => urn));
    const vpcs = new NetworkIndex(model, "vpc", ["id", "vpcId"]);
    const routeTables = new NetworkIndex(model, "route table", ["id", "routeTableId"]);
    for (const subnet of model.ofKind("subnet"))
      this.vpcOfSubnet.set(subnet.urn, vpcs.in(subnet, "vpcId")[0]);
    for (const association of model.ofKind("route table association")) {
      const [subnet] = this.subnets.in(association, "subnetId");
      if (subnet !== undefined) {
        this.routeTableOfSubnet.set(subnet, routeTables.in(association, "routeTableId")[0]);
      }
    }
    for (const resource of model.ofKind("vpc endpoint")) {
      const service = serviceOfEndpoint(resource);
      const endpoint: Endpoint = {
        resource,
        vpc: vpcs.in(resource, "vpcId")[0],
        subnets: this.subnets.in(resource, "subnetIds"),
        routeTables: routeTables.in(resource, "routeTableIds"),
      };
      this.byService.set(service, [...(this.byService.get(service) ?? []), endpoint]);
      for (const subnet of endpoint.subnets) {
        if (subnet !== undefined && !this.vpcOfSubnet.has(subnet)) this.vpcOfSubnet.set(subnet, endpoint.vpc);
      }
    }
    for (const association of model.ofKind("endpoint route table"))
      this.addRouteTable(association, routeTables);
  }

  /** Where the interfaces lie of what a property's value puts into subnets. */
  locationOf(resource: PlainResource, property: string, subnetIds: unknown): Location {
    const subnets = this.subnets.possiblyIn(resource, property, subnetIds);
    const vpcs = new Set(subnets.map((subnet) => subnet && this.vpcOfSubnet.get(subnet)));
    return { subnets, vpc: vpcs.size === 1 ? [...vpcs][0] : undefined };
  }

  /** @param service as endpoints call it, e.g. `ecr.api` or `secretsmanager` */
  endpointsTo({ vpc, subnets }: Location, service: string): EndpointUse {
    const all = [...(this.byService.get(service) ?? []), ...(this.byService.get(UNKNOWN_SERVICE) ?? [])];
    if (vpc === undefined) return "unknown";
    const through: PlainResource[] = [];
    for (const endpoint of all) {
      if (endpoint.vpc === vpc && this.isUsed(endpoint, subnets)) through.push(endpoint.resource);
      else if (endpoint.vpc === undefined) return "unknown";
    }
    if (through.some((endpoint) => serviceOfEndpoint(endpoint) !== service)) return "unknown";
    if (through.length > 0) return { through };
    return this.ownVpcs.has(vpc) ? "without endpoint" : "unknown";
  }

  private addRouteTable(association: PlainResource, routeTables: NetworkIndex): void {
    const id = text(association.props.vpcEndpointId);
    const depended = association.propertyDependencies.vpcEndpointId ?? [];
    for (const endpoints of this.byService.values()) {
      for (const endpoint of endpoints) {
        const { props, urn } = endpoint.resource;
        if (id === undefined ? !depended.includes(urn) : props.id !== id) continue;
        endpoint.routeTables.push(...routeTables.in(association, "routeTableId"));
      }
    }
  }

  /**
   * Names resolve to an interface endpoint with private DNS anywhere in its VPC; a gateway is used where a subnet's route
   * table has it, and is taken to be unless the stack shows that it has not.
   */
  private isUsed({ resource, routeTables }: Endpoint, subnets: NetworkKey[]): boolean {
    const { vpcEndpointType: type = "Gateway", privateDnsEnabled } = resource.props;
    if (type === "Interface") return privateDnsEnabled === true || privateDnsEnabled === "true";
    if (type !== "Gateway") return false;
    const own = subnets.map((subnet) => subnet && this.routeTableOfSubnet.get(subnet));
    const isShown = !own.includes(undefined) && routeTables.length > 0 && !routeTables.includes(undefined);
    return !isShown || own.some((table) => routeTables.includes(table));
  }
}

const UNKNOWN_SERVICE = "";

/** `ecr.api` of `com.amazonaws.eu-west-1.ecr.api`; empty where it is not known. */
function serviceOfEndpoint({ props }: PlainResource): string {
  const name = text(props.serviceName);
  return name?.replace(/^(?:cn\.)?com\.amazonaws\.[a-z0-9-]+\./, "") ?? UNKNOWN_SERVICE;
}

const indexed = new WeakMap<StackModel["resources"], VpcEndpoints>();

/** Made once a stack. */
export function vpcEndpointsOf(model: StackModel): VpcEndpoints {
  const known = indexed.get(model.resources);
  if (known) return known;
  const made = new VpcEndpoints(model);
  indexed.set(model.resources, made);
  return made;
}

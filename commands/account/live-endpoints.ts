/** The VPC endpoints of an account. https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-access.html */
import type { VpcEndpoint } from "@aws-sdk/client-ec2";
import type { RegionalClients } from "./resource-policies/regional-clients";

export interface LiveEndpoint {
  id: string;
  /** The VPC that it stands in. */
  vpc: string;
  /** As its name ends behind the Region: `ecr.dkr`, `s3`. */
  service: string;
  /** What it lets through; an endpoint that nobody gave a policy has one that lets everything through. */
  policy: object | undefined;
}

/** The action that it takes to read the policies. */
export const ENDPOINT_ACTIONS = ["ec2:DescribeVpcEndpoints"];

/** Reads the endpoints of the stack's Region once, however often they are asked for. */
export class LiveEndpoints {
  private read?: Promise<LiveEndpoint[]>;

  constructor(private readonly clients: RegionalClients) {}

  /**
   * Those that a declaration names, by an id or by a service, which several VPCs may have one for.
   * @returns rejects with the SDK's error where the caller may not look, or AWS does not answer
   */
  async named(serviceOrId: string): Promise<LiveEndpoint[]> {
    const all = await (this.read ??= this.readAll());
    return all.filter(({ id, service }) => id === serviceOrId || service === serviceOrId);
  }

  private async readAll(): Promise<LiveEndpoint[]> {
    const { DescribeVpcEndpointsCommand, EC2Client } = await import("@aws-sdk/client-ec2");
    const { home } = this.clients;
    const ec2 = this.clients.of(EC2Client, home);
    const found: LiveEndpoint[] = [];
    let NextToken: string | undefined;
    do {
      const page = await ec2.send(new DescribeVpcEndpointsCommand({ NextToken }));
      found.push(...(page.VpcEndpoints ?? []).map((endpoint) => endpointOf(endpoint, home)));
      NextToken = page.NextToken || undefined;
    } while (NextToken !== undefined);
    return found;
  }
}

function endpointOf(endpoint: VpcEndpoint, region: string): LiveEndpoint {
  const { VpcEndpointId = "", VpcId = "", ServiceName = "", PolicyDocument } = endpoint;
  return {
    id: VpcEndpointId,
    vpc: VpcId,
    service: ServiceName.split(`.${region}.`).at(-1) ?? ServiceName,
    policy: PolicyDocument ? (JSON.parse(PolicyDocument) as object) : undefined,
  };
}

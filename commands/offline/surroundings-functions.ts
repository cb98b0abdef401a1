/**
 * What the AWS provider's functions answer of what surrounds a stack: networks, load balancers, certificates, the edge.
 * Stand-ins for what exists somewhere; nothing about roles and policies depends on them.
 * From the functions' documentation (https://www.pulumi.com/registry/packages/aws/api-docs/).
 */
import { digits, type Home } from "./aws-outputs";

type Props = Record<string, unknown>;
type Answer = (args: Props, home: Home) => Props;

export const STAND_IN_IDS = {
  vpc: "vpc-0123456789abcdef0",
  group: "sg-0123456789abcdef0",
  image: "ami-0123456789abcdef0",
  routeTable: "rtb-0123456789abcdef0",
  gateway: "igw-0123456789abcdef0",
  prefixList: "pl-01234567",
  user: "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
};

export const SURROUNDINGS: Record<string, Answer> = {
  "aws:ec2/getVpc:getVpc": ({ id = STAND_IN_IDS.vpc }, { account, region, partition }) => ({
    id,
    arn: `arn:${partition}:ec2:${region}:${account}:vpc/${String(id)}`,
    cidrBlock: "10.0.0.0/16",
    default: true,
    ownerId: account,
  }),
  "aws:ec2/getSubnet:getSubnet": ({ id = subnetId("a"), vpcId }, { account, region, partition }) => ({
    id,
    arn: `arn:${partition}:ec2:${region}:${account}:subnet/${String(id)}`,
    vpcId: vpcId ?? STAND_IN_IDS.vpc,
    availabilityZone: `${region}a`,
    ownerId: account,
  }),
  "aws:ec2/getSubnets:getSubnets": () => ({ id: "subnets", ids: ["a", "b", "c"].map(subnetId) }),
  "aws:ec2/getSubnetIds:getSubnetIds": ({ vpcId }) => ({
    id: vpcId,
    vpcId,
    ids: ["a", "b", "c"].map(subnetId),
  }),
  "aws:ec2/getSecurityGroup:getSecurityGroup": ({ id = STAND_IN_IDS.group, name }) => ({
    id,
    name: name ?? "default",
  }),
  "aws:ec2/getAmi:getAmi": () => ({ id: STAND_IN_IDS.image, imageId: STAND_IN_IDS.image }),
  "aws:route53/getZone:getZone": ({ name, zoneId = "Z0123456789ABCDEFGHIJ" }) => ({
    id: zoneId,
    zoneId,
    name,
  }),
  "aws:ec2/getSecurityGroups:getSecurityGroups": () => ({ id: "groups", ids: [STAND_IN_IDS.group] }),
  "aws:ec2/getRouteTable:getRouteTable": ({ routeTableId = STAND_IN_IDS.routeTable, vpcId }) => ({
    id: routeTableId,
    routeTableId,
    vpcId: vpcId ?? STAND_IN_IDS.vpc,
  }),
  "aws:ec2/getRouteTables:getRouteTables": () => ({ id: "tables", ids: [STAND_IN_IDS.routeTable] }),
  "aws:ec2/getInternetGateway:getInternetGateway": ({ internetGatewayId = STAND_IN_IDS.gateway }) => ({
    id: internetGatewayId,
    internetGatewayId,
  }),
  "aws:ec2/getPrefixList:getPrefixList": ({ name }) => ({
    id: STAND_IN_IDS.prefixList,
    name,
    cidrBlocks: [],
  }),
  "aws:ec2/getManagedPrefixList:getManagedPrefixList": ({ name }) => ({
    id: STAND_IN_IDS.prefixList,
    name,
    entries: [],
  }),
  "aws:acm/getCertificate:getCertificate": ({ domain }, { account, region, partition }) => {
    const id = `arn:${partition}:acm:${region}:${account}:certificate/${uuid(`certificate ${String(domain)}`)}`;
    return { id, arn: id, domain, status: "ISSUED" };
  },
  "aws:lb/getLoadBalancer:getLoadBalancer": ({ arn, name = "balancer" }, home) => {
    const own = arn ?? balancing(home, `loadbalancer/app/${String(name)}/${digits(String(name), 16)}`);
    return {
      id: own,
      arn: own,
      name,
      dnsName: `${String(name)}.${home.region}.elb.amazonaws.com`,
      zoneId: ZONE,
    };
  },
  "aws:lb/getListener:getListener": ({ arn, loadBalancerArn, port = 443 }, home) => {
    const balancer =
      typeof loadBalancerArn === "string" ? loadBalancerArn.split("loadbalancer/")[1] : undefined;
    const path = balancer ?? `app/balancer/${digits("balancer", 16)}`;
    const own = arn ?? balancing(home, `listener/${path}/${digits(`${path} ${String(port)}`, 16)}`);
    return { id: own, arn: own, loadBalancerArn, port };
  },
  "aws:lb/getTargetGroup:getTargetGroup": ({ arn, name = "targets" }, home) => {
    const own = arn ?? balancing(home, `targetgroup/${String(name)}/${digits(String(name), 16)}`);
    return { id: own, arn: own, name };
  },
  "aws:lb/getHostedZoneId:getHostedZoneId": () => ({ id: ZONE }),
  "aws:elb/getHostedZoneId:getHostedZoneId": () => ({ id: ZONE }),
  "aws:elb/getServiceAccount:getServiceAccount": (_, { partition }) => ({
    id: BALANCERS,
    arn: `arn:${partition}:iam::${BALANCERS}:root`,
  }),
  "aws:cloudfront/getCachePolicy:getCachePolicy": ({ id, name }) => ({ id: id ?? uuid(String(name)), name }),
  "aws:cloudfront/getOriginRequestPolicy:getOriginRequestPolicy": ({ id, name }) => ({
    id: id ?? uuid(String(name)),
    name,
  }),
  "aws:cloudfront/getResponseHeadersPolicy:getResponseHeadersPolicy": ({ id, name }) => ({
    id: id ?? uuid(String(name)),
    name,
  }),
  "aws:s3/getCanonicalUserId:getCanonicalUserId": () => ({ id: STAND_IN_IDS.user, displayName: "owner" }),
};

/** Route 53's zone of load balancers. */
const ZONE = "Z35SXDOTRQ7X7K";

/** The account by which load balancers of most regions write access logs. */
const BALANCERS = "127311923021";

function subnetId(letter: string): string {
  return `subnet-0123456789abcdef${letter}`;
}

function balancing({ account, region, partition }: Home, resource: string): string {
  return `arn:${partition}:elasticloadbalancing:${region}:${account}:${resource}`;
}

function uuid(of: string): string {
  return digits(of, 32).replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}

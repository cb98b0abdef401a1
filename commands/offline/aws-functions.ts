/** What the AWS provider's functions answer where that follows without asking AWS. */
import type { Home } from "./aws-outputs";
import { lookedUp } from "./looked-up";
import { policyDocumentJson } from "./policy-document-function";

type Props = Record<string, unknown>;
type Answer = (args: Props, home: Home) => Props | undefined;

/** Stand for what exists in every account; nothing about roles and policies depends on it. */
const STAND_IN_IDS = {
  vpc: "vpc-0123456789abcdef0",
  group: "sg-0123456789abcdef0",
  image: "ami-0123456789abcdef0",
};

const ANSWERS: Record<string, Answer> = {
  "aws:index/getCallerIdentity:getCallerIdentity": (_, { account, partition }) => ({
    accountId: account,
    arn: `arn:${partition}:iam::${account}:user/whoever-deploys`,
    userId: "AIDA0123456789EXAMPLE",
    id: account,
  }),
  "aws:index/getRegion:getRegion": ({ name, region: asked }, { region }) => {
    const answer = asked ?? name ?? region;
    return {
      id: answer,
      name: answer,
      region: answer,
      description: answer,
      endpoint: `ec2.${String(answer)}.amazonaws.com`,
    };
  },
  "aws:index/getPartition:getPartition": (_, { partition }) => ({
    id: partition,
    partition,
    dnsSuffix: dnsSuffix(partition),
    reverseDnsPrefix: dnsSuffix(partition).split(".").reverse().join("."),
  }),
  "aws:index/getArn:getArn": ({ arn }) => arnParts(arn),
  "aws:index/getDefaultTags:getDefaultTags": () => ({ id: "default-tags", tags: {} }),
  "aws:index/getAvailabilityZones:getAvailabilityZones": (_, { region }) => ({
    id: region,
    names: ["a", "b", "c"].map((letter) => `${region}${letter}`),
    zoneIds: ["1", "2", "3"].map((number) => `${region}-az${number}`),
    groupNames: [region],
  }),
  "aws:iam/getPolicyDocument:getPolicyDocument": (args) => {
    const json = policyDocumentJson(args);
    return { ...args, id: "policy-document", json, minifiedJson: JSON.stringify(JSON.parse(json)) };
  },
  "aws:ecr/getAuthorizationToken:getAuthorizationToken": ({ registryId }, home) => ({
    id: home.region,
    ...registryAccess(registryId, home),
    userName: "AWS",
    password: "offline",
    expiresAt: "2999-12-31T00:00:00Z",
  }),
  "aws:ecr/getCredentials:getCredentials": ({ registryId }, home) => ({
    id: home.region,
    registryId: registryId ?? home.account,
    ...registryAccess(registryId, home),
    expiresAt: "2999-12-31T00:00:00Z",
  }),
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
  "aws:ssm/getParameter:getParameter": ({ name }, { region, partition }) =>
    typeof name === "string" && name.startsWith("/aws/service/")
      ? {
          id: name,
          name,
          arn: `arn:${partition}:ssm:${region}::parameter${name}`,
          type: "String",
          value: STAND_IN_IDS.image,
          version: 1,
        }
      : undefined,
  "aws-native:index:getAccountId": (_, { account }) => ({ accountId: account }),
  "aws-native:index:getRegion": (_, { region }) => ({ region }),
  "aws-native:index:getPartition": (_, { partition }) => ({ partition, dnsSuffix: dnsSuffix(partition) }),
  "aws-native:index:getUrlSuffix": (_, { partition }) => ({ urlSuffix: dnsSuffix(partition) }),
};

/**
 * A function's answer.
 * @returns undefined where AWS would have to be asked
 * @throws Error where its arguments do not hold
 */
export function functionAnswer(token: string, args: Props, home: Home): Props | undefined {
  return Object.hasOwn(ANSWERS, token) ? ANSWERS[token]!(args, home) : lookedUp(token, args, home);
}

function dnsSuffix(partition: string): string {
  return partition === "aws-cn" ? "amazonaws.com.cn" : "amazonaws.com";
}

function subnetId(letter: string): string {
  return `subnet-0123456789abcdef${letter}`;
}

function registryAccess(registryId: unknown, { account, region, partition }: Home): Props {
  const registry = typeof registryId === "string" ? registryId : account;
  return {
    authorizationToken: Buffer.from("AWS:offline").toString("base64"),
    proxyEndpoint: `https://${registry}.dkr.ecr.${region}.${dnsSuffix(partition)}`,
  };
}

function arnParts(arn: unknown): Props {
  const [prefix, partition, service, region, account, ...resource] = String(arn).split(":");
  if (prefix !== "arn" || resource.length === 0) throw new Error(`${String(arn)} is not an ARN`);
  return { id: arn, arn, partition, service, region, account, resource: resource.join(":") };
}

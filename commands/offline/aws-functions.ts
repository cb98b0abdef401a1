/** What the AWS provider's functions answer where that follows without asking AWS. */
import type { Home } from "./aws-outputs";
import { lookedUp } from "./looked-up";
import { policyDocumentJson } from "./policy-document-function";
import { STAND_IN_IDS, SURROUNDINGS } from "./surroundings-functions";

type Props = Record<string, unknown>;
type Answer = (args: Props, home: Home) => Props | undefined;

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
  "aws:ssm/getParameter:getParameter": ({ name }, { region, partition }) =>
    typeof name === "string" && name.startsWith("/aws/service/")
      ? {
          id: name,
          name,
          arn: `arn:${partition}:ssm:${region}::parameter${name}`,
          type: "String",
          value: publicParameter(name),
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
  for (const answers of [ANSWERS, SURROUNDINGS])
    if (Object.hasOwn(answers, token)) return answers[token]!(args, home);
  return lookedUp(token, args, home);
}

/**
 * An image's id; where ECS recommends images, JSON with it:
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/retrieve-ecs-optimized_AMI.html
 */
function publicParameter(name: string): string {
  const id = STAND_IN_IDS.image;
  return /\/ecs\/optimized-(ami|bottlerocket).*\/recommended$/.test(name)
    ? JSON.stringify({ image_id: id, image_name: "recommended", schema_version: 1 })
    : id;
}

function dnsSuffix(partition: string): string {
  return partition === "aws-cn" ? "amazonaws.com.cn" : "amazonaws.com";
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

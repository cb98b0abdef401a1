import type { Props, ResourceType } from "./resource-type";
import type { Session } from "./session";

const KEY = "1234abcd-12ab-34cd-56ef-1234567890ab";
const MEMBER = "222233334444";

/**
 * Types that programs have around their tasks and of which a test wants nothing but outputs that are known once they are
 * created: nothing is asked of AWS.
 */
export const madeUp: ResourceType[] = [
  of("aws:dynamodb/table:Table", ({ account, region }, name) => ({
    arn: `arn:aws:dynamodb:${region}:${account}:table/${name}`,
    streamArn: `arn:aws:dynamodb:${region}:${account}:table/${name}/stream/2026-01-01T00:00:00.000`,
  })),
  of("aws:ecr/repository:Repository", ({ account, region }, name) => ({
    arn: `arn:aws:ecr:${region}:${account}:repository/${name}`,
    registryId: account,
    repositoryUrl: `${account}.dkr.ecr.${region}.amazonaws.com/${name}`,
  })),
  of(
    "aws:rds/instance:Instance",
    ({ account, region }, name) => ({
      arn: `arn:aws:rds:${region}:${account}:db:${name}`,
      address: `${name}.cabcdefghijk.${region}.rds.amazonaws.com`,
    }),
    "identifier",
  ),
  of("aws:ecs/service:Service", () => ({})),
  of("aws:ecs/cluster:Cluster", ({ account, region }, name) => ({
    arn: `arn:aws:ecs:${region}:${account}:cluster/${name}`,
  })),
  of("aws:s3/bucketV2:BucketV2", (_, name) => ({ arn: `arn:aws:s3:::${name}` }), "bucket"),
  of("aws:ssm/parameter:Parameter", ({ account, region }, name) => ({
    arn: `arn:aws:ssm:${region}:${account}:parameter/${name}`,
  })),
  of("aws:lambda/function:Function", ({ account, region }, name) => ({
    arn: `arn:aws:lambda:${region}:${account}:function:${name}`,
  })),
  of("aws:cloudwatch/eventRule:EventRule", ({ account, region }, name) => ({
    arn: `arn:aws:events:${region}:${account}:rule/${name}`,
  })),
  of("aws:cloudwatch/eventTarget:EventTarget", () => ({}), "targetId"),
  of("aws:lb/loadBalancer:LoadBalancer", ({ account, region }, name) => ({
    arn: `arn:aws:elasticloadbalancing:${region}:${account}:loadbalancer/app/${name}/0123456789abcdef`,
    dnsName: `${name}-123456789.${region}.elb.amazonaws.com`,
  })),
  of("aws:kms/key:Key", ({ account, region }) => ({
    id: KEY,
    keyId: KEY,
    arn: `arn:aws:kms:${region}:${account}:key/${KEY}`,
  })),
  of("aws:organizations/account:Account", ({ account }) => ({
    id: MEMBER,
    arn: `arn:aws:organizations::${account}:account/o-abcdefghij/${MEMBER}`,
  })),
];

function of(
  token: string,
  outputsOf: (session: Session, name: string) => Props,
  autoName = "name",
): ResourceType {
  const example = outputsOf({ account: "", region: "" } as Session, "");
  return {
    token,
    noun: token,
    autoName,
    computed: Object.keys(example).filter((key) => key !== "id"),
    replaceOn: "all",
    create: (session, inputs) => {
      const name = String(inputs[autoName]);
      const { id = name, ...outputs } = outputsOf(session, name);
      return Promise.resolve({ id: String(id), outputs });
    },
    read: (_session, _id, state) => Promise.resolve({ inputs: state, outputs: state }),
    delete: () => Promise.resolve(),
  };
}

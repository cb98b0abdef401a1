import type { Props, ResourceType } from "./resource-type";
import type { Session } from "./session";

/**
 * Types that programs have around their tasks and of which a test wants nothing but outputs that are known once they are
 * created: nothing is asked of AWS.
 */
export const madeUp: ResourceType[] = [
  of("aws:dynamodb/table:Table", ({ account, region }, name) => ({
    arn: `arn:aws:dynamodb:${region}:${account}:table/${name}`,
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
    computed: Object.keys(example),
    replaceOn: "all",
    create: (session, inputs) => {
      const name = String(inputs[autoName]);
      return Promise.resolve({ id: name, outputs: outputsOf(session, name) });
    },
    read: (_session, _id, state) => Promise.resolve({ inputs: state, outputs: state }),
    delete: () => Promise.resolve(),
  };
}

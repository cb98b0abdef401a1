import {
  CreateLogGroupCommand,
  DeleteLogGroupCommand,
  DeleteRetentionPolicyCommand,
  DescribeLogGroupsCommand,
  type LogGroup,
  ListTagsForResourceCommand,
  PutRetentionPolicyCommand,
  TagResourceCommand,
  UntagResourceCommand,
} from "@aws-sdk/client-cloudwatch-logs";
import { type Props, type ResourceType, unlessAbsent } from "./resource-type";
import type { Session } from "./session";
import { changedTags } from "./tags";

export const logGroup: ResourceType = {
  token: "aws:cloudwatch/logGroup:LogGroup",
  noun: "CloudWatch Logs Log Group",
  autoName: "name",
  defaults: { retentionInDays: 0, skipDestroy: false },
  computed: ["arn", "logGroupClass", "namePrefix"],
  replaceOn: ["name"],

  async create({ logs, account, region }, inputs) {
    const logGroupName = inputs.name as string;
    const tags = inputs.tagsAll as Record<string, string>;
    const kmsKeyId = inputs.kmsKeyId as string | undefined;
    await logs.send(
      new CreateLogGroupCommand({ logGroupName, kmsKeyId, ...(Object.keys(tags).length > 0 && { tags }) }),
    );
    const arn = `arn:aws:logs:${region}:${account}:log-group:${logGroupName}`;
    return {
      id: logGroupName,
      outputs: { arn, logGroupClass: "STANDARD", namePrefix: "", retentionInDays: 0 },
    };
  },

  async complete({ logs }, id, { retentionInDays }) {
    if (retentionInDays !== 0) await setRetention({ logs }, id, retentionInDays as number);
    return { retentionInDays };
  },

  async read({ logs }, id) {
    const found = await find({ logs }, id);
    if (!found) return undefined;
    const listed = await logs.send(new ListTagsForResourceCommand({ resourceArn: arnOf(found) }));
    const inputs: Props = {
      name: id,
      retentionInDays: found.retentionInDays ?? 0,
      kmsKeyId: found.kmsKeyId,
      tags: listed.tags ?? {},
      skipDestroy: false,
    };
    const outputs = { arn: arnOf(found), logGroupClass: "STANDARD", namePrefix: "", tagsAll: inputs.tags };
    return { inputs, outputs: { ...inputs, ...outputs } };
  },

  async update({ logs }, id, state, inputs) {
    if (state.retentionInDays !== inputs.retentionInDays)
      await setRetention({ logs }, id, inputs.retentionInDays as number);
    const { gone, set } = changedTags(state.tagsAll, inputs.tagsAll);
    const resourceArn = state.arn as string;
    if (gone.length > 0) await logs.send(new UntagResourceCommand({ resourceArn, tagKeys: gone }));
    if (Object.keys(set).length > 0) await logs.send(new TagResourceCommand({ resourceArn, tags: set }));
  },

  async delete({ logs }, id, state) {
    if (state.skipDestroy === true) return;
    await unlessAbsent(logs.send(new DeleteLogGroupCommand({ logGroupName: id })));
  },
};

type Logs = Pick<Session, "logs">;

/** 0 days means that events never expire. */
async function setRetention({ logs }: Logs, logGroupName: string, days: number): Promise<void> {
  if (days > 0) await logs.send(new PutRetentionPolicyCommand({ logGroupName, retentionInDays: days }));
  else await logs.send(new DeleteRetentionPolicyCommand({ logGroupName }));
}

async function find({ logs }: Logs, name: string): Promise<LogGroup | undefined> {
  const { logGroups } = await logs.send(new DescribeLogGroupsCommand({ logGroupNamePrefix: name }));
  return logGroups?.find((group) => group.logGroupName === name);
}

/** The provider's `arn` lacks the `:*` that the service appends. */
function arnOf(group: LogGroup | undefined): string {
  return (group?.arn ?? "").replace(/:\*$/, "");
}

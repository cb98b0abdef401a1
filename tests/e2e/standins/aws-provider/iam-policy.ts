import {
  CreatePolicyCommand,
  CreatePolicyVersionCommand,
  DeletePolicyCommand,
  DeletePolicyVersionCommand,
  GetPolicyCommand,
  GetPolicyVersionCommand,
  type IAMClient,
  ListPolicyVersionsCommand,
  TagPolicyCommand,
  UntagPolicyCommand,
} from "@aws-sdk/client-iam";
import { type Props, type ResourceType, sameJson, tagList, tagMap, unlessAbsent } from "./resource-type";
import { changedTags } from "./tags";

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html */
const MAX_VERSIONS = 5;

export const policy: ResourceType = {
  token: "aws:iam/policy:Policy",
  noun: "IAM Policy",
  autoName: "name",
  defaults: { path: "/" },
  computed: ["arn", "policyId", "attachmentCount", "namePrefix"],
  replaceOn: ["name", "path", "description"],
  sameValue: { policy: sameJson },

  async create({ iam }, inputs) {
    const { Policy } = await iam.send(
      new CreatePolicyCommand({
        PolicyName: inputs.name as string,
        PolicyDocument: inputs.policy as string,
        Path: inputs.path as string,
        Description: inputs.description as string | undefined,
        Tags: tagList(inputs.tagsAll),
      }),
    );
    const outputs = { arn: Policy?.Arn, policyId: Policy?.PolicyId, attachmentCount: 0, namePrefix: "" };
    return { id: Policy?.Arn ?? "", outputs };
  },

  async read({ iam }, id) {
    const found = await unlessAbsent(iam.send(new GetPolicyCommand({ PolicyArn: id })));
    if (!found?.Policy) return undefined;
    const { Policy } = found;
    const VersionId = Policy.DefaultVersionId;
    const version = await iam.send(new GetPolicyVersionCommand({ PolicyArn: id, VersionId }));
    const inputs: Props = {
      name: Policy.PolicyName,
      path: Policy.Path,
      description: Policy.Description || undefined,
      policy: decodeURIComponent(version.PolicyVersion?.Document ?? ""),
      tags: tagMap(Policy.Tags),
    };
    const outputs = {
      ...inputs,
      arn: Policy.Arn,
      policyId: Policy.PolicyId,
      attachmentCount: Policy.AttachmentCount,
      namePrefix: "",
      tagsAll: inputs.tags,
    };
    return { inputs, outputs };
  },

  async update({ iam }, id, state, inputs) {
    if (!sameJson(state.policy, inputs.policy)) {
      await makeRoomForVersion(iam, id);
      const PolicyDocument = inputs.policy as string;
      await iam.send(new CreatePolicyVersionCommand({ PolicyArn: id, PolicyDocument, SetAsDefault: true }));
    }
    const { gone, set } = changedTags(state.tagsAll, inputs.tagsAll);
    if (gone.length > 0) await iam.send(new UntagPolicyCommand({ PolicyArn: id, TagKeys: gone }));
    const Tags = tagList(set);
    if (Tags.length > 0) await iam.send(new TagPolicyCommand({ PolicyArn: id, Tags }));
  },

  async delete({ iam }, id) {
    const listed = await unlessAbsent(iam.send(new ListPolicyVersionsCommand({ PolicyArn: id })));
    for (const { VersionId, IsDefaultVersion } of listed?.Versions ?? [])
      if (!IsDefaultVersion) await iam.send(new DeletePolicyVersionCommand({ PolicyArn: id, VersionId }));
    await unlessAbsent(iam.send(new DeletePolicyCommand({ PolicyArn: id })));
  },
};

/** As the official provider does: the oldest version that is not the default one goes. */
async function makeRoomForVersion(iam: IAMClient, PolicyArn: string): Promise<void> {
  const { Versions = [] } = await iam.send(new ListPolicyVersionsCommand({ PolicyArn }));
  if (Versions.length < MAX_VERSIONS) return;
  const oldest = Versions.filter((version) => !version.IsDefaultVersion).sort(
    (one, other) => Number(one.VersionId?.slice(1)) - Number(other.VersionId?.slice(1)),
  )[0];
  await iam.send(new DeletePolicyVersionCommand({ PolicyArn, VersionId: oldest?.VersionId }));
}

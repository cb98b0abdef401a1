import { CreateGroupCommand, DeleteGroupCommand, GetGroupCommand } from "@aws-sdk/client-iam";
import { type ResourceType, unlessAbsent } from "./resource-type";

/** https://www.pulumi.com/registry/packages/aws/api-docs/iam/group/ */
export const group: ResourceType = {
  token: "aws:iam/group:Group",
  noun: "IAM Group",
  autoName: "name",
  defaults: { path: "/" },
  computed: ["arn", "uniqueId"],
  replaceOn: "all",

  async create({ iam }, { name, path }) {
    const made = await iam.send(new CreateGroupCommand({ GroupName: String(name), Path: String(path) }));
    return { id: String(name), outputs: { arn: made.Group?.Arn, uniqueId: made.Group?.GroupId } };
  },

  async read({ iam }, id) {
    const found = await unlessAbsent(iam.send(new GetGroupCommand({ GroupName: id })));
    if (!found) return undefined;
    const inputs = { name: found.Group?.GroupName, path: found.Group?.Path };
    return { inputs, outputs: { ...inputs, arn: found.Group?.Arn, uniqueId: found.Group?.GroupId } };
  },

  async delete({ iam }, id) {
    await unlessAbsent(iam.send(new DeleteGroupCommand({ GroupName: id })));
  },
};

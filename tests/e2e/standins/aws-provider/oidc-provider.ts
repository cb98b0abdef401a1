import {
  CreateOpenIDConnectProviderCommand,
  DeleteOpenIDConnectProviderCommand,
  GetOpenIDConnectProviderCommand,
} from "@aws-sdk/client-iam";
import { type Props, type ResourceType, tagList, tagMap, unlessAbsent } from "./resource-type";

export const oidcProvider: ResourceType = {
  token: "aws:iam/openIdConnectProvider:OpenIdConnectProvider",
  noun: "IAM OIDC Provider",
  computed: ["arn"],
  replaceOn: "all",

  async create({ iam }, inputs) {
    const { OpenIDConnectProviderArn: arn = "" } = await iam.send(
      new CreateOpenIDConnectProviderCommand({
        Url: inputs.url as string,
        ClientIDList: inputs.clientIdLists as string[],
        ThumbprintList: inputs.thumbprintLists as string[] | undefined,
        Tags: tagList(inputs.tagsAll),
      }),
    );
    return { id: arn, outputs: { arn } };
  },

  async read({ iam }, id) {
    const get = new GetOpenIDConnectProviderCommand({ OpenIDConnectProviderArn: id });
    const found = await unlessAbsent(iam.send(get));
    if (!found) return undefined;
    const inputs: Props = {
      url: `https://${found.Url?.replace(/^https:\/\//, "")}`,
      clientIdLists: found.ClientIDList,
      thumbprintLists: found.ThumbprintList,
      tags: tagMap(found.Tags),
    };
    return { inputs, outputs: { ...inputs, arn: id, tagsAll: inputs.tags } };
  },

  async delete({ iam }, id) {
    const remove = new DeleteOpenIDConnectProviderCommand({ OpenIDConnectProviderArn: id });
    await unlessAbsent(iam.send(remove));
  },
};

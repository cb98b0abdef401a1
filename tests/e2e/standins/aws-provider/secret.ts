import {
  CreateSecretCommand,
  DeleteSecretCommand,
  DescribeSecretCommand,
} from "@aws-sdk/client-secrets-manager";
import { type ResourceType, tagList, tagMap, unlessAbsent } from "./resource-type";

/** A secret without its value, which is a resource of its own. */
export const secret: ResourceType = {
  token: "aws:secretsmanager/secret:Secret",
  noun: "Secrets Manager Secret",
  autoName: "name",
  defaults: { forceOverwriteReplicaSecret: false, recoveryWindowInDays: 30 },
  computed: ["arn", "namePrefix", "policy", "replicas"],
  replaceOn: "all",

  async create({ secrets }, inputs) {
    const { ARN = "" } = await secrets.send(
      new CreateSecretCommand({
        Name: inputs.name as string,
        KmsKeyId: inputs.kmsKeyId as string | undefined,
        Tags: tagList(inputs.tagsAll),
      }),
    );
    return { id: ARN, outputs: { arn: ARN, namePrefix: "", policy: "", replicas: [] } };
  },

  async read({ secrets }, id) {
    const found = await unlessAbsent(secrets.send(new DescribeSecretCommand({ SecretId: id })));
    if (!found) return undefined;
    const inputs = { name: found.Name, kmsKeyId: found.KmsKeyId, tags: tagMap(found.Tags) };
    return { inputs, outputs: { ...inputs, arn: found.ARN, tagsAll: inputs.tags } };
  },

  async delete({ secrets }, id) {
    await unlessAbsent(
      secrets.send(new DeleteSecretCommand({ SecretId: id, ForceDeleteWithoutRecovery: true })),
    );
  },
};

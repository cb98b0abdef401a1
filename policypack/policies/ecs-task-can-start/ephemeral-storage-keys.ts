/** Whether Fargate may encrypt the tasks' ephemeral storage with the keys that the stack's clusters name. */
import { servicePrincipal } from "../../aws/service-principals";
import { encryptionKeyOf } from "../../ecs/encryption-keys";
import { serviceKeyFindings } from "../../ecs/service-keys";
import type { Finding } from "../../findings/finding";
import { foundInEachPlace } from "../../graph/places/in-each-place";
import { nameOf } from "../../graph/resources/names";
import { isRecord } from "../../graph/resources/plain";
import type { PlainResource, StackModel } from "../../graph/types";
import type { ServiceRequest } from "../../permissions/service-requests";

const FARGATE = servicePrincipal("fargate");
const ACTIONS = ["kms:GenerateDataKeyWithoutPlaintext", "kms:CreateGrant"];
const CONTEXT = "kms:EncryptionContext:aws:ecs:";

/**
 * No task starts on Fargate in a cluster with a key whose policy leaves Fargate out.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-create-storage-key.html
 */
export function ephemeralStorageKeyFindings(policy: string, model: StackModel): Finding[] {
  return model
    .ofKind("cluster")
    .flatMap((cluster) => foundInEachPlace(model, cluster, (view) => findingsOn(policy, view, cluster)));
}

function findingsOn(policy: string, view: StackModel, cluster: PlainResource): Finding[] {
  const key = encryptionKeyOf(view, cluster, "configuration", keyIn(cluster.props.configuration) ?? "");
  return serviceKeyFindings(policy, view, key, (of) => requestOf(view, cluster, of));
}

/** What stands where the key is named; what is no object stands for all that it should hold. */
function keyIn(configuration: unknown): unknown {
  if (!isRecord(configuration)) return configuration;
  const storage = configuration.managedStorageConfiguration;
  return isRecord(storage) ? storage.fargateEphemeralStorageKmsKeyId : storage;
}

function requestOf(
  view: StackModel,
  cluster: PlainResource,
  { arn: resource, resource: declared }: { arn: string; resource?: PlainResource },
): ServiceRequest {
  const name = nameOf(cluster);
  return {
    requester: { service: FARGATE },
    who: `Fargate (${FARGATE})`,
    purpose: `encrypt the ephemeral storage of tasks in the cluster ${name ?? cluster.name}`,
    actions: ACTIONS,
    resource,
    declared,
    context: {
      [`${CONTEXT}clusterAccount`]: view.account,
      [`${CONTEXT}clusterName`]: name,
      "kms:EncryptionContextKeys": ["aws:ecs:clusterAccount", "aws:ecs:clusterName"],
      "kms:GrantOperations": ["Decrypt"],
    },
    principal: `"Principal": {"Service": "${FARGATE}"}`,
    urn: cluster.urn,
  };
}

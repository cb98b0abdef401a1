/** Whether CloudWatch Logs may encrypt the stack's log groups with the keys that they name. */
import { arnIn, knownArn } from "../../aws/arn";
import { dnsSuffix } from "../../aws/partitions";
import { encryptionKeyOf } from "../../ecs/encryption-keys";
import { serviceKeyFindings } from "../../ecs/service-keys";
import type { Finding } from "../../findings/finding";
import { foundInEachPlace } from "../../graph/places/in-each-place";
import { scopeOf } from "../../graph/places/scope";
import { nameOf } from "../../graph/resources/names";
import type { PlainResource, StackModel } from "../../graph/types";
import type { ServiceRequest } from "../../permissions/service-requests";

/** What the service does with the key; AWS's own example grants some more. */
const ACTIONS = ["kms:Encrypt", "kms:Decrypt", "kms:GenerateDataKey"];

/**
 * A group cannot be created with a key whose policy leaves the service out.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html
 */
export function logGroupKeyFindings(policy: string, model: StackModel): Finding[] {
  if (model.taskDefinitions.length === 0) return [];
  return model
    .ofKind("log group")
    .flatMap((group) => foundInEachPlace(model, group, (view) => findingsOn(policy, view, group)));
}

function findingsOn(policy: string, view: StackModel, group: PlainResource): Finding[] {
  const key = encryptionKeyOf(view, group, "kmsKeyId");
  return serviceKeyFindings(policy, view, key, (of) => requestOf(view, group, of));
}

function requestOf(
  view: StackModel,
  group: PlainResource,
  { arn: resource, resource: declared }: { arn: string; resource?: PlainResource },
): ServiceRequest {
  const scope = scopeOf(view);
  const service = `logs.${scope.region}.${dnsSuffix(scope.partition)}`;
  const name = nameOf(group);
  const arn = name === undefined ? undefined : arnIn(scope, "logs", `log-group:${name}`);
  const shown = name ?? group.name;
  const condition = `{"ArnLike": {"kms:EncryptionContext:aws:logs:arn": "${arn ?? arnIn(scope, "logs", "log-group:*")}"}}`;
  return {
    requester: { service },
    who: `CloudWatch Logs (${service})`,
    purpose: `encrypt the log group ${shown}`,
    actions: ACTIONS,
    resource,
    declared,
    context: {
      "kms:EncryptionContext:aws:logs:arn": arn === undefined ? undefined : knownArn(arn),
      "kms:EncryptionContextKeys": ["aws:logs:arn"],
    },
    principal: `"Principal": {"Service": "${service}"}, "Condition": ${condition}`,
    urn: group.urn,
  };
}

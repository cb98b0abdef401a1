/**
 * Whether the queues of the stack take what EventBridge, SNS and S3 put into them. These services ask by themselves, so that the policy of
 * the queue, and that of the key by which it is encrypted, decide alone; a queue has none by default.
 */
import { arnIn, parseArn, type Scope } from "../../aws/arn";
import { encryptionKeyOf } from "../../ecs/encryption-keys";
import { viaService } from "../../ecs/decrypt-needs";
import { finding, type Finding } from "../../findings/finding";
import type { ContextEntries } from "../../graph/principal-context";
import { foundInEachPlace } from "../../graph/places/in-each-place";
import { scopeOf } from "../../graph/places/scope";
import { arnOf, nameOf } from "../../graph/resources/names";
import { text } from "../../graph/resources/plain";
import type { PlainResource, StackModel } from "../../graph/types";
import { serviceFindings } from "../../permissions/service-requests";
import { deliveriesOf, type Delivery, queuesBehind } from "./deliveries";

/** Of stacks that have tasks: what is delivered starts them, or waits for them. */
export function queueDeliveryFindings(policy: string, model: StackModel): Finding[] {
  if (model.taskDefinitions.length === 0) return [];
  const found = deliveriesOf(model).flatMap((delivery) =>
    foundInEachPlace(model, delivery.by, (view) => findingsOn(policy, view, delivery)),
  );
  return [...new Map(found.map((each) => [each.id, each])).values()];
}

/** A queue that is written, as far as it is known. */
interface Written {
  arn: string;
  /** The queue of the stack that it is. */
  own?: PlainResource;
  /** The same where its ARN is not known. */
  declared?: PlainResource;
}

function findingsOn(policy: string, view: StackModel, delivery: Delivery): Finding[] {
  return queuesOf(view, delivery).flatMap((queue) => {
    const findings = [
      ...writingFindings(policy, view, delivery, queue),
      ...(queue.own ? keyFindings(policy, view, delivery, queue.own) : []),
    ];
    // Whose name is not known yet has no ARN to compare: the update judges it again.
    return delivery.source(view) === undefined
      ? findings.filter(({ verdict }) => verdict === "violated")
      : findings;
  });
}

function queuesOf(view: StackModel, delivery: Delivery): Written[] {
  const arn = text(delivery.queue);
  if (arn !== undefined) {
    const own = view.ofKind("queue").find((each) => arnOf(each) === arn || ownArn(view, each) === arn);
    return parseArn(arn)?.service === "sqs" ? [{ arn, own }] : [];
  }
  return queuesBehind(view, delivery).map((own) => ({ arn: ownArn(view, own), own, declared: own }));
}

function ownArn(view: StackModel, queue: PlainResource): string {
  return arnOf(queue) ?? arnIn(scopeOf(view), "sqs", nameOf(queue) ?? "*");
}

function writingFindings(
  policy: string,
  view: StackModel,
  delivery: Delivery,
  { arn, declared }: Written,
): Finding[] {
  const { by, service, who } = delivery;
  const source = delivery.source(view);
  return serviceFindings(policy, view, {
    requester: { service },
    who: `${who} (${service})`,
    purpose: purposeOf(delivery, declared),
    actions: ["sqs:SendMessage"],
    resource: arn,
    declared,
    context: sentBy(view, source),
    principal:
      `"Principal": {"Service": "${service}"}, ` +
      `"Condition": {"ArnEquals": {"aws:SourceArn": "${source ?? "the source's ARN"}"}}`,
    urn: by.urn,
  });
}

/** Which of several queues an entry names that are not known yet, is not known either. */
function purposeOf({ by, property, what, of }: Delivery, declared?: PlainResource): string {
  const isOfList = declared !== undefined && Array.isArray(by.props[property]);
  return isOfList
    ? `write the queue ${nameOf(declared) ?? declared.name} of ${of}`
    : `write the ${what} of ${of}`;
}

/** A service is of no organization itself, and takes no way through a VPC; on whose behalf it asks it says. */
function sentBy(view: StackModel, source: string | undefined): ContextEntries {
  const organization = view.declared.organization["aws:PrincipalOrgID"];
  return {
    ...(organization !== undefined && { "aws:SourceOrgID": organization }),
    "aws:PrincipalOrgID": null,
    "aws:PrincipalOrgPaths": null,
    "aws:SourceVpc": null,
    "aws:SourceVpce": null,
    "aws:SourceArn": source,
    "aws:SourceAccount": parseArn(source ?? "")?.account || view.account,
  };
}

/**
 * What is written is encrypted on behalf of the service that writes it.
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-key-management.html#compatibility-with-aws-services
 */
function keyFindings(policy: string, view: StackModel, delivery: Delivery, queue: PlainResource): Finding[] {
  const { service, who } = delivery;
  const named = queue.props.kmsMasterKeyId;
  const shown = nameOf(queue) ?? queue.name;
  if (typeof named === "string" && named.endsWith(AWS_OWN)) return [ofAwsKey(policy, delivery, shown, queue)];
  const key = encryptionKeyOf(view, queue, "kmsMasterKeyId");
  if (!key || (key.unknown && !key.resource)) return [];
  const scope: Scope = scopeOf(view);
  return serviceFindings(policy, view, {
    requester: { service },
    who: `${who} (${service})`,
    purpose: `encrypt what it writes into the queue ${shown}`,
    actions: KEY_ACTIONS,
    resource: key.arn,
    declared: key.resource,
    context: {
      ...sentBy(view, delivery.source(view)),
      ...viaService(key, { ...scope, service: "sqs", resource: "" }),
      "kms:EncryptionContext:aws:sqs:arn": arnOf(queue),
    },
    principal: `"Principal": {"Service": "${service}"}`,
    urn: queue.urn,
  });
}

const KEY_ACTIONS = ["kms:GenerateDataKey", "kms:Decrypt"];

/** AWS's own key for queues, whose policy nobody can change: it is there for the account's own principals. */
const AWS_OWN = "alias/aws/sqs";

function ofAwsKey(policy: string, { service, who }: Delivery, shown: string, queue: PlainResource): Finding {
  return finding(policy, {
    verdict: "violated",
    urn: queue.urn,
    subject: `${who} (${service})`,
    actions: KEY_ACTIONS,
    resources: [AWS_OWN],
    key: JSON.stringify(["kms", service, shown]),
    message: `${who} (${service}) may not encrypt what it writes into the queue ${shown}: AWS's own key serves no other service.`,
    decidedBy: `the key ${AWS_OWN}, whose policy lets in the account's own principals and nobody else`,
    remedy:
      `encrypt the queue with a key of your own whose policy allows ${KEY_ACTIONS.join(" and ")} to ${service}, ` +
      "or leave kmsMasterKeyId out, so that SQS encrypts it by itself (SSE-SQS)",
  });
}

/**
 * Whether the queues and topics of the stack take what EventBridge, SNS and S3 put into them. These services ask by themselves, so that
 * the policy of the queue or topic, and that of the key by which it is encrypted, decide alone. A queue has none by default, and a topic
 * one that lets in its account's own.
 */
import { arnIn, parseArn } from "../../aws/arn";
import { encryptionKeyOf } from "../../ecs/encryption-keys";
import { viaService } from "../../ecs/decrypt-needs";
import { serviceKeyFindings } from "../../ecs/service-keys";
import { finding, type Finding } from "../../findings/finding";
import type { ContextEntries } from "../../graph/principal-context";
import { isA } from "../../aws/resource-types";
import { foundInEachPlace } from "../../graph/places/in-each-place";
import { scopeOf } from "../../graph/places/scope";
import { arnOf, nameOf } from "../../graph/resources/names";
import { text } from "../../graph/resources/plain";
import type { PlainResource, StackModel } from "../../graph/types";
import { serviceFindings } from "../../permissions/service-requests";
import { deliveriesOf, type Delivery, destinationsBehind } from "./deliveries";

/** Of stacks that have tasks: what is delivered starts them, or waits for them. */
export function deliveryFindings(policy: string, model: StackModel): Finding[] {
  if (model.taskDefinitions.length === 0) return [];
  const found = deliveriesOf(model).flatMap((delivery) =>
    foundInEachPlace(model, delivery.by, (view) => findingsOn(policy, view, delivery)),
  );
  return [...new Map(found.map((each) => [each.id, each])).values()];
}

/** What kinds of resources are written, by the service that their ARNs name. */
const KINDS = {
  sqs: {
    service: "sqs",
    kind: "queue",
    action: "sqs:SendMessage",
    context: "kms:EncryptionContext:aws:sqs:arn",
  },
  sns: {
    service: "sns",
    kind: "topic",
    action: "sns:Publish",
    context: "kms:EncryptionContext:aws:sns:topicArn",
  },
} as const;

type Kind = (typeof KINDS)[keyof typeof KINDS];

/** A queue or topic that is written, as far as it is known. */
interface Written {
  is: Kind;
  arn: string;
  /** The one of the stack that it is. */
  own?: PlainResource;
  /** The same where its ARN is not known. */
  declared?: PlainResource;
}

function findingsOn(policy: string, view: StackModel, delivery: Delivery): Finding[] {
  return destinationsOf(view, delivery).flatMap((written) => {
    const findings = [
      ...writingFindings(policy, view, delivery, written),
      ...(written.own ? keyFindings(policy, view, delivery, written.own, written.is) : []),
    ];
    // Whose name is not known yet has no ARN to compare: the update judges it again.
    return delivery.source(view) === undefined
      ? findings.filter(({ verdict }) => verdict === "violated")
      : findings;
  });
}

function destinationsOf(view: StackModel, delivery: Delivery): Written[] {
  const arn = text(delivery.destination);
  if (arn !== undefined) {
    const is = kindOf(arn);
    if (!is) return [];
    return [{ is, arn, own: view.ofKind(is.kind).find((each) => ownArn(view, each, is) === arn) }];
  }
  return destinationsBehind(view, delivery).map((own) => {
    const is = isA(own.type, "topic") ? KINDS.sns : KINDS.sqs;
    return { is, arn: ownArn(view, own, is), own, declared: own };
  });
}

/** Undefined of all else that is written. */
function kindOf(arn: string): Kind | undefined {
  const service = parseArn(arn)?.service;
  return service === "sqs" || service === "sns" ? KINDS[service] : undefined;
}

function ownArn(view: StackModel, resource: PlainResource, { service }: Kind): string {
  return arnOf(resource) ?? arnIn(scopeOf(view), service, nameOf(resource) ?? "*");
}

function writingFindings(
  policy: string,
  view: StackModel,
  delivery: Delivery,
  { is, arn, declared }: Written,
): Finding[] {
  const { by, service, who } = delivery;
  const source = delivery.source(view);
  return serviceFindings(policy, view, {
    requester: { service },
    who: `${who} (${service})`,
    purpose: purposeOf(delivery, is, declared),
    actions: [is.action],
    resource: arn,
    declared,
    context: sentBy(view, source),
    principal:
      `"Principal": {"Service": "${service}"}, ` +
      `"Condition": {"ArnEquals": {"aws:SourceArn": "${source ?? "the source's ARN"}"}}`,
    urn: by.urn,
  });
}

/** Which of several an entry names that are not known yet, is not known either. */
function purposeOf({ by, property, what, of }: Delivery, { kind }: Kind, declared?: PlainResource): string {
  const verb = kind === "topic" ? "publish to" : "write";
  const isOfList = declared !== undefined && Array.isArray(by.props[property]);
  return isOfList
    ? `${verb} the ${kind} ${nameOf(declared) ?? declared.name} of ${of}`
    : `${verb} the ${what ?? kind} of ${of}`;
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
 * https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html#compatibility-with-aws-services
 */
function keyFindings(
  policy: string,
  view: StackModel,
  delivery: Delivery,
  own: PlainResource,
  is: Kind,
): Finding[] {
  const { service, who } = delivery;
  const named = own.props.kmsMasterKeyId;
  const shown = `${is.kind} ${nameOf(own) ?? own.name}`;
  if (typeof named === "string" && AWS_OWN.test(named)) return [ofAwsKey(policy, delivery, own, is)];
  const key = encryptionKeyOf(view, own, "kmsMasterKeyId");
  return serviceKeyFindings(policy, view, key, (of) => ({
    requester: { service },
    who: `${who} (${service})`,
    purpose: `encrypt what it writes into the ${shown}`,
    actions: KEY_ACTIONS,
    resource: of.arn,
    declared: of.resource,
    context: {
      ...sentBy(view, delivery.source(view)),
      ...viaService(of, { ...scopeOf(view), service: is.service, resource: "" }),
      [is.context]: arnOf(own),
    },
    principal: `"Principal": {"Service": "${service}"}`,
    urn: own.urn,
  }));
}

const KEY_ACTIONS = ["kms:GenerateDataKey", "kms:Decrypt"];

/** AWS's own keys, whose policies nobody can change: they are there for the account's own principals. */
const AWS_OWN = /alias\/aws\/(sqs|sns)$/;

function ofAwsKey(policy: string, { service, who }: Delivery, own: PlainResource, is: Kind): Finding {
  const { kind } = is;
  const shown = nameOf(own) ?? own.name;
  const alias = `alias/aws/${is.service}`;
  return finding(policy, {
    verdict: "violated",
    urn: own.urn,
    subject: `${who} (${service})`,
    actions: KEY_ACTIONS,
    resources: [alias],
    key: JSON.stringify(["kms", service, shown]),
    message: `${who} (${service}) may not encrypt what it writes into the ${kind} ${shown}: AWS's own key serves no other service.`,
    decidedBy: `the key ${alias}, whose policy lets in the account's own principals and nobody else`,
    remedy:
      `encrypt the ${kind} with a key of your own whose policy allows ${KEY_ACTIONS.join(" and ")} to ${service}, or leave ` +
      (kind === "topic"
        ? "kmsMasterKeyId out"
        : "kmsMasterKeyId out, so that SQS encrypts it by itself (SSE-SQS)"),
  });
}

/**
 * Whether the queues of the stack take what EventBridge, SNS and S3 put into them: events, messages, notifications, and what could not
 * be delivered. These services ask by themselves, so that the queue's policy alone decides; a queue has none by default.
 */
import { arnIn, knownArn, parseArn, s3Arn } from "../../aws/arn";
import { EVENTS, servicePrincipal } from "../../aws/service-principals";
import type { ResourceKind } from "../../aws/resource-type";
import { ruleOfTarget } from "../../ecs/starters/event-rules";
import { UNKNOWN } from "../../evaluation/types";
import type { Finding } from "../../findings/finding";
import { inEachPlace } from "../../graph/places/in-each-place";
import { scopeOf } from "../../graph/places/scope";
import { arnOf, nameOf } from "../../graph/resources/names";
import { isRecord, records, text } from "../../graph/resources/plain";
import { onlySource } from "../../graph/resources/sources";
import type { PlainResource, StackModel } from "../../graph/types";
import { serviceFindings } from "../../permissions/service-requests";

/** One queue that a service writes. */
interface Delivery {
  by: PlainResource;
  /** The property in which the queue stands, and its value there. */
  property: string;
  queue: unknown;
  /** Its service principal, and how messages call it. */
  service: string;
  who: string;
  purpose: string;
  /** On whose behalf the service writes, as it sends it in `aws:SourceArn`; undefined where that is not known yet. */
  source: (view: StackModel) => string | undefined;
}

/** Of stacks that have tasks: what is delivered starts them, or waits for them. */
export function queueDeliveryFindings(policy: string, model: StackModel): Finding[] {
  if (model.taskDefinitions.length === 0) return [];
  return deliveriesOf(model).flatMap((delivery) => {
    const found = inEachPlace(model, delivery.by, (view) => findingsOn(policy, view, delivery));
    return found.some((findings) => findings.length === 0) ? [] : (found[0] ?? []);
  });
}

function findingsOn(policy: string, view: StackModel, delivery: Delivery): Finding[] {
  const { by, service, who, purpose } = delivery;
  const queue = queueOf(view, delivery);
  if (!queue) return [];
  const source = delivery.source(view);
  const findings = serviceFindings(policy, view, {
    requester: { service },
    who: `${who} (${service})`,
    purpose,
    actions: ["sqs:SendMessage"],
    resource: queue.arn,
    declared: queue.declared,
    context: {
      "aws:SourceArn": source,
      "aws:SourceAccount": parseArn(source ?? "")?.account || view.account,
      "aws:PrincipalIsAWSService": "true",
      "aws:PrincipalServiceName": service,
      "aws:SecureTransport": "true",
    },
    principal:
      `"Principal": {"Service": "${service}"}, ` +
      `"Condition": {"ArnEquals": {"aws:SourceArn": "${source ?? "the source's ARN"}"}}`,
    urn: by.urn,
  });
  // Whose name is not known yet has no ARN to compare: the update judges it again.
  return source === undefined ? findings.filter(({ verdict }) => verdict === "violated") : findings;
}

function queueOf(
  view: StackModel,
  { by, property, queue }: Delivery,
): { arn: string; declared?: PlainResource } | undefined {
  const arn = text(queue);
  if (arn !== undefined) return parseArn(arn)?.service === "sqs" ? { arn } : undefined;
  const declared = queue === UNKNOWN ? onlySource(view, by, property, "queue") : undefined;
  if (!declared) return undefined;
  return { arn: arnOf(declared) ?? arnIn(scopeOf(view), "sqs", nameOf(declared) ?? "*"), declared };
}

function deliveriesOf(model: StackModel): Delivery[] {
  return [
    ...model.ofKind("event target").flatMap((target) => ofTarget(model, target)),
    ...model.ofKind("topic subscription").flatMap(ofSubscription),
    ...model.ofKind("bucket notification").flatMap(ofNotification),
  ];
}

/** https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-dlq.html#eb-dlq-perms */
function ofTarget(model: StackModel, target: PlainResource): Delivery[] {
  const { deadLetterConfig, arn } = target.props;
  const shared = {
    by: target,
    service: EVENTS,
    who: "EventBridge",
    source: (view: StackModel) => {
      const rule = ruleOfTarget(model, target);
      return rule === undefined ? undefined : knownArn(arnIn(scopeOf(view), "events", rule));
    },
  };
  const name = `EventBridge target ${target.name}`;
  const dead = isRecord(deadLetterConfig) ? deadLetterConfig.arn : deadLetterConfig;
  return [
    {
      ...shared,
      property: "deadLetterConfig",
      queue: dead,
      purpose: `write the dead-letter queue of ${name}`,
    },
    { ...shared, property: "arn", queue: arn, purpose: `write the queue of ${name}` },
  ];
}

/** https://docs.aws.amazon.com/sns/latest/dg/subscribe-sqs-queue-to-sns-topic.html */
function ofSubscription(subscription: PlainResource): Delivery[] {
  const { props, name } = subscription;
  if (props.protocol !== "sqs") return [];
  const property = "topicArn" in props ? "topicArn" : "topic";
  return [
    {
      by: subscription,
      property: "endpoint",
      queue: props.endpoint,
      service: servicePrincipal("sns"),
      who: "SNS",
      purpose: `write the queue of the subscription ${name}`,
      source: (view) =>
        sourceArn(view, subscription, property, "topic", (topic) => arnIn(scopeOf(view), "sns", topic)),
    },
  ];
}

/** S3 refuses a notification to a queue that it may not write. https://docs.aws.amazon.com/AmazonS3/latest/userguide/grant-destinations-permissions-to-s3.html */
function ofNotification(notification: PlainResource): Delivery[] {
  return records(notification.props.queues).map(({ queueArn }) => ({
    by: notification,
    property: "queues",
    queue: queueArn,
    service: servicePrincipal("s3"),
    who: "S3",
    purpose: `write the queue of the bucket notification ${notification.name}`,
    source: (view) =>
      sourceArn(view, notification, "bucket", "bucket", (bucket) => s3Arn(scopeOf(view).partition, bucket)),
  }));
}

/** The ARN of what a property names, by its ARN or its name. */
function sourceArn(
  view: StackModel,
  by: PlainResource,
  property: string,
  kind: ResourceKind,
  arnOfName: (name: string) => string,
): string | undefined {
  const given = text(by.props[property]);
  if (given !== undefined) return knownArn(given.startsWith("arn:") ? given : arnOfName(given));
  const resource = onlySource(view, by, property, kind);
  if (!resource) return undefined;
  const name = nameOf(resource);
  const arn = arnOf(resource) ?? (name === undefined ? undefined : arnOfName(name));
  return arn === undefined ? undefined : knownArn(arn);
}

/**
 * What EventBridge, SNS and S3 put into queues by themselves, and what EventBridge and S3 publish to topics: events, messages,
 * notifications, and what could not be delivered.
 */
import { arnIn, knownArn, s3Arn } from "../../aws/arn";
import type { ResourceKind } from "../../aws/resource-type";
import { EVENTS, servicePrincipal } from "../../aws/service-principals";
import { ruleOfTarget, ruleResourceOf } from "../../ecs/starters/event-rules";
import { jsonObject } from "../../ecs/starters/json-input";
import { UNKNOWN } from "../../evaluation/types";
import { scopeOf } from "../../graph/places/scope";
import { arnOf, nameOf } from "../../graph/resources/names";
import { isRecord, records, text } from "../../graph/resources/plain";
import { onlySource } from "../../graph/resources/sources";
import type { PlainResource, StackModel } from "../../graph/types";

/** One queue or topic that a service writes. */
export interface Delivery {
  by: PlainResource;
  /** The property in which the queue or topic stands, and its value there. */
  property: string;
  destination: unknown;
  /** Its service principal, and how messages call it. */
  service: string;
  who: string;
  /** What of which resource it is, e.g. `dead-letter queue` of `EventBridge target nightly`; by default its kind tells. */
  what?: string;
  of: string;
  /** On whose behalf the service writes, as it sends it in `aws:SourceArn`; undefined where that is not known yet. */
  source: (view: StackModel) => string | undefined;
}

type ByService = Pick<Delivery, "by" | "service" | "who" | "source">;

export function deliveriesOf(model: StackModel): Delivery[] {
  return [
    ...model.ofKind("event target").flatMap((target) => ofTarget(model, target)),
    ...model.ofKind("event rule").flatMap(ofRule),
    ...model.ofKind("topic subscription").flatMap(ofSubscription),
    ...model.ofKind("topic").flatMap(ofTopic),
    ...model.ofKind("bucket notification").flatMap(ofNotification),
    ...model.ofKind("bucket").flatMap(ofBucket),
  ];
}

/** https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-dlq.html#eb-dlq-perms */
function ofTarget(model: StackModel, target: PlainResource): Delivery[] {
  const by = byEvents(target, () => ruleOfTarget(model, target));
  const { deadLetterConfig, arn } = target.props;
  return ofTwo(by, `EventBridge target ${target.name}`, { arn, deadLetterConfig });
}

/** In `aws-native` targets are entries of the rule; what of them is not known yet all comes from where `targets` comes from. */
function ofRule(rule: PlainResource): Delivery[] {
  const by = byEvents(rule, () => ruleResourceOf(rule));
  return records(rule.props.targets).flatMap((target) =>
    ofTwo(by, `EventBridge rule ${rule.name}`, target, "targets"),
  );
}

function byEvents(by: PlainResource, rule: () => string | undefined): ByService {
  return {
    by,
    service: EVENTS,
    who: "EventBridge",
    source: (view) => {
      const resource = rule();
      return resource === undefined ? undefined : knownArn(arnIn(scopeOf(view), "events", resource));
    },
  };
}

/** The queue or topic that a target is, and the queue that takes what it did not. */
function ofTwo(
  by: ByService,
  of: string,
  { arn, deadLetterConfig }: Record<string, unknown>,
  within?: string,
): Delivery[] {
  const dead = isRecord(deadLetterConfig) ? deadLetterConfig.arn : deadLetterConfig;
  return [
    { ...by, property: within ?? "deadLetterConfig", destination: dead, what: "dead-letter queue", of },
    { ...by, property: within ?? "arn", destination: arn, of },
  ];
}

/**
 * The queue that subscribes, and the one for what could not be delivered to whoever does.
 * https://docs.aws.amazon.com/sns/latest/dg/subscribe-sqs-queue-to-sns-topic.html
 * https://docs.aws.amazon.com/sns/latest/dg/sns-configure-dead-letter-queue.html
 */
function ofSubscription(subscription: PlainResource): Delivery[] {
  const { props, name } = subscription;
  const of = `the subscription ${name}`;
  const named = "topicArn" in props ? "topicArn" : "topic";
  const source = (view: StackModel) =>
    sourceArn(view, subscription, named, "topic", (topic) => arnIn(scopeOf(view), "sns", topic));
  const by = bySns(subscription, source);
  const { protocol, endpoint, redrivePolicy } = props;
  const dead = redrivePolicy === UNKNOWN ? UNKNOWN : jsonObject(redrivePolicy)?.deadLetterTargetArn;
  return [
    ...(protocol === "sqs" ? [{ ...by, property: "endpoint", destination: endpoint, of }] : []),
    { ...by, property: "redrivePolicy", destination: dead, what: "dead-letter queue", of },
  ];
}

/** In `aws-native` a topic may name its subscriptions itself. */
function ofTopic(topic: PlainResource): Delivery[] {
  const source = (view: StackModel) => ownArn(topic, (name) => arnIn(scopeOf(view), "sns", name));
  return records(topic.props.subscription)
    .filter(({ protocol }) => protocol === "sqs")
    .map(({ endpoint }) => ({
      ...bySns(topic, source),
      property: "subscription",
      destination: endpoint,
      of: `a subscription to the topic ${topic.name}`,
    }));
}

function bySns(by: PlainResource, source: Delivery["source"]): ByService {
  return { by, service: servicePrincipal("sns"), who: "SNS", source };
}

/** S3 refuses a notification to a queue or topic that it may not write. https://docs.aws.amazon.com/AmazonS3/latest/userguide/grant-destinations-permissions-to-s3.html */
function ofNotification(notification: PlainResource): Delivery[] {
  const source = (view: StackModel) =>
    sourceArn(view, notification, "bucket", "bucket", (bucket) => s3Arn(scopeOf(view).partition, bucket));
  const { queues, topics } = notification.props;
  const common = { ...byS3(notification, source), of: `the bucket notification ${notification.name}` };
  return [
    ...records(queues).map(({ queueArn }) => ({ ...common, property: "queues", destination: queueArn })),
    ...records(topics).map(({ topicArn }) => ({ ...common, property: "topics", destination: topicArn })),
  ];
}

/** In `aws-native` a bucket names them itself. */
function ofBucket(bucket: PlainResource): Delivery[] {
  const { notificationConfiguration } = bucket.props;
  if (!isRecord(notificationConfiguration)) return [];
  const source = (view: StackModel) => ownArn(bucket, (name) => s3Arn(scopeOf(view).partition, name));
  const { queueConfigurations, topicConfigurations } = notificationConfiguration;
  const destinations = [
    ...records(queueConfigurations).map(({ queue }) => queue),
    ...records(topicConfigurations).map(({ topic }) => topic),
  ];
  return destinations.map((destination) => ({
    ...byS3(bucket, source),
    property: "notificationConfiguration",
    destination,
    of: `a notification of the bucket ${bucket.name}`,
  }));
}

function byS3(by: PlainResource, source: Delivery["source"]): ByService {
  return { by, service: servicePrincipal("s3"), who: "S3", source };
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
  return resource && ownArn(resource, arnOfName);
}

function ownArn(resource: PlainResource, arnOfName: (name: string) => string): string | undefined {
  const name = nameOf(resource);
  const arn = arnOf(resource) ?? (name === undefined ? undefined : arnOfName(name));
  return arn === undefined ? undefined : knownArn(arn);
}

/**
 * The queues and topics that an entry may name without its ARN being known: where nothing but names of what is written is unknown in the
 * property, each that it comes from is named by one of them. What else is unknown, such as an input, may be what it is there for.
 */
export function destinationsBehind(
  view: StackModel,
  { by, property, destination }: Delivery,
): PlainResource[] {
  if (destination !== UNKNOWN || !isCertain(by.props[property])) return [];
  const urns = by.propertyDependencies[property] ?? [];
  return view.ofKind("queue", "topic").filter((each) => urns.includes(each.urn) && arnOf(each) === undefined);
}

/** The keys by which entries name what is written. */
const NAMES = new Set([
  "arn",
  "deadLetterConfig",
  "deadLetterTargetArn",
  "queueArn",
  "queue",
  "endpoint",
  "topicArn",
  "topic",
]);

function isCertain(value: unknown): boolean {
  if (Array.isArray(value)) return value.every((each) => each !== UNKNOWN && isCertain(each));
  if (!isRecord(value)) return true;
  return Object.entries(value).every(([key, each]) => (each === UNKNOWN ? NAMES.has(key) : isCertain(each)));
}

/** What EventBridge, SNS and S3 put into queues of the stack, which they do by themselves. */
import assert from "node:assert/strict";
import { taskCanBeRun } from "../../../../policypack/policies/task-can-be-run";
import { judgeStackByRule as judgeStack } from "../../../support/judge";
import {
  ACCOUNT,
  outputOf,
  REGION,
  resource,
  taskDefinition,
  type TestResource,
  unknown,
  withOutputs,
} from "../../../support/stacks";

const at = (service: string, rest: string, account = ACCOUNT) =>
  `arn:aws:${service}:${REGION}:${account}:${rest}`;
const QUEUE = at("sqs", "jobs");

/** In a later run. */
const queue = (props: Record<string, unknown> = {}) =>
  withOutputs(resource("aws:sqs/queue:Queue", "jobs", { name: "jobs", ...props }), { arn: QUEUE });

function policy(Service: unknown, more: object = {}): TestResource {
  const Principal = Service === "*" ? "*" : { Service };
  const Statement = [{ Effect: "Allow", Principal, Action: "sqs:SendMessage", Resource: QUEUE, ...more }];
  return resource("aws:sqs/queuePolicy:QueuePolicy", "jobs", {
    queueUrl: `https://sqs.${REGION}.amazonaws.com/${ACCOUNT}/jobs`,
    policy: JSON.stringify({ Version: "2012-10-17", Statement }),
  });
}

const from = (arn: unknown, operator = "ArnEquals") => ({
  Condition: { [operator]: { "aws:SourceArn": arn } },
});

const rule = resource("aws:cloudwatch/eventRule:EventRule", "nightly", { name: "nightly" });
const target = (props: object) =>
  resource("aws:cloudwatch/eventTarget:EventTarget", "nightly", {
    rule: "nightly",
    arn: at("sns", "other"),
    ...props,
  });
const topic = resource("aws:sns/topic:Topic", "orders", { name: "orders" });
const bucket = resource("aws:s3/bucket:Bucket", "in", { bucket: "in" });

interface Sender {
  service: string;
  source: string;
  /** What has the service write a queue. */
  make(queue: unknown): TestResource[];
}

const SENDERS: Record<string, Sender> = {
  "a dead-letter queue of a rule's target": {
    service: "events.amazonaws.com",
    source: at("events", "rule/nightly"),
    make: (arn) => [rule, target({ deadLetterConfig: { arn } })],
  },
  "a rule's queue": {
    service: "events.amazonaws.com",
    source: at("events", "rule/nightly"),
    make: (arn) => [rule, target({ arn })],
  },
  "a topic's subscription": {
    service: "sns.amazonaws.com",
    source: at("sns", "orders"),
    make: (endpoint) => [
      topic,
      resource("aws:sns/topicSubscription:TopicSubscription", "s", {
        topic: at("sns", "orders"),
        protocol: "sqs",
        endpoint,
      }),
    ],
  },
  "a topic's subscription of aws-native": {
    service: "sns.amazonaws.com",
    source: at("sns", "orders"),
    make: (endpoint) => [
      resource("aws-native:sns:Subscription", "s", {
        topicArn: at("sns", "orders"),
        protocol: "sqs",
        endpoint,
      }),
    ],
  },
  "a bucket's notification": {
    service: "s3.amazonaws.com",
    source: "arn:aws:s3:::in",
    make: (queueArn) => [
      bucket,
      resource("aws:s3/bucketNotification:BucketNotification", "n", {
        bucket: "in",
        queues: [{ queueArn, events: ["s3:ObjectCreated:*"] }],
      }),
    ],
  },
};

const NATIVE: Record<string, Sender> = {
  "a queue of a rule of aws-native": {
    service: "events.amazonaws.com",
    source: at("events", "rule/nightly"),
    make: (arn) => [
      resource("aws-native:events:Rule", "nightly", { name: "nightly", targets: [{ id: "a", arn }] }),
    ],
  },
  "a dead-letter queue of a rule of aws-native": {
    service: "events.amazonaws.com",
    source: at("events", "rule/shop/nightly"),
    make: (arn) => [
      resource("aws-native:events:Rule", "nightly", {
        name: "nightly",
        eventBusName: "shop",
        targets: [{ id: "a", arn: at("lambda", "function:f"), deadLetterConfig: { arn } }],
      }),
    ],
  },
  "a dead-letter queue of a subscription": {
    service: "sns.amazonaws.com",
    source: at("sns", "orders"),
    make: (deadLetterTargetArn) => [
      topic,
      resource("aws:sns/topicSubscription:TopicSubscription", "s", {
        topic: at("sns", "orders"),
        protocol: "https",
        endpoint: "https://example.com/orders",
        redrivePolicy:
          typeof deadLetterTargetArn === "object"
            ? deadLetterTargetArn
            : JSON.stringify({ deadLetterTargetArn }),
      }),
    ],
  },
  "a dead-letter queue of a subscription of aws-native": {
    service: "sns.amazonaws.com",
    source: at("sns", "orders"),
    make: (deadLetterTargetArn) => [
      resource("aws-native:sns:Subscription", "s", {
        topicArn: at("sns", "orders"),
        protocol: "lambda",
        endpoint: at("lambda", "function:f"),
        redrivePolicy: { deadLetterTargetArn },
      }),
    ],
  },
  "a topic's own subscription": {
    service: "sns.amazonaws.com",
    source: at("sns", "orders"),
    make: (endpoint) => [
      resource("aws-native:sns:Topic", "orders", {
        topicName: "orders",
        subscription: [
          { protocol: "email", endpoint: "a@example.com" },
          { protocol: "sqs", endpoint },
        ],
      }),
    ],
  },
  "a bucket's own notification": {
    service: "s3.amazonaws.com",
    source: "arn:aws:s3:::in",
    make: (queue) => [
      resource("aws-native:s3:Bucket", "in", {
        bucketName: "in",
        notificationConfiguration: { queueConfigurations: [{ event: "s3:ObjectCreated:*", queue }] },
      }),
    ],
  },
};

const judge = (...resources: TestResource[]) =>
  judgeStack(taskCanBeRun, [taskDefinition("orders", {}), ...resources]);
const verdicts = (...resources: TestResource[]) => judge(...resources).map(({ verdict }) => verdict);

describe("task-can-be-run: what services put into queues", () => {
  for (const [title, { service, source, make }] of Object.entries({ ...SENDERS, ...NATIVE })) {
    it(`Compliance: ${title}, which lets the service write`, () => {
      assert.deepEqual(verdicts(queue(), ...make(QUEUE), policy(service)), []);
      assert.deepEqual(verdicts(queue(), ...make(QUEUE), policy(service, from(source))), []);
      assert.deepEqual(
        verdicts(queue(), ...make(QUEUE), policy([service, "x.amazonaws.com"], from([source]))),
        [],
      );
      assert.deepEqual(verdicts(queue(), ...make(QUEUE), policy("*", from(source, "ArnLike"))), []);
      const account = { Condition: { StringEquals: { "aws:SourceAccount": ACCOUNT } } };
      assert.deepEqual(verdicts(queue(), ...make(QUEUE), policy(service, account)), []);
      const tls = { Sid: "Tls", Effect: "Deny", Condition: { Bool: { "aws:SecureTransport": "false" } } };
      const inline = JSON.stringify({
        Version: "2012-10-17",
        Statement: [
          { Effect: "Allow", Principal: { Service: service }, Action: "sqs:*", Resource: "*" },
          { Principal: "*", Action: "sqs:*", Resource: "*", ...tls },
        ],
      });
      assert.deepEqual(verdicts(queue({ policy: inline }), ...make(QUEUE)), []);
    });

    it(`Noncompliance: ${title}, which leaves the service out`, () => {
      const [found, ...others] = judge(queue(), ...make(QUEUE));
      assert.deepEqual(others, []);
      assert.equal(found?.verdict, "violated");
      assert.match(found.message, /may not write .*: the policy of the queue jobs does not allow it/);
      assert.ok(
        found.remedy.includes(`"Service": "${service}"`) && found.remedy.includes(source),
        found.remedy,
      );
      assert.deepEqual(verdicts(queue(), ...make(QUEUE), policy("lambda.amazonaws.com")), ["violated"]);
      assert.deepEqual(verdicts(queue(), ...make(QUEUE), policy(service, from(`${source}-other`))), [
        "violated",
      ]);
      const deny = { Effect: "Deny", Principal: "*" };
      assert.deepEqual(verdicts(queue(), ...make(QUEUE), policy(service, deny)), ["violated"]);
    });

    it(`Compliance: ${title} that the stack does not create, or that is none`, () => {
      assert.deepEqual(verdicts(...make(QUEUE)), []);
      assert.deepEqual(verdicts(...make(at("sqs", "jobs", "999999999999"))), []);
      for (const nothing of [undefined, null, 7, "", unknown(), at("lambda", "function:f")])
        assert.deepEqual(verdicts(queue(), ...make(nothing)), []);
    });

    it(`judges ${title} at a first preview by what is known`, () => {
      const first = resource("aws:sqs/queue:Queue", "jobs", { name: "jobs" });
      const written = resource("aws:sqs/queuePolicy:QueuePolicy", "jobs", {
        queueUrl: outputOf(first),
        policy: JSON.stringify({
          Version: "2012-10-17",
          Statement: [
            { Effect: "Allow", Principal: { Service: service }, Action: "sqs:SendMessage", Resource: "*" },
          ],
        }),
      });
      const [last, ...before] = make(outputOf(first)).reverse();
      assert.deepEqual(verdicts(first, written, ...before, last!), []);
    });
  }

  it("waits for the name of a source that AWS or Pulumi generates", () => {
    const generated = resource("aws:sns/topic:Topic", "orders", {});
    const subscription = resource("aws:sns/topicSubscription:TopicSubscription", "s", {
      topic: outputOf(generated),
      protocol: "sqs",
      endpoint: QUEUE,
    });
    const limited = policy("sns.amazonaws.com", from(at("sns", "orders-1234567")));
    assert.deepEqual(verdicts(queue(), generated, subscription, limited), []);
    assert.deepEqual(verdicts(queue(), generated, subscription), ["violated"], "whatever its name");
  });

  it("is not sure of queues where something else is unknown beside them", () => {
    const first = resource("aws:sqs/queue:Queue", "jobs", { name: "jobs" });
    const other = resource("aws:sqs/queue:Queue", "dead", { name: "dead" });
    const [one, dead] = [outputOf(first), outputOf(other)];
    const targets = (target: object) =>
      resource("aws-native:events:Rule", "nightly", { name: "nightly", targets: [target] });
    const verdictsOn = (target: object) => verdicts(first, other, targets(target));
    assert.deepEqual(verdictsOn({ arn: one, deadLetterConfig: { arn: dead } }), ["violated", "violated"]);
    assert.deepEqual(verdictsOn({ arn: at("lambda", "function:f"), input: one }), []);
    assert.deepEqual(verdictsOn({ arn: unknown(), input: one }), []);
    assert.deepEqual(
      verdictsOn({ arn: unknown(), httpParameters: { headerParameters: { queue: unknown(), url: one } } }),
      [],
    );
  });

  it("leaves other protocols, and stacks without tasks, alone", () => {
    const mail = resource("aws:sns/topicSubscription:TopicSubscription", "s", {
      topic: at("sns", "orders"),
      protocol: "lambda",
      endpoint: QUEUE,
    });
    assert.deepEqual(verdicts(queue(), mail), []);
    const { make } = SENDERS["a rule's queue"]!;
    assert.deepEqual(judgeStack(taskCanBeRun, [queue(), ...make(QUEUE)]), []);
  });
});

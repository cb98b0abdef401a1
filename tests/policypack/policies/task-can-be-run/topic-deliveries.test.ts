/** What EventBridge and S3 publish to topics of the stack, which they do by themselves. */
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

const at = (service: string, rest: string) => `arn:aws:${service}:${REGION}:${ACCOUNT}:${rest}`;
const TOPIC = at("sns", "news");
const KEY = at("kms", "key/1111aaaa-22bb-33cc-44dd-555566667777");

const topic = (props: Record<string, unknown> = {}) =>
  resource("aws:sns/topic:Topic", "news", { name: "news", ...props });
const exists = (props: Record<string, unknown> = {}) => withOutputs(topic(props), { arn: TOPIC, id: TOPIC });
const written = (...Statement: object[]) => JSON.stringify({ Version: "2012-10-17", Statement });

function lets(Principal: unknown, more: object = {}): string {
  return written({ Effect: "Allow", Principal, Action: "sns:Publish", Resource: TOPIC, ...more });
}

const policy = (arn: unknown, text: unknown) =>
  resource("aws:sns/topicPolicy:TopicPolicy", "news", { arn, policy: text });

interface Sender {
  service: string;
  source: string;
  make(topic: unknown): TestResource[];
}

const SENDERS: Record<string, Sender> = {
  "a rule's topic": {
    service: "events.amazonaws.com",
    source: at("events", "rule/nightly"),
    make: (arn) => [
      resource("aws:cloudwatch/eventRule:EventRule", "nightly", { name: "nightly" }),
      resource("aws:cloudwatch/eventTarget:EventTarget", "nightly", { rule: "nightly", arn }),
    ],
  },
  "a rule's topic of aws-native": {
    service: "events.amazonaws.com",
    source: at("events", "rule/nightly"),
    make: (arn) => [
      resource("aws-native:events:Rule", "nightly", { name: "nightly", targets: [{ id: "a", arn }] }),
    ],
  },
  "a bucket's notification": {
    service: "s3.amazonaws.com",
    source: "arn:aws:s3:::in",
    make: (topicArn) => [
      resource("aws:s3/bucket:Bucket", "in", { bucket: "in" }),
      resource("aws:s3/bucketNotification:BucketNotification", "n", {
        bucket: "in",
        topics: [{ topicArn, events: ["s3:ObjectCreated:*"] }],
      }),
    ],
  },
  "a bucket's notification of aws-native": {
    service: "s3.amazonaws.com",
    source: "arn:aws:s3:::in",
    make: (topic) => [
      resource("aws-native:s3:Bucket", "in", {
        bucketName: "in",
        notificationConfiguration: { topicConfigurations: [{ topic, event: "s3:ObjectCreated:*" }] },
      }),
    ],
  },
};

const judge = (...resources: TestResource[]) =>
  judgeStack(taskCanBeRun, [taskDefinition("app"), ...resources], { account: ACCOUNT, region: REGION });
const verdicts = (...resources: TestResource[]) => judge(...resources).map(({ verdict }) => verdict);

describe("task-can-be-run of topics that services write", () => {
  for (const [title, { service, source, make }] of Object.entries(SENDERS)) {
    describe(title, () => {
      const from = { Condition: { ArnEquals: { "aws:SourceArn": source } } };
      const others = { Condition: { ArnEquals: { "aws:SourceArn": `${source}-2` } } };

      it("is right where the topic's policy lets the service in", () => {
        for (const text of [
          lets({ Service: service }),
          lets({ Service: service }, from),
          lets("*", from),
          lets({ Service: service }, { Condition: { StringEquals: { "aws:SourceAccount": ACCOUNT } } }),
        ]) {
          assert.deepEqual(verdicts(exists(), policy(TOPIC, text), ...make(TOPIC)), []);
          assert.deepEqual(
            verdicts(topic(), policy(outputOf(topic()), text), ...make(outputOf(topic()))),
            [],
          );
          assert.deepEqual(verdicts(exists({ policy: text }), ...make(TOPIC)), [], "in the topic itself");
        }
      });

      it("is wrong where it lets others in, or is AWS's own", () => {
        assert.deepEqual(verdicts(exists(), ...make(TOPIC)), ["violated"]);
        assert.deepEqual(verdicts(topic(), ...make(outputOf(topic()))), ["violated"]);
        const owner = { Condition: { StringEquals: { "AWS:SourceOwner": ACCOUNT } } };
        for (const text of [
          lets({ Service: "cloudwatch.amazonaws.com" }),
          lets({ Service: service }, others),
          lets({ AWS: `arn:aws:iam::${ACCOUNT}:root` }),
          lets({ AWS: "*" }, { ...owner, Action: "SNS:Subscribe" }),
          lets({ Service: service }, { Effect: "Deny" }),
        ]) {
          assert.deepEqual(verdicts(exists(), policy(TOPIC, text), ...make(TOPIC)), ["violated"]);
        }
        const [found] = judge(exists(), ...make(TOPIC));
        assert.match(found?.message ?? "", /may not publish to the topic of .*news/);
        assert.match(found?.remedy ?? "", /"Action": "sns:Publish"/);
      });

      it("is unproven where the policy is not known, and silent of topics elsewhere", () => {
        assert.deepEqual(verdicts(exists(), policy(TOPIC, unknown()), ...make(TOPIC)), ["unproven"]);
        assert.deepEqual(verdicts(...make(TOPIC)), []);
        assert.deepEqual(verdicts(...make(at("lambda", "function:f"))), []);
        assert.deepEqual(verdicts(...make(7)), []);
      });

      it("asks the key of the topic as well", () => {
        const encrypted = exists({ kmsMasterKeyId: KEY, policy: lets({ Service: service }) });
        const key = (principal: object) =>
          withOutputs(
            resource("aws:kms/key:Key", "k", {
              policy: written(
                { Effect: "Allow", Principal: { AWS: ACCOUNT }, Action: "kms:*", Resource: "*" },
                {
                  Effect: "Allow",
                  Principal: principal,
                  Action: ["kms:GenerateDataKey*", "kms:Decrypt"],
                  Resource: "*",
                },
              ),
            }),
            { arn: KEY, keyId: KEY.split("/")[1] },
          );
        assert.deepEqual(verdicts(key({ Service: service }), encrypted, ...make(TOPIC)), []);
        assert.deepEqual(verdicts(key({ Service: "sns.amazonaws.com" }), encrypted, ...make(TOPIC)), [
          "violated",
        ]);
        const awsOwn = exists({ kmsMasterKeyId: "alias/aws/sns", policy: lets({ Service: service }) });
        const [found] = judge(awsOwn, ...make(TOPIC));
        assert.match(found?.message ?? "", /encrypt what it writes into the topic news: AWS's own key/);
      });
    });
  }
});

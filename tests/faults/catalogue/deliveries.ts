import { ACCOUNT, REGION } from "../correct-stacks";
import { addDeliveries } from "../deliveries";
import { type DeclaredStack, editStatements, find, json } from "../declared";
import type { Fault } from "../fault";

function fault(title: string, edit: (stack: DeclaredStack) => void, mentions: string[]): Fault {
  const both = (stack: DeclaredStack) => {
    addDeliveries(stack);
    edit(stack);
  };
  return { title, stack: "explicit", edit: both, policy: "task-can-be-run", mentions };
}

/** With the statement for one service about something else. */
function without(carrier: string, service: string) {
  return (stack: DeclaredStack) =>
    editStatements(stack, carrier, (all) => {
      for (const each of all)
        if (JSON.stringify(each["Principal"]).includes(service))
          each["Principal"] = { Service: "x.amazonaws.com" };
    });
}

const EVENTS = "EventBridge (events.amazonaws.com)";

export const deliveryFaults: Fault[] = [
  fault("a queue whose policy forgets the rule that writes it", without("jobs-policy", "events"), [
    EVENTS,
    "write the queue of EventBridge target uploaded",
    "sqs:SendMessage",
  ]),
  fault(
    "a queue of which the topic is another one",
    (stack) =>
      editStatements(stack, "jobs-policy", (all) => {
        for (const each of all)
          if (JSON.stringify(each["Principal"]).includes("sns"))
            each["Condition"] = { ArnEquals: { "aws:SourceArn": `arn:aws:sns:${REGION}:${ACCOUNT}:other` } };
      }),
    ["SNS (sns.amazonaws.com)", "subscription orders", `arn:aws:sns:${REGION}:${ACCOUNT}:orders`],
  ),
  fault("a queue's key that forgets the rule's service", without("jobs-key", "events"), [
    EVENTS,
    "encrypt what it writes into the queue jobs",
    "kms:GenerateDataKey",
  ]),
  fault("a queue's key that forgets the bucket's service", without("jobs-key", "s3"), [
    "S3 (s3.amazonaws.com)",
    "the queue jobs",
    "kms:Decrypt",
  ]),
  fault(
    "a queue with AWS's own key, which serves no other service",
    (stack) => {
      find(stack, "jobs").props["kmsMasterKeyId"] = "alias/aws/sqs";
    },
    ["alias/aws/sqs", "SQS encrypts it by itself"],
  ),
  fault("a topic whose policy forgets the rule that publishes to it", without("alerts-policy", "events"), [
    EVENTS,
    "publish to the topic of EventBridge target told",
    "sns:Publish",
  ]),
  fault(
    "a topic without a policy that a bucket notifies",
    (stack) => {
      stack.splice(stack.indexOf(find(stack, "alerts-policy")), 1);
    },
    ["S3 (s3.amazonaws.com)", "publish to the topic of the bucket notification reports", "alerts"],
  ),
  fault(
    "a topic with AWS's own key, which serves no other service",
    (stack) => {
      find(stack, "alerts").props["kmsMasterKeyId"] = "alias/aws/sns";
    },
    ["alias/aws/sns", "the topic alerts"],
  ),
  fault(
    "a rule of aws-native whose dead-letter queue takes nothing",
    (stack) => {
      const arn = `arn:aws:sqs:${REGION}:${ACCOUNT}:dead`;
      stack.push(
        { type: "aws-native:sqs:Queue", name: "dead", props: { queueName: "dead" } },
        {
          type: "aws-native:events:Rule",
          name: "nightly",
          props: {
            name: "nightly",
            scheduleExpression: "rate(1 day)",
            targets: [
              {
                id: "jobs",
                arn: `arn:aws:lambda:${REGION}:${ACCOUNT}:function:tidy`,
                deadLetterConfig: { arn },
              },
            ],
          },
        },
      );
    },
    [EVENTS, "write the dead-letter queue of EventBridge rule nightly"],
  ),
  fault(
    "a bucket of aws-native that notifies a queue which denies all but TLS to somebody else",
    (stack) => {
      const arn = `arn:aws:sqs:${REGION}:${ACCOUNT}:notes`;
      const denial = { Effect: "Deny", Principal: "*", Action: "sqs:*", Resource: arn };
      stack.push(
        { type: "aws-native:sqs:Queue", name: "notes", props: { queueName: "notes" } },
        {
          type: "aws-native:sqs:QueuePolicy",
          name: "notes-policy",
          props: {
            queues: [`https://sqs.${REGION}.amazonaws.com/${ACCOUNT}/notes`],
            policyDocument: json({ Version: "2012-10-17", Statement: [{ Sid: "NoneElse", ...denial }] }),
          },
        },
        {
          type: "aws-native:s3:Bucket",
          name: "inbox",
          props: {
            bucketName: "inbox-of-jobs",
            notificationConfiguration: { queueConfigurations: [{ event: "s3:ObjectCreated:*", queue: arn }] },
          },
        },
      );
    },
    ["S3 (s3.amazonaws.com)", "notification of the bucket inbox", "NoneElse"],
  ),
];

/** What is sent and called: SQS, SNS, Lambda. */
import type { ResourceType } from "../resource-type";
import { ownPolicy } from "./own-policy";

export const MESSAGES: ResourceType[] = [
  {
    type: "aws:sqs/queue:Queue",
    is: "queue",
    name: "name",
    arn: "arn",
    resourcePolicy: { on: "queue", document: "policy" },
    computed: ["policy"],
  },
  { type: "aws-native:sqs:Queue", is: "queue", name: "queueName", arn: "arn" },
  ownPolicy("aws:sqs/queuePolicy:QueuePolicy", "queue", "queueUrl"),
  ownPolicy("aws-native:sqs:QueuePolicy", "queue", "queues", "policyDocument"),
  ownPolicy("aws-native:sqs:QueueInlinePolicy", "queue", "queue", "policyDocument"),
  {
    type: "aws:sns/topic:Topic",
    is: "topic",
    name: "name",
    arn: "arn",
    resourcePolicy: { on: "topic", document: "policy" },
    computed: ["policy"],
  },
  { type: "aws-native:sns:Topic", is: "topic", name: "topicName", arn: "topicArn" },
  ownPolicy("aws:sns/topicPolicy:TopicPolicy", "topic", "arn"),
  ownPolicy("aws-native:sns:TopicPolicy", "topic", "topics", "policyDocument"),
  ownPolicy("aws-native:sns:TopicInlinePolicy", "topic", "topicArn", "policyDocument"),
  { type: "aws:sns/topicSubscription:TopicSubscription", is: "topic subscription", arn: "arn" },
  { type: "aws-native:sns:Subscription", is: "topic subscription", arn: "arn" },
  { type: "aws:s3/bucketNotification:BucketNotification", is: "bucket notification" },
  { type: "aws:lambda/function:Function", is: "function", name: "name", arn: "arn" },
  { type: "aws-native:lambda:Function", is: "function", name: "functionName", arn: "arn" },
  permission("aws:lambda/permission:Permission", "function"),
  permission("aws-native:lambda:Permission", "functionName"),
  ownPolicy("aws:lambda/resourcePolicy:ResourcePolicy", "function", "resourceArn"),
];

function permission(type: string, names: string): ResourceType {
  return { type, is: "function permission", resourcePolicy: { on: "function", names } };
}

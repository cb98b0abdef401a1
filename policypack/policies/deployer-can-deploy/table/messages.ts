/** SQS, SNS and Lambda. */
import { servicePrincipal } from "../../../aws/service-principals";
import { type Named, reference, type ServiceTable } from "../type-rights";

const QUEUE_OF: Named = { property: "queueUrl", arn: "arn:PARTITION:sqs:REGION:ACCOUNT:{queueUrl!}" };

export const SQS: ServiceTable = {
  reference: reference("amazonsqs"),
  rows: [
    {
      types: ["aws:sqs/queue:Queue"],
      provider: "aws_sqs_queue",
      source: "sqs/queue.go",
      on: "arn:PARTITION:sqs:REGION:ACCOUNT:{name}",
      create: ["sqs:CreateQueue"],
      read: ["sqs:GetQueueAttributes", "sqs:ListQueueTags"],
      update: ["sqs:SetQueueAttributes"],
      delete: ["sqs:DeleteQueue"],
      tags: ["sqs:TagQueue", "sqs:UntagQueue"],
    },
    {
      types: ["aws:sqs/queuePolicy:QueuePolicy"],
      provider: "aws_sqs_queue_policy",
      source: "sqs/queue_policy.go",
      on: QUEUE_OF,
      create: ["sqs:SetQueueAttributes"],
      read: ["sqs:GetQueueAttributes"],
      update: ["sqs:SetQueueAttributes"],
      delete: ["sqs:SetQueueAttributes"],
    },
  ],
};

const TOPIC = "arn:PARTITION:sns:REGION:ACCOUNT:{name}";

export const SNS: ServiceTable = {
  reference: reference("amazonsns"),
  rows: [
    {
      types: ["aws:sns/topic:Topic"],
      provider: "aws_sns_topic",
      source: "sns/topic.go",
      on: TOPIC,
      create: ["sns:CreateTopic"],
      read: ["sns:GetTopicAttributes", "sns:ListTagsForResource"],
      update: ["sns:SetTopicAttributes"],
      delete: ["sns:DeleteTopic"],
      tags: ["sns:TagResource", "sns:UntagResource"],
    },
    {
      types: ["aws:sns/topicPolicy:TopicPolicy"],
      provider: "aws_sns_topic_policy",
      source: "sns/topic_policy.go",
      on: { property: "arn", arn: "arn:PARTITION:sns:REGION:ACCOUNT:*" },
      create: ["sns:SetTopicAttributes"],
      read: ["sns:GetTopicAttributes"],
      update: ["sns:SetTopicAttributes"],
      delete: ["sns:SetTopicAttributes"],
    },
    {
      types: ["aws:sns/topicSubscription:TopicSubscription"],
      provider: "aws_sns_topic_subscription",
      source: "sns/topic_subscription.go",
      on: { property: "topic", arn: "arn:PARTITION:sns:REGION:ACCOUNT:*" },
      create: ["sns:Subscribe"],
      read: ["sns:GetSubscriptionAttributes"],
      delete: ["sns:Unsubscribe"],
      also: [
        { where: "filterPolicy", update: ["sns:SetSubscriptionAttributes"] },
        { where: "rawMessageDelivery", update: ["sns:SetSubscriptionAttributes"] },
        { where: "redrivePolicy", update: ["sns:SetSubscriptionAttributes"] },
      ],
    },
  ],
};

/** https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html#configuration-vpc-permissions */
const VPC_PAGE = "https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html";

export const LAMBDA: ServiceTable = {
  reference: reference("awslambda"),
  rows: [
    {
      types: ["aws:lambda/function:Function"],
      provider: "aws_lambda_function",
      source: "lambda/function.go",
      on: "arn:PARTITION:lambda:REGION:ACCOUNT:function:{name}",
      create: ["lambda:CreateFunction"],
      read: ["lambda:GetFunction", "lambda:GetFunctionCodeSigningConfig", "lambda:ListVersionsByFunction"],
      update: [
        "lambda:GetFunctionConfiguration",
        "lambda:UpdateFunctionCode",
        "lambda:UpdateFunctionConfiguration",
      ],
      delete: ["lambda:DeleteFunction"],
      tags: ["lambda:TagResource", "lambda:UntagResource"],
      also: [
        {
          where: "reservedConcurrentExecutions",
          create: ["lambda:PutFunctionConcurrency"],
          update: ["lambda:PutFunctionConcurrency"],
        },
        { where: "publish", update: ["lambda:PublishVersion"] },
      ],
      asked: [
        {
          page: VPC_PAGE,
          where: "vpcConfig",
          on: "*",
          create: ["ec2:DescribeSecurityGroups", "ec2:DescribeSubnets", "ec2:DescribeVpcs"],
        },
      ],
      passes: [{ property: "role", service: servicePrincipal("lambda") }],
    },
  ],
};

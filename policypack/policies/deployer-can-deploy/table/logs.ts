/** CloudWatch: log groups and alarms. */
import { reference, type ServiceTable } from "../type-rights";

const GROUP = "arn:PARTITION:logs:REGION:ACCOUNT:log-group:{name}";

/**
 * What is done to a group as a whole is authorised with an empty stream behind it, tags on the bare group, and finding one
 * on all groups: the provider looks for it by the beginning of its name.
 */
export const LOGS: ServiceTable = {
  reference: reference("amazoncloudwatchlogs"),
  rows: [
    {
      types: ["aws:cloudwatch/logGroup:LogGroup"],
      provider: "aws_cloudwatch_log_group",
      source: "logs/group.go",
      on: `${GROUP}:log-stream:`,
      create: ["logs:CreateLogGroup"],
      also: [
        { on: "arn:PARTITION:logs:REGION:ACCOUNT:log-group::log-stream:", read: ["logs:DescribeLogGroups"] },
        { on: GROUP, read: ["logs:ListTagsForResource"] },
        {
          where: "retentionInDays",
          create: ["logs:PutRetentionPolicy"],
          update: ["logs:PutRetentionPolicy"],
        },
        { where: "kmsKeyId", update: ["logs:AssociateKmsKey"] },
        { where: "deletionProtectionEnabled", update: ["logs:PutLogGroupDeletionProtection"] },
        { unless: "skipDestroy", delete: ["logs:DeleteLogGroup"] },
      ],
      tags: ["logs:TagResource", "logs:UntagResource"],
      tagsOn: GROUP,
    },
    {
      types: ["aws:cloudwatch/logResourcePolicy:LogResourcePolicy"],
      provider: "aws_cloudwatch_log_resource_policy",
      source: "logs/resource_policy.go",
      on: "*",
      create: ["logs:PutResourcePolicy"],
      read: ["logs:DescribeResourcePolicies"],
      update: ["logs:PutResourcePolicy"],
      delete: ["logs:DeleteResourcePolicy"],
    },
  ],
};

export const CLOUD_WATCH: ServiceTable = {
  reference: reference("amazoncloudwatch"),
  rows: [
    {
      types: ["aws:cloudwatch/metricAlarm:MetricAlarm"],
      provider: "aws_cloudwatch_metric_alarm",
      source: "cloudwatch/metric_alarm.go",
      on: "arn:PARTITION:cloudwatch:REGION:ACCOUNT:alarm:{name}",
      create: ["cloudwatch:PutMetricAlarm"],
      read: ["cloudwatch:DescribeAlarms", "cloudwatch:ListTagsForResource"],
      update: ["cloudwatch:PutMetricAlarm"],
      delete: ["cloudwatch:DeleteAlarms"],
      tags: ["cloudwatch:TagResource", "cloudwatch:UntagResource"],
    },
  ],
};

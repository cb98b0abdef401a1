/** CloudWatch Logs. */
import type { ResourceType } from "../resource-type";
import { ownPolicy } from "./own-policy";

export const LOGS: ResourceType[] = [
  { type: "aws:cloudwatch/logGroup:LogGroup", is: "log group", name: "name", arn: "arn" },
  {
    type: "aws-native:logs:LogGroup",
    is: "log group",
    name: "logGroupName",
    arn: "arn",
    resourcePolicy: { on: "log groups", document: "resourcePolicyDocument" },
  },
  ownPolicy(
    "aws:cloudwatch/logResourcePolicy:LogResourcePolicy",
    "log groups",
    "resourceArn",
    "policyDocument",
  ),
  ownPolicy("aws-native:logs:ResourcePolicy", "log groups", undefined, "policyDocument"),
];

/** What containers run on, and what leads to them: Auto Scaling, EC2, Elastic Load Balancing. */
import type { ResourceType } from "../resource-type";
import { ownPolicy } from "./own-policy";

export const COMPUTE: ResourceType[] = [
  { type: "aws:autoscaling/group:Group", is: "auto scaling group", name: "name", arn: "arn" },
  { type: "aws-native:autoscaling:AutoScalingGroup", is: "auto scaling group", name: "autoScalingGroupName" },
  { type: "aws:ec2/launchTemplate:LaunchTemplate", is: "launch template", name: "name", arn: "arn" },
  { type: "aws-native:ec2:LaunchTemplate", is: "launch template", name: "launchTemplateName" },
  { type: "aws:ec2/launchConfiguration:LaunchConfiguration", is: "launch configuration", name: "name" },
  { type: "aws:ec2/instance:Instance", is: "instance", arn: "arn" },
  { type: "aws-native:ec2:Instance", is: "instance" },
  { type: "aws:ssm/activation:Activation", is: "activation" },
  { type: "aws:lb/listenerRule:ListenerRule", is: "listener rule", arn: "arn" },
  { type: "aws:alb/listenerRule:ListenerRule", is: "listener rule", arn: "arn" },
  { type: "aws-native:elasticloadbalancingv2:ListenerRule", is: "listener rule", arn: "ruleArn" },
  {
    type: "aws:ec2/vpcEndpoint:VpcEndpoint",
    is: "vpc endpoint",
    arn: "arn",
    resourcePolicy: { on: "vpc endpoint", document: "policy" },
    computed: ["policy"],
  },
  {
    type: "aws-native:ec2:VpcEndpoint",
    is: "vpc endpoint",
    resourcePolicy: { on: "vpc endpoint", document: "policyDocument" },
    computed: ["policyDocument"],
  },
  ownPolicy("aws:ec2/vpcEndpointPolicy:VpcEndpointPolicy", "vpc endpoint", "vpcEndpointId"),
];

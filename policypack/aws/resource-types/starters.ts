/** What starts tasks: EventBridge, Scheduler, Pipes, Step Functions, API Gateway, CodePipeline, CodeDeploy. */
import type { ResourceType } from "../resource-type";

export const STARTERS: ResourceType[] = [
  { type: "aws:cloudwatch/eventRule:EventRule", is: "event rule", name: "name", arn: "arn" },
  { type: "aws-native:events:Rule", is: "event rule", name: "name", arn: "arn" },
  { type: "aws:cloudwatch/eventTarget:EventTarget", is: "event target", name: "targetId" },
  { type: "aws:scheduler/schedule:Schedule", is: "schedule", name: "name", arn: "arn" },
  { type: "aws-native:scheduler:Schedule", is: "schedule", name: "name", arn: "arn" },
  { type: "aws:scheduler/scheduleGroup:ScheduleGroup", is: "schedule group", name: "name", arn: "arn" },
  { type: "aws-native:scheduler:ScheduleGroup", is: "schedule group", name: "name", arn: "arn" },
  { type: "aws:pipes/pipe:Pipe", is: "pipe", name: "name", arn: "arn" },
  { type: "aws-native:pipes:Pipe", is: "pipe", name: "name", arn: "arn" },
  { type: "aws:sfn/stateMachine:StateMachine", is: "state machine", name: "name", arn: "arn" },
  {
    type: "aws-native:stepfunctions:StateMachine",
    is: "state machine",
    name: "stateMachineName",
    arn: "arn",
  },
  { type: "aws:apigateway/integration:Integration", is: "api integration" },
  { type: "aws-native:apigateway:Method", is: "api integration" },
  { type: "aws:apigatewayv2/integration:Integration", is: "api integration" },
  { type: "aws-native:apigatewayv2:Integration", is: "api integration" },
  { type: "aws:codepipeline/pipeline:Pipeline", is: "pipeline", name: "name", arn: "arn" },
  { type: "aws-native:codepipeline:Pipeline", is: "pipeline", name: "name" },
  { type: "aws:batch/jobDefinition:JobDefinition", is: "job definition", name: "name", arn: "arn" },
  { type: "aws-native:batch:JobDefinition", is: "job definition", name: "jobDefinitionName" },
  { type: "aws:batch/computeEnvironment:ComputeEnvironment", is: "compute environment", name: "name" },
  { type: "aws-native:batch:ComputeEnvironment", is: "compute environment", name: "computeEnvironmentName" },
  deploymentGroup("aws:codedeploy/deploymentGroup:DeploymentGroup"),
  deploymentGroup("aws-native:codedeploy:DeploymentGroup"),
];

function deploymentGroup(type: string): ResourceType {
  return { type, is: "deployment group", name: "deploymentGroupName" };
}

/** What starts tasks and deploys services: EventBridge, Scheduler, Pipes, Step Functions, CodePipeline, CodeDeploy. */
import {
  CODE_DEPLOY,
  CODE_PIPELINE,
  EVENTS,
  PIPES,
  SCHEDULER,
  servicePrincipal,
} from "../../../aws/service-principals";
import { reference, type ServiceTable } from "../type-rights";

const RULE = "arn:PARTITION:events:REGION:ACCOUNT:rule/{eventBusName?/}{name}";
const RULE_OF_TARGET = "arn:PARTITION:events:REGION:ACCOUNT:rule/{eventBusName?/}{rule!}";

export const EVENT_BRIDGE: ServiceTable = {
  reference: reference("amazoneventbridge"),
  rows: [
    {
      types: ["aws:cloudwatch/eventRule:EventRule"],
      provider: "aws_cloudwatch_event_rule",
      source: "events/rule.go",
      on: RULE,
      create: ["events:PutRule"],
      read: ["events:DescribeRule", "events:ListTagsForResource"],
      update: ["events:PutRule"],
      delete: ["events:DeleteRule"],
      tags: ["events:TagResource", "events:UntagResource"],
      passes: [{ property: "roleArn", service: EVENTS }],
    },
    {
      types: ["aws:cloudwatch/eventTarget:EventTarget"],
      provider: "aws_cloudwatch_event_target",
      source: "events/target.go",
      on: { property: "rule", arn: RULE_OF_TARGET },
      create: ["events:PutTargets"],
      read: ["events:ListTargetsByRule"],
      update: ["events:PutTargets"],
      delete: ["events:RemoveTargets"],
      passes: [{ property: "roleArn", service: EVENTS }],
    },
  ],
};

export const SCHEDULER_TABLE: ServiceTable = {
  reference: reference("amazoneventbridgescheduler"),
  rows: [
    {
      types: ["aws:scheduler/schedule:Schedule"],
      provider: "aws_scheduler_schedule",
      source: "scheduler/schedule.go",
      on: "arn:PARTITION:scheduler:REGION:ACCOUNT:schedule/{groupName!=default}/{name}",
      create: ["scheduler:CreateSchedule"],
      read: ["scheduler:GetSchedule"],
      update: ["scheduler:UpdateSchedule"],
      delete: ["scheduler:DeleteSchedule"],
      passes: [{ property: "target.roleArn", service: SCHEDULER }],
    },
    {
      types: ["aws:scheduler/scheduleGroup:ScheduleGroup"],
      provider: "aws_scheduler_schedule_group",
      source: "scheduler/schedule_group.go",
      on: "arn:PARTITION:scheduler:REGION:ACCOUNT:schedule-group/{name}",
      create: ["scheduler:CreateScheduleGroup"],
      read: ["scheduler:GetScheduleGroup", "scheduler:ListTagsForResource"],
      delete: ["scheduler:DeleteScheduleGroup"],
      tags: ["scheduler:TagResource", "scheduler:UntagResource"],
    },
  ],
};

export const PIPES_TABLE: ServiceTable = {
  reference: reference("amazoneventbridgepipes"),
  rows: [
    {
      types: ["aws:pipes/pipe:Pipe"],
      provider: "aws_pipes_pipe",
      source: "pipes/pipe.go",
      on: "arn:PARTITION:pipes:REGION:ACCOUNT:pipe/{name}",
      create: ["pipes:CreatePipe"],
      read: ["pipes:DescribePipe"],
      update: ["pipes:UpdatePipe"],
      delete: ["pipes:DeletePipe"],
      tags: ["pipes:TagResource", "pipes:UntagResource"],
      passes: [{ property: "roleArn", service: PIPES }],
    },
  ],
};

export const STEP_FUNCTIONS: ServiceTable = {
  reference: reference("awsstepfunctions"),
  rows: [
    {
      types: ["aws:sfn/stateMachine:StateMachine"],
      provider: "aws_sfn_state_machine",
      source: "sfn/state_machine.go",
      on: "arn:PARTITION:states:REGION:ACCOUNT:stateMachine:{name}",
      create: ["states:CreateStateMachine"],
      read: ["states:DescribeStateMachine", "states:ListStateMachineVersions", "states:ListTagsForResource"],
      update: ["states:UpdateStateMachine"],
      delete: ["states:DeleteStateMachine"],
      tags: ["states:TagResource", "states:UntagResource"],
      passes: [{ property: "roleArn", service: servicePrincipal("states") }],
    },
  ],
};

export const CODE_PIPELINE_TABLE: ServiceTable = {
  reference: reference("awscodepipeline"),
  rows: [
    {
      types: ["aws:codepipeline/pipeline:Pipeline"],
      provider: "aws_codepipeline",
      source: "codepipeline/codepipeline.go",
      on: "arn:PARTITION:codepipeline:REGION:ACCOUNT:{name}",
      create: ["codepipeline:CreatePipeline"],
      read: ["codepipeline:GetPipeline", "codepipeline:ListTagsForResource"],
      update: ["codepipeline:UpdatePipeline"],
      delete: ["codepipeline:DeletePipeline"],
      tags: ["codepipeline:TagResource", "codepipeline:UntagResource"],
      passes: [{ property: "roleArn", service: CODE_PIPELINE }],
    },
  ],
};

export const CODE_DEPLOY_TABLE: ServiceTable = {
  reference: reference("awscodedeploy"),
  rows: [
    {
      types: ["aws:codedeploy/deploymentGroup:DeploymentGroup"],
      provider: "aws_codedeploy_deployment_group",
      source: "deploy/deployment_group.go",
      on: "arn:PARTITION:codedeploy:REGION:ACCOUNT:deploymentgroup:{appName!}/{deploymentGroupName}",
      create: ["codedeploy:CreateDeploymentGroup"],
      read: ["codedeploy:GetDeploymentGroup", "codedeploy:ListTagsForResource"],
      update: ["codedeploy:UpdateDeploymentGroup"],
      delete: ["codedeploy:DeleteDeploymentGroup"],
      tags: ["codedeploy:TagResource", "codedeploy:UntagResource"],
      passes: [{ property: "serviceRoleArn", service: CODE_DEPLOY }],
    },
  ],
};

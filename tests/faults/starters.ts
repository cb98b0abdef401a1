/** What starts the task of a correct stack, and what ECS does for a service: additions that are right as they are. */
import { ACCOUNT, EXECUTION_ROLE, IMAGE, REGION, roleArn, TASK_ROLE } from "./correct-stacks";
import { type DeclaredStack, json, output } from "./declared";

export const CLUSTER = `arn:aws:ecs:${REGION}:${ACCOUNT}:cluster/main`;
const DEFINITION = `arn:aws:ecs:${REGION}:${ACCOUNT}:task-definition/ml-platform`;
const NETWORK = { subnets: ["subnet-0a1b2c3d4e5f60718"] };
const MANAGED_RULE = `arn:aws:events:${REGION}:${ACCOUNT}:rule/StepFunctionsGetEventsForECSTaskRule`;

export function trusting(service: string, Condition?: object): string {
  return json({
    Version: "2012-10-17",
    Statement: [
      {
        Effect: "Allow",
        Principal: { Service: service },
        Action: "sts:AssumeRole",
        ...(Condition ? { Condition } : {}),
      },
    ],
  });
}

/** The role `starter`, with a policy of the same name whose statements are called Run, Pass and Wait. */
function addRole(stack: DeclaredStack, service: string, ...more: object[]) {
  const statements = [
    {
      Sid: "Run",
      Effect: "Allow",
      Action: "ecs:RunTask",
      Resource: `${DEFINITION}:*`,
      Condition: { ArnEquals: { "ecs:cluster": CLUSTER } },
    },
    {
      Sid: "Pass",
      Effect: "Allow",
      Action: "iam:PassRole",
      Resource: [roleArn(TASK_ROLE), roleArn(EXECUTION_ROLE)],
      Condition: { StringEquals: { "iam:PassedToService": "ecs-tasks.amazonaws.com" } },
    },
    ...more,
  ];
  stack.push(
    {
      type: "aws:iam/role:Role",
      name: "starter",
      props: { name: "starter", assumeRolePolicy: trusting(service) },
    },
    {
      type: "aws:iam/rolePolicy:RolePolicy",
      name: "starter-policy",
      props: {
        role: "starter",
        name: "start",
        policy: json({ Version: "2012-10-17", Statement: statements }),
      },
    },
  );
}

export function addSchedule(stack: DeclaredStack): void {
  addRole(stack, "scheduler.amazonaws.com");
  stack.push({
    type: "aws:scheduler/schedule:Schedule",
    name: "nightly",
    props: {
      name: "nightly",
      scheduleExpression: "rate(1 day)",
      flexibleTimeWindow: { mode: "OFF" },
      target: {
        arn: CLUSTER,
        roleArn: output("starter", "arn"),
        ecsParameters: {
          taskDefinitionArn: output("task", "arn"),
          launchType: "FARGATE",
          networkConfiguration: NETWORK,
        },
      },
    },
  });
}

export function addEventTarget(stack: DeclaredStack): void {
  addRole(stack, "events.amazonaws.com");
  stack.push(
    {
      type: "aws:cloudwatch/eventRule:EventRule",
      name: "uploads",
      props: { name: "uploads", eventPattern: json({ source: ["aws.s3"] }) },
    },
    {
      type: "aws:cloudwatch/eventTarget:EventTarget",
      name: "uploads-target",
      props: {
        rule: output("uploads", "name"),
        arn: CLUSTER,
        roleArn: output("starter", "arn"),
        ecsTarget: {
          taskDefinitionArn: output("task", "arn"),
          launchType: "FARGATE",
          networkConfiguration: NETWORK,
        },
      },
    },
  );
}

export function addStateMachine(stack: DeclaredStack): void {
  addRole(
    stack,
    "states.amazonaws.com",
    {
      Sid: "Wait",
      Effect: "Allow",
      Action: ["events:PutTargets", "events:PutRule", "events:DescribeRule"],
      Resource: MANAGED_RULE,
    },
    {
      Sid: "Stop",
      Effect: "Allow",
      Action: ["ecs:StopTask", "ecs:DescribeTasks"],
      Resource: `arn:aws:ecs:${REGION}:${ACCOUNT}:task/main/*`,
    },
  );
  const definition = {
    StartAt: "Train",
    States: {
      Train: {
        Type: "Task",
        Resource: "arn:aws:states:::ecs:runTask.sync",
        Parameters: {
          Cluster: CLUSTER,
          LaunchType: "FARGATE",
          TaskDefinition: "ml-platform",
          NetworkConfiguration: { AwsvpcConfiguration: { Subnets: NETWORK.subnets } },
        },
        End: true,
      },
    },
  };
  stack.push({
    type: "aws:sfn/stateMachine:StateMachine",
    name: "training",
    props: { name: "training", roleArn: output("starter", "arn"), definition: json(definition) },
  });
}

/** A schedule that starts the state machine. */
export function addMachineSchedule(stack: DeclaredStack): void {
  addMachineStarter(stack, "scheduler.amazonaws.com");
  stack.push({
    type: "aws:scheduler/schedule:Schedule",
    name: "weekly",
    props: {
      name: "weekly",
      scheduleExpression: "rate(7 days)",
      flexibleTimeWindow: { mode: "OFF" },
      target: { arn: output("training", "arn"), roleArn: output("clock", "arn") },
    },
  });
}

/** An API whose requests start the state machine. */
export function addMachineApi(stack: DeclaredStack): void {
  addMachineStarter(stack, "apigateway.amazonaws.com");
  stack.push({
    type: "aws:apigatewayv2/integration:Integration",
    name: "train",
    props: {
      apiId: "a1b2c3d4e5",
      integrationType: "AWS_PROXY",
      integrationSubtype: "StepFunctions-StartExecution",
      credentialsArn: output("clock", "arn"),
      requestParameters: { StateMachineArn: output("training", "arn"), Input: "$request.body" },
    },
  });
}

/** The state machine, and a role that a service starts it with. */
function addMachineStarter(stack: DeclaredStack, service: string): void {
  addStateMachine(stack);
  const starts = {
    Effect: "Allow",
    Action: "states:StartExecution",
    Resource: `arn:aws:states:${REGION}:${ACCOUNT}:stateMachine:training`,
  };
  stack.push(
    {
      type: "aws:iam/role:Role",
      name: "clock",
      props: { name: "clock", assumeRolePolicy: trusting(service) },
    },
    {
      type: "aws:iam/rolePolicy:RolePolicy",
      name: "clock-policy",
      props: {
        name: "clock-policy",
        role: "clock",
        policy: json({ Version: "2012-10-17", Statement: [starts] }),
      },
    },
  );
}

/** A state machine that runs the first one and waits for it. */
export function addOuterMachine(stack: DeclaredStack): void {
  addStateMachine(stack);
  const at = (service: string, rest: string) => `arn:aws:${service}:${REGION}:${ACCOUNT}:${rest}`;
  const rule = at("events", "rule/StepFunctionsGetEventsForStepFunctionsExecutionRule");
  const allow = (Action: string | string[], Resource: string) => ({ Effect: "Allow", Action, Resource });
  const statements = [
    allow("states:StartExecution", at("states", "stateMachine:training")),
    allow(["states:DescribeExecution", "states:StopExecution"], at("states", "execution:training:*")),
    allow(["events:PutTargets", "events:PutRule", "events:DescribeRule"], rule),
  ];
  const Train = {
    Type: "Task",
    Resource: "arn:aws:states:::states:startExecution.sync:2",
    Parameters: { StateMachineArn: at("states", "stateMachine:training") },
    End: true,
  };
  stack.push(
    {
      type: "aws:iam/role:Role",
      name: "outer",
      props: { name: "outer", assumeRolePolicy: trusting("states.amazonaws.com") },
    },
    {
      type: "aws:iam/rolePolicy:RolePolicy",
      name: "outer-policy",
      props: {
        name: "outer-policy",
        role: "outer",
        policy: json({ Version: "2012-10-17", Statement: statements }),
      },
    },
    {
      type: "aws:sfn/stateMachine:StateMachine",
      name: "campaign",
      props: {
        name: "campaign",
        roleArn: output("outer", "arn"),
        definition: json({ StartAt: "Train", States: { Train } }),
      },
    },
  );
}

/** The task once for each of many items, in executions of their own. */
export function addDistributedMap(stack: DeclaredStack): void {
  const start = {
    Sid: "Start",
    Effect: "Allow",
    Action: "states:StartExecution",
    Resource: `arn:aws:states:${REGION}:${ACCOUNT}:stateMachine:training`,
  };
  const follow = {
    Sid: "Follow",
    Effect: "Allow",
    Action: ["states:DescribeExecution", "states:StopExecution"],
    Resource: `arn:aws:states:${REGION}:${ACCOUNT}:execution:training:*`,
  };
  addRole(stack, "states.amazonaws.com", start, follow);
  const Train = {
    Type: "Task",
    Resource: "arn:aws:states:::ecs:runTask",
    Parameters: { Cluster: CLUSTER, LaunchType: "FARGATE", TaskDefinition: "ml-platform" },
    End: true,
  };
  const ProcessorConfig = { Mode: "DISTRIBUTED", ExecutionType: "STANDARD" };
  const ItemProcessor = { ProcessorConfig, StartAt: "Train", States: { Train } };
  const definition = { StartAt: "Each", States: { Each: { Type: "Map", ItemProcessor, End: true } } };
  stack.push({
    type: "aws:sfn/stateMachine:StateMachine",
    name: "training",
    props: { name: "training", roleArn: output("starter", "arn"), definition: json(definition) },
  });
}

/** What a job's container has unless something is said otherwise. */
export const JOB_CONTAINER = {
  image: IMAGE,
  jobRoleArn: roleArn(TASK_ROLE),
  executionRoleArn: roleArn(EXECUTION_ROLE),
  logConfiguration: { logDriver: "awslogs", options: { "awslogs-group": "/ecs/ml-platform" } },
};

/** A job of Batch runs as a task, with the task's own roles. */
export function addJob(stack: DeclaredStack): void {
  stack.push({
    type: "aws:batch/jobDefinition:JobDefinition",
    name: "job",
    props: {
      name: "job",
      type: "container",
      platformCapabilities: ["FARGATE"],
      containerProperties: json(JOB_CONTAINER),
    },
  });
}

/** A service, and the role of a workflow that has it run what it registers. */
export function addServiceDeployer(stack: DeclaredStack): void {
  const service = `arn:aws:ecs:${REGION}:${ACCOUNT}:service/main/training`;
  const statements = [
    { Sid: "Register", Effect: "Allow", Action: "ecs:RegisterTaskDefinition", Resource: "*" },
    {
      Sid: "Update",
      Effect: "Allow",
      Action: ["ecs:UpdateService", "ecs:DescribeServices"],
      Resource: service,
    },
    {
      Sid: "Pass",
      Effect: "Allow",
      Action: "iam:PassRole",
      Resource: [roleArn(TASK_ROLE), roleArn(EXECUTION_ROLE)],
      Condition: { StringEquals: { "iam:PassedToService": "ecs-tasks.amazonaws.com" } },
    },
  ];
  stack.push(
    {
      type: "aws:ecs/service:Service",
      name: "training",
      props: {
        name: "training",
        cluster: CLUSTER,
        taskDefinition: output("task", "arn"),
        launchType: "FARGATE",
        networkConfiguration: NETWORK,
      },
    },
    {
      type: "aws:iam/role:Role",
      name: "starter",
      props: { name: "starter", assumeRolePolicy: trusting("codebuild.amazonaws.com") },
    },
    {
      type: "aws:iam/rolePolicy:RolePolicy",
      name: "starter-policy",
      props: {
        role: "starter",
        name: "deploy",
        policy: json({ Version: "2012-10-17", Statement: statements }),
      },
    },
  );
}

export function addService(stack: DeclaredStack): void {
  stack.push(
    {
      type: "aws:iam/role:Role",
      name: "infrastructure",
      props: { name: "infrastructure", assumeRolePolicy: trusting("ecs.amazonaws.com") },
    },
    {
      type: "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
      name: "infrastructure-policy",
      props: {
        role: "infrastructure",
        policyArn: "arn:aws:iam::aws:policy/service-role/AmazonECSInfrastructureRolePolicyForVolumes",
      },
    },
    {
      type: "aws:ecs/service:Service",
      name: "serving",
      props: {
        name: "serving",
        cluster: CLUSTER,
        taskDefinition: output("task", "arn"),
        launchType: "FARGATE",
        networkConfiguration: NETWORK,
        volumeConfiguration: {
          name: "scratch",
          managedEbsVolume: { roleArn: output("infrastructure", "arn"), sizeInGb: 20 },
        },
      },
    },
  );
}

import { ACCOUNT, EXECUTION_ROLE, KEY, REGION, roleArn, SECRET, TASK_ROLE } from "../correct-stacks";
import { type DeclaredStack, editStatements, find, statement } from "../declared";
import type { Fault } from "../fault";
import {
  addDistributedMap,
  addEventTarget,
  addJob,
  addMachineApi,
  addMachineSchedule,
  addOuterMachine,
  addSchedule,
  addServiceDeployer,
  addService,
  addStateMachine,
  JOB_CONTAINER,
  trusting,
} from "../starters";

const run = "task-can-be-run";
const roles = "ecs-service-roles";

type Add = (stack: DeclaredStack) => void;

function fault(
  title: string,
  add: Add,
  edit: (stack: DeclaredStack) => void,
  policy: string,
  mentions: string[],
): Fault {
  const both = (stack: DeclaredStack) => {
    add(stack);
    edit(stack);
  };
  return { title, stack: "explicit", edit: both, policy, mentions };
}

/** With one statement of the starter's policy changed. */
function grant(title: string, add: Add, sid: string, change: object, mentions: string[]): Fault {
  const edit = (stack: DeclaredStack) =>
    editStatements(stack, "starter-policy", (all) => Object.assign(statement(all, sid), change));
  return fault(title, add, edit, run, ["role/starter", ...mentions]);
}

function trust(
  title: string,
  add: Add,
  role: string,
  document: string,
  policy: string,
  mentions: string[],
): Fault {
  return fault(
    title,
    add,
    (stack) => (find(stack, role).props.assumeRolePolicy = document),
    policy,
    mentions,
  );
}

/** A role that CodeBuild deploys with. */
function addDeploying(stack: DeclaredStack): void {
  const allow = (Action: string | string[], Resource: string) => ({ Effect: "Allow", Action, Resource });
  const statements = [
    allow("ecs:RegisterTaskDefinition", "*"),
    allow(
      ["ecs:UpdateService", "ecs:DescribeServices"],
      `arn:aws:ecs:${REGION}:${ACCOUNT}:service/main/serving`,
    ),
    {
      ...allow("iam:PassRole", roleArn(TASK_ROLE)),
      Condition: { StringEquals: { "iam:PassedToService": "ecs-tasks.amazonaws.com" } },
    },
  ];
  stack.push(
    {
      type: "aws:iam/role:Role",
      name: "releaser",
      props: { name: "releaser", assumeRolePolicy: trusting("codebuild.amazonaws.com") },
    },
    {
      type: "aws:iam/rolePolicy:RolePolicy",
      name: "releaser-policy",
      props: {
        name: "releaser-policy",
        role: "releaser",
        policy: JSON.stringify({ Version: "2012-10-17", Statement: statements }),
      },
    },
  );
}

/** Whoever starts the task, or serves a service, cannot. */
export const starterFaults: Fault[] = [
  trust(
    "a schedule's role trusts EventBridge",
    addSchedule,
    "starter",
    trusting("events.amazonaws.com"),
    run,
    ["scheduler.amazonaws.com", "role/starter", "schedule nightly"],
  ),
  trust(
    "a schedule's role trusts Scheduler for the schedule instead of its group",
    addSchedule,
    "starter",
    trusting("scheduler.amazonaws.com", {
      ArnLike: { "aws:SourceArn": `arn:aws:scheduler:${REGION}:${ACCOUNT}:schedule/default/nightly` },
    }),
    run,
    ["schedule-group/default", "role/starter"],
  ),
  trust(
    "the role of a rule's target trusts Scheduler",
    addEventTarget,
    "starter",
    trusting("scheduler.amazonaws.com"),
    run,
    ["events.amazonaws.com", "role/starter"],
  ),
  grant(
    "a schedule's role passes the task role alone",
    addSchedule,
    "Pass",
    { Resource: roleArn(TASK_ROLE) },
    ["iam:PassRole", roleArn(EXECUTION_ROLE)],
  ),
  grant(
    "a rule's target passes the roles to EC2",
    addEventTarget,
    "Pass",
    { Condition: { StringEquals: { "iam:PassedToService": "ec2.amazonaws.com" } } },
    ["iam:PassRole", roleArn(EXECUTION_ROLE), roleArn(TASK_ROLE)],
  ),
  grant(
    "a schedule may run the task in another cluster",
    addSchedule,
    "Run",
    { Condition: { ArnEquals: { "ecs:cluster": `arn:aws:ecs:${REGION}:${ACCOUNT}:cluster/other` } } },
    ["ecs:RunTask", "task-definition/ml-platform"],
  ),
  fault(
    "a schedule's role may start another state machine",
    addMachineSchedule,
    (stack) =>
      editStatements(stack, "clock-policy", (all) => {
        all[0]!.Resource = `arn:aws:states:${REGION}:${ACCOUNT}:stateMachine:evaluation`;
      }),
    run,
    ["role/clock", "states:StartExecution", "stateMachine:training"],
  ),
  fault(
    "an API's role may start another state machine",
    addMachineApi,
    (stack) =>
      editStatements(stack, "clock-policy", (all) => {
        all[0]!.Resource = `arn:aws:states:${REGION}:${ACCOUNT}:stateMachine:evaluation`;
      }),
    run,
    ["role/clock", "states:StartExecution", "stateMachine:training", "integration train"],
  ),
  fault(
    "a state machine may start another than the one that its state names",
    addOuterMachine,
    (stack) =>
      editStatements(stack, "outer-policy", (all) => {
        all[0]!.Resource = `arn:aws:states:${REGION}:${ACCOUNT}:stateMachine:evaluation`;
      }),
    run,
    ["role/outer", "states:StartExecution", "stateMachine:training"],
  ),
  trust(
    "the role of a schedule that starts a state machine trusts EventBridge",
    addMachineSchedule,
    "clock",
    trusting("events.amazonaws.com"),
    run,
    ["scheduler.amazonaws.com", "role/clock", "schedule weekly"],
  ),
  grant(
    "a distributed Map's machine may start another machine alone",
    addDistributedMap,
    "Start",
    { Resource: `arn:aws:states:${REGION}:${ACCOUNT}:stateMachine:evaluation` },
    ["states:StartExecution", "stateMachine:training"],
  ),
  grant(
    "a state machine may run the family without a revision",
    addStateMachine,
    "Run",
    { Resource: `arn:aws:ecs:${REGION}:${ACCOUNT}:task-definition/ml-platform` },
    ["ecs:RunTask", "task-definition/ml-platform"],
  ),
  grant(
    "a state machine waits by the rule of AWS Batch",
    addStateMachine,
    "Wait",
    { Resource: `arn:aws:events:${REGION}:${ACCOUNT}:rule/StepFunctionsGetEventsForBatchJobsRule` },
    ["events:PutRule", "StepFunctionsGetEventsForECSTaskRule"],
  ),
  grant("a state machine may not stop the task", addStateMachine, "Stop", { Action: "ecs:DescribeTasks" }, [
    "ecs:StopTask",
  ]),
  fault(
    "a schedule tags the task without the right to",
    addSchedule,
    (stack) => {
      const target = find(stack, "nightly").props.target as { ecsParameters: Record<string, unknown> };
      target.ecsParameters.tags = { team: "ml" };
    },
    run,
    ["ecs:TagResource", "task/main/*"],
  ),
  fault(
    "a schedule is encrypted with a key that its role may not use",
    addSchedule,
    (stack) => (find(stack, "nightly").props.kmsKeyArn = KEY),
    run,
    ["role/starter", "kms:Decrypt", KEY],
  ),
  fault("who deploys a service may pass its task role alone", addService, addDeploying, run, [
    "role/releaser",
    "iam:PassRole",
    roleArn(EXECUTION_ROLE),
  ]),
  trust(
    "the role for a service's volumes trusts ECS tasks",
    addService,
    "infrastructure",
    trusting("ecs-tasks.amazonaws.com"),
    roles,
    ["ecs.amazonaws.com", "role/infrastructure"],
  ),
  fault(
    "the role for a service's volumes has the policy for load balancers",
    addService,
    (stack) => {
      find(stack, "infrastructure-policy").props.policyArn =
        "arn:aws:iam::aws:policy/AmazonECSInfrastructureRolePolicyForLoadBalancers";
    },
    roles,
    ["ec2:CreateVolume", "role/infrastructure"],
  ),
  fault(
    "a service asks for a platform that knows no JSON keys of secrets",
    addService,
    (stack) => {
      find(stack, "serving").props.platformVersion = "1.3.0";
    },
    "ecs-task-can-start",
    ["platformVersion", "1.3.0", "JSON keys"],
  ),
  fault(
    "a job of Batch runs with a role that trusts Batch",
    addJob,
    (stack) => {
      addServiceDeployer(stack);
      find(stack, "job").props.containerProperties = JSON.stringify({
        ...JOB_CONTAINER,
        jobRoleArn: roleArn("starter"),
      });
    },
    run,
    ["role/starter", "ecs-tasks.amazonaws.com", "job definition job"],
  ),
  fault(
    "a job of Batch is handed a secret that its execution role may not read",
    addJob,
    (stack) => {
      find(stack, "job").props.containerProperties = JSON.stringify({
        ...JOB_CONTAINER,
        secrets: [{ name: "TOKEN", valueFrom: `${SECRET}-training-AbCdEf` }],
      });
    },
    run,
    [`role/${EXECUTION_ROLE}`, "secretsmanager:GetSecretValue", "job definition job"],
  ),
  fault(
    "a job of Batch on Fargate logs to Batch's own group, which its execution role may not write",
    addJob,
    (stack) => {
      find(stack, "job").props.containerProperties = JSON.stringify({
        ...JOB_CONTAINER,
        logConfiguration: undefined,
      });
    },
    run,
    [`role/${EXECUTION_ROLE}`, "logs:PutLogEvents", "/aws/batch/job"],
  ),
  fault(
    "a job of Batch on Fargate names no execution role",
    addJob,
    (stack) => {
      find(stack, "job").props.containerProperties = JSON.stringify({ jobRoleArn: roleArn(TASK_ROLE) });
    },
    run,
    ["no executionRoleArn", "job definition job"],
  ),
  grant(
    "a workflow has a service run what it registers, and passes the task role alone",
    addServiceDeployer,
    "Pass",
    { Resource: roleArn(TASK_ROLE) },
    ["iam:PassRole", EXECUTION_ROLE],
  ),
];

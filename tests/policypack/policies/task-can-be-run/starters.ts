/** One small correct stack for each kind of starter: the same task, run by the same role. */
import {
  ACCOUNT,
  arnOf,
  document,
  type OutputOf,
  outputOf,
  REGION,
  resource,
  role,
  rolePolicy,
  statement,
  taskDefinition,
  type TestResource,
  withOutputs,
} from "../../../support/stacks";

export const TASK_ROLE = arnOf("role", "orders-task");
export const EXECUTION_ROLE = arnOf("role", "orders-exec");
export const RUNNER = "orders-runner";
export const CLUSTER = `arn:aws:ecs:${REGION}:${ACCOUNT}:cluster/main`;
export const DEFINITION = `arn:aws:ecs:${REGION}:${ACCOUNT}:task-definition/orders`;
export const TASKS = `arn:aws:ecs:${REGION}:${ACCOUNT}:task/main/*`;
export const MANAGED_RULE = `arn:aws:events:${REGION}:${ACCOUNT}:rule/StepFunctionsGetEventsForECSTaskRule`;

/** A later run, in which outputs are known, or a first preview. */
export type Stage = "first" | "later";

/** What a starter says of the task that it starts. */
export interface Target {
  taskDefinition: unknown;
  cluster: unknown;
  role: unknown;
  tags?: Record<string, string>;
  propagate?: string;
}

export interface StarterKind {
  title: string;
  service: string;
  /** What the service sends as its source. */
  source: string;
  /** Of the role's property, for messages. */
  property: string;
  make(target: Target): TestResource;
  /** What the role needs beside running, passing and tagging. */
  also: object[];
}

const json = JSON.stringify;
const list = (tags?: Record<string, string>) =>
  tags && Object.entries(tags).map(([key, value]) => ({ key, value }));
const apiTags = (tags?: Record<string, string>) =>
  tags && Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));

const request = ({ taskDefinition: task, cluster, tags, propagate }: Target) => ({
  Cluster: cluster,
  TaskDefinition: task,
  LaunchType: "FARGATE",
  ...(tags ? { Tags: apiTags(tags) } : {}),
  ...(propagate ? { PropagateTags: propagate } : {}),
});

const machine = (states: object, extra: object = {}) => ({ StartAt: "Run", States: states, ...extra });
const state = (of: Target, Resource = "arn:aws:states:::ecs:runTask.sync") => ({
  Type: "Task",
  Resource,
  Parameters: request(of),
  End: true,
});

const SYNC = [
  statement(["ecs:StopTask", "ecs:DescribeTasks"], TASKS),
  statement(["events:PutTargets", "events:PutRule", "events:DescribeRule"], MANAGED_RULE),
];

function stateMachine(title: string, definition: (of: Target) => object, also: object[] = SYNC): StarterKind {
  return {
    title,
    service: "states.amazonaws.com",
    source: `arn:aws:states:${REGION}:${ACCOUNT}:stateMachine:orders-flow`,
    property: "roleArn",
    also,
    make: (of) =>
      resource("aws:sfn/stateMachine:StateMachine", "starter", {
        name: "orders-flow",
        roleArn: of.role,
        definition: isKnown(of) ? json(definition(of)) : definition(of),
      }),
  };
}

/** Text with an output in it reaches the pack taken apart. */
function isKnown(of: Target): boolean {
  return typeof of.taskDefinition === "string" && typeof of.cluster === "string";
}

const RULE_SOURCE = `arn:aws:events:${REGION}:${ACCOUNT}:rule/nightly`;
const GROUP_SOURCE = `arn:aws:scheduler:${REGION}:${ACCOUNT}:schedule-group/default`;
const PIPE_SOURCE = `arn:aws:pipes:${REGION}:${ACCOUNT}:pipe/orders`;

export const STARTER_KINDS: StarterKind[] = [
  {
    title: "an EventBridge target",
    service: "events.amazonaws.com",
    source: RULE_SOURCE,
    property: "roleArn",
    also: [],
    make: (of) =>
      resource("aws:cloudwatch/eventTarget:EventTarget", "starter", {
        rule: "nightly",
        arn: of.cluster,
        roleArn: of.role,
        ecsTarget: { taskDefinitionArn: of.taskDefinition, tags: of.tags, propagateTags: of.propagate },
      }),
  },
  {
    title: "an EventBridge rule of aws-native",
    service: "events.amazonaws.com",
    source: RULE_SOURCE,
    property: "roleArn",
    also: [],
    make: (of) =>
      resource("aws-native:events:Rule", "starter", {
        name: "nightly",
        targets: [
          {
            id: "orders",
            arn: of.cluster,
            roleArn: of.role,
            ecsParameters: {
              taskDefinitionArn: of.taskDefinition,
              tagList: list(of.tags),
              propagateTags: of.propagate,
            },
          },
        ],
      }),
  },
  {
    title: "a schedule",
    service: "scheduler.amazonaws.com",
    source: GROUP_SOURCE,
    property: "target.roleArn",
    also: [],
    make: (of) =>
      resource("aws:scheduler/schedule:Schedule", "starter", {
        name: "nightly",
        target: {
          arn: of.cluster,
          roleArn: of.role,
          ecsParameters: {
            taskDefinitionArn: of.taskDefinition,
            tags: of.tags,
            propagateTags: of.propagate,
          },
        },
      }),
  },
  {
    title: "a schedule of aws-native",
    service: "scheduler.amazonaws.com",
    source: GROUP_SOURCE,
    property: "target.roleArn",
    also: [],
    make: (of) =>
      resource("aws-native:scheduler:Schedule", "starter", {
        name: "nightly",
        target: {
          arn: of.cluster,
          roleArn: of.role,
          ecsParameters: {
            taskDefinitionArn: of.taskDefinition,
            tags: list(of.tags),
            propagateTags: of.propagate,
          },
        },
      }),
  },
  {
    title: "a schedule with a universal target",
    service: "scheduler.amazonaws.com",
    source: GROUP_SOURCE,
    property: "target.roleArn",
    also: [],
    make: (of) =>
      resource("aws:scheduler/schedule:Schedule", "starter", {
        name: "nightly",
        target: {
          arn: "arn:aws:scheduler:::aws-sdk:ecs:runTask",
          roleArn: of.role,
          input: isKnown(of) ? json(request(of)) : request(of),
        },
      }),
  },
  {
    title: "a pipe",
    service: "pipes.amazonaws.com",
    source: PIPE_SOURCE,
    property: "roleArn",
    also: [
      statement(
        ["kinesis:DescribeStream", "kinesis:GetRecords", "kinesis:GetShardIterator"],
        `arn:aws:kinesis:${REGION}:${ACCOUNT}:stream/orders`,
      ),
    ],
    make: (of) =>
      resource("aws:pipes/pipe:Pipe", "starter", {
        name: "orders",
        source: `arn:aws:kinesis:${REGION}:${ACCOUNT}:stream/orders`,
        target: of.cluster,
        roleArn: of.role,
        targetParameters: {
          ecsTaskParameters: {
            taskDefinitionArn: of.taskDefinition,
            tags: of.tags,
            propagateTags: of.propagate,
          },
        },
      }),
  },
  stateMachine("a state machine that waits", (of) => machine({ Run: state(of) })),
  stateMachine(
    "a state machine that does not wait",
    (of) => machine({ Run: state(of, "arn:aws:states:::ecs:runTask") }),
    [],
  ),
  stateMachine(
    "a state machine that waits for a token",
    (of) => machine({ Run: state(of, "arn:aws:states:::ecs:runTask.waitForTaskToken") }),
    [],
  ),
  stateMachine(
    "a state machine that calls the API",
    (of) => machine({ Run: state(of, "arn:aws:states:::aws-sdk:ecs:runTask") }),
    [],
  ),
  stateMachine("a state machine in JSONata", (of) => {
    const { Parameters, ...rest } = state(of);
    return machine({ Run: { ...rest, Arguments: Parameters } }, { QueryLanguage: "JSONata" });
  }),
  stateMachine("a state inside Map and Parallel", (of) =>
    machine({
      All: {
        Type: "Map",
        End: true,
        ItemProcessor: machine({
          Both: { Type: "Parallel", End: true, Branches: [machine({ Run: state(of) })] },
        }),
      },
    }),
  ),
  {
    ...stateMachine("a state machine of aws-native", (of) => machine({ Run: state(of) })),
    make: (of) =>
      resource("aws-native:stepfunctions:StateMachine", "starter", {
        stateMachineName: "orders-flow",
        roleArn: of.role,
        definition: machine({ Run: state(of) }),
      }),
  },
];

/** What differs from the correct stack. */
export interface Change {
  trust?: object | string;
  statements?: object[];
  attachments?: TestResource[];
  role?: Record<string, unknown>;
  target?: Partial<Target>;
  runs?: Record<string, unknown>;
  others?: TestResource[];
}

/** The correct statements; tags are asked for by those starters only that set some. */
export function statementsOf(kind: StarterKind): object[] {
  return [RUN, PASS, ...kind.also];
}

export const inCluster = { Condition: { ArnEquals: { "ecs:cluster": CLUSTER } } };
export const toTasks = { Condition: { StringEquals: { "iam:PassedToService": "ecs-tasks.amazonaws.com" } } };
export const RUN = statement("ecs:RunTask", `${DEFINITION}:*`, inCluster);
export const PASS = statement("iam:PassRole", [TASK_ROLE, EXECUTION_ROLE], toTasks);
export const TAG = statement("ecs:TagResource", TASKS, {
  Condition: { StringEquals: { "ecs:CreateAction": "RunTask" } },
});

export function trusts(service: string | string[], condition?: object): object {
  return document({
    Effect: "Allow",
    Principal: { Service: service },
    Action: "sts:AssumeRole",
    ...(condition ? { Condition: condition } : {}),
  });
}

export function stackOf(kind: StarterKind, stage: Stage, change: Change = {}): TestResource[] {
  const task = withOutputs(
    taskDefinition("orders", { taskRoleArn: TASK_ROLE, executionRoleArn: EXECUTION_ROLE, ...change.runs }),
    stage === "later" ? { arn: `${DEFINITION}:7` } : {},
  );
  const cluster = resource("aws:ecs/cluster:Cluster", "main", { name: "main" });
  const runner = role(RUNNER, {
    assumeRolePolicy: json(change.trust ?? trusts(kind.service)),
    ...change.role,
  });
  const from = (of: TestResource, known: string): OutputOf | string =>
    stage === "first" ? outputOf(of) : known;
  const policy = rolePolicy(RUNNER, "run", change.statements ?? statementsOf(kind));
  return [
    task,
    cluster,
    role("orders-task"),
    role("orders-exec"),
    runner,
    ...(change.statements?.length === 0 ? [] : [policy]),
    ...(change.attachments ?? []),
    ...(change.others ?? []),
    kind.make({
      taskDefinition: from(task, `${DEFINITION}:7`),
      cluster: from(cluster, CLUSTER),
      role: from(runner, arnOf("role", RUNNER)),
      ...change.target,
    }),
  ];
}

/** First-day programs of several regions, accounts and stacks, and of the other provider. */
import {
  ACCOUNT,
  awslogs,
  ecr,
  EXECUTION_POLICY,
  executionRole,
  fargateTask,
  inline,
  logGroup,
  REGION,
  role,
} from "../parts";
import type { FirstDay } from "../first-day-shape";
import { allow, json, type Place, policy, type Program, text } from "../program";

const FRANKFURT: Place = { account: ACCOUNT, region: "eu-central-1" };
const MEMBER: Place = { account: "222233334444", region: REGION };

/** A worker with an execution role of its own, whose rights are on the group and the repository of the stack. */
function worker(p: Program, { account, region }: Place, written: { tag: string; actions: string[] }): void {
  const repository = p.add("aws:ecr/repository:Repository", "worker", {});
  const group = logGroup(p, "worker");
  const execution = role(p, "worker-execution");
  inline(
    p,
    execution,
    policy(
      allow("ecr:GetAuthorizationToken", "*"),
      allow(
        ["ecr:BatchCheckLayerAvailability", "ecr:GetDownloadUrlForLayer", "ecr:BatchGetImage"],
        repository.arn,
      ),
      allow(written.actions, text`${group.arn}:*`),
    ),
  );
  const container = {
    name: "worker",
    image: text`${repository.output("repositoryUrl")}:${written.tag}`,
    environment: [{ name: "ACCOUNT", value: account }],
    logConfiguration: awslogs(group.output("name"), "worker", { "awslogs-region": region }),
  };
  fargateTask(p, "worker", json([container]), { executionRoleArn: execution.arn });
}

const WRITE = ["logs:CreateLogStream", "logs:PutLogEvents"];

export const PLACES: FirstDay[] = [
  {
    title: "a worker in a second region, by a provider of its own",
    program: (p, isFaulty) =>
      p.elsewhere("frankfurt", FRANKFURT, {}, () =>
        worker(p, isFaulty ? { ...FRANKFURT, region: REGION } : FRANKFURT, { tag: "2.1.0", actions: WRITE }),
      ),
    policy: "ecs-task-can-start",
    mentions: ["logs:CreateLogStream", REGION],
  },
  {
    title:
      "a worker in an account that the stack itself creates, by the role that the organization has there",
    program: (p, isFaulty) => {
      const member = p.add("aws:organizations/account:Account", "member", {
        email: "aws+member@example.com",
        name: "member",
        roleName: "OrganizationAccountAccessRole",
      });
      const roleArn = text`arn:aws:iam::${member.id}:role/OrganizationAccountAccessRole`;
      const settings = { assumeRoles: json([{ roleArn }]) };
      p.elsewhere("member", MEMBER, settings, () =>
        worker(p, MEMBER, { tag: "2.1.0", actions: isFaulty ? ["logs:CreateLogStream"] : WRITE }),
      );
    },
    policy: "ecs-task-can-start",
    mentions: ["logs:PutLogEvents"],
  },
  {
    title: "a cluster and an execution role of another stack, by a reference to it",
    config: {
      "ecs-task-can-start": {
        external: [
          {
            principal: "role/platform-execution",
            awsManagedPolicies: ["service-role/AmazonECSTaskExecutionRolePolicy"],
            trust: {
              Version: "2012-10-17",
              Statement: [
                {
                  Effect: "Allow",
                  Principal: { Service: "ecs-tasks.amazonaws.com" },
                  Action: "sts:AssumeRole",
                },
              ],
            },
          },
        ],
      },
    },
    program: (p, isFaulty) => {
      const platform = p.read("pulumi:pulumi:StackReference", "acme/platform/dev", {
        name: "acme/platform/dev",
        outputs: {
          clusterArn: `arn:aws:ecs:${REGION}:${ACCOUNT}:cluster/platform`,
          executionRoleArn: `arn:aws:iam::${ACCOUNT}:role/platform-execution`,
        },
        secretOutputNames: [],
      });
      const cache = p.add("aws:elasticache/replicationGroup:ReplicationGroup", "cache", {
        description: "sessions",
      });
      const token = p.add("aws:secretsmanager/secret:Secret", "token", {});
      const group = logGroup(p, "web");
      const container = {
        name: "web",
        image: ecr("web"),
        environment: [{ name: "CACHE", value: cache.output("primaryEndpointAddress") }],
        ...(isFaulty ? { secrets: [{ name: "TOKEN", valueFrom: token.arn }] } : {}),
        logConfiguration: awslogs(group.id),
      };
      const task = fargateTask(p, "web", json([container]), {
        executionRoleArn: platform.output("outputs.executionRoleArn"),
      });
      p.add("aws:ecs/service:Service", "web", {
        cluster: platform.output("outputs.clusterArn"),
        launchType: "FARGATE",
        taskDefinition: task.arn,
      });
    },
    policy: "ecs-task-can-start",
    mentions: ["platform-execution", "secretsmanager:GetSecretValue"],
  },
  {
    title: "aws-native, whose documents and containers are objects with outputs within",
    program: (p, isFaulty) => {
      const trusted = {
        Version: "2012-10-17",
        Statement: [
          { Effect: "Allow", Principal: { Service: "ecs-tasks.amazonaws.com" }, Action: "sts:AssumeRole" },
        ],
      };
      const queue = p.add("aws-native:sqs:Queue", "jobs", { queueName: "jobs" });
      const execution = p.add("aws-native:iam:Role", "execution", {
        roleName: "jobs-execution",
        assumeRolePolicyDocument: trusted,
        managedPolicyArns: [EXECUTION_POLICY],
      });
      const task = p.add("aws-native:iam:Role", "task", {
        roleName: "jobs-task",
        assumeRolePolicyDocument: trusted,
        policies: [
          {
            policyName: "jobs",
            policyDocument: {
              Version: "2012-10-17",
              Statement: [
                {
                  Effect: "Allow",
                  Action: ["sqs:ReceiveMessage", isFaulty ? "sqs:DeleteMesage" : "sqs:DeleteMessage"],
                  Resource: [queue.arn],
                },
              ],
            },
          },
        ],
      });
      const group = p.add("aws-native:logs:LogGroup", "jobs", { logGroupName: "/ecs/jobs" });
      p.add("aws-native:ecs:TaskDefinition", "jobs", {
        family: "jobs",
        cpu: "256",
        memory: "512",
        networkMode: "awsvpc",
        requiresCompatibilities: ["FARGATE"],
        executionRoleArn: execution.arn,
        taskRoleArn: task.arn,
        containerDefinitions: [
          {
            name: "jobs",
            image: ecr("jobs"),
            environment: [{ name: "QUEUE", value: queue.output("queueUrl") }],
            logConfiguration: awslogs(group.id, "jobs"),
          },
        ],
      });
    },
    policy: "iam-policy-document",
    mentions: ["sqs:DeleteMesage"],
  },
  {
    title: "aws-native containers with a health check and a size that do not fit, beside an output",
    program: (p, isFaulty) => {
      const queue = p.add("aws-native:sqs:Queue", "mail", { queueName: "mail" });
      const execution = executionRole(p);
      p.add("aws-native:ecs:TaskDefinition", "mail", {
        family: "mail",
        cpu: "256",
        memory: "512",
        networkMode: "awsvpc",
        requiresCompatibilities: ["FARGATE"],
        executionRoleArn: execution.arn,
        containerDefinitions: [
          {
            name: "mail",
            image: ecr("mail"),
            memory: isFaulty ? 1024 : 512,
            healthCheck: { command: ["CMD-SHELL", "exit 0"] },
            environment: [{ name: "QUEUE", value: queue.output("queueUrl") }],
          },
        ],
      });
    },
    policy: "task-definition-valid",
    mentions: ["1024"],
  },
  {
    title: "Python's containers, dumped of the image of a repository of the stack",
    program: (p, isFaulty) => {
      const repository = p.add("aws:ecr/repository:Repository", "api", { imageTagMutability: "IMMUTABLE" });
      const group = logGroup(p, "api", { name: "/ecs/api" });
      const containers = [
        {
          name: "api",
          image: text`${repository.output("repositoryUrl")}:2026.11.1`,
          essential: true,
          portMappings: [{ containerPort: 8000, hostPort: isFaulty ? 80 : 8000, protocol: "tcp" }],
          logConfiguration: awslogs(group.output("name"), "api"),
        },
      ];
      fargateTask(p, "api", json(containers), { executionRoleArn: executionRole(p).arn });
    },
    policy: "task-definition-valid",
    mentions: ["8000"],
  },
];

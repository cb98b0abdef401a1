/** First-day programs whose roles, trusts and rights are made of outputs and look-ups. */
import {
  ACCOUNT,
  attach,
  awslogs,
  ecr,
  EXECUTION_POLICY,
  executionRole,
  fargateTask,
  inline,
  logGroup,
  role,
} from "../parts";
import type { FirstDay } from "../first-day-shape";
import { allow, answered, json, policy, text, trust } from "../program";

const TO_ECS = { Condition: { StringEquals: { "iam:PassedToService": "ecs-tasks.amazonaws.com" } } };

export const IDENTITIES: FirstDay[] = [
  {
    title: "a trust for GitHub whose condition keys are made of the provider's own URL",
    program: (p, isFaulty) => {
      const github = p.add("aws:iam/openIdConnectProvider:OpenIdConnectProvider", "github", {
        url: "https://token.actions.githubusercontent.com",
        clientIdLists: ["sts.amazonaws.com"],
      });
      const issuer = "token.actions.githubusercontent.com";
      const ci = p.add("aws:iam/role:Role", "ci", {
        assumeRolePolicy: policy({
          Effect: "Allow",
          Principal: { Federated: github.arn },
          Action: "sts:AssumeRoleWithWebIdentity",
          Condition: {
            StringEquals: { [`${issuer}:aud`]: "sts.amazonaws.com" },
            StringLike: { [`${issuer}:sub`]: isFaulty ? "repo:*" : "repo:acme/shop:*" },
          },
        }),
      });
      const repository = p.add("aws:ecr/repository:Repository", "shop", {});
      const push = ["InitiateLayerUpload", "UploadLayerPart", "CompleteLayerUpload", "PutImage"];
      inline(
        p,
        ci,
        policy(
          allow("ecr:GetAuthorizationToken", "*"),
          allow(
            [...push, "BatchCheckLayerAvailability"].map((action) => `ecr:${action}`),
            repository.arn,
          ),
        ),
      );
    },
    policy: "role-trust-scoped",
    mentions: ["repo:*"],
  },
  {
    title: "an execution role that a package makes and hands out by name and ARN",
    program: (p, isFaulty) => {
      const wrong = "arn:aws:iam::aws:policy/AmazonECSTaskExecutionRolePolicy";
      const base = p.packaged("acme:platform:TaskRoles", "roles", () => {
        const execution = role(p, "roles-execution");
        return {
          executionRoleName: execution.output("name"),
          executionRoleArn: execution.arn,
          executionPolicyArn: text`${isFaulty ? wrong : EXECUTION_POLICY}`,
        };
      });
      p.add("aws:iam/rolePolicyAttachment:RolePolicyAttachment", "execution", {
        role: base.output("executionRoleName"),
        policyArn: base.output("executionPolicyArn"),
      });
      const group = logGroup(p, "web");
      const container = { name: "web", image: ecr("web"), logConfiguration: awslogs(group.id) };
      fargateTask(p, "web", json([container]), { executionRoleArn: base.output("executionRoleArn") });
    },
    policy: "aws-managed-policy-exists",
    mentions: ["AmazonECSTaskExecutionRolePolicy"],
  },
  {
    title: "a role of the stack that is looked up by its name once it exists",
    program: (p, isFaulty) => {
      const made = executionRole(
        p,
        "execution",
        isFaulty ? { assumeRolePolicy: trust("ec2.amazonaws.com") } : {},
      );
      const group = logGroup(p, "app");
      const container = { name: "app", image: ecr("app"), logConfiguration: awslogs(group.id) };
      fargateTask(p, "app", json([container]), { executionRoleArn: answered(made.arn) });
    },
    policy: "ecs-task-can-start",
    mentions: ["execution", "assume"],
  },
  {
    title: "a role of CI that registers task definitions with roles of the stack",
    config: { "deployer-can-register": { deployers: ["role/ci"] } },
    program: (p, isFaulty) => {
      const execution = executionRole(p);
      const task = role(p, "task");
      const group = logGroup(p, "app");
      const container = { name: "app", image: ecr("app"), logConfiguration: awslogs(group.id) };
      fargateTask(p, "app", json([container]), {
        executionRoleArn: execution.arn,
        taskRoleArn: task.arn,
      });
      const bot = p.add("aws:iam/user:User", "bot", {});
      const ci = p.add("aws:iam/role:Role", "ci", {
        name: "ci",
        assumeRolePolicy: policy({ Effect: "Allow", Principal: { AWS: bot.arn }, Action: "sts:AssumeRole" }),
      });
      const registering = ["RegisterTaskDefinition", "DescribeTaskDefinition", "ListTaskDefinitions"];
      const own = p.add("aws:iam/policy:Policy", "ci", {
        policy: policy(
          allow(
            registering.map((action) => `ecs:${action}`),
            "*",
          ),
          allow("iam:PassRole", isFaulty ? [execution.arn] : [execution.arn, task.arn], TO_ECS),
        ),
      });
      attach(p, ci, own.arn);
    },
    policy: "deployer-can-register",
    mentions: ["iam:PassRole", "task"],
  },
  {
    title: "what the application needs of a table, required by config and granted by its ARN",
    config: {
      "task-role-required-actions": {
        required: [{ role: "AppTaskRole", actions: ["dynamodb:GetItem", "dynamodb:UpdateItem"] }],
      },
    },
    program: (p, isFaulty) => {
      const table = p.add("aws:dynamodb/table:Table", "carts", {
        hashKey: "id",
        attributes: [{ name: "id", type: "S" }],
      });
      const task = role(p, "app", { name: "AppTaskRole" });
      const actions = ["dynamodb:GetItem", isFaulty ? "dynamodb:PutItem" : "dynamodb:UpdateItem"];
      const own = p.add("aws:iam/policy:Policy", "app", {
        policy: policy(allow(actions, [table.arn, text`${table.arn}/index/*`])),
      });
      attach(p, task, own.arn);
      fargateTask(p, "app", [{ name: "app", image: ecr("app") }], {
        executionRoleArn: executionRole(p).arn,
        taskRoleArn: task.arn,
      });
    },
    policy: "task-role-required-actions",
    mentions: ["dynamodb:UpdateItem"],
  },
  {
    title: "an operator's role that restarts services, with a boundary of the stack",
    program: (p, isFaulty) => {
      const boundary = p.add("aws:iam/policy:Policy", "boundary", {
        policy: policy(allow(["ecs:*", "iam:*"], "*")),
      });
      const operator = p.add("aws:iam/role:Role", "operator", {
        assumeRolePolicy: policy({
          Effect: "Allow",
          Principal: { AWS: `arn:aws:iam::${ACCOUNT}:root` },
          Action: "sts:AssumeRole",
          Condition: { Bool: { "aws:MultiFactorAuthPresent": "true" } },
        }),
        permissionsBoundary: boundary.arn,
      });
      const execution = executionRole(p);
      const definition = fargateTask(p, "app", [{ name: "app", image: ecr("app") }], {
        executionRoleArn: execution.arn,
      });
      inline(
        p,
        operator,
        policy(
          allow(["ecs:DescribeServices", "ecs:ListTasks", "ecs:DescribeTaskDefinition"], "*"),
          allow("ecs:StopTask", "*"),
          allow(isFaulty ? ["iam:GetRole", "iam:PutRolePolicy"] : ["iam:GetRole"], operator.arn),
          allow("ecs:RunTask", definition.arn),
          allow("iam:PassRole", execution.arn, TO_ECS),
        ),
      );
    },
    policy: "no-privilege-escalation",
    mentions: ["iam:PutRolePolicy"],
  },
];

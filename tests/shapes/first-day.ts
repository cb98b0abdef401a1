/**
 * Programs whose first preview leaves much open, as other people write them: correct, and with one fault that the preview
 * may leave to the update, and the update must stop.
 */
import {
  ACCOUNT,
  attach,
  awslogs,
  ecr,
  executionRole,
  fargateTask,
  inline,
  logGroup,
  REGION,
  role,
  service,
} from "./parts";
import type { FirstDay } from "./first-day-shape";
import { FURTHER } from "./first-days";
import { KNOWN_AT_PREVIEW } from "./first-day-certain";
import { allow, invoked, json, policy, type Made, type Program, type Resource, text } from "./program";

function table(p: Program): Resource {
  return p.add("aws:dynamodb/table:Table", "jobs", {
    hashKey: "id",
    attributes: [{ name: "id", type: "S" }],
  });
}

function database(p: Program): Resource {
  return p.add("aws:rds/instance:Instance", "orders", { engine: "postgres", manageMasterUserPassword: true });
}

const document = (...Statement: unknown[]) => ({ Version: "2012-10-17", Statement });

/** How programs write a document with an output in it. */
const SPELLINGS: [string, (value: { Statement: unknown[] }) => Made | object][] = [
  ["as a plain object, which the provider's bridge replaces whole", json],
  ["by apply and JSON.stringify", (value) => text`${json(value)}`],
  ["by jsonStringify", (value) => json({ ...value, Id: "orders" })],
  ["by getPolicyDocumentOutput", (value) => invoked(value, true)],
  ["by Python's synchronous get_policy_document", (value) => invoked(value, false)],
];

const DOCUMENTS = SPELLINGS.flatMap(([spelling, spelt]): FirstDay[] => [
  {
    title: `an inline policy on a table of the stack, ${spelling}`,
    program: (p, isFaulty) => {
      const action = isFaulty ? "dynamodb:GetItm" : "dynamodb:GetItem";
      inline(p, role(p, "task"), spelt(document(allow([action, "dynamodb:Query"], [table(p).arn]))));
    },
    policy: "iam-policy-document",
    mentions: ["dynamodb:GetItm"],
  },
  {
    title: `a customer managed policy that comes before all else but its table, ${spelling}`,
    program: (p, isFaulty) => {
      const on = [table(p).arn, ...(isFaulty ? ["jobs"] : [])];
      const own = p.add("aws:iam/policy:Policy", "data", {
        policy: spelt(document(allow("dynamodb:GetItem", on))),
      });
      attach(p, role(p, "task"), own.arn);
    },
    policy: "iam-policy-document",
    mentions: ["must be an ARN"],
  },
  {
    title: `a role that GitHub assumes by the stack's own OIDC provider, ${spelling}`,
    program: (p, isFaulty) => {
      const oidc = p.add("aws:iam/openIdConnectProvider:OpenIdConnectProvider", "github", {
        url: "https://token.actions.githubusercontent.com",
        clientIdLists: ["sts.amazonaws.com"],
      });
      p.add("aws:iam/role:Role", "ci", {
        assumeRolePolicy: spelt(
          document({
            Effect: "Allow",
            Principal: { Federated: [oidc.arn] },
            Action: isFaulty ? "sts:AssumeRoleWithWebIdentiy" : "sts:AssumeRoleWithWebIdentity",
            Condition: {
              StringEquals: {
                "token.actions.githubusercontent.com:aud": "sts.amazonaws.com",
                "token.actions.githubusercontent.com:sub": "repo:acme/shop:ref:refs/heads/main",
              },
            },
          }),
        ),
      });
    },
    policy: "iam-policy-document",
    mentions: ["sts:AssumeRoleWithWebIdentiy"],
  },
]);

/** As awsx registers it where an argument of the component is an output: all that it makes of its arguments is unknown. */
function awsx(p: Program, container: Record<string, unknown>, size: Record<string, unknown> = {}): void {
  p.component("awsx:ecs:FargateService", "web", {}, () =>
    p.component("awsx:ecs:FargateTaskDefinition", "web", {}, () => {
      const group = p.add("aws:cloudwatch/logGroup:LogGroup", "web", {});
      const containers = [
        { name: "web", essential: true, logConfiguration: awslogs(group.id, "web"), ...container },
      ];
      const task = fargateTask(p, "web", json(containers), {
        taskRoleArn: role(p, "web-task").arn,
        executionRoleArn: executionRole(p, "web-execution").arn,
        ...size,
      });
      service(p, "web", task);
    }),
  );
}

const COMPONENTS: FirstDay[] = [
  {
    title: "awsx with family, cpu, memory and containers made of one output",
    program: (p, isFaulty) => {
      const made = p.add("random:index/randomPet:RandomPet", "name", {}).id;
      awsx(
        p,
        {
          image: text`${ecr("web")}`,
          environment: [{ name: "NAME", value: made }],
          cpu: isFaulty ? 999 : 128,
        },
        { family: made, cpu: text`${"256"}`, memory: "512" },
      );
    },
    policy: "task-definition-valid",
    mentions: ["web", "cpu"],
  },
  {
    title: "awsx with an image that is built and pushed, by its digest",
    program: (p, isFaulty) => {
      const repository = p.add("aws:ecr/repository:Repository", "app", { forceDelete: true });
      const image = p.add("docker-build:index:Image", "app", { tags: [repository.output("repositoryUrl")] });
      awsx(p, {
        image: text`${repository.output("repositoryUrl")}@${image.output("digest")}`,
        memory: isFaulty ? 4096 : 512,
      });
    },
    policy: "task-definition-valid",
    mentions: ["4096"],
  },
  {
    title: "awsx with a database's endpoint in the environment",
    program: (p, isFaulty) =>
      awsx(p, {
        image: ecr("web"),
        environment: [
          { name: "DB_HOST", value: database(p).output("address") },
          ...(isFaulty ? [{ name: "DB_PASSWORD", value: "hunter2x" }] : []),
        ],
      }),
    policy: "no-plaintext-secrets",
    mentions: ["DB_PASSWORD"],
  },
];

const TASKS: FirstDay[] = [
  {
    title: "a task definition by all().apply(JSON.stringify) of a repository, a group and an endpoint",
    program: (p, isFaulty) => {
      const repository = p.add("aws:ecr/repository:Repository", "app", { name: "app" });
      const group = logGroup(p, "app");
      const execution = role(p, "execution");
      inline(
        p,
        execution,
        policy(
          allow("ecr:GetAuthorizationToken", "*"),
          allow(
            ["ecr:BatchCheckLayerAvailability", "ecr:GetDownloadUrlForLayer", "ecr:BatchGetImage"],
            repository.arn,
          ),
          allow(
            isFaulty ? "logs:CreateLogStream" : ["logs:CreateLogStream", "logs:PutLogEvents"],
            text`${group.arn}:*`,
          ),
        ),
      );
      fargateTask(
        p,
        "app",
        json([
          {
            name: "app",
            image: text`${repository.output("repositoryUrl")}:1.4.2`,
            environment: [{ name: "DB_HOST", value: database(p).output("address") }],
            logConfiguration: awslogs(group.output("name")),
          },
        ]),
        { executionRoleArn: execution.arn },
      );
    },
    policy: "ecs-task-can-start",
    mentions: ["logs:PutLogEvents"],
  },
  {
    title: "a log group of the stack that the driver is told to create, too",
    program: (p, isFaulty) => {
      const group = logGroup(p, "app", { name: "/ecs/app" });
      const execution = executionRole(p);
      const name = isFaulty ? "/ecs/other" : group.output("name");
      fargateTask(
        p,
        "app",
        [
          {
            name: "app",
            image: ecr("app"),
            logConfiguration: awslogs(name, "app", { "awslogs-create-group": "true" }),
          },
        ],
        { executionRoleArn: execution.arn },
      );
    },
    policy: "ecs-task-can-start",
    mentions: ["logs:CreateLogGroup"],
  },
  {
    title: "a secret's key that is granted by its tag",
    program: (p, isFaulty) => {
      const key = p.add("aws:kms/key:Key", "orders", { tags: { app: isFaulty ? "billing" : "orders" } });
      const secret = p.add("aws:secretsmanager/secret:Secret", "db", { name: "prod/db", kmsKeyId: key.arn });
      const execution = executionRole(p);
      inline(
        p,
        execution,
        policy(
          allow(
            "secretsmanager:GetSecretValue",
            `arn:aws:secretsmanager:${REGION}:${ACCOUNT}:secret:prod/db-??????`,
          ),
          allow("kms:Decrypt", "*", { Condition: { StringEquals: { "aws:ResourceTag/app": "orders" } } }),
        ),
      );
      fargateTask(
        p,
        "app",
        json([{ name: "app", image: ecr("app"), secrets: [{ name: "DB", valueFrom: secret.arn }] }]),
        { executionRoleArn: execution.arn },
      );
    },
    policy: "ecs-task-can-start",
    mentions: ["kms:Decrypt"],
  },
  {
    title: "a deployer whose policy is made of the roles' outputs",
    program: (p, isFaulty) => {
      const execution = executionRole(p);
      const task = role(p, "task");
      fargateTask(p, "app", [{ name: "app", image: ecr("app") }], {
        executionRoleArn: execution.arn,
        taskRoleArn: task.arn,
      });
      const passed = isFaulty ? [execution.arn, `arn:aws:iam::${ACCOUNT}:role/*`] : [execution.arn, task.arn];
      p.add("aws:iam/userPolicy:UserPolicy", "deploy", {
        user: "ann",
        policy: policy(
          allow("iam:PassRole", passed, {
            Condition: { StringEquals: { "iam:PassedToService": "ecs-tasks.amazonaws.com" } },
          }),
        ),
      });
    },
    policy: "pass-role-scoped",
    mentions: [`arn:aws:iam::${ACCOUNT}:role/*`],
  },
];

export const FIRST_DAYS: FirstDay[] = [
  ...DOCUMENTS,
  ...COMPONENTS,
  ...KNOWN_AT_PREVIEW,
  ...TASKS,
  ...FURTHER,
];

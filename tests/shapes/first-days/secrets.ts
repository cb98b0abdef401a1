/** First-day programs that hand passwords and parameters to their containers. */
import { ACCOUNT, awslogs, ecr, executionRole, fargateTask, inline, logGroup, REGION, role } from "../parts";
import type { FirstDay } from "../first-day-shape";
import { allow, json, policy, type Program, secret, text } from "../program";

/** An execution role with a document of its own beside AWS's. */
function executionRoleWith(p: Program, ...statements: Record<string, unknown>[]) {
  const execution = executionRole(p);
  inline(p, execution, policy(...statements));
  return execution;
}

export const SECRETS: FirstDay[] = [
  {
    title: "a password that is made up, kept in Secrets Manager and handed to database and task",
    program: (p, isFaulty) => {
      const password = p.add("random:index/randomPassword:RandomPassword", "db", {
        length: 24,
        special: false,
      });
      const database = p.add("aws:rds/instance:Instance", "db", {
        engine: "postgres",
        username: "app",
        password: password.output("result"),
      });
      const kept = p.add("aws:secretsmanager/secret:Secret", "db", {});
      p.add("aws:secretsmanager/secretVersion:SecretVersion", "db", {
        secretId: kept.id,
        secretString: json({ username: "app", password: password.output("result") }),
      });
      const execution = executionRoleWith(p, allow("secretsmanager:GetSecretValue", kept.arn));
      const url = text`postgres://app:${password.output("result")}@${database.output("address")}:5432/app`;
      const container = {
        name: "app",
        image: ecr("app"),
        logConfiguration: awslogs(logGroup(p, "app").output("name")),
        environment: isFaulty
          ? [{ name: "DATABASE", value: url }]
          : [{ name: "DB_HOST", value: database.output("address") }],
        secrets: [{ name: "DB_PASSWORD", valueFrom: text`${kept.arn}:password::` }],
      };
      fargateTask(p, "app", json([container]), { executionRoleArn: execution.arn });
    },
    policy: "no-plaintext-secrets",
    mentions: ["DATABASE"],
  },
  {
    title: "a secret of the stack's config, in a SecureString and by that in the container",
    program: (p, isFaulty) => {
      const token = secret("xoxb-2148-5580-a81kd0qpz7mm3");
      const parameter = p.add("aws:ssm/parameter:Parameter", "slack", {
        name: "/bot/slack-token",
        type: "SecureString",
        value: token,
      });
      const execution = executionRoleWith(p, allow(["ssm:GetParameters"], parameter.arn));
      const container = {
        name: "bot",
        image: ecr("bot"),
        ...(isFaulty
          ? { environment: [{ name: "SLACK_TOKEN", value: token }] }
          : { secrets: [{ name: "SLACK_TOKEN", valueFrom: parameter.arn }] }),
        logConfiguration: awslogs(logGroup(p, "bot").id),
      };
      fargateTask(p, "bot", json([container]), { executionRoleArn: execution.arn });
    },
    policy: "no-plaintext-secrets",
    mentions: ["SLACK_TOKEN"],
  },
  {
    title: "parameters by their ARNs, read by an execution role that may read just those",
    program: (p, isFaulty) => {
      const [url, key] = ["url", "key"].map((name) =>
        p.add("aws:ssm/parameter:Parameter", name, { type: "SecureString", value: secret(`${name}-4711`) }),
      ) as [ReturnType<Program["add"]>, ReturnType<Program["add"]>];
      const action = isFaulty ? "ssm:GetParameter" : "ssm:GetParameters";
      const execution = executionRoleWith(p, allow(action, [url.arn, key.arn]));
      const secrets = [
        { name: "URL", valueFrom: url.arn },
        { name: "KEY", valueFrom: key.arn },
      ];
      fargateTask(p, "api", json([{ name: "api", image: ecr("api"), secrets }]), {
        executionRoleArn: execution.arn,
      });
    },
    policy: "ecs-task-can-start",
    mentions: ["ssm:GetParameters"],
  },
  {
    title: "the password that RDS itself keeps in Secrets Manager",
    program: (p, isFaulty) => {
      const database = p.add("aws:rds/instance:Instance", "crm", {
        engine: "mysql",
        username: "admin",
        manageMasterUserPassword: true,
      });
      const master = database.output("masterUserSecrets.0.secretArn");
      const execution = executionRoleWith(
        p,
        // What a container names behind the ARN is no part of what a policy names.
        allow("secretsmanager:GetSecretValue", isFaulty ? text`${master}:password::` : master),
      );
      const container = {
        name: "crm",
        image: ecr("crm"),
        environment: [{ name: "DB_ENDPOINT", value: database.output("endpoint") }],
        secrets: [{ name: "DB_PASSWORD", valueFrom: text`${master}:password::` }],
      };
      fargateTask(p, "crm", json([container]), { executionRoleArn: execution.arn });
    },
    policy: "ecs-task-can-start",
    mentions: ["secretsmanager:GetSecretValue"],
  },
  {
    title: "the collector's config in a parameter that is named by its name",
    program: (p, isFaulty) => {
      const config = p.add("aws:ssm/parameter:Parameter", "otel", {
        name: "/otel/config",
        type: "String",
        value: "receivers: {}",
      });
      const of = `arn:aws:ssm:${REGION}:${ACCOUNT}:parameter`;
      const execution = executionRoleWith(
        p,
        allow("ssm:GetParameters", isFaulty ? text`${of}/${config.id}` : text`${of}${config.id}`),
      );
      const containers = [
        { name: "app", image: ecr("app"), essential: true },
        {
          name: "collector",
          image: "public.ecr.aws/aws-observability/aws-otel-collector:v0.40.0",
          essential: false,
          secrets: [{ name: "AOT_CONFIG_CONTENT", valueFrom: config.id }],
        },
      ];
      fargateTask(p, "app", json(containers), { executionRoleArn: execution.arn });
    },
    policy: "ecs-task-can-start",
    mentions: ["ssm:GetParameters", "parameter/otel/config"],
  },
  {
    title: "a secret under a key whose policy alone lets the execution role decrypt",
    program: (p, isFaulty) => {
      const execution = executionRole(p);
      const task = role(p, "task");
      const key = p.add("aws:kms/key:Key", "secrets", {
        enableKeyRotation: true,
        policy: policy(
          {
            Effect: "Allow",
            Principal: { AWS: `arn:aws:iam::${ACCOUNT}:root` },
            Action: "kms:*",
            Resource: "*",
          },
          {
            Effect: "Allow",
            Principal: { AWS: isFaulty ? task.arn : execution.arn },
            Action: "kms:Decrypt",
            Resource: "*",
          },
        ),
      });
      p.add("aws:kms/alias:Alias", "secrets", { name: "alias/secrets", targetKeyId: key.output("keyId") });
      const kept = p.add("aws:secretsmanager/secret:Secret", "api", { kmsKeyId: key.id });
      inline(p, execution, policy(allow("secretsmanager:GetSecretValue", kept.arn)));
      const secrets = [{ name: "API_KEY", valueFrom: kept.arn }];
      fargateTask(p, "api", json([{ name: "api", image: ecr("api"), secrets }]), {
        executionRoleArn: execution.arn,
        taskRoleArn: task.arn,
      });
    },
    policy: "ecs-task-can-start",
    mentions: ["kms:Decrypt"],
  },
];

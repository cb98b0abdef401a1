/** First-day programs whose task definitions are made of outputs in further ways. */
import {
  ACCOUNT,
  awslogs,
  ecr,
  executionRole,
  fargateTask,
  inline,
  logGroup,
  REGION,
  role,
  service,
} from "../parts";
import type { FirstDay } from "../first-day-shape";
import { allow, json, policy, text } from "../program";

export const MORE_TASKS: FirstDay[] = [
  {
    title: "a family that is made of a generated name, and a mesh of services by their names in Cloud Map",
    program: (p, isFaulty) => {
      const suffix = p.add("random:index/randomId:RandomId", "suffix", { byteLength: 3 });
      const namespace = p.add("aws:servicediscovery/httpNamespace:HttpNamespace", "mesh", {});
      const group = logGroup(p, "web");
      const containers = [
        {
          name: "web",
          image: ecr("web"),
          portMappings: [{ name: "http", containerPort: 8080, appProtocol: isFaulty ? "https" : "http" }],
          environment: [{ name: "NAMESPACE", value: namespace.arn }],
          logConfiguration: awslogs(group.id),
        },
      ];
      const task = fargateTask(p, "web", json(containers), {
        family: text`web-${suffix.id}`,
        executionRoleArn: executionRole(p).arn,
      });
      service(p, "web", task, {
        serviceConnectConfiguration: {
          enabled: true,
          namespace: namespace.arn,
          services: [{ portName: "http", clientAlias: [{ port: 80 }] }],
        },
      });
    },
    policy: "task-definition-valid",
    mentions: ["https"],
  },
  {
    title: "two containers, of which one waits for the other, and an image by the digest of a build",
    program: (p, isFaulty) => {
      const repository = p.add("aws:ecr/repository:Repository", "api", {});
      const image = p.add("docker-build:index:Image", "api", { tags: [repository.output("repositoryUrl")] });
      const by = text`${repository.output("repositoryUrl")}@${image.output("digest")}`;
      const group = logGroup(p, "api");
      const containers = [
        {
          name: "migrate",
          image: by,
          essential: false,
          command: ["migrate"],
          logConfiguration: awslogs(group.id, "migrate"),
        },
        {
          name: "api",
          image: by,
          essential: true,
          dependsOn: [{ containerName: isFaulty ? "migration" : "migrate", condition: "SUCCESS" }],
          logConfiguration: awslogs(group.id, "api"),
        },
      ];
      fargateTask(p, "api", json(containers), { executionRoleArn: executionRole(p).arn });
    },
    policy: "task-definition-valid",
    mentions: ["migration"],
  },
  {
    title: "an environment file in a bucket of the stack",
    program: (p, isFaulty) => {
      const bucket = p.add("aws:s3/bucketV2:BucketV2", "config", {});
      const file = p.add("aws:s3/bucketObjectv2:BucketObjectv2", "app", {
        bucket: bucket.id,
        key: "app.env",
      });
      const execution = executionRole(p);
      inline(
        p,
        execution,
        policy(
          allow("s3:GetObject", text`${bucket.arn}/${isFaulty ? "other.env" : "app.env"}`),
          allow("s3:GetBucketLocation", bucket.arn),
        ),
      );
      const container = {
        name: "app",
        image: ecr("app"),
        environment: [{ name: "ETAG", value: file.output("etag") }],
        environmentFiles: [{ type: "s3", value: text`${bucket.arn}/app.env` }],
      };
      fargateTask(p, "app", json([container]), { executionRoleArn: execution.arn });
    },
    policy: "ecs-task-can-start",
    mentions: ["s3:GetObject", "app.env"],
  },
  {
    title: "an image of a private registry, with credentials that the stack keeps",
    program: (p, isFaulty) => {
      const credentials = p.add("aws:secretsmanager/secret:Secret", "registry", {});
      const other = p.add("aws:secretsmanager/secret:Secret", "other", {});
      const execution = executionRole(p);
      inline(
        p,
        execution,
        policy(allow("secretsmanager:GetSecretValue", isFaulty ? other.arn : credentials.arn)),
      );
      const container = {
        name: "app",
        image: "ghcr.io/acme/app:3.2.1",
        repositoryCredentials: { credentialsParameter: credentials.arn },
        environment: [{ name: "OTHER", value: other.arn }],
      };
      fargateTask(p, "app", json([container]), { executionRoleArn: execution.arn });
    },
    policy: "ecs-task-can-start",
    mentions: ["secretsmanager:GetSecretValue", "registry"],
  },
  {
    title: "a parameter by a generated name, and a grant on the account's parameters by that name",
    program: (p, isFaulty) => {
      const parameter = p.add("aws:ssm/parameter:Parameter", "flags", { type: "String", value: "{}" });
      const execution = executionRole(p);
      const slash = isFaulty ? "" : "/";
      inline(
        p,
        execution,
        policy(
          allow(
            "ssm:GetParameters",
            text`arn:aws:ssm:${REGION}:${ACCOUNT}:parameter${slash}${parameter.output("name")}`,
          ),
        ),
      );
      const other = p.add("aws:sqs/queue:Queue", "other", {});
      const container = {
        name: "app",
        image: ecr("app"),
        environment: [{ name: "QUEUE", value: other.output("url") }],
        secrets: [{ name: "FLAGS", valueFrom: parameter.output("name") }],
      };
      fargateTask(p, "app", json([container]), { executionRoleArn: execution.arn });
    },
    policy: "iam-policy-document",
    mentions: ["ssm:GetParameters"],
  },
  {
    title: "a launcher that runs jobs of another family, with rights by that family's output",
    program: (p, isFaulty) => {
      const execution = executionRole(p);
      const jobRole = role(p, "job-task");
      const jobs = fargateTask(p, "job", json([{ name: "job", image: ecr("job") }]), {
        executionRoleArn: execution.arn,
        taskRoleArn: jobRole.arn,
      });
      const launcher = role(p, "launcher-task");
      inline(
        p,
        launcher,
        policy(
          allow(
            "ecs:RunTask",
            text`arn:aws:ecs:${REGION}:${ACCOUNT}:task-definition/${jobs.output("family")}:*`,
          ),
          allow("iam:PassRole", isFaulty ? [jobRole.arn] : [jobRole.arn, execution.arn], {
            Condition: { StringEquals: { "iam:PassedToService": "ecs-tasks.amazonaws.com" } },
          }),
        ),
      );
      const environment = [{ name: "JOB", value: jobs.output("arnWithoutRevision") }];
      fargateTask(p, "launcher", json([{ name: "launcher", image: ecr("launcher"), environment }]), {
        executionRoleArn: execution.arn,
        taskRoleArn: launcher.arn,
      });
    },
    policy: "task-can-be-run",
    mentions: ["iam:PassRole", "execution"],
  },
];

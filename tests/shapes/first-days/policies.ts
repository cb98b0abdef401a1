/** First-day programs with policies of resources, of endpoints and boundaries that are made of outputs. */
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
  REGION,
  role,
  service,
} from "../parts";
import type { FirstDay } from "../first-day-shape";
import { allow, json, policy, type Program, type Resource, text, trust } from "../program";

/** A task with the roles that are given, whose containers hang on a group of the stack. */
function appTask(
  p: Program,
  props: Record<string, unknown>,
  container: Record<string, unknown> = {},
): Resource {
  const group = logGroup(p, "app");
  const app = { name: "app", image: ecr("app"), logConfiguration: awslogs(group.id), ...container };
  return fargateTask(p, "app", json([app]), props);
}

export const POLICIES: FirstDay[] = [
  {
    title:
      "private subnets with endpoints for ECR and S3, of which one lets through what the task needs only",
    program: (p, isFaulty) => {
      const vpc = p.add("aws:ec2/vpc:Vpc", "main", { cidrBlock: "10.0.0.0/16" });
      const subnet = p.add("aws:ec2/subnet:Subnet", "private", { vpcId: vpc.id, cidrBlock: "10.0.1.0/24" });
      const table = p.add("aws:ec2/routeTable:RouteTable", "private", { vpcId: vpc.id });
      p.add("aws:ec2/routeTableAssociation:RouteTableAssociation", "private", {
        subnetId: subnet.id,
        routeTableId: table.id,
      });
      const data = p.add("aws:s3/bucketV2:BucketV2", "data", {});
      const layers = `arn:aws:s3:::prod-${REGION}-starport-layer-bucket/*`;
      p.add("aws:ec2/vpcEndpoint:VpcEndpoint", "s3", {
        vpcId: vpc.id,
        serviceName: `com.amazonaws.${REGION}.s3`,
        routeTableIds: [table.id],
        policy: policy({
          Effect: "Allow",
          Principal: "*",
          Action: ["s3:GetObject", "s3:PutObject"],
          Resource: [text`${data.arn}/*`, ...(isFaulty ? [] : [layers])],
        }),
      });
      for (const name of ["ecr.api", "ecr.dkr", "logs"])
        p.add("aws:ec2/vpcEndpoint:VpcEndpoint", name, {
          vpcId: vpc.id,
          serviceName: `com.amazonaws.${REGION}.${name}`,
          vpcEndpointType: "Interface",
          subnetIds: [subnet.id],
          privateDnsEnabled: true,
        });
      const task = role(p, "task");
      inline(p, task, policy(allow("s3:GetObject", text`${data.arn}/*`)));
      const definition = appTask(p, { executionRoleArn: executionRole(p).arn, taskRoleArn: task.arn });
      service(p, "app", definition, { networkConfiguration: { subnets: [subnet.id] } });
    },
    policy: "ecs-task-can-start",
    mentions: ["starport-layer-bucket"],
  },
  {
    title: "a log group under a key whose policy lets CloudWatch Logs use it for that group",
    program: (p, isFaulty) => {
      const key = p.add("aws:kms/key:Key", "logs", {
        policy: policy(
          {
            Effect: "Allow",
            Principal: { AWS: `arn:aws:iam::${ACCOUNT}:root` },
            Action: "kms:*",
            Resource: "*",
          },
          {
            Effect: "Allow",
            Principal: {
              Service: isFaulty ? "logs.eu-west-1.amazonaws.com" : `logs.${REGION}.amazonaws.com`,
            },
            Action: [
              "kms:Encrypt*",
              "kms:Decrypt*",
              "kms:ReEncrypt*",
              "kms:GenerateDataKey*",
              "kms:Describe*",
            ],
            Resource: "*",
            Condition: {
              ArnLike: {
                "kms:EncryptionContext:aws:logs:arn": `arn:aws:logs:${REGION}:${ACCOUNT}:log-group:*`,
              },
            },
          },
          {
            Effect: "Allow",
            Principal: { AWS: executionRole(p, "auditor").arn },
            Action: "kms:DescribeKey",
            Resource: "*",
          },
        ),
      });
      const group = logGroup(p, "encrypted", { kmsKeyId: key.arn });
      const container = { logConfiguration: awslogs(group.output("name")) };
      appTask(p, { executionRoleArn: executionRole(p).arn }, container);
    },
    policy: "ecs-task-can-start",
    mentions: ["logs."],
  },
  {
    title: "a search domain that only the task role reaches",
    program: (p, isFaulty) => {
      const task = role(p, "task");
      const domain = p.add("aws:opensearch/domain:Domain", "search", { engineVersion: "OpenSearch_2.17" });
      p.add("aws:opensearch/domainPolicy:DomainPolicy", "search", {
        domainName: domain.output("domainName"),
        accessPolicies: policy({
          Effect: "Allow",
          Principal: { AWS: isFaulty ? "*" : task.arn },
          Action: "es:ESHttp*",
          Resource: text`${domain.arn}/*`,
        }),
      });
      const environment = [{ name: "SEARCH", value: domain.output("endpoint") }];
      appTask(p, { executionRoleArn: executionRole(p).arn, taskRoleArn: task.arn }, { environment });
    },
    policy: "no-public-access",
    mentions: ["es:ESHttp"],
  },
  {
    title: "a topic that alarms and a rule of the stack publish to",
    program: (p, isFaulty) => {
      const topic = p.add("aws:sns/topic:Topic", "alerts", {});
      const rule = p.add("aws:cloudwatch/eventRule:EventRule", "stopped", {
        eventPattern: json({ source: ["aws.ecs"], "detail-type": ["ECS Task State Change"] }),
      });
      p.add("aws:cloudwatch/eventTarget:EventTarget", "stopped", {
        rule: rule.output("name"),
        arn: topic.arn,
      });
      p.add("aws:sns/topicPolicy:TopicPolicy", "alerts", {
        arn: topic.arn,
        policy: policy(
          {
            Effect: "Allow",
            Principal: { Service: "events.amazonaws.com" },
            Action: "sns:Publish",
            Resource: topic.arn,
            Condition: { ArnEquals: { "aws:SourceArn": rule.arn } },
          },
          {
            Effect: "Allow",
            Principal: isFaulty ? { AWS: "*" } : { Service: "cloudwatch.amazonaws.com" },
            Action: "sns:Publish",
            Resource: topic.arn,
          },
        ),
      });
      const task = role(p, "task");
      inline(p, task, policy(allow("sns:Publish", topic.arn)));
      appTask(
        p,
        { executionRoleArn: executionRole(p).arn, taskRoleArn: task.arn },
        { environment: [{ name: "TOPIC", value: topic.arn }] },
      );
    },
    policy: "no-public-access",
    mentions: ["sns:Publish"],
  },
  {
    title: "a boundary on the execution role that is made of a secret's ARN",
    program: (p, isFaulty) => {
      const kept = p.add("aws:secretsmanager/secret:Secret", "kept", {});
      const boundary = p.add("aws:iam/policy:Policy", "boundary", {
        policy: policy(
          allow(["ecr:*", "logs:*"], "*"),
          ...(isFaulty ? [allow("ssm:GetParameters", "*")] : []),
          allow(isFaulty ? "secretsmanager:DescribeSecret" : "secretsmanager:GetSecretValue", kept.arn),
        ),
      });
      const execution = executionRole(p, "execution", { permissionsBoundary: boundary.arn });
      inline(p, execution, policy(allow("secretsmanager:GetSecretValue", kept.arn)));
      appTask(p, { executionRoleArn: execution.arn }, { secrets: [{ name: "KEY", valueFrom: kept.arn }] });
    },
    policy: "ecs-task-can-start",
    mentions: ["secretsmanager:GetSecretValue", "boundary"],
  },
  {
    title: "a role with its documents and attachments in its own properties",
    program: (p, isFaulty) => {
      const queue = p.add("aws:sqs/queue:Queue", "jobs", {});
      const shared = p.add("aws:iam/policy:Policy", "shared", {
        policy: policy(allow("sqs:SendMessage", queue.arn)),
      });
      const task = role(p, "task", {
        inlinePolicies: [{ name: "jobs", policy: policy(allow("sqs:ReceiveMessage", queue.arn)) }],
        managedPolicyArns: [shared.arn, "arn:aws:iam::aws:policy/CloudWatchAgentServerPolicy"],
      });
      const kept = p.add("aws:secretsmanager/secret:Secret", "kept", {});
      const reading = policy(
        allow("secretsmanager:GetSecretValue", isFaulty ? text`${kept.arn}-*` : kept.arn),
      );
      const execution = role(p, "execution", {
        inlinePolicies: [{ name: "kept", policy: reading }],
        managedPolicyArns: [EXECUTION_POLICY],
      });
      appTask(
        p,
        { executionRoleArn: execution.arn, taskRoleArn: task.arn },
        { secrets: [{ name: "KEY", valueFrom: kept.arn }] },
      );
    },
    policy: "ecs-task-can-start",
    mentions: ["secretsmanager:GetSecretValue"],
  },
  {
    title: "one policy for a role of the stack and a role of a package",
    program: (p, isFaulty) => {
      const table = p.add("aws:dynamodb/table:Table", "carts", { hashKey: "id" });
      const packaged = p.packaged("acme:platform:Worker", "worker", () => {
        const made = role(p, "worker-task");
        return { taskRoleName: made.output("name"), taskRoleArn: made.arn };
      });
      const own = role(p, "task");
      const shared = p.add("aws:iam/policy:Policy", "carts", {
        policy: policy(allow(["dynamodb:GetItem", isFaulty ? "dynamodb:Get" : "dynamodb:Query"], table.arn)),
      });
      p.add("aws:iam/policyAttachment:PolicyAttachment", "carts", {
        roles: [own.output("name"), packaged.output("taskRoleName")],
        policyArn: shared.arn,
      });
      appTask(p, { executionRoleArn: executionRole(p).arn, taskRoleArn: own.arn });
      fargateTask(p, "worker", [{ name: "worker", image: "public.ecr.aws/docker/library/busybox:1.37" }], {
        taskRoleArn: packaged.output("taskRoleArn"),
      });
    },
    policy: "iam-policy-document",
    mentions: ["dynamodb:Get "],
  },
  {
    title: "a service of family and revision, whose sessions the operators' group may open",
    program: (p, isFaulty) => {
      const cluster = p.add("aws:ecs/cluster:Cluster", "main", {});
      const task = role(p, "task");
      const channels = ["ControlChannel", "DataChannel"].flatMap((channel) => [
        `ssmmessages:Create${channel}`,
        `ssmmessages:Open${channel}`,
      ]);
      inline(p, task, policy(allow(isFaulty ? channels.slice(1) : channels, "*")));
      const definition = appTask(p, { executionRoleArn: executionRole(p).arn, taskRoleArn: task.arn });
      const web = p.add("aws:ecs/service:Service", "app", {
        cluster: cluster.id,
        enableExecuteCommand: true,
        launchType: "FARGATE",
        taskDefinition: text`${definition.output("family")}:${definition.output("revision")}`,
      });
      const operators = p.add("aws:iam/group:Group", "operators", {});
      p.add("aws:iam/groupPolicy:GroupPolicy", "operators", {
        group: operators.output("name"),
        policy: policy(
          allow("ecs:ExecuteCommand", [
            cluster.arn,
            text`arn:aws:ecs:${REGION}:${ACCOUNT}:task/${cluster.output("name")}/*`,
          ]),
          allow("ecs:DescribeServices", web.id),
        ),
      });
      const ann = p.add("aws:iam/user:User", "ann", {});
      p.add("aws:iam/userGroupMembership:UserGroupMembership", "ann", {
        user: ann.output("name"),
        groups: [operators.output("name")],
      });
    },
    policy: "ecs-task-can-start",
    mentions: ["ssmmessages:CreateControlChannel"],
  },
  {
    title: "a batch job whose properties are dumped with its roles' ARNs",
    program: (p, isFaulty) => {
      const execution = role(p, "execution", {
        assumeRolePolicy: trust(isFaulty ? "batch.amazonaws.com" : "ecs-tasks.amazonaws.com"),
      });
      attach(p, execution, EXECUTION_POLICY);
      const jobRole = role(p, "job");
      p.add("aws:batch/jobDefinition:JobDefinition", "etl", {
        type: "container",
        platformCapabilities: ["FARGATE"],
        containerProperties: json({
          image: ecr("etl"),
          command: ["run"],
          executionRoleArn: execution.arn,
          jobRoleArn: jobRole.arn,
          resourceRequirements: [
            { type: "VCPU", value: "0.25" },
            { type: "MEMORY", value: "512" },
          ],
        }),
      });
    },
    policy: "task-can-be-run",
    mentions: ["execution"],
  },
  {
    title: "a repository that another account pulls from, as config names it",
    config: { "no-public-access": { accounts: ["444455556666"] } },
    program: (p, isFaulty) => {
      const repository = p.add("aws:ecr/repository:Repository", "base", {});
      const pull = ["ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"];
      const reader = role(p, "reader");
      p.add("aws:ecr/repositoryPolicy:RepositoryPolicy", "base", {
        repository: repository.output("name"),
        policy: policy(
          {
            Effect: "Allow",
            Principal: { AWS: `arn:aws:iam::${isFaulty ? "999988887777" : "444455556666"}:root` },
            Action: pull,
          },
          { Effect: "Allow", Principal: { AWS: reader.arn }, Action: pull },
        ),
      });
    },
    policy: "no-public-access",
    mentions: ["999988887777"],
  },
];

/** Several accounts, regions, partitions and providers; and other providers than `aws`. */
import { allow, policy, Program, text, trust } from "../program";
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
import type { Shape } from "../shape";

export function serviceIn(
  p: Program,
  name: string,
  account: string,
  region: string,
  { partition = "aws", trusted = { account, region } } = {},
) {
  const execution = role(p, `${name}-execution`);
  attach(p, execution, EXECUTION_POLICY.replace("arn:aws:", `arn:${partition}:`));
  const task = role(p, `${name}-task`, {
    assumeRolePolicy: trust("ecs-tasks.amazonaws.com", {
      Condition: {
        StringEquals: { "aws:SourceAccount": trusted.account },
        ArnLike: { "aws:SourceArn": `arn:${partition}:ecs:${trusted.region}:${trusted.account}:*` },
      },
    }),
  });
  inline(
    p,
    task,
    policy(allow("dynamodb:GetItem", `arn:${partition}:dynamodb:${region}:${account}:table/${name}`)),
  );
  const domain = partition === "aws-cn" ? "amazonaws.com.cn" : "amazonaws.com";
  const definition = fargateTask(
    p,
    name,
    [
      {
        name: "app",
        image: `${account}.dkr.ecr.${region}.${domain}/${name}:2.0.0`,
        logConfiguration: {
          logDriver: "awslogs",
          options: {
            "awslogs-group": `/ecs/${name}`,
            "awslogs-region": region,
            "awslogs-stream-prefix": "app",
          },
        },
      },
    ],
    { executionRoleArn: execution.arn, taskRoleArn: task.arn },
  );
  service(p, name, definition);
}

/** A task whose grants all name account and region, so that they hold in no other. */
export function explicitIn(
  p: Program,
  name: string,
  account: string,
  region: string,
  { shared = account, granted = { account, region } } = {},
) {
  const arn = (service: string, resource: string, owner = granted.account) =>
    `arn:aws:${service}:${granted.region}:${owner}:${resource}`;
  const execution = role(p, `${name}-execution`);
  inline(
    p,
    execution,
    policy(
      allow("ecr:GetAuthorizationToken", "*"),
      allow(
        ["ecr:BatchCheckLayerAvailability", "ecr:GetDownloadUrlForLayer", "ecr:BatchGetImage"],
        arn("ecr", `repository/${name}`, shared),
      ),
      allow(["logs:CreateLogStream", "logs:PutLogEvents"], arn("logs", `log-group:/ecs/${name}:*`)),
      allow("ssm:GetParameters", arn("ssm", `parameter/${name}/url`)),
    ),
  );
  fargateTask(
    p,
    name,
    [
      {
        name: "app",
        image: ecr(name, "1.0", shared, region),
        secrets: [{ name: "URL", valueFrom: `/${name}/url` }],
        logConfiguration: {
          logDriver: "awslogs",
          options: {
            "awslogs-group": `/ecs/${name}`,
            "awslogs-region": region,
            "awslogs-stream-prefix": "app",
          },
        },
      },
    ],
    { executionRoleArn: execution.arn },
  );
}

/** What of another account lets this one in, only config can tell. */
const IN_OTHER_ACCOUNT = { "ecs-task-can-start": ["444455556666", "which lies in another account"] };

export const PLACES: Shape[] = [
  {
    title: "China",
    provider: { place: { account: ACCOUNT, region: "cn-north-1" } },
    program: (p) => {
      serviceIn(p, "shop", ACCOUNT, "cn-north-1", { partition: "aws-cn" });
    },
  },
  {
    title: "GovCloud",
    provider: { place: { account: ACCOUNT, region: "us-gov-west-1" } },
    program: (p) => {
      serviceIn(p, "shop", ACCOUNT, "us-gov-west-1", { partition: "aws-us-gov" });
    },
  },
  {
    title: "two regions of one account",
    program: (p) => {
      serviceIn(p, "shop", ACCOUNT, REGION);
      p.elsewhere("dublin", { account: ACCOUNT, region: "eu-west-1" }, {}, () =>
        serviceIn(p, "shop-eu", ACCOUNT, "eu-west-1"),
      );
    },
  },
  {
    title: "two accounts, each provider by an assumed role",
    provider: { settings: { allowedAccountIds: JSON.stringify([ACCOUNT]) } },
    program: (p) => {
      serviceIn(p, "shop", ACCOUNT, REGION);
      p.elsewhere(
        "staging",
        { account: "444455556666", region: "us-west-2" },
        { assumeRole: JSON.stringify({ roleArn: "arn:aws:iam::444455556666:role/pulumi" }) },
        () => serviceIn(p, "shop-staging", "444455556666", "us-west-2"),
      );
    },
  },
  {
    title: "two accounts, providers by profile that say nothing of the account",
    program: (p) => {
      serviceIn(p, "shop", ACCOUNT, REGION);
      p.elsewhere("staging", { account: "444455556666", region: "us-west-2" }, { profile: "staging" }, () =>
        serviceIn(p, "shop-staging", "444455556666", "us-west-2"),
      );
    },
  },
  {
    title: "a bucket in Virginia and a certificate, the task elsewhere",
    program: (p) => {
      serviceIn(p, "shop", ACCOUNT, REGION);
      p.elsewhere("virginia", { account: ACCOUNT, region: "us-east-1" }, {}, () => {
        p.add("aws:acm/certificate:Certificate", "cert", { domainName: "example.com" });
        p.add("aws:s3/bucket:Bucket", "cdn", {});
        logGroup(p, "waf", { name: "aws-waf-logs-cdn" });
      });
    },
  },
  {
    title: "a region as a property of each resource",
    program: (p) => {
      const execution = executionRole(p);
      fargateTask(
        p,
        "app",
        [
          {
            name: "app",
            image: ecr("app", "1.0", ACCOUNT, "eu-west-1"),
            logConfiguration: {
              logDriver: "awslogs",
              options: {
                "awslogs-group": "/ecs/app",
                "awslogs-region": "eu-west-1",
                "awslogs-stream-prefix": "app",
              },
            },
          },
        ],
        { region: "eu-west-1", executionRoleArn: execution.arn },
      );
      p.add("aws:ecs/cluster:Cluster", "main", { region: "eu-west-1" });
      logGroup(p, "app", { name: "/ecs/app", region: "eu-west-1" });
    },
  },
  {
    title: "a secret and a table of another account, whose policies let this one in",
    later: IN_OTHER_ACCOUNT,
    program: (p) => {
      const execution = executionRole(p);
      const secret = "arn:aws:secretsmanager:us-west-2:444455556666:secret:shared/db-Ab12Cd";
      inline(
        p,
        execution,
        policy(
          allow("secretsmanager:GetSecretValue", secret),
          allow("kms:Decrypt", "arn:aws:kms:us-west-2:444455556666:key/1234abcd-12ab-34cd-56ef-1234567890ab"),
        ),
      );
      fargateTask(
        p,
        "app",
        [{ name: "app", image: ecr("app"), secrets: [{ name: "DB", valueFrom: `${secret}:password::` }] }],
        { executionRoleArn: execution.arn },
      );
    },
  },
  {
    title: "roles that a lookup found (getRole) in the task definition, declared in config",
    program: (p) => {
      fargateTask(p, "app", [{ name: "app", image: ecr("app"), logConfiguration: awslogs("/ecs/app") }], {
        executionRoleArn: `arn:aws:iam::${ACCOUNT}:role/ecsTaskExecutionRole`,
        taskRoleArn: `arn:aws:iam::${ACCOUNT}:role/service/app`,
      });
    },
    config: {
      "ecs-task-can-start": {
        external: [
          {
            principal: "role/ecsTaskExecutionRole",
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
          {
            principal: "role/app",
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
  },
  {
    title: "aws-native: role, policies and task definition",
    program: (p) => {
      const execution = p.add("aws-native:iam:Role", "execution", {
        roleName: "native-execution",
        assumeRolePolicyDocument: {
          Version: "2012-10-17",
          Statement: [
            { Effect: "Allow", Principal: { Service: "ecs-tasks.amazonaws.com" }, Action: "sts:AssumeRole" },
          ],
        },
        managedPolicyArns: [EXECUTION_POLICY],
      });
      const task = p.add("aws-native:iam:Role", "task", {
        roleName: "native-task",
        assumeRolePolicyDocument: {
          Version: "2012-10-17",
          Statement: [
            {
              Effect: "Allow",
              Principal: { Service: ["ecs-tasks.amazonaws.com"] },
              Action: ["sts:AssumeRole"],
            },
          ],
        },
        policies: [
          {
            policyName: "data",
            policyDocument: {
              Version: "2012-10-17",
              Statement: [{ Effect: "Allow", Action: "s3:GetObject", Resource: "arn:aws:s3:::assets/*" }],
            },
          },
        ],
      });
      const group = p.add("aws-native:logs:LogGroup", "logs", {
        logGroupName: "/ecs/native",
        retentionInDays: 7,
      });
      p.add("aws-native:ecs:TaskDefinition", "task", {
        family: "native",
        cpu: "256",
        memory: "512",
        networkMode: "awsvpc",
        requiresCompatibilities: ["FARGATE"],
        executionRoleArn: execution.arn,
        taskRoleArn: task.arn,
        containerDefinitions: [
          {
            name: "app",
            image: ecr("app"),
            essential: true,
            portMappings: [{ containerPort: 80 }],
            environment: [{ name: "STAGE", value: "dev" }],
            logConfiguration: {
              logDriver: "awslogs",
              options: {
                "awslogs-group": group.output("logGroupName"),
                "awslogs-region": REGION,
                "awslogs-stream-prefix": "app",
              },
            },
          },
        ],
      });
    },
  },
  {
    title: "aws-native: names that CloudFormation makes, and a log group by its output",
    program: (p) => {
      const execution = p.add("aws-native:iam:Role", "execution", {
        assumeRolePolicyDocument: {
          Version: "2012-10-17",
          Statement: [
            { Effect: "Allow", Principal: { Service: "ecs-tasks.amazonaws.com" }, Action: "sts:AssumeRole" },
          ],
        },
        managedPolicyArns: [EXECUTION_POLICY],
      });
      const group = p.add("aws-native:logs:LogGroup", "logs", {});
      p.add("aws-native:ecs:TaskDefinition", "task", {
        cpu: "256",
        memory: "512",
        networkMode: "awsvpc",
        requiresCompatibilities: ["FARGATE"],
        executionRoleArn: execution.arn,
        containerDefinitions: [
          {
            name: "app",
            image: ecr("app"),
            logConfiguration: {
              logDriver: "awslogs",
              options: {
                "awslogs-group": group.id,
                "awslogs-region": REGION,
                "awslogs-stream-prefix": "app",
              },
            },
          },
        ],
      });
    },
  },
  {
    title: "a component library's service, three components deep",
    program: (p) => {
      p.component("acme:platform:Platform", "platform", {}, () =>
        p.component("acme:platform:WebService", "shop", { image: ecr("shop") }, () => {
          const [execution, task] = p.component("acme:iam:TaskRoles", "shop", {}, () => {
            const made = executionRole(p, "shop-exec");
            return [made, role(p, "shop-task")] as const;
          });
          const group = logGroup(p, "shop", { name: "/acme/shop" });
          const definition = fargateTask(
            p,
            "shop",
            [{ name: "shop", image: ecr("shop"), logConfiguration: awslogs(group.output("name"), "shop") }],
            { executionRoleArn: execution.arn, taskRoleArn: task.arn },
          );
          service(p, "shop", definition);
        }),
      );
    },
  },
  {
    title: "the same component twice, with the same names inside",
    program: (p) => {
      for (const name of ["blue", "green"]) {
        p.component("acme:ecs:Service", name, {}, () => {
          const execution = executionRole(p, `${name}-execution`);
          fargateTask(
            p,
            name,
            [{ name: "app", image: ecr(name), logConfiguration: awslogs(text`/ecs/${name}`) }],
            { executionRoleArn: execution.arn },
          );
        });
      }
    },
  },
  {
    title: "grants that name region and account, in two regions",
    program: (p) => {
      explicitIn(p, "shop", ACCOUNT, REGION);
      p.elsewhere("dublin", { account: ACCOUNT, region: "eu-west-1" }, {}, () =>
        explicitIn(p, "shop-eu", ACCOUNT, "eu-west-1"),
      );
    },
  },
  {
    title: "grants that name region and account, in two accounts",
    program: (p) => {
      explicitIn(p, "shop", ACCOUNT, REGION);
      p.elsewhere("staging", { account: "444455556666", region: REGION }, { profile: "staging" }, () =>
        explicitIn(p, "shop-staging", "444455556666", REGION),
      );
    },
  },
  {
    title: "images of a registry account, everything else at home",
    later: IN_OTHER_ACCOUNT,
    program: (p) => {
      explicitIn(p, "shop", ACCOUNT, REGION, { shared: "444455556666" });
    },
  },
  {
    title: "images, key and bucket of other accounts, one parameter at home",
    later: IN_OTHER_ACCOUNT,
    program: (p) => {
      const execution = role(p, "execution");
      const shared = "444455556666";
      inline(
        p,
        execution,
        policy(
          allow("ecr:GetAuthorizationToken", "*"),
          allow(
            ["ecr:BatchCheckLayerAvailability", "ecr:GetDownloadUrlForLayer", "ecr:BatchGetImage"],
            `arn:aws:ecr:${REGION}:${shared}:repository/shop`,
          ),
          allow(
            "secretsmanager:GetSecretValue",
            `arn:aws:secretsmanager:${REGION}:${shared}:secret:shared-??????`,
          ),
          allow("kms:Decrypt", `arn:aws:kms:${REGION}:${shared}:key/1234abcd-12ab-34cd-56ef-1234567890ab`),
          allow("ssm:GetParameters", `arn:aws:ssm:${REGION}:${ACCOUNT}:parameter/shop/url`),
        ),
      );
      fargateTask(
        p,
        "shop",
        [
          {
            name: "app",
            image: ecr("shop", "1.0", shared),
            secrets: [
              { name: "URL", valueFrom: "/shop/url" },
              { name: "DB", valueFrom: `arn:aws:secretsmanager:${REGION}:${shared}:secret:shared-Ab12Cd` },
            ],
          },
        ],
        { executionRoleArn: execution.arn },
      );
    },
  },
];

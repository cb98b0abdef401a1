import assert from "node:assert/strict";
import { areAllKnownLater } from "../../../policypack/unknowns/resolution";
import { ecsTaskCanStart } from "../../../policypack/policies/ecs-task-can-start";
import {
  ACCOUNT,
  arnOf,
  attachment,
  deny,
  document,
  outputOf,
  REGION,
  resource,
  role,
  rolePolicy,
  statement,
  taskDefinition,
  type TestResource,
  trust,
  unknown,
} from "../../support/stacks";
import { judgeStackByRule as judgeStack, summary } from "../../support/judge";

const TASK = "orders-task";
const EXECUTION = "orders-execution";
const IMAGE = `${ACCOUNT}.dkr.ecr.${REGION}.amazonaws.com/orders:1.4.2`;
const REPOSITORY = `arn:aws:ecr:${REGION}:${ACCOUNT}:repository/orders`;
const GROUP = `arn:aws:logs:${REGION}:${ACCOUNT}:log-group:/ecs/orders`;
const SECRET = `arn:aws:secretsmanager:${REGION}:${ACCOUNT}:secret:prod/orders`;
const MANAGED = "arn:aws:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy";
const PULL = ["ecr:BatchCheckLayerAvailability", "ecr:GetDownloadUrlForLayer", "ecr:BatchGetImage"];

const judge = (resources: TestResource[], config: Record<string, unknown> = {}) =>
  judgeStack(ecsTaskCanStart, resources, config);

const container = (props: object = {}) => ({
  name: "app",
  image: IMAGE,
  logConfiguration: {
    logDriver: "awslogs",
    options: { "awslogs-group": "/ecs/orders", "awslogs-region": REGION, "awslogs-stream-prefix": "app" },
  },
  ...props,
});

const task = (props: Record<string, unknown> = {}, ...containers: object[]) =>
  taskDefinition("orders", {
    taskRoleArn: arnOf("role", TASK),
    executionRoleArn: arnOf("role", EXECUTION),
    containerDefinitions: JSON.stringify(containers.length > 0 ? containers : [container()]),
    ...props,
  });

const token = statement("ecr:GetAuthorizationToken");
const pull = statement(PULL, REPOSITORY);
const write = statement(["logs:CreateLogStream", "logs:PutLogEvents"], `${GROUP}:*`);

const grants = (...statements: object[]) => rolePolicy(EXECUTION, "start", statements);
const roles = () => [role(TASK), role(EXECUTION)];
const stack = (...others: TestResource[]) => [task(), ...roles(), ...others];

function one(resources: TestResource[], config: Record<string, unknown> = {}) {
  const findings = judge(resources, config);
  assert.equal(findings.length, 1, JSON.stringify(findings, null, 2));
  assert.deepEqual(judge([...resources].reverse(), config), findings);
  return findings[0]!;
}

describe("ecs-task-can-start", () => {
  describe("Compliance", () => {
    const cases: [string, TestResource[]][] = [
      ["a derived policy", stack(grants(token, pull, write))],
      ["the AWS managed execution policy", stack(attachment(EXECUTION, MANAGED))],
      [
        "AWS's pull-only policy leaves out what AWS does not need",
        stack(
          attachment(EXECUTION, "arn:aws:iam::aws:policy/AmazonEC2ContainerRegistryPullOnly"),
          grants(write),
        ),
      ],
      [
        "streams granted by log-stream:*",
        stack(grants(token, pull, statement("logs:*", `${GROUP}:log-stream:*`))),
      ],
      [
        "streams granted by their prefix",
        stack(grants(token, pull, statement("logs:*", `${GROUP}:log-stream:app/*`))),
      ],
      [
        "roles known by dependency, containers as a list of objects",
        (() => {
          const [own, execution] = roles() as [TestResource, TestResource];
          const props = {
            taskRoleArn: outputOf(own),
            executionRoleArn: outputOf(execution),
            containerDefinitions: [container()],
          };
          return [task(props), own, execution, grants(token, pull, write)];
        })(),
      ],
      [
        "a public image without logs needs no execution role",
        [task({ executionRoleArn: undefined }, { name: "web", image: "nginx:1.27" }), role(TASK)],
      ],
      [
        "on EC2 the instance pulls and logs",
        [task({ executionRoleArn: undefined, requiresCompatibilities: ["EC2"] }), role(TASK)],
      ],
      ["no task role", [task({ taskRoleArn: undefined }), role(EXECUTION), attachment(EXECUTION, MANAGED)]],
      ["no task definition", [role(TASK)]],
    ];
    for (const [title, resources] of cases) {
      it(title, () => {
        assert.deepEqual(judge(resources), []);
        assert.deepEqual(judge([...resources].reverse()), []);
      });
    }

    for (const on of [
      `${SECRET}*`,
      `${SECRET}-*`,
      `${SECRET}-??????`,
      `${SECRET}-AbCdEf`,
      `${SECRET.slice(0, -6)}*`,
    ]) {
      it(`a secret named without its suffix, granted on ${on.slice(on.indexOf("secret:"))}`, () => {
        const secrets = [{ name: "DB", valueFrom: `${SECRET}:password::` }];
        const read = statement("secretsmanager:GetSecretValue", on);
        assert.deepEqual(
          judge([task({}, container({ secrets })), ...roles(), grants(token, pull, write, read)]),
          [],
        );
      });
    }

    it("a secret granted by the tag that the stack gives it", () => {
      const tagged = (tags: object) =>
        resource("aws:secretsmanager/secret:Secret", "db", { name: "prod/orders", tags });
      const read = (key: string) =>
        statement("secretsmanager:GetSecretValue", "*", { Condition: { StringEquals: { [key]: "orders" } } });
      const secrets = [{ name: "DB", valueFrom: SECRET }];
      const base = [task({}, container({ secrets })), ...roles()];
      for (const key of ["aws:ResourceTag/app", "secretsmanager:ResourceTag/app"]) {
        const policy = grants(token, pull, write, read(key));
        assert.deepEqual(judge([...base, policy, tagged({ app: "orders" })]), []);
        assert.equal(judge([...base, policy, tagged({ app: "billing" })])[0]?.verdict, "violated");
        assert.equal(judge([...base, policy, tagged({})])[0]?.verdict, "violated");
        assert.equal(judge([...base, policy, tagged({ app: unknown() })])[0]?.verdict, "unproven");
        assert.equal(judge([...base, policy])[0]?.verdict, "unproven");
      }
    });

    it("a secret of another account is decrypted with any key there that is granted", () => {
      const secret = SECRET.replace(ACCOUNT, "575084400422");
      const read = statement("secretsmanager:GetSecretValue", `${secret}*`);
      const decrypt = (account: string) =>
        statement("kms:Decrypt", `arn:aws:kms:${REGION}:${account}:key/1111aaaa-22bb-33cc-44dd-555566667777`);
      const base = [task({}, container({ secrets: [{ name: "DB", valueFrom: secret }] })), ...roles()];
      const granting = (...more: object[]) => [...base, grants(token, pull, write, read, ...more)];
      for (const more of [decrypt("575084400422"), statement("kms:Decrypt")]) {
        const found = one(granting(more));
        assert.deepEqual([found.verdict, found.level], ["unproven", "advisory"], "its policy lies elsewhere");
        assert.deepEqual(
          found.unknowns?.map(({ kind }) => kind),
          ["resource-policy-elsewhere"],
        );
      }
      for (const more of [[], [decrypt(ACCOUNT)]]) {
        const [found, ...others] = judge(granting(...more)).filter(({ level }) => level !== "advisory");
        assert.ok(found && others.length === 0);
        assert.deepEqual([found.verdict, found.actions], ["violated", ["kms:Decrypt"]]);
      }
    });

    it("a log group that the stack creates need not be created by the driver", () => {
      const created = (name: string) => resource("aws:cloudwatch/logGroup:LogGroup", name, { name });
      const { logConfiguration: log } = container();
      const options = { ...log.options, "awslogs-create-group": "true" };
      const creating = container({ logConfiguration: { ...log, options } });
      const running = [task({}, creating), ...roles(), attachment(EXECUTION, MANAGED)];
      assert.deepEqual(judge([...running, created("/ecs/orders")]), []);
      assert.deepEqual(one([...running, created("/ecs/others")]).actions, ["logs:CreateLogGroup"]);
    });

    it("unknown images and groups, if every image may be pulled and every group written", () => {
      const unclear = container({
        image: unknown(),
        logConfiguration: { logDriver: "awslogs", options: unknown() },
      });
      const containers = { containerDefinitions: [unclear] };
      assert.deepEqual(judge([task(containers), ...roles(), attachment(EXECUTION, MANAGED)]), []);
    });
  });

  it("does not take an unknown awslogs-region for the stack's own", () => {
    const options = { ...container().logConfiguration.options, "awslogs-region": unknown() };
    const definition = task({
      containerDefinitions: [container({ logConfiguration: { logDriver: "awslogs", options } })],
    });
    const found = one([definition, ...roles(), grants(token, pull, write)], {
      account: ACCOUNT,
      region: REGION,
    });
    assert.equal(found.verdict, "unproven");
    assert.match(found.decidedBy ?? "", /the region \(awslogs-region\)/);
    const anywhere = statement(
      ["logs:CreateLogStream", "logs:PutLogEvents"],
      GROUP.replace(REGION, "*") + ":*",
    );
    assert.deepEqual(judge([definition, ...roles(), grants(token, pull, anywhere)]), []);
  });

  describe("Reports a violation if", () => {
    it("the execution role lacks one pull action, with a statement to paste", () => {
      const found = one(stack(grants(token, statement(PULL.slice(0, 2), REPOSITORY), write)));
      assert.equal(found.verdict, "violated");
      assert.equal(found.subject, `role/${EXECUTION}`);
      assert.deepEqual([found.actions, found.resources], [["ecr:BatchGetImage"], [REPOSITORY]]);
      assert.equal(
        found.message,
        `role/${EXECUTION} may not pull the image ${IMAGE} (container app of orders).`,
      );
      assert.match(
        found.decidedBy ?? "",
        /nothing allows it in inline policy start; nearest is the Allow Statement\[1\]/,
      );
      assert.equal(
        found.remedy,
        `add to inline policy start: {"Effect": "Allow", "Action": "ecr:BatchGetImage", "Resource": "${REPOSITORY}"}`,
      );
    });

    it("nothing is attached: one finding with all that is needed", () => {
      const found = one(stack());
      assert.deepEqual(
        found.actions,
        [...PULL, "ecr:GetAuthorizationToken", "logs:CreateLogStream", "logs:PutLogEvents"].sort(),
      );
      assert.match(found.decidedBy ?? "", /no policy is attached/);
    });

    it("two tasks share a role that lacks something: still one finding", () => {
      const other = taskDefinition("billing", {
        executionRoleArn: arnOf("role", EXECUTION),
        containerDefinitions: JSON.stringify([container({ image: IMAGE.replace("/orders", "/billing") })]),
      });
      const found = one([...stack(grants(token, write)), other]);
      assert.deepEqual(found.resources, [REPOSITORY.replace("/orders", "/billing"), REPOSITORY]);
      assert.match(found.message, /container app of billing.* or .*container app of orders/);
    });

    const faults: [string, object[], string, string][] = [
      [
        "the token is granted on the repository",
        [statement("ecr:*", REPOSITORY), write],
        "ecr:GetAuthorizationToken",
        "*",
      ],
      [
        "the log group is granted without its streams",
        [token, pull, statement("logs:*", GROUP)],
        "logs:CreateLogStream logs:PutLogEvents",
        `${GROUP}:log-stream:app/app/*`,
      ],
      [
        "the streams are granted under another prefix",
        [token, pull, statement("logs:*", `${GROUP}:log-stream:web/*`)],
        "logs:CreateLogStream logs:PutLogEvents",
        `${GROUP}:log-stream:app/app/*`,
      ],
    ];
    for (const [title, statements, actions, on] of faults) {
      it(title, () => {
        const found = one(stack(grants(...statements)));
        assert.equal(found.actions.join(" "), actions);
        assert.deepEqual(found.resources, [on]);
      });
    }

    it("the AWS managed policy is asked to create the log group", () => {
      const log = container().logConfiguration;
      const options = { ...log.options, "awslogs-create-group": "true" };
      const creating = container({ logConfiguration: { ...log, options } });
      const found = one([task({}, creating), ...roles(), attachment(EXECUTION, MANAGED)]);
      assert.deepEqual(found.actions, ["logs:CreateLogGroup"]);
      assert.match(found.remedy, /^give role\/orders-execution a policy with: .*log-group:\/ecs\/orders:\*/);
    });

    it("a secret is granted without its random suffix", () => {
      const secrets = [{ name: "DB", valueFrom: `${SECRET}-AbCdEf` }];
      const read = statement("secretsmanager:GetSecretValue", SECRET);
      const found = one([task({}, container({ secrets })), ...roles(), grants(token, pull, write, read)]);
      assert.deepEqual(found.resources, [`${SECRET}-AbCdEf`]);
      assert.match(found.decidedBy ?? "", /secret:prod\/orders only/);
    });

    it("a secret is named without its ARN, which ECS takes for a parameter", () => {
      const secrets = [{ name: "DB", valueFrom: "prod/orders" }];
      const secret = resource("aws:secretsmanager/secret:Secret", "db", { name: "prod/orders" });
      const everything = grants(token, pull, write, statement(["ssm:*", "secretsmanager:*"]));
      const found = one([task({}, container({ secrets })), ...roles(), secret, everything]);
      assert.equal(found.verdict, "unproven");
      assert.match(
        found.decidedBy ?? "",
        /the stack has a secret of that name, and ECS takes it for a parameter's/,
      );
    });

    it("the secret's key may be used by way of another service only", () => {
      const key = `arn:aws:kms:${REGION}:${ACCOUNT}:key/1111aaaa-22bb-33cc-44dd-555566667777`;
      const secret = resource("aws:secretsmanager/secret:Secret", "db", {
        name: "prod/orders",
        kmsKeyId: key,
      });
      const via = (service: string) =>
        statement("kms:Decrypt", key, {
          Condition: { StringEquals: { "kms:ViaService": `${service}.${REGION}.amazonaws.com` } },
        });
      const read = statement("secretsmanager:GetSecretValue", `${SECRET}-??????`);
      const secrets = [{ name: "DB", valueFrom: SECRET }];
      const base = [task({}, container({ secrets })), ...roles(), secret];
      assert.deepEqual(judge([...base, grants(token, pull, write, read, via("secretsmanager"))]), []);
      const found = one([...base, grants(token, pull, write, read, via("s3"))]);
      assert.deepEqual([found.actions, found.resources], [["kms:Decrypt"], [key]]);
      assert.match(found.decidedBy ?? "", /kms:ViaService/);
    });

    it("an inline policy denies the log group, and names it", () => {
      const found = one(
        stack(grants(token, pull, write), rolePolicy(EXECUTION, "quiet", [deny("logs:Put*", `${GROUP}:*`)])),
      );
      assert.deepEqual(found.actions, ["logs:PutLogEvents"]);
      assert.equal(found.decidedBy, "Deny Statement[0] of inline policy quiet");
    });

    it("there is no execution role", () => {
      const found = one([task({ executionRoleArn: undefined }), role(TASK)]);
      assert.equal(found.subject, "orders");
      assert.match(
        found.message,
        /names no execution role \(executionRoleArn\), without which ECS cannot pull/,
      );
    });

    it("on EC2 there is no execution role and a secret", () => {
      const secrets = [{ name: "DB", valueFrom: SECRET }];
      const found = one([
        task({ executionRoleArn: undefined, requiresCompatibilities: ["EC2"] }, container({ secrets })),
        role(TASK),
      ]);
      assert.deepEqual(found.actions, ["secretsmanager:GetSecretValue"]);
    });

    it("the two roles are swapped", () => {
      const swapped = { taskRoleArn: arnOf("role", EXECUTION), executionRoleArn: arnOf("role", TASK) };
      const found = one([task(swapped), ...roles(), grants(token, pull, write)]);
      assert.match(
        found.message,
        /^The two roles of orders look swapped: its execution role role\/orders-task may not /,
      );
      assert.match(found.remedy, /exchange taskRoleArn and executionRoleArn/);
    });

    const ecs = {
      Effect: "Allow",
      Principal: { Service: "ecs-tasks.amazonaws.com" },
      Action: "sts:AssumeRole",
    };
    const when = (Condition: object) => document({ ...ecs, Condition });
    const trusts: [string, object | string][] = [
      ["another service", trust("ecs.amazonaws.com")],
      ["ECS, but not to assume the role", document({ ...ecs, Action: "sts:TagSession" })],
      ["ECS of another account", when({ StringEquals: { "aws:SourceAccount": "575084400422" } })],
      ["ECS of another region", when({ ArnLike: { "aws:SourceArn": `arn:aws:ecs:us-east-1:${ACCOUNT}:*` } })],
      ["ECS with an external id", when({ StringEquals: { "sts:ExternalId": "42" } })],
      ["ECS, and denies it", document(ecs, { ...ecs, Effect: "Deny" })],
    ];
    for (const [whom, assumeRolePolicy] of trusts) {
      it(`the task role trusts ${whom}`, () => {
        const own = role(TASK, { assumeRolePolicy });
        const found = one([task(), own, role(EXECUTION), attachment(EXECUTION, MANAGED)]);
        assert.deepEqual([found.verdict, found.subject], ["violated", `role/${TASK}`]);
        assert.deepEqual(found.actions, ["sts:AssumeRole"]);
      });
    }

    it("a role's ARN lacks the path", () => {
      const own = role(TASK, { path: "/shop/" });
      const found = one([task(), own, role(EXECUTION), attachment(EXECUTION, MANAGED)]);
      assert.match(found.message, /has the ARN arn:aws:iam::618574523116:role\/shop\/orders-task/);
      assert.equal(found.verdict, "violated");
    });

    it("a role is of another account", () => {
      const found = one([
        task({ taskRoleArn: arnOf("role", TASK, "575084400422") }),
        ...roles(),
        attachment(EXECUTION, MANAGED),
      ]);
      assert.match(found.message, /a role of account 575084400422/);
    });

    for (const value of [42, "not an arn", ["x"], arnOf("user", TASK)]) {
      it(`a role is ${JSON.stringify(value)}`, () => {
        const found = one([task({ taskRoleArn: value }), ...roles(), attachment(EXECUTION, MANAGED)]);
        assert.equal(found.verdict, "violated");
      });
    }
  });

  describe("the version of a secret", () => {
    const asking = (suffix: string) =>
      task({}, container({ secrets: [{ name: "DB", valueFrom: `${SECRET}-AbCdEf${suffix}` }] }));
    const reads = (Condition: object) => [
      ...roles(),
      attachment(EXECUTION, MANAGED),
      grants(statement("secretsmanager:GetSecretValue", `${SECRET}-??????`, { Condition })),
    ];
    const current = { StringEquals: { "secretsmanager:VersionStage": "AWSCURRENT" } };

    it("is asked for only where the container names one", () => {
      assert.deepEqual(judge([asking("::AWSCURRENT:"), ...reads(current)]), []);
      for (const suffix of ["", ":password::", "::AWSPREVIOUS:", ":::1234"]) {
        const found = one([asking(suffix), ...reads(current)]);
        assert.deepEqual([found.verdict, found.actions], ["violated", ["secretsmanager:GetSecretValue"]]);
      }
      const ifAny = { StringEqualsIfExists: { "secretsmanager:VersionStage": "AWSCURRENT" } };
      assert.deepEqual(judge([asking(""), ...reads(ifAny)]), []);
      const named = resource("aws:secretsmanager/secret:Secret", "db", { name: "prod/orders" });
      const later = task({
        containerDefinitions: [container({ secrets: [{ name: "DB", valueFrom: outputOf(named) }] })],
      });
      const open = one([named, later, ...reads(current)]);
      assert.equal(open.verdict, "unproven");
      assert.ok(areAllKnownLater(open.unknowns ?? []));
      const byName = (name: string) => ({ StringEquals: { "secretsmanager:SecretId": name } });
      assert.deepEqual(judge([asking(":password::"), ...reads(byName(`${SECRET}-AbCdEf`))]), []);
      assert.equal(one([asking(""), ...reads(byName(`${SECRET}-other-AbCdEf`))]).verdict, "violated");
      const byId = { StringEquals: { "secretsmanager:VersionId": "1234" } };
      assert.deepEqual(judge([asking(":::1234"), ...reads(byId)]), []);
    });
  });

  describe("ECS Exec", () => {
    const CHANNELS = [
      "CreateControlChannel",
      "CreateDataChannel",
      "OpenControlChannel",
      "OpenDataChannel",
    ].map((name) => `ssmmessages:${name}`);
    const service = (props: Record<string, unknown>) =>
      resource("aws:ecs/service:Service", "orders", { name: "orders", enableExecuteCommand: true, ...props });
    const base = () => stack(attachment(EXECUTION, MANAGED));
    const granted = rolePolicy(TASK, "exec", [statement(CHANNELS)]);

    for (const taskDefinition of [
      outputOf(task()),
      "orders",
      "orders:7",
      `arn:aws:ecs:${REGION}:${ACCOUNT}:task-definition/orders:7`,
    ]) {
      it(`needs its channels where a service runs ${JSON.stringify(taskDefinition)} with it`, () => {
        const found = one([...base(), service({ taskDefinition })]);
        assert.deepEqual([found.subject, found.actions], [`role/${TASK}`, CHANNELS]);
        assert.deepEqual(judge([...base(), service({ taskDefinition }), granted]), []);
      });
    }

    it("needs nothing where it is not enabled, or on another task definition", () => {
      assert.deepEqual(
        judge([...base(), service({ taskDefinition: "orders", enableExecuteCommand: false })]),
        [],
      );
      assert.deepEqual(judge([...base(), service({ taskDefinition: "other" })]), []);
    });

    it("is used on what config says", () => {
      assert.deepEqual(one(base(), { executeCommand: ["orders"] }).actions, CHANNELS);
    });

    for (const enableExecuteCommand of [unknown(), 42]) {
      it(`is unproven where enableExecuteCommand ${typeof enableExecuteCommand === "symbol" ? "is unknown" : "is of the wrong type"}`, () => {
        const found = one([...base(), service({ taskDefinition: "orders", enableExecuteCommand })]);
        assert.equal(found.verdict, "unproven");
      });
    }

    it("needs a task role", () => {
      const resources = [task({ taskRoleArn: undefined }), role(EXECUTION), attachment(EXECUTION, MANAGED)];
      assert.match(
        one(resources, { executeCommand: ["orders"] }).message,
        /names no task role \(taskRoleArn\)/,
      );
    });

    it("needs what the cluster's log configuration says", () => {
      const cluster = resource("aws:ecs/cluster:Cluster", "main", {
        name: "main",
        configuration: {
          executeCommandConfiguration: {
            logging: "OVERRIDE",
            logConfiguration: { cloudWatchLogGroupName: "/ecs/exec", s3BucketName: "exec-logs" },
          },
        },
      });
      const found = one([
        ...base(),
        cluster,
        granted,
        service({ taskDefinition: "orders", cluster: outputOf(cluster) }),
      ]);
      assert.deepEqual(found.actions, [
        "logs:CreateLogStream",
        "logs:DescribeLogGroups",
        "logs:DescribeLogStreams",
        "logs:PutLogEvents",
        "s3:GetEncryptionConfiguration",
        "s3:PutObject",
      ]);
    });
  });

  describe("Is unproven if", () => {
    const cases: [string, TestResource[], string[]][] = [
      [
        "a role's ARN is unknown",
        [task({ taskRoleArn: unknown(), executionRoleArn: unknown() })],
        ["unproven orders", "unproven orders"],
      ],
      [
        "a role is defined nowhere",
        [task({ executionRoleArn: arnOf("role", "ecsExecutionRole") }), role(TASK)],
        ["unproven role/ecsExecutionRole"],
      ],
      [
        "a trust policy is unknown",
        [
          task(),
          role(TASK, { assumeRolePolicy: unknown() }),
          role(EXECUTION),
          attachment(EXECUTION, MANAGED),
        ],
        [`unproven role/${TASK} sts:AssumeRole`],
      ],
      [
        "a trust policy is missing",
        [
          task(),
          role(TASK, { assumeRolePolicy: undefined }),
          role(EXECUTION),
          attachment(EXECUTION, MANAGED),
        ],
        [`unproven role/${TASK} sts:AssumeRole`],
      ],
      [
        "a trust policy is malformed",
        [task(), role(TASK, { assumeRolePolicy: "{" }), role(EXECUTION), attachment(EXECUTION, MANAGED)],
        [`unproven role/${TASK} sts:AssumeRole`],
      ],
      [
        "a trust policy is managed elsewhere and not declared",
        [task({ taskRoleArn: undefined }), attachment(EXECUTION, MANAGED)],
        [`unproven role/${EXECUTION} sts:AssumeRole`],
      ],
      [
        "the execution role may be assumed only with keys that AWS documents for task roles",
        [
          task({ taskRoleArn: undefined }),
          role(EXECUTION, {
            assumeRolePolicy: document({
              Effect: "Allow",
              Principal: { Service: "ecs-tasks.amazonaws.com" },
              Action: "sts:AssumeRole",
              Condition: { StringEquals: { "aws:SourceAccount": ACCOUNT } },
            }),
          }),
          attachment(EXECUTION, MANAGED),
        ],
        [`unproven role/${EXECUTION} sts:AssumeRole`],
      ],
      [
        "the containers are unknown",
        [task({ containerDefinitions: unknown() }), ...roles(), attachment(EXECUTION, MANAGED)],
        [`unproven role/${EXECUTION}`],
      ],
      [
        "a secret is unknown",
        [
          task({ containerDefinitions: [container({ secrets: [{ name: "DB", valueFrom: unknown() }] })] }),
          ...roles(),
          attachment(EXECUTION, MANAGED),
        ],
        [`unproven role/${EXECUTION}`],
      ],
      [
        "it is not known whether the task runs on Fargate, where it would need an execution role",
        [task({ executionRoleArn: undefined, requiresCompatibilities: unknown() }), role(TASK)],
        [
          `unproven orders ${[...PULL, "ecr:GetAuthorizationToken", "logs:CreateLogStream", "logs:PutLogEvents"].sort().join(" ")}`,
        ],
      ],
    ];
    for (const [title, resources, expected] of cases) {
      it(title, () => {
        assert.deepEqual(summary(judge(resources)), expected);
        assert.deepEqual(summary(judge([...resources].reverse())), expected);
      });
    }

    it("but not where the trust holds with those keys and without", () => {
      const Condition = { StringEqualsIfExists: { "aws:SourceAccount": ACCOUNT } };
      const assumeRolePolicy = document({
        Effect: "Allow",
        Principal: { Service: "ecs-tasks.amazonaws.com" },
        Action: "sts:AssumeRole",
        Condition,
      });
      const own = role(EXECUTION, { assumeRolePolicy });
      assert.deepEqual(judge([task({ taskRoleArn: undefined }), own, attachment(EXECUTION, MANAGED)]), []);
    });
  });
});

import assert from "node:assert/strict";
import { ecsTaskCanStart } from "../../../../policypack/policies/ecs-task-can-start";
import { judge as judgeAll, judgeStackByRule } from "../../../support/judge";
import {
  ACCOUNT,
  attachment,
  deny,
  type OutputOf,
  outputOf,
  REGION,
  resource,
  role,
  rolePolicy,
  statement,
  taskDefinition,
  type TestResource,
  unknown,
} from "../../../support/stacks";

const MANAGED = "arn:aws:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy";
const PULL = ["ecr:BatchCheckLayerAvailability", "ecr:GetDownloadUrlForLayer", "ecr:BatchGetImage"];

const repository = resource("aws:ecr/repository:Repository", "api", { name: "api" });
const group = resource("aws:cloudwatch/logGroup:LogGroup", "api", { name: "/ecs/api" });
const secret = resource("aws:secretsmanager/secret:Secret", "db", { name: "prod/db" });
const built = resource("docker-build:index:Image", "api", { tags: [outputOf(repository)] });
const cluster = resource("aws:ecs/cluster:Cluster", "main", { configuration: outputOf(group) });

const task = (containerDefinitions: unknown, props: object = {}) =>
  taskDefinition("api", { executionRoleArn: outputOf(role("execution")), containerDefinitions, ...props });
const executes = (...statements: object[]) => rolePolicy("execution", "start", statements);

function judged(...resources: TestResource[]) {
  const found = judgeStackByRule(ecsTaskCanStart, [role("execution"), ...resources]);
  assert.deepEqual(judgeStackByRule(ecsTaskCanStart, [role("execution"), ...resources].reverse()), found);
  return found.map(({ verdict, message }) => `${verdict}: ${message}`);
}

const open = (what: string) =>
  `unproven: It is not proven that role/execution may ${what} the containers of api.`;

describe("ecs-task-can-start, of containers that are not known", () => {
  describe("says only what is open", () => {
    const every = statement("*");
    const host = statement([...PULL, "ecr:GetAuthorizationToken", "logs:*"]);
    const read = statement(["secretsmanager:GetSecretValue", "ssm:GetParameters"]);
    const fetched = statement(["s3:GetObject", "s3:GetBucketLocation", "kms:Decrypt"]);
    const cases: [string, TestResource[], string[]][] = [
      ["a role that may do nothing", [], [open("start")]],
      [
        "AWS's policy pulls every image and writes every log",
        [attachment("execution", MANAGED)],
        [open("create the log groups, read the secrets and parameters or fetch the files of")],
      ],
      [
        "it may create log groups, too",
        [executes(host)],
        [open("read the secrets and parameters or fetch the files of")],
      ],
      [
        "secrets without their keys",
        [executes(host, read)],
        [open("read the secrets and parameters or fetch the files of")],
      ],
      ["all but files", [executes(host, read, statement("kms:Decrypt"))], [open("fetch the files of")]],
      ["all that containers may ask", [executes(host, read, fetched)], []],
      ["whatever there is", [executes(every)], []],
      [
        "one repository and one group",
        [
          executes(
            statement("ecr:GetAuthorizationToken"),
            statement(PULL, `arn:aws:ecr:${REGION}:${ACCOUNT}:repository/api`),
            statement("logs:*", `arn:aws:logs:${REGION}:${ACCOUNT}:log-group:/ecs/api:*`),
          ),
        ],
        [open("start")],
      ],
      [
        "images of one Region",
        [
          executes(every, {
            ...deny("ecr:*"),
            Condition: { StringNotEquals: { "aws:RequestedRegion": REGION } },
          }),
        ],
        [open("pull the images of")],
      ],
      [
        "a Deny on what they may not need",
        [executes(every, deny("secretsmanager:*"))],
        [open("read the secrets and parameters of")],
      ],
    ];
    for (const [title, others, expected] of cases)
      it(title, () => assert.deepEqual(judged(task(unknown()), ...others), expected));

    it("on container instances, whose own role pulls and logs", () => {
      const onHost = task(unknown(), { requiresCompatibilities: ["EC2"], networkMode: undefined });
      assert.deepEqual(judged(onHost, executes(read, fetched)), []);
    });

    it("with the same id, whatever is open", () => {
      const ids = [[], [attachment("execution", MANAGED)]].map(
        (others) => judgeStackByRule(ecsTaskCanStart, [role("execution"), task(unknown()), ...others])[0]?.id,
      );
      assert.equal(ids[0], ids[1]);
    });

    it("in what the finding calls unknown", () => {
      const [found] = judgeStackByRule(ecsTaskCanStart, [
        role("execution"),
        task(unknown()),
        executes(host, read, statement("kms:Decrypt")),
      ]);
      assert.match(
        found!.decidedBy!,
        /the containerDefinitions of api, and with it the files that are fetched/,
      );
    });
  });

  describe("judges containers that are known beside one that is not", () => {
    const known = { name: "web", image: `${ACCOUNT}.dkr.ecr.${REGION}.amazonaws.com/web:1` };
    it("violated", () => {
      const found = judged(task([known, unknown()]), executes(statement("logs:*")));
      assert.ok(
        found.some((each) => each.startsWith("violated") && each.includes("web:1")),
        found.join("\n"),
      );
    });
    it("proven", () => {
      assert.deepEqual(judged(task([known, unknown()]), attachment("execution", MANAGED)).length, 1);
    });
  });

  describe("is violated by what containers are made of, where only the execution role can use it", () => {
    const cases: [string, OutputOf[], TestResource[], string][] = [
      ["a repository", [outputOf(repository)], [repository], "pull images from the repository api"],
      [
        "an image that is built and pushed there",
        [outputOf(built)],
        [repository, built],
        "pull images from the repository api",
      ],
      ["a log group", [outputOf(group)], [group], "write to the log group /ecs/api"],
      [
        "several, one of which it may not use",
        [outputOf(group), outputOf(repository)],
        [group, repository, executes(statement("ecr:*"))],
        "write to the log group /ecs/api",
      ],
      [
        "though the role may not use it by a Deny",
        [outputOf(group)],
        [group, executes(statement("*"), deny("logs:*"))],
        "write to the log group /ecs/api",
      ],
    ];
    const none = { taskRoleArn: outputOf(role("task")) };
    for (const [title, made, others, expected] of cases) {
      for (const props of [{}, none]) {
        it(`${title}, ${props === none ? "beside a task role without rights" : "without a task role"}`, () => {
          const found = judged(task(made, props), role("task"), ...others);
          const violated = found.filter((each) => each.startsWith("violated"));
          assert.equal(violated.length, 1, found.join("\n"));
          assert.ok(violated[0]!.includes(expected), violated[0]);
        });
      }
    }

    it("and where it has no execution role at all", () => {
      const found = judgeStackByRule(ecsTaskCanStart, [
        task([outputOf(repository)], { executionRoleArn: undefined }),
        repository,
      ]);
      assert.deepEqual(
        found.map(({ verdict }) => verdict),
        ["violated"],
      );
    });

    it("even where the containers are reported by another rule, which is deferred", async () => {
      const found = await judgeAll(
        [repository, role("execution"), task([outputOf(repository)])],
        {},
        undefined,
        "preview",
      );
      const stopped = found.filter(({ level }) => level === "mandatory");
      assert.deepEqual(
        stopped.map(({ policy }) => policy),
        ["ecs-task-can-start"],
      );
    });
  });

  describe("is open where somebody else may use it", () => {
    const tasked = { taskRoleArn: outputOf(role("task")) };
    const may = (...actions: string[]) => rolePolicy("task", "own", [statement(actions)]);
    const cases: [string, unknown, object, TestResource[]][] = [
      ["the application writes to the group", [outputOf(group)], tasked, [group, may("logs:PutLogEvents")]],
      ["the application reads the group", [outputOf(group)], tasked, [group, may("logs:FilterLogEvents")]],
      [
        "the application assumes a role that does",
        [outputOf(secret)],
        tasked,
        [secret, may("sts:AssumeRole")],
      ],
      [
        "the application has the image run elsewhere",
        [outputOf(built)],
        tasked,
        [repository, built, may("ecs:RunTask")],
      ],
      [
        "the task role has a document that is not known",
        [outputOf(group)],
        tasked,
        [group, attachment("task", unknown())],
      ],
      [
        "the task role is managed elsewhere",
        [outputOf(group)],
        { taskRoleArn: `arn:aws:iam::${ACCOUNT}:role/other` },
        [group],
      ],
      ["the task runs on instances", [outputOf(group)], { requiresCompatibilities: ["EC2"] }, [group]],
      ["it is a secret, which an application may be given", [outputOf(secret)], {}, [secret]],
      [
        "it is not known where the task runs",
        [outputOf(group)],
        { requiresCompatibilities: unknown() },
        [group],
      ],
      ["the group is the cluster's", [outputOf(cluster)], {}, [cluster, group]],
      [
        "the image is pushed elsewhere, too",
        [outputOf(built)],
        {},
        [repository, { ...built, props: { tags: [...(built.props.tags as []), "docker.io/acme/api:1"] } }],
      ],
      ["its name is not known", [outputOf(group)], {}, [{ ...group, props: {}, inputs: {} }]],
      [
        "the component made it with the task definition",
        [outputOf(group)],
        {},
        [{ ...group, parent: "urn:pulumi:test::stack::awsx:ecs:FargateTaskDefinition::api" }],
      ],
    ];
    for (const [title, made, props, others] of cases) {
      it(title, () => {
        const own = {
          ...task(made, props),
          parent: "urn:pulumi:test::stack::awsx:ecs:FargateTaskDefinition::api",
        };
        const found = judged(own, role("task"), ...others);
        assert.ok(found.length > 0 && found.every((each) => each.startsWith("unproven")), found.join("\n"));
      });
    }
  });
});

/** What people get wrong in a stack file; each mistake must be told in one error that names it. */
import { ecsMistakes } from "./ecs-mistakes";
import { type Mistake, crossMistake, mistake } from "./mistake";
import {
  accountId,
  ci,
  deployers,
  igNotification,
  mlPlatform,
  notifier,
  schedules,
  tasks,
  trainer,
} from "./edit";

const secretArn = "arn:aws:secretsmanager:ap-northeast-2:618574523116:secret:";
const ml = "tasks.ml-platform";
const ig = "tasks.ig-notification";

const schedule = {
  task: "ig-notification",
  expression: "rate(1 day)",
  cluster: "main",
  subnets: ["subnet-0123456789abcdef0"],
};

const role = (name: string) => ({ mode: "create", name });

export const mistakes: Mistake[] = [
  ...ecsMistakes,
  mistake("no region", [[["aws:region"], undefined]], "aws:region", /is missing.*ap-northeast-2/),
  mistake("a region that is none", [[["aws:region"], "Seoul"]], "aws:region", /must be an AWS region/),
  mistake(
    "a region of a partition that is not served",
    [[["aws:region"], "us-iso-east-1"]],
    "aws:region",
    /aws-us-gov/,
  ),
  mistake(
    "a role described in Korean, which IAM refuses",
    [[[...mlPlatform, "taskRole", "description"], "작업 역할"]],
    `${ml}.taskRole.description`,
    /Latin characters/,
  ),
  crossMistake(
    "a misspelt namespace",
    [
      [[tasks], undefined],
      [["ecs-task-permission:tasks"], {}],
    ],
    "ecs-task-permission:tasks",
    /did you mean ecs-task-permissions:tasks\?/,
  ),
  crossMistake(
    "a region in no namespace that there is",
    [
      [["aws:region"], undefined],
      [["asw:region"], "eu-west-1"],
    ],
    "asw:region",
    /did you mean aws:region\?/,
  ),
  mistake(
    "a number in quotes",
    [[[...mlPlatform, "cpu"], "1024"]],
    `${ml}.cpu`,
    /in quotes.*write 1024 without them.*must be one of/,
  ),
  mistake(
    "memory in quotes",
    [[[...mlPlatform, "memory"], "4096"]],
    `${ml}.memory`,
    /in quotes.*write 4096 without them/,
  ),
  mistake(
    "a yes-or-no in quotes",
    [[[...mlPlatform, "enableExecuteCommand"], "true"]],
    `${ml}.enableExecuteCommand`,
    /write true without them/,
  ),
  mistake("no cpu", [[[...mlPlatform, "cpu"], undefined]], `${ml}.cpu`, /^is missing; it must be one of 256/),
  mistake(
    "no memory",
    [[[...mlPlatform, "memory"], undefined]],
    `${ml}.memory`,
    /^is missing; it must be a whole number/,
  ),
  mistake(
    "no kind of deployer",
    [[[deployers, 0, "type"], undefined]],
    "deployers[0].type",
    /^is missing; it must be/,
  ),
  mistake(
    "no image",
    [[[...trainer, "image"], undefined]],
    `${ml}.containers[0].image`,
    /^is missing; it must be/,
  ),
  mistake("no account", [[[accountId], undefined]], "accountId", /is missing.*twelve digits/),
  mistake(
    "an account without quotes",
    [[[accountId], 618574523116]],
    "accountId",
    /in quotes, "618574523116"/,
  ),
  mistake("an account whose zeros YAML dropped", [[[accountId], 1234567890]], "accountId", /"001234567890"/),
  mistake("an account of eleven digits", [[[accountId], "61857452311"]], "accountId", /twelve digits/),
  mistake("no tasks", [[[tasks], undefined]], "tasks", /is missing/),
  mistake(
    "an empty map of tasks",
    [
      [[tasks], {}],
      [[deployers], []],
    ],
    "tasks",
    /at least one task/,
  ),
  mistake(
    "a misspelled top key",
    [[["ecs-task-permissions:deployer"], []]],
    "deployer",
    /did you mean.*deployers\?/,
  ),
  mistake("a profile in the file", [[["aws:profile"], "dev"]], "aws:profile", /set AWS_PROFILE/),
  mistake(
    "a misspelled key",
    [[[...trainer, "imge"], "x:1"]],
    `${ml}.containers[0].imge`,
    /did you mean image\?/,
  ),
  mistake("an unknown key far from any", [[[...mlPlatform, "zzz"], 1]], `${ml}.zzz`, /allowed: family, cpu/),
  mistake(
    "a key that every object inherits",
    [[[...mlPlatform, "constructor"], 1]],
    `${ml}.constructor`,
    /allowed: /,
  ),
  mistake(
    "an encrypted value",
    [[[accountId], { secure: "v1:abc" }]],
    "accountId",
    /encrypted.*never the secret itself/,
  ),
  mistake(
    "a task key with a blank",
    [
      [[tasks, "my task"], undefined],
      [[tasks, "a b"], {}],
    ],
    "tasks.a b",
    /the key must be/,
  ),

  mistake(
    "a cpu that Fargate lacks",
    [[[...mlPlatform, "cpu"], 300]],
    `${ml}.cpu`,
    /must be one of 256, 512/,
  ),
  mistake(
    "a memory that does not go with the cpu",
    [[[...mlPlatform, "memory"], 1024]],
    `${ml}.memory`,
    /cpu 1024; allowed: 2048, 3072/,
  ),
  mistake(
    "memory with its unit",
    [[[...mlPlatform, "memory"], "4GB"]],
    `${ml}.memory`,
    /whole number of MiB/,
  ),
  mistake(
    "an unknown architecture",
    [[[...mlPlatform, "architecture"], "arm64"]],
    `${ml}.architecture`,
    /X86_64 or ARM64/,
  ),
  mistake(
    "too little ephemeral storage",
    [[[...mlPlatform, "ephemeralStorageGiB"], 20]],
    `${ml}.ephemeralStorageGiB`,
    /21 to 200/,
  ),
  mistake(
    "no containers",
    [[[...mlPlatform, "containers"], []]],
    `${ml}.containers`,
    /must hold a container/,
  ),
  crossMistake(
    "containers that ask for more cpu",
    [[[...trainer, "cpu"], 2048]],
    `${ml}.cpu`,
    /containers' cpu together, 2048/,
  ),
  crossMistake(
    "containers that ask for more memory",
    [[[...trainer, "memory"], 8192]],
    `${ml}.memory`,
    /reserve together, 8192/,
  ),
  crossMistake(
    "a reservation above the limit",
    [
      [[...trainer, "memory"], 512],
      [[...trainer, "memoryReservation"], 1024],
    ],
    `${ml}.containers[0].memoryReservation`,
    /less than the container's memory, 512/,
  ),
  crossMistake(
    "two tasks of one family",
    [[[...igNotification, "family"], "ml-platform"]],
    `${ig}.family`,
    /family of ml-platform too/,
  ),

  mistake(
    "an image with a blank",
    [[[...trainer, "image"], "my image:1"]],
    `${ml}.containers[0].image`,
    /must be an image/,
  ),
  mistake(
    "an image with a broken digest",
    [[[...trainer, "image"], "app@sha256:12"]],
    `${ml}.containers[0].image`,
    /must be an image/,
  ),
  mistake(
    "a port as a variable's value",
    [[[...trainer, "environment", "PORT"], 8080]],
    `${ml}.containers[0].environment.PORT`,
    /in quotes, "8080"/,
  ),
  mistake(
    "retention that CloudWatch lacks",
    [[[...trainer, "logGroup", "retentionDays"], 15]],
    `${ml}.containers[0].logGroup.retentionDays`,
    /one of 1, 3, 5/,
  ),
  mistake(
    "retention where the agent creates the group",
    [[[...trainer, "logGroup", "createdBy"], "agent"]],
    `${ml}.containers[0].logGroup.retentionDays`,
    /only the program sets it/,
  ),
  crossMistake(
    "a shared log group with two retentions",
    [[[...notifier, "logGroup", "name"], "/ecs/ml-platform"]],
    `${ig}.containers[0].logGroup.name`,
    /they must agree/,
  ),
  crossMistake(
    "two containers of one name",
    [[[...mlPlatform, "containers", 1], { name: "trainer", image: "busybox:1.36" }]],
    `${ml}.containers[1].name`,
    /unique in a task/,
  ),
  crossMistake(
    "no essential container",
    [[[...trainer, "essential"], false]],
    `${ml}.containers`,
    /at least one essential/,
  ),
  crossMistake(
    "a port taken twice",
    [
      [
        [...notifier, "ports"],
        [{ containerPort: 80 }, { containerPort: 80, protocol: "tcp" }],
      ],
    ],
    `${ig}.containers[0].ports[1].containerPort`,
    /share one network interface/,
  ),
  crossMistake(
    "a dependency on nothing",
    [[[...trainer, "dependsOn"], [{ container: "sidecar", condition: "START" }]]],
    `${ml}.containers[0].dependsOn[0].container`,
    /its containers: trainer/,
  ),
  crossMistake(
    "a container that waits for itself",
    [[[...trainer, "dependsOn"], [{ container: "trainer", condition: "START" }]]],
    `${ml}.containers[0].dependsOn[0].container`,
    /circle/,
  ),
  crossMistake(
    "waiting for health that nobody checks",
    [
      [[...trainer, "dependsOn"], [{ container: "proxy", condition: "HEALTHY" }]],
      [[...mlPlatform, "containers", 1], { name: "proxy", image: "envoy:1.30" }],
    ],
    `${ml}.containers[0].dependsOn[0].container`,
    /has no healthCheck/,
  ),
  crossMistake(
    "a health check without CMD",
    [[[...notifier, "healthCheck"], { command: ["curl", "localhost"] }]],
    `${ig}.containers[0].healthCheck.command[0]`,
    /CMD or CMD-SHELL/,
  ),

  mistake(
    "a variable from nowhere",
    [[[...notifier, "secrets", "DB"], {}]],
    `${ig}.containers[0].secrets.DB`,
    /either a secret or a parameter/,
  ),
  mistake(
    "a variable from two places",
    [[[...notifier, "secrets", "DB"], { secret: "a", parameter: "/b" }]],
    `${ig}.containers[0].secrets.DB`,
    /either a secret or a parameter/,
  ),
  mistake(
    "a JSON key of a parameter",
    [[[...notifier, "secrets", "DB"], { parameter: "/b", jsonKey: "password" }]],
    `${ig}.containers[0].secrets.DB.jsonKey`,
    /no JSON keys/,
  ),
  crossMistake(
    "a JSON key given twice",
    [[[...notifier, "secrets", "DB"], { secret: `${secretArn}db-a1b2c3:password::`, jsonKey: "password" }]],
    `${ig}.containers[0].secrets.DB.jsonKey`,
    /in the secret's ARN already/,
  ),
  crossMistake(
    "a partial secret ARN in a container",
    [[[...notifier, "secrets", "DB"], { secret: `${secretArn}prod/db` }]],
    `${ig}.containers[0].secrets.DB.secret`,
    /partial ARN.*prod\/db/,
  ),
  crossMistake(
    "a partial secret ARN in a task role",
    [[[...igNotification, "taskRole", "access", "secrets", 0], { secret: `${secretArn}prod/db` }]],
    `${ig}.taskRole.access.secrets[0].secret`,
    /partial ARN/,
  ),
  crossMistake(
    "a secret's name that looks like a complete ARN's",
    [[[...notifier, "secrets", "DB"], { secret: "prod/db-master" }]],
    `${ig}.containers[0].secrets.DB.secret`,
    /complete ARN/,
  ),
  crossMistake(
    "ECS's suffix where IAM does not know it",
    [
      [
        [...igNotification, "taskRole", "access", "secrets", 0],
        { secret: `${secretArn}db-a1b2c3:password::` },
      ],
    ],
    `${ig}.taskRole.access.secrets[0].secret`,
    /has a suffix/,
  ),
  crossMistake(
    "a variable set twice",
    [[[...notifier, "secrets", "DB_SECRET_NAME"], { secret: "a" }]],
    `${ig}.containers[0].environment.DB_SECRET_NAME`,
    /set twice/,
  ),
  mistake(
    "a KMS alias",
    [[[...notifier, "secrets", "DB"], { secret: "a", kmsKey: "alias/app" }]],
    `${ig}.containers[0].secrets.DB.kmsKey`,
    /not an alias/,
  ),

  mistake(
    "an unknown role mode",
    [[[...mlPlatform, "taskRole", "mode"], "import"]],
    `${ml}.taskRole.mode`,
    /one of create, reference, none/,
  ),
  mistake(
    "a role of which nothing can be read without its mode",
    [[[...igNotification, "taskRole"], { name: 5, policyName: 7, access: 3, statements: 5 }]],
    `${ig}.taskRole.mode`,
    /one of create, reference, none/,
  ),
  mistake(
    "statements that are no list",
    [[[...igNotification, "taskRole", "statements"], 5]],
    `${ig}.taskRole.statements`,
    /must be a list/,
  ),
  mistake(
    "no containers at all",
    [[[...mlPlatform, "containers"], undefined]],
    `${ml}.containers`,
    /is missing/,
  ),
  mistake(
    "an encrypted secret in a variable",
    [[[...notifier, "secrets", "DB"], { secret: { secure: "v1:abc" } }]],
    `${ig}.containers[0].secrets.DB.secret`,
    /encrypted/,
  ),
  mistake(
    "an execution role of mode none",
    [[[...mlPlatform, "executionRole"], { mode: "none" }]],
    `${ml}.executionRole.mode`,
    /one of create, reference/,
  ),
  mistake(
    "access without a task role",
    [[[...igNotification, "taskRole"], { mode: "none", access: { secrets: [{ secret: "a" }] } }]],
    `${ig}.taskRole.access`,
    /no role would read/,
  ),
  crossMistake(
    "access that nothing attaches",
    [
      [
        [...igNotification, "taskRole"],
        { mode: "reference", name: "x", attach: false, access: { secrets: [{ secret: "a" }] } },
      ],
    ],
    `${ig}.taskRole.access`,
    /attach is false/,
  ),
  mistake(
    "a boundary for a role managed elsewhere",
    [[[...igNotification, "taskRole"], { mode: "reference", name: "x", permissionsBoundary: "Base" }]],
    `${ig}.taskRole.permissionsBoundary`,
    /not a key here/,
  ),
  mistake(
    "a role name above 64 characters",
    [[[...igNotification, "taskRole"], role("r".repeat(65))]],
    `${ig}.taskRole.name`,
    /at most 64/,
  ),
  mistake(
    "a role name with a slash",
    [[[...igNotification, "taskRole"], role("app/role")]],
    `${ig}.taskRole.name`,
    /IAM role name/,
  ),
  mistake(
    "a policy name above 128 characters",
    [[[...igNotification, "taskRole", "policyName"], "p".repeat(129)]],
    `${ig}.taskRole.policyName`,
    /at most 128/,
  ),
  mistake(
    "a path without its slash",
    [[[...igNotification, "taskRole", "path"], "/app"]],
    `${ig}.taskRole.path`,
    /begins and ends with a slash/,
  ),
  mistake(
    "an AWS managed policy by ARN",
    [[[...igNotification, "taskRole", "awsManagedPolicies"], ["arn:aws:iam::aws:policy/ReadOnlyAccess"]]],
    `${ig}.taskRole.awsManagedPolicies[0]`,
    /without the ARN/,
  ),
  crossMistake(
    "one role as task role and execution role",
    [[[...igNotification, "taskRole", "name"], "ecsTaskExecutionRole"]],
    `${ig}.taskRole.name`,
    /either a task role or an execution role/,
  ),
  crossMistake(
    "two tasks that contradict each other on a path",
    [
      [[...mlPlatform, "executionRole", "path"], "/ml/"],
      [[...igNotification, "executionRole", "path"], "/ig/"],
    ],
    `${ig}.executionRole.path`,
    /contradicts ml-platform.*"\/ml\/"/,
  ),
  crossMistake(
    "one task creates a role that another references",
    [[[...igNotification, "executionRole", "mode"], "reference"]],
    `${ig}.executionRole.mode`,
    /contradicts ml-platform.*"create"/,
  ),
  crossMistake(
    "one policy name for two roles",
    [[[...igNotification, "taskRole", "policyName"], "mlplatformECSTaskPolicy"]],
    `${ig}.taskRole.policyName`,
    /is the policy of role MLPlatformECSTaskRole too/,
  ),
  crossMistake(
    "two statements of one sid",
    [
      [
        [...igNotification, "taskRole", "statements"],
        [
          { sid: "Queue", actions: ["sqs:SendMessage"], resources: ["*"] },
          { sid: "Queue", actions: ["sqs:ReceiveMessage"], resources: ["*"] },
        ],
      ],
    ],
    `${ig}.taskRole.statements[1].sid`,
    /sids must be unique/,
  ),
  mistake(
    "an object where a bucket belongs",
    [[[...mlPlatform, "taskRole", "access", "buckets", 0, "name"], "arn:aws:s3:::data/file"]],
    `${ml}.taskRole.access.buckets[0].name`,
    /a bucket's name/,
  ),
  mistake(
    "an unknown access",
    [[[...mlPlatform, "taskRole", "access", "tables", 0, "access"], "all"]],
    `${ml}.taskRole.access.tables[0].access`,
    /read, write, read-write/,
  ),
  mistake(
    "a statement without actions",
    [[[...mlPlatform, "taskRole", "statements"], [{ sid: "Empty", actions: [], resources: ["*"] }]]],
    `${ml}.taskRole.statements[0].actions`,
    /at least one action/,
  ),

  crossMistake(
    "a deployer for no task",
    [[[deployers, 0, "tasks"], []]],
    "deployers[0].tasks",
    /names no task; allowed: ml-platform/,
  ),
  crossMistake(
    "a deployer for an unknown task",
    [[[deployers, 0, "tasks"], ["ml-platfrom"]]],
    "deployers[0].tasks[0]",
    /did you mean ml-platform\?/,
  ),
  mistake(
    "a deployer of unknown type",
    [[[deployers, 0, "type"], "users"]],
    "deployers[0].type",
    /user, group, role/,
  ),
  crossMistake(
    "a deployer named twice",
    [[[deployers, 1], { type: "user", name: "Dev-Pilot-Reader" }]],
    "deployers[1].name",
    /is a deployer already/,
  ),
  crossMistake(
    "a user name above 64 characters",
    [[[deployers, 0, "name"], "u".repeat(65)]],
    "deployers[0].name",
    /64 characters for a user/,
  ),
  mistake(
    "a workflow of every repository",
    [[[ci], { roleName: "ci", repository: "acme/*", environment: "dev" }]],
    "ci.repository",
    /OWNER\/NAME/,
  ),
  crossMistake(
    "a workflow that deploys its own role",
    [[[ci], { roleName: "ecsTaskRole", repository: "acme/app", environment: "dev" }]],
    "ci.roleName",
    /must be another/,
  ),
  crossMistake(
    "an ARN of another partition",
    [[[...igNotification, "taskRole", "permissionsBoundary"], "arn:aws-cn:iam::618574523116:policy/Base"]],
    `${ig}.taskRole.permissionsBoundary`,
    /partition aws-cn/,
  ),
  crossMistake(
    "an image of another partition",
    [[[...notifier, "image"], "618574523116.dkr.ecr.cn-north-1.amazonaws.com.cn/app:1"]],
    `${ig}.containers[0].image`,
    /partition aws-cn/,
  ),
  mistake(
    "a duty that there is not",
    [
      [
        [deployers, 0, "may"],
        ["register", "delete"],
      ],
    ],
    "deployers[0].may[1]",
    /register, run, update, deploy/,
  ),
  mistake("no duty", [[[deployers, 0, "may"], []]], "deployers[0].may", /must name what it may/),
  crossMistake(
    "a deployer that runs tasks nowhere",
    [[[deployers, 0, "may"], ["run"]]],
    "deployers[0].clusters",
    /whoever may run needs the clusters/,
  ),
  crossMistake(
    "services of a deployer that updates none",
    [[[deployers, 0, "services"], ["main/shop"]]],
    "deployers[0].services",
    /may not update/,
  ),
  mistake(
    "a service without its cluster",
    [
      [[deployers, 0, "may"], ["update"]],
      [[deployers, 0, "services"], ["shop"]],
    ],
    "deployers[0].services[0]",
    /CLUSTER\/SERVICE/,
  ),
  mistake(
    "a schedule in cron's own spelling",
    [[[schedules], { nightly: { ...schedule, expression: "0 3 * * *" } }]],
    "schedules.nightly.expression",
    /cron\(MINUTES HOURS DAY MONTH WEEKDAY YEAR\)/,
  ),
  mistake(
    "a schedule in no subnet",
    [[[schedules], { nightly: { ...schedule, subnets: [] } }]],
    "schedules.nightly.subnets",
    /must name a subnet/,
  ),
  crossMistake(
    "a schedule of a task that is none of the stack's",
    [[[schedules], { nightly: { ...schedule, task: "ig-notifcation" } }]],
    "schedules.nightly.task",
    /ig-notification/,
  ),
  crossMistake(
    "an override of a container that the task does not have",
    [[[schedules], { nightly: { ...schedule, overrides: [{ name: "web" }] } }]],
    "schedules.nightly.overrides[0].name",
    /is not a container of ig-notification/,
  ),
  crossMistake(
    "a schedule with the task's own role",
    [[[schedules], { nightly: { ...schedule, role: { name: "ecsTaskRole" } } }]],
    "schedules.nightly.role.name",
    /a role of its own/,
  ),
];

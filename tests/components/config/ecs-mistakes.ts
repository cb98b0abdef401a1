/** What people get wrong in the less usual parts of a task: AWS's spellings, volumes, logs, instances, messaging. */
import { type Edit, type Keys, igNotification, mlPlatform, notifier, trainer } from "./edit";
import { type Mistake, crossMistake, mistake } from "./mistake";

const ml = "tasks.ml-platform";
const ig = "tasks.ig-notification";
const app = `${ig}.containers[0]`;

const at = (keys: Keys, value: unknown): Edit => [keys, value];
const onEc2 = at([...igNotification, "launchTypes"], ["EC2"]);
const reach = (list: string, entry: unknown): Edit[] => [
  at([...igNotification, "taskRole", "access", list], [entry]),
];
const efs = (settings: object): Edit[] => [
  at([...igNotification, "volumes"], { data: { efs: { fileSystem: "fs-0123456789abcdef0", ...settings } } }),
];

/** AWS's name of a key, and what the answer says. */
const spellings: [keys: Keys, path: string, key: string, answer: RegExp][] = [
  [notifier, app, "portMappings", /called ports here/],
  [notifier, app, "PortMappings", /called ports here/],
  [notifier, app, "logConfiguration", /logGroup here for the awslogs driver/],
  [notifier, app, "firelensConfiguration", /called firelens/],
  [notifier, app, "mountPoints", /called mounts/],
  [notifier, app, "dockerLabels", /called labels/],
  [notifier, app, "privileged", /below aws, as aws\.privileged/],
  [notifier, app, "resourceRequirements", /aws\.resourceRequirements/],
  [igNotification, ig, "containerDefinitions", /called containers/],
  [igNotification, ig, "requiresCompatibilities", /called launchTypes/],
  [igNotification, ig, "runtimePlatform", /operatingSystem and architecture/],
  [igNotification, ig, "ephemeralStorage", /ephemeralStorageGiB/],
  [igNotification, ig, "taskRoleArn", /taskRole here/],
  [igNotification, ig, "executionRoleArn", /executionRole here/],
  [igNotification, ig, "pidMode", /aws\.pidMode/],
  [igNotification, ig, "inferenceAccelerators", /provider has no such property/],
];

export const ecsMistakes: Mistake[] = [
  ...spellings.map(([keys, path, key, answer]) =>
    mistake(`AWS's ${key}`, [at([...keys, key], {})], `${path}.${key}`, answer),
  ),
  mistake(
    "a member under aws that has a key of its own",
    [at([...notifier, "aws"], { portMappings: [] })],
    `${app}.aws.portMappings`,
    /called ports here/,
  ),
  mistake(
    "a member under aws that has a key of the same name",
    [at([...notifier, "aws"], { image: "x" })],
    `${app}.aws.image`,
    /write image beside aws/,
  ),
  mistake(
    "a misspelled member under aws",
    [at([...notifier, "aws"], { priviledged: true })],
    `${app}.aws.priviledged`,
    /did you mean privileged\?/,
  ),
  mistake(
    "a member of the wrong type under aws",
    [at([...notifier, "aws"], { extraHosts: [{ hostname: "db" }] })],
    `${app}.aws.extraHosts[0].ipAddress`,
    /is missing/,
  ),
  mistake(
    "a value that AWS does not have",
    [at([...igNotification, "aws"], { pidMode: "container" })],
    `${ig}.aws.pidMode`,
    /must be one of host, task/,
  ),
  mistake(
    "AWS's list of variables",
    [at([...notifier, "environment"], [{ name: "A", value: "1" }])],
    `${app}.environment`,
    /not a list: write `NAME: value`/,
  ),
  mistake(
    "AWS's valueFrom",
    [at([...notifier, "secrets"], { A: { secret: "db", valueFrom: "arn" } })],
    `${app}.secrets.A.valueFrom`,
    /secret or parameter/,
  ),
  mistake(
    "AWS's list of limits",
    [at([...notifier, "ulimits"], [{ name: "nofile", softLimit: 1 }])],
    `${app}.ulimits`,
    /not a list: write `NAME: value`/,
  ),
  mistake(
    "a limit that the kernel does not have",
    [at([...notifier, "ulimits"], { files: { soft: 1, hard: 2 } })],
    `${app}.ulimits.files`,
    /the key must be one of core, cpu/,
  ),
  mistake(
    "a port without its number",
    [at([...notifier, "ports"], [{ protocol: "udp" }])],
    `${app}.ports[0]`,
    /either containerPort or containerPortRange/,
  ),
  crossMistake(
    "another port of the instance under awsvpc",
    [at([...notifier, "ports"], [{ containerPort: 80, hostPort: 8080 }])],
    `${app}.ports[0].hostPort`,
    /must be 80/,
  ),
  crossMistake(
    "one port of the instance twice",
    [
      onEc2,
      at([...igNotification, "networkMode"], "bridge"),
      at(
        [...notifier, "ports"],
        [
          { containerPort: 80, hostPort: 8080 },
          { containerPort: 81, hostPort: 8080 },
        ],
      ),
    ],
    `${app}.ports[1].hostPort`,
    /on the same instance/,
  ),
  mistake("no memory on Fargate", [at([...mlPlatform, "memory"], undefined)], `${ml}.memory`, /is missing/),
  mistake("no cpu on Fargate", [at([...mlPlatform, "cpu"], undefined)], `${ml}.cpu`, /is missing.*256/),
  crossMistake(
    "no memory at all on instances",
    [onEc2, at([...igNotification, "memory"], undefined)],
    `${app}.memory`,
    /needs memory or memoryReservation/,
  ),
  mistake(
    "a launch type that is none",
    [at([...igNotification, "launchTypes"], ["EC2", "LAMBDA"])],
    `${ig}.launchTypes[1]`,
    /must be one of EC2, FARGATE, EXTERNAL/,
  ),
  mistake(
    "another network on Fargate",
    [at([...igNotification, "networkMode"], "bridge")],
    `${ig}.networkMode`,
    /must be awsvpc/,
  ),
  crossMistake(
    "network interfaces outside of AWS",
    [at([...igNotification, "launchTypes"], ["EXTERNAL"]), at([...igNotification, "networkMode"], "awsvpc")],
    `${ig}.networkMode`,
    /not there on EXTERNAL/,
  ),
  crossMistake(
    "Fargate and external instances",
    [at([...igNotification, "launchTypes"], ["FARGATE", "EXTERNAL"])],
    `${ig}.launchTypes`,
    /together/,
  ),
  mistake(
    "Windows without its version",
    [at([...igNotification, "operatingSystem"], "WINDOWS")],
    `${ig}.operatingSystem`,
    /WINDOWS_SERVER_2022_CORE/,
  ),
  crossMistake(
    "Windows on ARM",
    [
      at([...igNotification, "operatingSystem"], "WINDOWS_SERVER_2022_CORE"),
      at([...igNotification, "architecture"], "ARM64"),
      at([...igNotification, "cpu"], 1024),
      at([...igNotification, "memory"], 2048),
    ],
    `${ig}.architecture`,
    /must be X86_64/,
  ),
  crossMistake("a GPU on Fargate", [at([...notifier, "gpu"], 1)], `${app}.gpu`, /not there on Fargate/),
  crossMistake(
    "a folder of the instance on Fargate",
    [at([...igNotification, "volumes"], { logs: { hostPath: "/var/log" } })],
    `${ig}.volumes.logs.hostPath`,
    /not there on Fargate/,
  ),
  mistake(
    "Fargate's disk on instances",
    [onEc2, at([...igNotification, "ephemeralStorageGiB"], 50)],
    `${ig}.ephemeralStorageGiB`,
    /has no effect/,
  ),

  mistake(
    "a volume of two kinds",
    [
      onEc2,
      at([...igNotification, "volumes"], { data: { hostPath: "/x", efs: { fileSystem: "fs-01234567" } } }),
    ],
    `${ig}.volumes.data`,
    /of one kind/,
  ),
  mistake(
    "AWS's spelling of an EFS volume",
    [at([...igNotification, "volumes"], { data: { efsVolumeConfiguration: {} } })],
    `${ig}.volumes.data.efsVolumeConfiguration`,
    /called efs/,
  ),
  mistake(
    "a file system by ARN",
    efs({ fileSystem: "arn:aws:elasticfilesystem:x" }),
    `${ig}.volumes.data.efs.fileSystem`,
    /the id of an EFS file system/,
  ),
  crossMistake(
    "a directory beside an access point",
    efs({ accessPoint: "fsap-01234567", rootDirectory: "/x" }),
    `${ig}.volumes.data.efs.rootDirectory`,
    /access point, which sets the path/,
  ),
  crossMistake(
    "IAM without encryption",
    efs({ transitEncryption: false }),
    `${ig}.volumes.data.efs.transitEncryption`,
    /must be true with iam/,
  ),
  crossMistake(
    "a file system mounted as no role",
    [...efs({}), at([...igNotification, "taskRole"], { mode: "none" })],
    `${ig}.volumes.data.efs.iam`,
    /the task has none/,
  ),
  crossMistake(
    "a mount of a volume that is not there",
    [...efs({}), at([...notifier, "mounts"], [{ volume: "date", path: "/data" }])],
    `${app}.mounts[0].volume`,
    /did you mean data\?/,
  ),
  crossMistake(
    "two mounts in one place",
    [
      at([...igNotification, "volumes"], { a: {}, b: {} }),
      at(
        [...notifier, "mounts"],
        [
          { volume: "a", path: "/data" },
          { volume: "b", path: "/data" },
        ],
      ),
    ],
    `${app}.mounts[1].path`,
    /mounted already/,
  ),

  mistake(
    "awslogs as another driver",
    [at([...notifier, "logGroup"], undefined), at([...notifier, "log"], { driver: "awslogs" })],
    `${app}.log.driver`,
    /write logGroup/,
  ),
  crossMistake("two ways to log", [at([...notifier, "log"], { driver: "splunk" })], `${app}.log`, /one way/),
  crossMistake(
    "FireLens without a router",
    [at([...notifier, "logGroup"], undefined), at([...notifier, "log"], { driver: "awsfirelens" })],
    `${app}.log.driver`,
    /needs a log router/,
  ),
  crossMistake(
    "a router of nothing",
    [at([...notifier, "firelens"], { type: "fluentbit" })],
    `${app}.firelens`,
    /routes no log/,
  ),
  crossMistake(
    "a key for a log group of somebody else's",
    [
      at([...notifier, "logGroup"], {
        name: "/ecs/x",
        createdBy: "elsewhere",
        kmsKey: "0f3c1d2e-1111-2222-3333-444455556666",
      }),
    ],
    `${app}.logGroup.kmsKey`,
    /only the program sets it/,
  ),

  mistake(
    "a queue by its URL",
    reach("queues", { name: "https://sqs.ap-northeast-2.amazonaws.com/618574523116/jobs" }),
    `${ig}.taskRole.access.queues[0].name`,
    /a queue's name or ARN/,
  ),
  mistake(
    "a topic's ARN where a stream belongs",
    reach("streams", { name: "arn:aws:sns:ap-northeast-2:618574523116:jobs" }),
    `${ig}.taskRole.access.streams[0].name`,
    /a data stream's name or ARN/,
  ),
  mistake(
    "a service without a list of its own",
    reach("lambda", { name: "f" }),
    `${ig}.taskRole.access.lambda`,
    /grant it with statements/,
  ),
  crossMistake(
    "too little memory of many mistakes, each told once",
    [at([...trainer, "memory"], 4096), at([...mlPlatform, "memory"], 2048)],
    `${ml}.memory`,
    /less than its containers reserve/,
  ),
];

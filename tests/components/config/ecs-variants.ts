/** Correct configs with the less usual parts of a task. */
import { type Edit, type Keys, igNotification, notifier } from "./edit";

const key = "0f3c1d2e-1111-2222-3333-444455556666";
const other = "ap-northeast-2:618574523116";

const at = (keys: Keys, value: unknown): Edit => [keys, value];
const withoutLogGroup = at([...notifier, "logGroup"], undefined);

export const ecsVariants: [title: string, edits: Edit[]][] = [
  [
    "a log router beside the application",
    [
      withoutLogGroup,
      at([...notifier, "log"], {
        driver: "awsfirelens",
        options: { Name: "cloudwatch_logs", log_group_name: "/app", region: "ap-northeast-2" },
      }),
      at([...igNotification, "containers", 1], {
        name: "router",
        image: "public.ecr.aws/aws-observability/aws-for-fluent-bit:2.32.2",
        firelens: { type: "fluentbit" },
        logGroup: { name: "/ecs/router", kmsKey: key },
      }),
    ],
  ],
  [
    "Splunk with its token",
    [
      withoutLogGroup,
      at([...notifier, "log"], {
        driver: "splunk",
        options: { "splunk-url": "https://splunk.example" },
        secrets: { "splunk-token": { secret: "splunk", jsonKey: "token" } },
      }),
    ],
  ],
  [
    "volumes of every kind on instances",
    [
      at([...igNotification, "launchTypes"], ["EC2"]),
      at([...igNotification, "volumes"], {
        scratch: {},
        host: { hostPath: "/var/log" },
        shared: { efs: { fileSystem: "fs-01234567", accessPoint: "fsap-01234567" } },
        plain: { efs: { fileSystem: "fs-01234567", iam: false, transitEncryption: false } },
        docker: { aws: { dockerVolumeConfiguration: { scope: "shared", autoprovision: true } } },
      }),
      at(
        [...notifier, "mounts"],
        [
          { volume: "scratch", path: "/scratch" },
          { volume: "host", path: "/logs", readOnly: true },
        ],
      ),
    ],
  ],
  [
    "a GPU and limits on instances, without a size of the task",
    [
      at([...igNotification, "launchTypes"], ["EC2"]),
      at([...igNotification, "cpu"], undefined),
      at([...igNotification, "memory"], undefined),
      at([...notifier, "memory"], 4096),
      at([...notifier, "gpu"], 1),
      at([...notifier, "ulimits"], { nofile: { soft: 4096, hard: 65536 } }),
      at([...notifier, "linuxParameters"], { sharedMemorySize: 256, capabilities: { add: ["SYS_NICE"] } }),
      at([...notifier, "restartPolicy"], { ignoredExitCodes: [0] }),
      at([...notifier, "labels"], { team: "ml" }),
    ],
  ],
  [
    "instances outside of AWS",
    [
      at([...igNotification, "launchTypes"], ["EXTERNAL"]),
      at([...notifier, "ports"], [{ containerPort: 80, hostPort: 8080 }, { containerPort: 81 }]),
    ],
  ],
  [
    "one port in two containers under Docker's bridge",
    [
      at([...igNotification, "launchTypes"], ["EC2"]),
      at([...igNotification, "networkMode"], "bridge"),
      at([...notifier, "ports"], [{ containerPort: 80 }]),
      at([...igNotification, "containers", 1], {
        name: "web",
        image: "public.ecr.aws/nginx/nginx:1.27",
        ports: [{ containerPort: 80, hostPort: 0 }],
      }),
    ],
  ],
  [
    "Windows on Fargate",
    [
      at([...igNotification, "operatingSystem"], "WINDOWS_SERVER_2022_CORE"),
      at([...igNotification, "cpu"], 1024),
      at([...igNotification, "memory"], 2048),
    ],
  ],
  [
    "queues, topics, streams and buses, here and elsewhere",
    [
      at([...igNotification, "taskRole", "access"], {
        queues: [
          { name: "jobs", access: "read", kmsKey: key },
          { name: `arn:aws:sqs:${other}:orders.fifo`, access: "write" },
        ],
        topics: [{ name: `arn:aws:sns:${other}:alerts` }],
        streams: [{ name: "clicks" }, { name: `arn:aws:kinesis:${other}:stream/clicks`, access: "read" }],
        deliveryStreams: [{ name: "archive" }],
        eventBuses: [{ name: "default" }, { name: `arn:aws:events:${other}:event-bus/team` }],
        buckets: [{ name: "arn:aws:s3:::data", delete: true, kmsKey: key }],
        tables: [{ name: `arn:aws:dynamodb:us-east-1:111122223333:table/orders`, delete: true }],
      }),
    ],
  ],
  [
    "what has no key of its own",
    [
      at([...igNotification, "launchTypes"], ["EC2"]),
      at([...igNotification, "networkMode"], "host"),
      at([...igNotification, "aws"], {
        pidMode: "host",
        placementConstraints: [{ type: "memberOf", expression: "attribute:ecs.instance-type =~ g5.*" }],
      }),
      at([...notifier, "aws"], {
        privileged: true,
        systemControls: [{ namespace: "net.core.somaxconn", value: "1024" }],
      }),
    ],
  ],
];

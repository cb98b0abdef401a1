/**
 * What a developer gets wrong who edits the fixture project's `Pulumi.dev.yaml` and has never read the code: each is told
 * with its line, its key and a remedy, and the file is right when the remedy is followed to the letter.
 */
export interface DevelopersMistake {
  title: string;
  /** As the file has it, and as it is written wrongly instead. */
  text: string;
  wrong: string;
  /** Where the mistake is told. */
  line: number;
  /** After the namespace; absent where the file cannot be read as YAML. */
  key?: string;
  /** The words that say what to write. */
  remedy: string;
  /** What comes of doing it, where that is not the file as it was. */
  right?: string;
}

export const DEVELOPERS_MISTAKES: DevelopersMistake[] = [
  {
    title: "task one level too far left",
    text: `    ml-platform:
      cpu`,
    wrong: `  ml-platform:
      cpu`,
    line: 38,
    remedy:
      "The line begins further left or right than its neighbours: keys of one map begin in one column, and what belongs to a key begins further right than it.",
  },
  {
    title: "key one space too far right",
    text: "      memory: 512",
    wrong: "       memory: 512",
    line: 40,
    remedy: "begin it in the column of cpu.",
  },
  {
    title: "a tab before a key",
    text: "      memory: 512",
    wrong: "\tmemory: 512",
    line: 41,
    remedy: "put spaces in its place, as many as before the keys beside it.",
  },
  {
    title: "duplicate key",
    text: "      memory: 512",
    wrong: `      memory: 512
      memory: 1024`,
    line: 42,
    remedy: "take one of the two out.",
  },
  {
    title: "no space after the colon",
    text: "      memory: 512",
    wrong: "      memory:512",
    line: 41,
    remedy: "write memory: 512.",
  },
  {
    title: "cpu with unit vCPU",
    text: "      cpu: 256",
    wrong: "      cpu: 0.25 vCPU",
    line: 40,
    key: "tasks.ig-notification.cpu",
    remedy: "write 256",
  },
  {
    title: "cpu as fraction",
    text: "      cpu: 256",
    wrong: "      cpu: 0.25",
    line: 40,
    key: "tasks.ig-notification.cpu",
    remedy: "write 256",
  },
  {
    title: "cpu in quotes",
    text: "      cpu: 256",
    wrong: `      cpu: "256"`,
    line: 40,
    key: "tasks.ig-notification.cpu",
    remedy: "write 256 without them",
  },
  {
    title: "memory 512MB",
    text: "      memory: 512",
    wrong: "      memory: 512MB",
    line: 41,
    key: "tasks.ig-notification.memory",
    remedy: "write 512",
  },
  {
    title: "memory in GB",
    text: "      memory: 4096",
    wrong: "      memory: 4",
    line: 9,
    key: "tasks.ml-platform.memory",
    remedy: "write 4096 for 4 GB",
  },
  {
    title: "memory 0.5GB",
    text: "      memory: 512",
    wrong: "      memory: 0.5 GB",
    line: 41,
    key: "tasks.ig-notification.memory",
    remedy: "write 512",
  },
  {
    title: "image with scheme",
    text: "618574523116.dkr.ecr.ap-northeast-2.amazonaws.com/ig-notification:0.9.3",
    wrong: "https://618574523116.dkr.ecr.ap-northeast-2.amazonaws.com/ig-notification:0.9.3",
    line: 54,
    key: "tasks.ig-notification.containers[0].image",
    remedy: 'write "618574523116.dkr.ecr.ap-northeast-2.amazonaws.com/ig-notification:0.9.3"',
    right: `"618574523116.dkr.ecr.ap-northeast-2.amazonaws.com/ig-notification:0.9.3"`,
  },
  {
    title: "image latest with space",
    text: "618574523116.dkr.ecr.ap-northeast-2.amazonaws.com/ig-notification:0.9.3",
    wrong: "618574523116.dkr.ecr.ap-northeast-2.amazonaws.com/ig-notification: 0.9.3",
    line: 54,
    remedy:
      'take the space out, or write the value in quotes, image: "618574523116.dkr.ecr.ap-northeast-2.amazonaws.com/ig-notification: 0.9.3".',
  },
  {
    title: "port as 80:80",
    text: "            - containerPort: 8080",
    wrong: `            - "80:8080"`,
    line: 58,
    key: "tasks.ig-notification.containers[0].ports[0]",
    remedy: "write containerPort: 8080",
  },
  {
    title: "port as number",
    text: "            - containerPort: 8080",
    wrong: "            - 8080",
    line: 58,
    key: "tasks.ig-notification.containers[0].ports[0]",
    remedy: "write containerPort: 8080",
  },
  {
    title: "port not in a list",
    text: `          ports:
            - containerPort: 8080`,
    wrong: `          ports:
            containerPort: 8080`,
    line: 57,
    key: "tasks.ig-notification.containers[0].ports",
    remedy: "write - before its first key, and begin the keys below in the column of that one",
  },
  {
    title: "ports scalar",
    text: `          ports:
            - containerPort: 8080`,
    wrong: "          ports: 8080",
    line: 57,
    key: "tasks.ig-notification.containers[0].ports",
    remedy: "write [{ containerPort: 8080 }]",
    right: "          ports: [{ containerPort: 8080 }]",
  },
  {
    title: "AWS portMappings",
    text: `          ports:
            - containerPort: 8080`,
    wrong: `          portMappings:
            - containerPort: 8080
              hostPort: 8080
              protocol: tcp`,
    line: 57,
    key: "tasks.ig-notification.containers[0].portMappings",
    remedy: "AWS's portMappings are called ports here",
    right: `          ports:
            - containerPort: 8080
              hostPort: 8080
              protocol: tcp`,
  },
  {
    title: "protocol uppercase",
    text: "            - containerPort: 8080",
    wrong: `            - containerPort: 8080
              protocol: TCP`,
    line: 59,
    key: "tasks.ig-notification.containers[0].ports[0].protocol",
    remedy: "write tcp",
    right: `            - containerPort: 8080
              protocol: tcp`,
  },
  {
    title: "environment as AWS list",
    text: `          environment:
            DB_SECRET_NAME: dev/ignite-pilot/postgresInfo2`,
    wrong: `          environment:
            - name: DB_SECRET_NAME
              value: dev/ignite-pilot/postgresInfo2`,
    line: 55,
    key: "tasks.ig-notification.containers[0].environment",
    remedy: "write DB_SECRET_NAME: dev/ignite-pilot/postgresInfo2",
  },
  {
    title: "environment as Compose's list",
    text: `          environment:
            DB_SECRET_NAME: dev/ignite-pilot/postgresInfo2`,
    wrong: `          environment:
            - DB_SECRET_NAME=dev/ignite-pilot/postgresInfo2`,
    line: 55,
    key: "tasks.ig-notification.containers[0].environment",
    remedy: "write DB_SECRET_NAME: dev/ignite-pilot/postgresInfo2",
  },
  {
    title: "environment number",
    text: "            LOG_LEVEL: debug",
    wrong: `            LOG_LEVEL: debug
            WORKERS: 4`,
    line: 34,
    key: "tasks.ml-platform.containers[0].environment.WORKERS",
    remedy: 'write it in quotes, "4"',
    right: `            LOG_LEVEL: debug
            WORKERS: "4"`,
  },
  {
    title: "environment empty",
    text: "            LOG_LEVEL: debug",
    wrong: "            LOG_LEVEL:",
    line: 33,
    key: "tasks.ml-platform.containers[0].environment.LOG_LEVEL",
    remedy: 'write "", if it is to be empty',
    right: `            LOG_LEVEL: ""`,
  },
  {
    title: "secrets AWS valueFrom list",
    text: "          ports:",
    wrong: `          secrets:
            - name: DB_PASSWORD
              valueFrom: arn:aws:secretsmanager:ap-northeast-2:618574523116:secret:dev/ignite-pilot/postgresInfo2-AbCdEf
          ports:`,
    line: 57,
    key: "tasks.ig-notification.containers[0].secrets",
    remedy:
      "write DB_PASSWORD: { secret: arn:aws:secretsmanager:ap-northeast-2:618574523116:secret:dev/ignite-pilot/postgresInfo2-AbCdEf }",
    right: `          secrets:
            DB_PASSWORD: { secret: arn:aws:secretsmanager:ap-northeast-2:618574523116:secret:dev/ignite-pilot/postgresInfo2-AbCdEf }
          ports:`,
  },
  {
    title: "secret plain name string in access",
    text: "            - secret: dev/ignite-pilot/postgresInfo2",
    wrong: "            - dev/ignite-pilot/postgresInfo2",
    line: 48,
    key: "tasks.ig-notification.taskRole.access.secrets[0]",
    remedy: "write secret: dev/ignite-pilot/postgresInfo2",
  },
  {
    title: "retention 45",
    text: "            retentionDays: 7",
    wrong: "            retentionDays: 45",
    line: 61,
    key: "tasks.ig-notification.containers[0].logGroup.retentionDays",
    remedy: "write 60, the next that is longer",
    right: "            retentionDays: 60",
  },
  {
    title: "retention AWS name",
    text: "            retentionDays: 7",
    wrong: "            retentionInDays: 7",
    line: 61,
    key: "tasks.ig-notification.containers[0].logGroup.retentionInDays",
    remedy: "did you mean retentionDays?",
  },
  {
    title: "retention with unit",
    text: "            retentionDays: 7",
    wrong: "            retentionDays: 7d",
    line: 61,
    key: "tasks.ig-notification.containers[0].logGroup.retentionDays",
    remedy: "write 7",
  },
  {
    title: "logGroup as string",
    text: `          logGroup:
            name: /ecs/ig-notification
            retentionDays: 7`,
    wrong: "          logGroup: /ecs/ig-notification",
    line: 59,
    key: "tasks.ig-notification.containers[0].logGroup",
    remedy: "write name: /ecs/ig-notification",
    right: `          logGroup:
            name: /ecs/ig-notification`,
  },
  {
    title: "account without quotes",
    text: `accountId: "618574523116"`,
    wrong: "accountId: 618574523116",
    line: 4,
    key: "accountId",
    remedy: 'write the account\'s twelve digits in quotes, "618574523116"',
  },
  {
    title: "account with dashes",
    text: `accountId: "618574523116"`,
    wrong: `accountId: "6185-7452-3116"`,
    line: 4,
    key: "accountId",
    remedy: 'write "618574523116"',
  },
  {
    title: "region as availability zone",
    text: "aws:region: ap-northeast-2",
    wrong: "aws:region: ap-northeast-2a",
    line: 3,
    key: "aws:region",
    remedy: "write ap-northeast-2",
  },
  {
    title: "space after namespace colon",
    text: "  ecs-task-permissions:tasks:",
    wrong: "  ecs-task-permissions: tasks:",
    line: 6,
    remedy: 'take the space out, or write the value in quotes, ecs-task-permissions: "tasks:".',
  },
  {
    title: "bucket as s3 url",
    text: "            - name: ml-platform-models-618574523116",
    wrong: "            - name: s3://ml-platform-models-618574523116/",
    line: 19,
    key: "tasks.ml-platform.taskRole.access.buckets[1].name",
    remedy: "write ml-platform-models-618574523116",
  },
  {
    title: "bucket as string",
    text: "            - name: ml-platform-models-618574523116",
    wrong: "            - ml-platform-models-618574523116",
    line: 19,
    key: "tasks.ml-platform.taskRole.access.buckets[1]",
    remedy: "write name: ml-platform-models-618574523116",
  },
  {
    title: "access rw",
    text: "            - name: ml-platform-jobs",
    wrong: `            - name: ml-platform-jobs
              access: rw`,
    line: 22,
    key: "tasks.ml-platform.taskRole.access.tables[0].access",
    remedy: "write read-write",
    right: `            - name: ml-platform-jobs
              access: read-write`,
  },
  {
    title: "access readwrite",
    text: "            - name: ml-platform-jobs",
    wrong: `            - name: ml-platform-jobs
              access: readWrite`,
    line: 22,
    key: "tasks.ml-platform.taskRole.access.tables[0].access",
    remedy: "write read-write",
    right: `            - name: ml-platform-jobs
              access: read-write`,
  },
  {
    title: "unknown access kind dynamodb",
    text: `          tables:
            - name: ml-platform-jobs`,
    wrong: `          dynamodb:
            - name: ml-platform-jobs`,
    line: 20,
    key: "tasks.ml-platform.taskRole.access.dynamodb",
    remedy: "it is called tables here",
  },
  {
    title: "unknown access kind s3",
    text: "          buckets:",
    wrong: "          s3:",
    line: 17,
    key: "tasks.ml-platform.taskRole.access.s3",
    remedy: "it is called buckets here",
  },
  {
    title: "access kind singular",
    text: `          tables:
`,
    wrong: `          table:
`,
    line: 20,
    key: "tasks.ml-platform.taskRole.access.table",
    remedy: "did you mean tables?",
  },
  {
    title: "access a map instead of list",
    text: `          tables:
            - name: ml-platform-jobs`,
    wrong: `          tables:
            name: ml-platform-jobs`,
    line: 20,
    key: "tasks.ml-platform.taskRole.access.tables",
    remedy: "write - before its first key, and begin the keys below in the column of that one",
  },
  {
    title: "mode Create",
    text: `        mode: create
        name: ecsTaskRole
`,
    wrong: `        mode: Create
        name: ecsTaskRole
`,
    line: 43,
    key: "tasks.ig-notification.taskRole.mode",
    remedy: "write create",
  },
  {
    title: "mode existing",
    text: `        mode: create
        name: ecsTaskRole
        description: What ig-notification runs as
`,
    wrong: `        mode: existing
        name: ecsTaskRole
`,
    line: 43,
    key: "tasks.ig-notification.taskRole.mode",
    remedy: "write reference",
    right: `        mode: reference
        name: ecsTaskRole
`,
  },
  {
    title: "role by ARN in name",
    text: `        mode: create
        name: ecsTaskRole
        description: What ig-notification runs as
`,
    wrong: `        mode: reference
        name: arn:aws:iam::618574523116:role/ecsTaskRole
`,
    line: 44,
    key: "tasks.ig-notification.taskRole.name",
    remedy: "write ecsTaskRole",
    right: `        mode: reference
        name: ecsTaskRole
`,
  },
  {
    title: "taskRole as string",
    text: `      taskRole:
        mode: create
        name: ecsTaskRole
        description: What ig-notification runs as
        access:
          secrets:
            - secret: dev/ignite-pilot/postgresInfo2
`,
    wrong: `      taskRole: ecsTaskRole
`,
    line: 42,
    key: "tasks.ig-notification.taskRole",
    remedy: "write mode: create and name: ecsTaskRole below it",
    right: `      taskRole:
        mode: create
        name: ecsTaskRole
`,
  },
  {
    title: "deployer by ARN",
    text: "      name: dev-pilot-reader",
    wrong: "      name: arn:aws:iam::618574523116:user/dev-pilot-reader",
    line: 65,
    key: "deployers[0].name",
    remedy: "write dev-pilot-reader",
  },
  {
    title: "deployer as string",
    text: `    - type: user
      name: dev-pilot-reader`,
    wrong: "    - user/dev-pilot-reader",
    line: 64,
    key: "deployers[0]",
    remedy: "write { type: user, name: dev-pilot-reader }",
    right: "    - { type: user, name: dev-pilot-reader }",
  },
  {
    title: "deployer type User",
    text: "    - type: user",
    wrong: "    - type: User",
    line: 64,
    key: "deployers[0].type",
    remedy: "write user",
  },
  {
    title: "deployers not a list",
    text: `    - type: user
      name: dev-pilot-reader`,
    wrong: `    type: user
    name: dev-pilot-reader`,
    line: 63,
    key: "deployers",
    remedy: "write - before its first key, and begin the keys below in the column of that one",
  },
  {
    title: "command as string",
    text: "          ports:",
    wrong: `          command: python main.py --port 8080
          ports:`,
    line: 57,
    key: "tasks.ig-notification.containers[0].command",
    remedy: 'write [python, main.py, "--port", "8080"]',
    right: `          command: [python, main.py, "--port", "8080"]
          ports:`,
  },
  {
    title: "healthCheck string",
    text: "          ports:",
    wrong: `          healthCheck: curl -f http://localhost:8080/
          ports:`,
    line: 57,
    key: "tasks.ig-notification.containers[0].healthCheck",
    remedy: 'write command: ["CMD-SHELL", "curl -f http://localhost:8080/"]',
    right: `          healthCheck:
            command: ["CMD-SHELL", "curl -f http://localhost:8080/"]
          ports:`,
  },
  {
    title: "schedule cron unix",
    text: "  ecs-task-permissions:deployers:",
    wrong: `  ecs-task-permissions:schedules:
    nightly:
      task: ml-platform
      expression: 0 3 * * *
      cluster: main
      subnets: [subnet-0123456789abcdef0]
  ecs-task-permissions:deployers:`,
    line: 66,
    key: "schedules.nightly.expression",
    remedy: "write cron(0 3 * * ? *)",
    right: `  ecs-task-permissions:schedules:
    nightly:
      task: ml-platform
      expression: cron(0 3 * * ? *)
      cluster: main
      subnets: [subnet-0123456789abcdef0]
  ecs-task-permissions:deployers:`,
  },
  {
    title: "schedule cron without call",
    text: "  ecs-task-permissions:deployers:",
    wrong: `  ecs-task-permissions:schedules:
    nightly:
      task: ml-platform
      expression: cron(0 3 * * *)
      cluster: main
      subnets: [subnet-0123456789abcdef0]
  ecs-task-permissions:deployers:`,
    line: 66,
    key: "schedules.nightly.expression",
    remedy: "write cron(0 3 * * ? *)",
    right: `  ecs-task-permissions:schedules:
    nightly:
      task: ml-platform
      expression: cron(0 3 * * ? *)
      cluster: main
      subnets: [subnet-0123456789abcdef0]
  ecs-task-permissions:deployers:`,
  },
  {
    title: "architecture x64",
    text: "      cpu: 256",
    wrong: `      architecture: x64
      cpu: 256`,
    line: 40,
    key: "tasks.ig-notification.architecture",
    remedy: "write X86_64",
    right: `      architecture: X86_64
      cpu: 256`,
  },
  {
    title: "architecture arm",
    text: "      cpu: 256",
    wrong: `      architecture: arm
      cpu: 256`,
    line: 40,
    key: "tasks.ig-notification.architecture",
    remedy: "write ARM64",
    right: `      architecture: ARM64
      cpu: 256`,
  },
  {
    title: "tags as list",
    text: "      cpu: 256",
    wrong: `      tags:
        - Key: team
          Value: pilot
      cpu: 256`,
    line: 40,
    key: "tasks.ig-notification.tags",
    remedy: "write team: pilot",
    right: `      tags:
        team: pilot
      cpu: 256`,
  },
  {
    title: "unclosed quote",
    text: "            LOG_LEVEL: debug",
    wrong: `            LOG_LEVEL: "debug`,
    line: 33,
    remedy: "put another at the end of the text, or take this one out.",
    right: `            LOG_LEVEL: "debug"`,
  },
  {
    title: "colon in value",
    text: "            LOG_LEVEL: debug",
    wrong: "            LOG_LEVEL: level: debug",
    line: 33,
    remedy: 'take the space out, or write the value in quotes, LOG_LEVEL: "level: debug".',
    right: `            LOG_LEVEL: "level: debug"`,
  },
  {
    title: "percent at start",
    text: "            LOG_LEVEL: debug",
    wrong: "            LOG_LEVEL: %d debug",
    line: 33,
    remedy: 'write it in quotes, "%d debug".',
    right: `            LOG_LEVEL: "%d debug"`,
  },
  {
    title: "container not indented under list",
    text: `        - name: ig-notification
          image`,
    wrong: `        - name: ig-notification
        image`,
    line: 54,
    remedy:
      "The line begins further left or right than its neighbours: keys of one map begin in one column, and what belongs to a key begins further right than it.",
  },
  {
    title: "merge conflict markers",
    text: "      memory: 512",
    wrong: `<<<<<<< HEAD
      memory: 512
=======
      memory: 1024
>>>>>>> x`,
    line: 41,
    remedy: "keep one of the two sides, and take out the lines <<<<<<<, ======= and >>>>>>>",
  },
  {
    title: "version date as tag value",
    text: "            LOG_LEVEL: debug",
    wrong: `            LOG_LEVEL: debug
            API_VERSION: 2024-01-01`,
    line: 34,
    remedy: 'write it in quotes, "2024-01-01"',
    right: `            LOG_LEVEL: debug
            API_VERSION: "2024-01-01"`,
  },
  {
    title: "statements within access",
    text: `          secrets:
            - secret: dev/ignite-pilot/postgresInfo2
`,
    wrong: `          statements:
            - effect: Allow
              actions: [sqs:SendMessage]
              resources: ["*"]
          secrets:
            - secret: dev/ignite-pilot/postgresInfo2
`,
    line: 47,
    key: "tasks.ig-notification.taskRole.access.statements",
    remedy: "begin it in the column of access",
    right: `          secrets:
            - secret: dev/ignite-pilot/postgresInfo2
        statements:
          - sid: Send
            actions: [sqs:SendMessage]
            resources: ["arn:aws:sqs:ap-northeast-2:618574523116:jobs"]
`,
  },
  {
    title: "queue as URL",
    text: `          secrets:
            - secret: dev`,
    wrong: `          queues:
            - name: https://sqs.ap-northeast-2.amazonaws.com/618574523116/jobs
          secrets:
            - secret: dev`,
    line: 48,
    key: "tasks.ig-notification.taskRole.access.queues[0].name",
    remedy: "write jobs",
    right: `          queues:
            - name: jobs
          secrets:
            - secret: dev`,
  },
];

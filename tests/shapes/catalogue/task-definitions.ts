/** Task definitions as in AWS's developer guide: log routers, volumes, Windows, GPUs, instances, sidecars. */
import { allow, policy } from "../program";
import { ACCOUNT, attach, awslogs, ecr, executionRole, fargateTask, inline, REGION, role } from "../parts";
import type { Shape } from "../shape";

const HTTPD = "public.ecr.aws/docker/library/httpd:2.4.62";

function fargate(
  title: string,
  containers: unknown[],
  props: Record<string, unknown> = {},
  more: Partial<Shape> = {},
): Shape {
  return {
    title,
    program: (p) => {
      const execution = executionRole(p);
      fargateTask(p, "sample", containers, { executionRoleArn: execution.arn, ...props });
    },
    ...more,
  };
}

function onInstances(
  title: string,
  containers: unknown[],
  props: Record<string, unknown> = {},
  more: Partial<Shape> = {},
): Shape {
  return {
    title,
    program: (p) => {
      p.add("aws:ecs/taskDefinition:TaskDefinition", "sample", {
        family: "sample",
        containerDefinitions: JSON.stringify(containers),
        ...props,
      });
    },
    ...more,
  };
}

export const TASK_DEFINITIONS: Shape[] = [
  fargate(
    "the guide's web server with a shell command",
    [
      {
        command: [
          "/bin/sh -c \"echo '<html> <head> <title>Sample App</title></head></html>' > index.html && httpd-foreground\"",
        ],
        entryPoint: ["sh", "-c"],
        essential: true,
        image: HTTPD,
        logConfiguration: awslogs("/ecs/fargate-task-definition", "ecs"),
        name: "sample-fargate-app",
        portMappings: [{ containerPort: 80, hostPort: 80, protocol: "tcp" }],
      },
    ],
    { runtimePlatform: { operatingSystemFamily: "LINUX", cpuArchitecture: "X86_64" } },
  ),
  fargate(
    "Windows on Fargate",
    [
      {
        command: [
          "New-Item -Path C:\\inetpub\\wwwroot\\index.html -ItemType file -Force ; C:\\ServiceMonitor.exe w3svc",
        ],
        entryPoint: ["powershell", "-Command"],
        essential: true,
        cpu: 2048,
        memory: 4096,
        image: "mcr.microsoft.com/windows/servercore/iis:windowsservercore-ltsc2019",
        logConfiguration: awslogs("/ecs/fargate-windows-task-definition", "ecs"),
        name: "sample_windows_app",
        portMappings: [{ hostPort: 80, containerPort: 80, protocol: "tcp" }],
      },
    ],
    {
      memory: "4096",
      cpu: "2048",
      runtimePlatform: { operatingSystemFamily: "WINDOWS_SERVER_2019_CORE", cpuArchitecture: "X86_64" },
    },
  ),
  fargate(
    "a FireLens router that sends to Kinesis Data Firehose",
    [
      {
        essential: true,
        image: "906394416424.dkr.ecr.us-west-2.amazonaws.com/aws-for-fluent-bit:2.32.4",
        name: "log_router",
        firelensConfiguration: { type: "fluentbit", options: { "enable-ecs-log-metadata": "true" } },
        logConfiguration: awslogs("firelens-container", "firelens", { "awslogs-create-group": "true" }),
        memoryReservation: 50,
      },
      {
        essential: true,
        image: HTTPD,
        name: "app",
        logConfiguration: {
          logDriver: "awsfirelens",
          options: { Name: "firehose", region: REGION, delivery_stream: "my-stream" },
        },
        memoryReservation: 100,
      },
    ],
    {},
    {
      program: (p) => {
        const execution = executionRole(p);
        inline(
          p,
          execution,
          policy(
            allow(
              "logs:CreateLogGroup",
              "arn:aws:logs:us-west-2:111122223333:log-group:firelens-container:*",
            ),
          ),
        );
        const task = role(p, "task");
        inline(
          p,
          task,
          policy(
            allow(
              "firehose:PutRecordBatch",
              `arn:aws:firehose:${REGION}:${ACCOUNT}:deliverystream/my-stream`,
            ),
          ),
        );
        fargateTask(
          p,
          "firelens",
          [
            {
              essential: true,
              image: "906394416424.dkr.ecr.us-west-2.amazonaws.com/aws-for-fluent-bit:2.32.4",
              name: "log_router",
              user: "0",
              firelensConfiguration: { type: "fluentbit", options: { "enable-ecs-log-metadata": "true" } },
              logConfiguration: awslogs("firelens-container", "firelens", { "awslogs-create-group": "true" }),
              memoryReservation: 50,
            },
            {
              essential: true,
              image: HTTPD,
              name: "app",
              logConfiguration: {
                logDriver: "awsfirelens",
                options: {
                  Name: "firehose",
                  region: REGION,
                  delivery_stream: "my-stream",
                  "log-driver-buffer-limit": "2097152",
                },
              },
              memoryReservation: 100,
            },
          ],
          { executionRoleArn: execution.arn, taskRoleArn: task.arn },
        );
      },
    },
  ),
  {
    title: "FireLens with its config in S3 and an API key as a secret option",
    program: (p) => {
      const execution = executionRole(p);
      const secret = `arn:aws:secretsmanager:${REGION}:${ACCOUNT}:secret:datadog-Ab12Cd`;
      inline(
        p,
        execution,
        policy(
          allow("secretsmanager:GetSecretValue", secret),
          allow(["s3:GetObject"], "arn:aws:s3:::fluent-config/fluent.conf"),
          allow(["s3:GetBucketLocation"], "arn:aws:s3:::fluent-config"),
        ),
      );
      fargateTask(
        p,
        "firelens-datadog",
        [
          {
            name: "log_router",
            image: "public.ecr.aws/aws-observability/aws-for-fluent-bit:2.32.4",
            essential: true,
            firelensConfiguration: {
              type: "fluentbit",
              options: {
                "config-file-type": "file",
                "config-file-value": "/fluent-bit/configs/parse-json.conf",
                "enable-ecs-log-metadata": "true",
              },
            },
          },
          {
            name: "app",
            image: ecr("app"),
            essential: true,
            dependsOn: [{ containerName: "log_router", condition: "START" }],
            logConfiguration: {
              logDriver: "awsfirelens",
              options: {
                Name: "datadog",
                Host: "http-intake.logs.datadoghq.com",
                TLS: "on",
                dd_service: "app",
                dd_source: "httpd",
                provider: "ecs",
              },
              secretOptions: [{ name: "apikey", valueFrom: secret }],
            },
          },
        ],
        { executionRoleArn: execution.arn },
      );
    },
  },
  {
    title: "logs to Splunk with a token from the Parameter Store",
    program: (p) => {
      const execution = executionRole(p);
      inline(
        p,
        execution,
        policy(allow("ssm:GetParameters", `arn:aws:ssm:${REGION}:${ACCOUNT}:parameter/splunk/token`)),
      );
      fargateTask(
        p,
        "splunk",
        [
          {
            name: "app",
            image: HTTPD,
            logConfiguration: {
              logDriver: "splunk",
              options: { "splunk-url": "https://your-splunk-instance:8088", "splunk-format": "inline" },
              secretOptions: [
                {
                  name: "splunk-token",
                  valueFrom: `arn:aws:ssm:${REGION}:${ACCOUNT}:parameter/splunk/token`,
                },
              ],
            },
          },
        ],
        { executionRoleArn: execution.arn },
      );
    },
  },
  {
    title: "an EFS volume with an access point and IAM authorisation",
    program: (p) => {
      const files = p.add("aws:efs/fileSystem:FileSystem", "data", { encrypted: true });
      const point = p.add("aws:efs/accessPoint:AccessPoint", "data", { fileSystemId: files.id });
      const execution = executionRole(p);
      const task = role(p, "task");
      inline(
        p,
        task,
        policy(
          allow(
            ["elasticfilesystem:ClientMount", "elasticfilesystem:ClientWrite"],
            `arn:aws:elasticfilesystem:${REGION}:${ACCOUNT}:file-system/*`,
            {
              Condition: { Bool: { "aws:SecureTransport": "true" } },
            },
          ),
        ),
      );
      fargateTask(
        p,
        "efs",
        [
          {
            name: "app",
            image: HTTPD,
            mountPoints: [{ sourceVolume: "data", containerPath: "/data", readOnly: false }],
          },
        ],
        {
          executionRoleArn: execution.arn,
          taskRoleArn: task.arn,
          volumes: [
            {
              name: "data",
              efsVolumeConfiguration: {
                fileSystemId: files.id,
                transitEncryption: "ENABLED",
                authorizationConfig: { accessPointId: point.id, iam: "ENABLED" },
              },
            },
          ],
        },
      );
    },
    advice: { "least-privilege": ["elasticfilesystem:ClientMount"] },
  },
  fargate(
    "a volume that two containers share, one of which waits for the other",
    [
      {
        name: "init",
        image: "public.ecr.aws/docker/library/busybox:1.36",
        essential: false,
        command: ["sh", "-c", "echo hi > /shared/file"],
        mountPoints: [{ sourceVolume: "shared", containerPath: "/shared" }],
      },
      {
        name: "app",
        image: HTTPD,
        essential: true,
        dependsOn: [{ containerName: "init", condition: "SUCCESS" }],
        volumesFrom: [{ sourceContainer: "init", readOnly: true }],
        readonlyRootFilesystem: true,
        linuxParameters: { initProcessEnabled: true, capabilities: { drop: ["ALL"], add: ["SYS_PTRACE"] } },
        ulimits: [{ name: "nofile", softLimit: 65536, hardLimit: 65536 }],
        stopTimeout: 120,
        startTimeout: 60,
        restartPolicy: { enabled: true, ignoredExitCodes: [0], restartAttemptPeriod: 180 },
      },
    ],
    { volumes: [{ name: "shared" }], ephemeralStorage: { sizeInGib: 100 } },
  ),
  fargate(
    "a volume that is configured at launch",
    [{ name: "app", image: HTTPD, mountPoints: [{ sourceVolume: "ebs", containerPath: "/mnt" }] }],
    { volumes: [{ name: "ebs", configureAtLaunch: true }] },
  ),
  fargate(
    "ARM, sizes in words",
    [{ name: "app", image: HTTPD, cpu: 1024, memory: 3072, memoryReservation: 1024 }],
    {
      cpu: "1 vCPU",
      memory: "3 GB",
      runtimePlatform: { cpuArchitecture: "ARM64", operatingSystemFamily: "LINUX" },
    },
  ),
  fargate("keys in other letters, which Go reads all the same", [
    {
      Name: "app",
      IMAGE: HTTPD,
      portmappings: [{ containerport: 8080, Protocol: "tcp" }],
      healthcheck: { command: ["CMD", "true"], startperiod: 0 },
      LogConfiguration: {
        logdriver: "awslogs",
        options: { "awslogs-group": "/ecs/app", "awslogs-region": REGION, "awslogs-stream-prefix": "app" },
      },
      readOnlyRootFilesystem: true,
    },
  ]),
  fargate("half a vCPU in words", [{ name: "app", image: HTTPD }], { cpu: ".5 vCPU", memory: "1GB" }),
  fargate("sixteen vCPUs", [{ name: "app", image: HTTPD }], { cpu: "16384", memory: "122880" }),
  fargate(
    "X-Ray's daemon and CloudWatch's agent beside the application",
    [
      {
        name: "xray",
        image: "public.ecr.aws/xray/aws-xray-daemon:3.3.13",
        cpu: 32,
        memoryReservation: 256,
        essential: false,
        portMappings: [{ containerPort: 2000, protocol: "udp" }],
      },
      {
        name: "cwagent",
        image: "public.ecr.aws/cloudwatch-agent/cloudwatch-agent:1.300051.0b992",
        essential: false,
        secrets: [],
        environment: [
          { name: "CW_CONFIG_CONTENT", value: '{"metrics":{"metrics_collected":{"statsd":{}}}}' },
        ],
      },
      {
        name: "app",
        image: HTTPD,
        portMappings: [{ name: "web", containerPort: 8080, appProtocol: "http" }],
        environment: [
          { name: "AWS_XRAY_DAEMON_ADDRESS", value: "localhost:2000" },
          { name: "OTEL_EXPORTER_OTLP_HEADERS", value: "" },
        ],
        healthCheck: {
          command: ["CMD-SHELL", "curl -f http://localhost:8080/health || exit 1"],
          interval: 30,
          timeout: 5,
          retries: 3,
          startPeriod: 60,
        },
      },
    ],
    {},
  ),
  {
    title: "OpenTelemetry's collector with its config from the Parameter Store",
    program: (p) => {
      const execution = executionRole(p);
      attach(p, execution, "arn:aws:iam::aws:policy/AmazonSSMReadOnlyAccess", "ssm");
      const task = role(p, "task");
      attach(p, task, "arn:aws:iam::aws:policy/AWSXrayWriteOnlyAccess", "xray");
      attach(p, task, "arn:aws:iam::aws:policy/CloudWatchAgentServerPolicy", "cloudwatch");
      inline(
        p,
        task,
        policy(
          allow(
            [
              "logs:PutLogEvents",
              "logs:CreateLogGroup",
              "logs:CreateLogStream",
              "logs:DescribeLogStreams",
              "logs:DescribeLogGroups",
              "logs:PutRetentionPolicy",
              "xray:PutTraceSegments",
              "xray:PutTelemetryRecords",
              "xray:GetSamplingRules",
              "xray:GetSamplingTargets",
              "xray:GetSamplingStatisticSummaries",
              "cloudwatch:PutMetricData",
              "ssm:GetParameters",
            ],
            "*",
          ),
        ),
      );
      fargateTask(
        p,
        "adot",
        [
          { name: "app", image: ecr("app") },
          {
            name: "collector",
            image: "public.ecr.aws/aws-observability/aws-otel-collector:v0.42.0",
            command: ["--config=/etc/ecs/ecs-default-config.yaml"],
            secrets: [{ name: "AOT_CONFIG_CONTENT", valueFrom: "otel-collector-config" }],
          },
        ],
        { executionRoleArn: execution.arn, taskRoleArn: task.arn },
      );
    },
    advice: { "least-privilege": ["logs:"] },
  },
  {
    title: "Envoy of App Mesh with a proxy configuration",
    program: (p) => {
      const execution = executionRole(p);
      const task = role(p, "task");
      attach(p, task, "arn:aws:iam::aws:policy/AWSAppMeshEnvoyAccess", "mesh");
      fargateTask(
        p,
        "mesh",
        [
          {
            name: "envoy",
            image: "840364872350.dkr.ecr.us-west-2.amazonaws.com/aws-appmesh-envoy:v1.29.12.1-prod",
            essential: true,
            user: "1337",
            environment: [
              {
                name: "APPMESH_RESOURCE_ARN",
                value: `arn:aws:appmesh:${REGION}:${ACCOUNT}:mesh/apps/virtualNode/app`,
              },
            ],
            healthCheck: {
              command: ["CMD-SHELL", "curl -s http://localhost:9901/server_info | grep state | grep -q LIVE"],
              startPeriod: 10,
              interval: 5,
              timeout: 2,
              retries: 3,
            },
          },
          {
            name: "app",
            image: HTTPD,
            dependsOn: [{ containerName: "envoy", condition: "HEALTHY" }],
            portMappings: [{ containerPort: 8080 }],
          },
        ],
        {
          executionRoleArn: execution.arn,
          taskRoleArn: task.arn,
          proxyConfiguration: {
            type: "APPMESH",
            containerName: "envoy",
            properties: {
              AppPorts: "8080",
              ProxyIngressPort: "15000",
              ProxyEgressPort: "15001",
              IgnoredUID: "1337",
            },
          },
        },
      );
    },
  },
  onInstances(
    "EC2: a GPU",
    [
      {
        name: "gpu",
        image: "nvidia/cuda:11.0.3-base",
        memory: 80,
        essential: true,
        command: ["sh", "-c", "nvidia-smi"],
        resourceRequirements: [{ type: "GPU", value: "1" }],
      },
    ],
    { requiresCompatibilities: ["EC2"] },
  ),
  onInstances("EC2: links and dynamic host ports under bridge, logs of the host", [
    {
      name: "wordpress",
      links: ["mysql"],
      image: "wordpress:6.6",
      essential: true,
      portMappings: [{ containerPort: 80, hostPort: 0 }],
      memory: 500,
      cpu: 10,
      logConfiguration: { logDriver: "json-file", options: { "max-size": "10m" } },
    },
    {
      name: "mysql",
      image: "mysql:8.4",
      cpu: 10,
      memory: 500,
      essential: true,
      secrets: [],
      logConfiguration: { logDriver: "syslog" },
    },
  ]),
  onInstances(
    "EC2: awslogs without stream prefix, by the container instance's role",
    [
      {
        name: "app",
        image: ecr("app"),
        memory: 256,
        logConfiguration: {
          logDriver: "awslogs",
          options: { "awslogs-group": "/ecs/app", "awslogs-region": REGION },
        },
      },
    ],
    { requiresCompatibilities: ["EC2"], networkMode: "bridge" },
  ),
  onInstances(
    "EC2: a daemon on the host's network with the host's volumes",
    [
      {
        name: "agent",
        image: "gcr.io/datadoghq/agent:7.58.0",
        cpu: 10,
        memory: 512,
        essential: true,
        privileged: true,
        mountPoints: [
          { sourceVolume: "docker_sock", containerPath: "/var/run/docker.sock", readOnly: true },
          { sourceVolume: "cgroup", containerPath: "/host/sys/fs/cgroup", readOnly: true },
        ],
        environment: [{ name: "DD_SITE", value: "datadoghq.com" }],
      },
    ],
    {
      requiresCompatibilities: ["EC2"],
      networkMode: "host",
      pidMode: "host",
      volumes: [
        { name: "docker_sock", hostPath: "/var/run/docker.sock" },
        { name: "cgroup", hostPath: "/sys/fs/cgroup/" },
      ],
    },
    { config: { "container-isolation": { allowed: ["sample"] } } },
  ),
  onInstances(
    "EC2: a Docker volume with a driver and placement constraints",
    [
      {
        name: "db",
        image: "postgres:16.4",
        memory: 1024,
        mountPoints: [{ sourceVolume: "rexray", containerPath: "/var/lib/postgresql" }],
      },
    ],
    {
      placementConstraints: [
        { type: "memberOf", expression: "attribute:ecs.availability-zone in [us-west-2a, us-west-2b]" },
      ],
      volumes: [
        {
          name: "rexray",
          dockerVolumeConfiguration: {
            autoprovision: true,
            scope: "shared",
            driver: "rexray/ebs",
            driverOpts: { volumetype: "gp2", size: "5" },
          },
        },
      ],
    },
  ),
  {
    title: "EC2: Windows with FSx and a credential spec",
    program: (p) => {
      const execution = executionRole(p);
      const credentials = `arn:aws:secretsmanager:${REGION}:${ACCOUNT}:secret:fsx-Ab12Cd`;
      inline(p, execution, policy(allow("secretsmanager:GetSecretValue", credentials)));
      p.add("aws:ecs/taskDefinition:TaskDefinition", "sample", {
        family: "sample",
        executionRoleArn: execution.arn,
        networkMode: "default",
        volumes: [
          {
            name: "fsx-windows-vol",
            fsxWindowsFileServerVolumeConfiguration: {
              fileSystemId: "fs-0123456789abcdef0",
              rootDirectory: "share",
              authorizationConfig: { credentialsParameter: credentials, domain: "example.com" },
            },
          },
        ],
        containerDefinitions: JSON.stringify([
          {
            name: "iis",
            entryPoint: ["powershell", "-Command"],
            command: ["New-Item -Path C:\\fsx-windows-dir\\index.html -ItemType file"],
            image: "mcr.microsoft.com/windows/servercore/iis:windowsservercore-ltsc2022",
            cpu: 512,
            memory: 256,
            portMappings: [{ hostPort: 443, protocol: "tcp", containerPort: 80 }],
            mountPoints: [
              { sourceVolume: "fsx-windows-vol", containerPath: "C:\\fsx-windows-dir", readOnly: false },
            ],
            dockerSecurityOptions: ["credentialspec:file://credspec.json"],
          },
        ]),
      });
    },
  },
  {
    title: "EC2 under awsvpc with the task's own roles",
    program: (p) => {
      const execution = executionRole(p);
      const task = role(p, "task");
      inline(p, task, policy(allow(["s3:GetObject"], "arn:aws:s3:::assets/*")));
      const definition = p.add("aws:ecs/taskDefinition:TaskDefinition", "api", {
        family: "api",
        networkMode: "awsvpc",
        requiresCompatibilities: ["EC2"],
        cpu: "512",
        memory: "1024",
        taskRoleArn: task.arn,
        executionRoleArn: execution.arn,
        containerDefinitions: JSON.stringify([
          { name: "api", image: ecr("api"), logConfiguration: awslogs("/ecs/api") },
        ]),
      });
      p.add("aws:ecs/service:Service", "api", {
        taskDefinition: definition.arn,
        capacityProviderStrategies: [{ capacityProvider: "asg", weight: 1 }],
      });
    },
  },
  {
    title: "EC2 and Fargate both",
    program: (p) => {
      const execution = executionRole(p);
      fargateTask(p, "both", [{ name: "app", image: ecr("app"), logConfiguration: awslogs("/ecs/both") }], {
        requiresCompatibilities: ["EC2", "FARGATE"],
        executionRoleArn: execution.arn,
      });
    },
  },
  {
    title: "an external instance",
    program: (p) => {
      const execution = executionRole(p);
      const anywhere = p.add("aws:iam/role:Role", "ecsAnywhereRole", {
        assumeRolePolicy: policy({
          Effect: "Allow",
          Principal: { Service: ["ssm.amazonaws.com"] },
          Action: ["sts:AssumeRole"],
        }),
      });
      attach(p, anywhere, "arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore", "core");
      attach(p, anywhere, "arn:aws:iam::aws:policy/service-role/AmazonEC2ContainerServiceforEC2Role", "ecs");
      const definition = p.add("aws:ecs/taskDefinition:TaskDefinition", "external", {
        family: "nginx",
        requiresCompatibilities: ["EXTERNAL"],
        networkMode: "bridge",
        executionRoleArn: execution.arn,
        containerDefinitions: JSON.stringify([
          {
            name: "nginx",
            image: ecr("nginx"),
            memory: 256,
            cpu: 256,
            essential: true,
            portMappings: [{ containerPort: 80, hostPort: 8080, protocol: "tcp" }],
            logConfiguration: awslogs("/ecs/nginx"),
          },
        ]),
      });
      p.add("aws:ecs/service:Service", "nginx", { launchType: "EXTERNAL", taskDefinition: definition.arn });
    },
  },
  {
    title: "managed instances",
    program: (p) => {
      const execution = executionRole(p);
      p.add("aws:ecs/taskDefinition:TaskDefinition", "managed", {
        family: "managed",
        requiresCompatibilities: ["MANAGED_INSTANCES"],
        networkMode: "awsvpc",
        cpu: "1024",
        memory: "2048",
        executionRoleArn: execution.arn,
        containerDefinitions: JSON.stringify([
          { name: "app", image: ecr("app"), logConfiguration: awslogs("/ecs/managed") },
        ]),
      });
    },
  },
  fargate(
    "port ranges, service connect and fault injection",
    [
      {
        name: "app",
        image: HTTPD,
        portMappings: [
          { name: "http", containerPort: 8080, appProtocol: "http2" },
          { containerPort: 9000, protocol: "udp" },
        ],
        systemControls: [{ namespace: "net.ipv4.tcp_keepalive_time", value: "500" }],
        versionConsistency: "disabled",
        interactive: true,
        pseudoTerminal: true,
        dockerLabels: { "com.datadoghq.tags.service": "app" },
      },
    ],
    { enableFaultInjection: true, pidMode: "task", trackLatest: true, tags: { Name: "sample" } },
  ),
  fargate("names of secrets and other harmless words in the environment", [
    {
      name: "app",
      image: HTTPD,
      environment: [
        { name: "AWS_REGION", value: REGION },
        {
          name: "DB_SECRET_ARN",
          value: `arn:aws:secretsmanager:${REGION}:${ACCOUNT}:secret:orders/db-Ab12Cd`,
        },
        { name: "SECRET_ID", value: "orders/db" },
        { name: "JWT_SECRET_NAME", value: "orders/jwt" },
        { name: "KEYCLOAK_URL", value: "https://auth.example.com/realms/main" },
        { name: "TOKEN_EXPIRY_SECONDS", value: "3600" },
        { name: "PASSWORD_MIN_LENGTH", value: "12" },
        { name: "API_KEY_HEADER", value: "X-Api-Key" },
        { name: "AUTH_TOKEN_COOKIE", value: "session" },
        {
          name: "SSH_PUBLIC_KEY",
          value:
            "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIG5vcmVhbGtleW5vcmVhbGtleW5vcmVhbGtleW5v ops@example.com",
        },
        { name: "PARTITION_KEY", value: "pk" },
        { name: "SORT_KEY", value: "sk" },
        { name: "DYNAMODB_KEY", value: "id" },
        { name: "MONGO_URL", value: "mongodb://mongo.internal:27017/app" },
        { name: "REDIS_URL", value: "redis://cache.internal:6379/0" },
        { name: "COGNITO_CLIENT_ID", value: "4h57kf2m9examplexyz123abc" },
        { name: "SENTRY_DSN", value: "https://examplePublicKey@o0.ingest.sentry.io/0" },
        { name: "GIT_SHA", value: "a94a8fe5ccb19ba61c4c0873d391e987982fbbd3" },
        { name: "USE_SECRETS_MANAGER", value: "true" },
        { name: "PASSWORD_POLICY", value: "strong" },
        { name: "CREDENTIALS_PROVIDER", value: "container" },
        { name: "SPRING_DATASOURCE_URL", value: "jdbc:postgresql://db.internal:5432/orders" },
        { name: "JWT_ISSUER", value: "https://auth.example.com" },
        { name: "JWT_PUBLIC_KEY_URL", value: "https://auth.example.com/.well-known/jwks.json" },
        { name: "PASSWORD_RESET_URL", value: "https://example.com/reset" },
        { name: "TOKENIZERS_PARALLELISM", value: "false" },
        { name: "NEXT_PUBLIC_STRIPE_KEY", value: "pk_test_TYooMQauvdEDq54NiTphI7jx" },
        { name: "POSTGRES_PASSWORD_FILE", value: "/run/secrets/postgres-password" },
        { name: "S3_KEY_PREFIX", value: "uploads/" },
        { name: "KMS_KEY_ID", value: "1234abcd-12ab-34cd-56ef-1234567890ab" },
        { name: "ACCESS_LOG", value: "stdout" },
        { name: "DATABASE_URL", value: "postgresql://app@db.internal:5432/app?sslmode=require" },
        { name: "SPRING_APPLICATION_JSON", value: '{"spring.datasource.password":"${DB_PASSWORD}"}' },
        { name: "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI", value: "/v2/credentials/x" },
        { name: "SECRET_MANAGER_PREFIX", value: "prod/orders" },
        { name: "STRIPE_PUBLISHABLE_KEY", value: "pk_test_TYooMQauvdEDq54NiTphI7jx" },
        { name: "GOOGLE_CLIENT_ID", value: "1234567890-abcdefghijklmnop.apps.googleusercontent.com" },
        { name: "RAILS_MASTER_KEY_FILE", value: "/etc/keys/master.key" },
        { name: "PGPASSFILE", value: "/app/.pgpass" },
        { name: "IDEMPOTENCY_TOKEN_HEADER", value: "Idempotency-Key" },
        { name: "FEATURE_PASSWORDLESS_LOGIN", value: "enabled" },
        { name: "SECRETS_PROVIDER", value: "aws" },
        { name: "OAUTH_TOKEN_ENDPOINT", value: "/oauth/token" },
        { name: "ENCRYPTION_KEY_ALIAS", value: "alias/orders" },
        { name: "PRIVATE_KEY_PATH", value: "/secrets/id_rsa" },
        { name: "ACCESS_KEY_ROTATION_DAYS", value: "90" },
      ],
    },
  ]),
];

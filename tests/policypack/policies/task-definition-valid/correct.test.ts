import assert from "node:assert/strict";
import { findingMessage } from "../../../../policypack/findings/finding";
import { app, judged, type Json, RUN } from "./definitions";

/** One container with this change, or several containers; and the task's own properties. */
type Sample = [title: string, on: string, containers: Json | Json[], task?: Json];

const awslogs = (more: Json = {}) => ({
  logConfiguration: {
    logDriver: "awslogs",
    options: {
      "awslogs-group": "/ecs/shop",
      "awslogs-region": "eu-west-1",
      "awslogs-stream-prefix": "shop",
      ...more,
    },
  },
});
const log = (logDriver: string, options?: Json) => ({
  logConfiguration: { logDriver, ...(options && { options }) },
});
const router = (firelens: Json, user: Json): Json[] => [
  app(log("awsfirelens", user)),
  app({
    name: "router",
    image: "public.ecr.aws/aws-observability/aws-for-fluent-bit:stable",
    firelensConfiguration: firelens,
    ...awslogs(),
  }),
];
const volumes = (...list: Json[]) => ({ volumes: list });
const mount = { mountPoints: [{ sourceVolume: "data", containerPath: "/data" }] };
const efs = (change: Json = {}) => ({
  name: "data",
  efsVolumeConfiguration: { fileSystemId: "fs-0a1b2c3d", ...change },
});
const linux = (linuxParameters: Json) => ({ linuxParameters });
const gpu = (value: string) => ({ resourceRequirements: [{ type: "GPU", value }] });
const other = (change: Json = {}) => app({ name: "other", ...change });

const SAMPLES: Sample[] = [
  ...Object.keys(RUN).map((on): Sample => [`one container on ${on}`, on, {}]),
  ...Object.keys(RUN).map((on): Sample => [`logs to CloudWatch on ${on}`, on, awslogs()]),
  ["a group made at the start", "fargate", awslogs({ "awslogs-create-group": "true" })],
  ["lines joined by a pattern", "fargate", awslogs({ "awslogs-multiline-pattern": "^INFO" })],
  ["lines joined by their date", "ec2", awslogs({ "awslogs-datetime-format": "%b %d" })],
  ["embedded metrics", "ec2", awslogs({ "awslogs-format": "json/emf" })],
  ["logs that may be lost", "fargate", awslogs({ mode: "non-blocking", "max-buffer-size": "25m" })],
  ["logs that block", "fargate", awslogs({ mode: "blocking" })],
  ["a buffer in the default mode", "fargate", awslogs({ "max-buffer-size": "10m" })],
  ["a tag for the stream", "ec2", awslogs({ tag: "{{.Name}}" })],
  ["json files that turn", "ec2", log("json-file", { "max-size": "10m", "max-file": "3", compress: "true" })],
  ["json files on Managed Instances", "managed", log("json-file")],
  ["the journal", "ec2", log("journald", { tag: "shop" })],
  [
    "syslog over TLS",
    "ec2",
    log("syslog", {
      "syslog-address": "tcp+tls://logs.example.com:6514",
      "syslog-facility": "local3",
      "syslog-format": "rfc5424micro",
    }),
  ],
  [
    "gelf",
    "ec2",
    log("gelf", { "gelf-address": "udp://10.0.0.9:12201", "gelf-compression-type": "none", tag: "shop" }),
  ],
  [
    "fluentd on the instance",
    "ec2",
    log("fluentd", { "fluentd-address": "localhost:24224", "fluentd-async": "true", tag: "shop" }),
  ],
  ["fluentd's defaults", "external", log("fluentd")],
  [
    "Splunk with its token as a secret",
    "fargate",
    {
      logConfiguration: {
        logDriver: "splunk",
        options: { "splunk-url": "https://splunk.example.com:8088", "splunk-format": "raw" },
        secretOptions: [
          {
            name: "splunk-token",
            valueFrom: "arn:aws:secretsmanager:eu-west-1:111122223333:secret:splunk-AbCdEf",
          },
        ],
      },
    },
  ],
  [
    "FireLens to CloudWatch",
    "fargate",
    router(
      { type: "fluentbit" },
      {
        Name: "cloudwatch_logs",
        region: "eu-west-1",
        log_group_name: "shop",
        auto_create_group: "true",
        log_stream_prefix: "a-",
      },
    ),
  ],
  [
    "FireLens to Firehose",
    "ec2",
    router(
      { type: "fluentbit", options: { "enable-ecs-log-metadata": "true" } },
      {
        Name: "firehose",
        region: "eu-west-1",
        delivery_stream: "shop",
        "log-driver-buffer-limit": "2097152",
      },
    ),
  ],
  [
    "FireLens to Kinesis",
    "managed",
    router({ type: "fluentbit" }, { Name: "kinesis", region: "eu-west-1", stream: "shop" }),
  ],
  [
    "FireLens to OpenSearch",
    "fargate",
    router(
      { type: "fluentbit" },
      {
        Name: "es",
        Host: "vpc-shop.eu-west-1.es.amazonaws.com",
        Port: "443",
        Index: "shop",
        Aws_auth: "On",
        Aws_region: "eu-west-1",
        tls: "On",
      },
    ),
  ],
  [
    "FireLens to S3",
    "fargate",
    router(
      { type: "fluentbit" },
      {
        Name: "s3",
        bucket: "logs",
        region: "eu-west-1",
        total_file_size: "1M",
        upload_timeout: "1m",
        use_put_object: "On",
      },
    ),
  ],
  [
    "fluentd as the router",
    "ec2",
    router(
      { type: "fluentd" },
      { "@type": "kinesis_firehose", region: "eu-west-1", delivery_stream_name: "shop" },
    ),
  ],
  [
    "FireLens with a file of the image",
    "fargate",
    router(
      { type: "fluentbit", options: { "config-file-type": "file", "config-file-value": "/shop.conf" } },
      {},
    ),
  ],
  [
    "FireLens with a file in S3",
    "ec2",
    router(
      {
        type: "fluentbit",
        options: { "config-file-type": "s3", "config-file-value": "arn:aws:s3:::settings/shop.conf" },
      },
      {},
    ),
  ],
  [
    "FireLens without metadata",
    "fargate",
    router({ type: "fluentbit", options: { "enable-ecs-log-metadata": "false" } }, { Name: "stdout" }),
  ],
  ["FireLens for Windows on EC2", "windows", router({ type: "fluentbit" }, { Name: "cloudwatch" })],
  ["a port", "fargate", { portMappings: [{ containerPort: 80 }] }],
  [
    "a port that is the host's too",
    "fargate",
    { portMappings: [{ containerPort: 80, hostPort: 80, protocol: "tcp" }] },
  ],
  [
    "Service Connect",
    "fargate",
    { portMappings: [{ name: "web", containerPort: 8080, appProtocol: "http2" }] },
  ],
  [
    "a protocol that ECS takes for tcp",
    "fargate",
    { portMappings: [{ containerPort: 80, protocol: "http" }] },
  ],
  ["a dynamic port", "ec2", { portMappings: [{ containerPort: 80, hostPort: 0 }] }],
  ["a port of the host", "ec2", { portMappings: [{ containerPort: 80, hostPort: 8080 }] }],
  [
    "DNS on both protocols",
    "vpc",
    {
      portMappings: [
        { containerPort: 53, protocol: "udp" },
        { containerPort: 53, protocol: "tcp" },
      ],
    },
  ],
  [
    "a range of ports",
    "ec2",
    { portMappings: [{ containerPortRange: "8000-8010" }, { containerPortRange: "8011-8020" }] },
  ],
  [
    "a range under awsvpc",
    "fargate",
    { portMappings: [{ containerPortRange: "5000-5009", protocol: "udp" }] },
  ],
  [
    "one range in two containers on a bridge",
    "ec2",
    [
      app({ portMappings: [{ containerPortRange: "80-90" }] }),
      other({ portMappings: [{ containerPortRange: "80-90" }] }),
    ],
  ],
  ["no network", "ec2", {}, { networkMode: "none" }],
  ["no mode of network", "ec2", [app({ links: ["other:db"] }), other()], { networkMode: undefined }],
  [
    "names of a bridge",
    "ec2",
    {
      hostname: "shop",
      extraHosts: [{ hostname: "db", ipAddress: "10.0.0.3" }],
      dnsServers: ["10.0.0.2"],
      dnsSearchDomains: ["a.internal"],
      disableNetworking: false,
    },
  ],
  ["fault injection", "fargate", {}, { enableFaultInjection: true }],
  ["fault injection under host", "host", { user: "1000" }, { enableFaultInjection: true }],
  ["a bind mount", "fargate", mount, volumes({ name: "data" })],
  ["a folder of the host", "ec2", mount, volumes({ name: "data", hostPath: "/srv/data" })],
  [
    "a Docker volume",
    "ec2",
    mount,
    volumes({
      name: "data",
      dockerVolumeConfiguration: {
        scope: "shared",
        autoprovision: true,
        driver: "local",
        driverOpts: { type: "nfs" },
        labels: { a: "b" },
      },
    }),
  ],
  [
    "a Docker volume of the task",
    "ec2",
    mount,
    volumes({ name: "data", dockerVolumeConfiguration: { scope: "task" } }),
  ],
  ["EFS", "fargate", mount, volumes(efs())],
  [
    "EFS by an access point",
    "fargate",
    mount,
    volumes(
      efs({
        transitEncryption: "ENABLED",
        authorizationConfig: { accessPointId: "fsap-0a1b", iam: "ENABLED" },
      }),
    ),
  ],
  [
    "EFS by an access point of the whole",
    "ec2",
    mount,
    volumes(
      efs({
        rootDirectory: "/",
        transitEncryption: "ENABLED",
        transitEncryptionPort: 2049,
        authorizationConfig: { accessPointId: "fsap-0a1b" },
      }),
    ),
  ],
  ["EFS on Managed Instances", "managed", mount, volumes(efs({ rootDirectory: "/shop" }))],
  ["EBS", "fargate", mount, volumes({ name: "data", configureAtLaunch: true })],
  [
    "EBS beside a bind mount",
    "ec2",
    mount,
    volumes({ name: "data", configureAtLaunch: true }, { name: "tmp" }),
  ],
  [
    "S3 Files",
    "fargate",
    mount,
    volumes({
      name: "data",
      s3filesVolumeConfiguration: {
        fileSystemArn: "arn:aws:s3files:eu-west-1:111122223333:file-system/fs-1",
      },
    }),
  ],
  [
    "FSx on Windows",
    "windows",
    { mountPoints: [{ sourceVolume: "data", containerPath: "C:\\share", readOnly: false }] },
    volumes({
      name: "data",
      fsxWindowsFileServerVolumeConfiguration: {
        fileSystemId: "fs-0a1b",
        rootDirectory: "share",
        authorizationConfig: {
          credentialsParameter: "arn:aws:ssm:eu-west-1:111122223333:parameter/ad",
          domain: "example.com",
        },
      },
    }),
  ],
  [
    "a drive of Windows",
    "windows",
    { mountPoints: [{ sourceVolume: "data", containerPath: "D:\\" }] },
    volumes({ name: "data", hostPath: "D:\\" }),
  ],
  [
    "two mounts",
    "fargate",
    {
      mountPoints: [
        { sourceVolume: "data", containerPath: "/a" },
        { sourceVolume: "data", containerPath: "/a/b", readOnly: true },
      ],
    },
    volumes({ name: "data" }),
  ],
  [
    "volumes of another",
    "fargate",
    [app({ volumesFrom: [{ sourceContainer: "other", readOnly: true }] }), other(mount)],
    volumes({ name: "data" }),
  ],
  ["storage", "fargate", {}, { ephemeralStorage: { sizeInGib: 200 } }],
  ["ARM", "fargate", {}, { runtimePlatform: { cpuArchitecture: "ARM64", operatingSystemFamily: "LINUX" } }],
  ["a shared process namespace", "fargate", {}, { pidMode: "task" }],
  ["the host's namespaces", "ec2", {}, { pidMode: "host", ipcMode: "host" }],
  [
    "a constraint",
    "ec2",
    {},
    { placementConstraints: [{ type: "memberOf", expression: "attribute:ecs.os-type == linux" }] },
  ],
  [
    "a constraint on Managed Instances",
    "managed",
    {},
    { placementConstraints: [{ type: "memberOf", expression: "ecs.instance-type == m5.large" }] },
  ],
  ["a GPU", "ec2", gpu("1")],
  ["all GPUs", "managed", gpu("ALL")],
  ["Neuron devices", "managed", { resourceRequirements: [{ type: "NeuronDevice", value: "ALL" }] }],
  [
    "devices",
    "ec2",
    linux({
      devices: [{ hostPath: "/dev/neuron0", containerPath: "/dev/neuron0", permissions: ["read", "write"] }],
    }),
  ],
  ["capabilities", "ec2", linux({ capabilities: { add: ["NET_ADMIN", "SYSLOG"], drop: ["ALL"] } })],
  [
    "tracing on Fargate",
    "fargate",
    linux({ capabilities: { add: ["SYS_PTRACE"], drop: ["NET_RAW"] }, initProcessEnabled: true }),
  ],
  [
    "a tmpfs",
    "ec2",
    linux({
      tmpfs: [{ containerPath: "/run", size: 64, mountOptions: ["rw", "nosuid", "mode=755"] }],
      sharedMemorySize: 256,
    }),
  ],
  ["a tmpfs on Fargate", "fargate", linux({ tmpfs: [{ containerPath: "/run", size: 64 }] })],
  ["no swap", "ec2", linux({ maxSwap: 0, swappiness: 0 })],
  [
    "limits",
    "fargate",
    {
      ulimits: [
        { name: "nofile", softLimit: 65_535, hardLimit: 65_535 },
        { name: "core", softLimit: -1, hardLimit: -1 },
      ],
    },
  ],
  [
    "a user, a folder, hosts and a device",
    "ec2",
    {
      user: "app-1:1000",
      workingDirectory: "C:\\app",
      extraHosts: [
        { hostname: "host.docker.internal", ipAddress: "host-gateway" },
        { hostname: "db", ipAddress: "fd00::9" },
      ],
      linuxParameters: { devices: [{ hostPath: "/dev/fuse", containerPath: "/dev/fuse" }] },
    },
  ],
  [
    "kernel parameters",
    "fargate",
    {
      systemControls: [
        { namespace: "net.ipv4.tcp_keepalive_time", value: "500" },
        { namespace: "kernel.msgmax", value: "8192" },
      ],
    },
  ],
  [
    "network parameters on a bridge",
    "ec2",
    { systemControls: [{ namespace: "net.core.somaxconn", value: "1024" }] },
  ],
  [
    "IPC of the task",
    "ec2",
    { systemControls: [{ namespace: "fs.mqueue.msg_max", value: "10" }] },
    { ipcMode: "task" },
  ],
  [
    "a health check",
    "fargate",
    {
      healthCheck: {
        command: ["CMD-SHELL", "curl -f http://localhost/ || exit 1"],
        interval: 5,
        timeout: 2,
        retries: 10,
        startPeriod: 300,
      },
    },
  ],
  ["a health check by itself", "fargate", { healthCheck: { command: ["CMD", "/bin/check", "-q"] } }],
  ["the image's check turned off", "fargate", { healthCheck: { command: ["NONE"] } }],
  [
    "a wait for health",
    "fargate",
    [
      app({ dependsOn: [{ containerName: "other", condition: "HEALTHY" }] }),
      other({ healthCheck: { command: ["CMD", "true"] } }),
    ],
  ],
  [
    "a wait for an end",
    "fargate",
    [app({ dependsOn: [{ containerName: "other", condition: "SUCCESS" }] }), other({ essential: false })],
  ],
  ["timeouts", "fargate", { startTimeout: 120, stopTimeout: 2 }],
  ["long stops on instances", "ec2", { stopTimeout: 900 }],
  [
    "restarts",
    "fargate",
    { restartPolicy: { enabled: true, ignoredExitCodes: [0], restartAttemptPeriod: 180 } },
  ],
  ["restarts of Windows on EC2", "windows", { restartPolicy: { enabled: true } }],
  [
    "secrets",
    "fargate",
    {
      secrets: [
        { name: "A", valueFrom: "arn:aws:secretsmanager:eu-west-1:111122223333:secret:a-AbCdEf:key::" },
        { name: "B", valueFrom: "/shop/b" },
      ],
    },
  ],
  [
    "variables and files of them",
    "fargate",
    {
      environment: [
        { name: "A", value: "" },
        { name: "B", value: "${HOME}" },
      ],
      environmentFiles: [{ type: "s3", value: "arn:aws:s3:::settings/shop.env" }],
    },
  ],
  [
    "a private registry",
    "ec2",
    {
      image: "registry.example.com:5000/team/shop:1",
      repositoryCredentials: {
        credentialsParameter: "arn:aws:secretsmanager:eu-west-1:111122223333:secret:hub-AbCdEf",
      },
    },
  ],
  [
    "a digest",
    "fargate",
    { image: `public.ecr.aws/nginx/nginx@sha256:${"a".repeat(64)}`, versionConsistency: "disabled" },
  ],
  ["a tag of 128 characters", "fargate", { image: `nginx:${"1".repeat(128)}` }],
  ["Active Directory", "windows", { credentialSpecs: ["credentialspec:arn:aws:s3:::specs/shop.json"] }],
  [
    "Active Directory without joining",
    "fargate",
    { credentialSpecs: ["credentialspecdomainless:arn:aws:ssm:eu-west-1:111122223333:parameter/spec"] },
  ],
  ["comments", "fargate", { comment: "the shop", _comment: "kept", "//": "x" }],
  [
    "a shell's own marks",
    "fargate",
    { command: ["sh", "-c", "echo ${HOME} <in {{x}}"], entryPoint: ["tini", "--"] },
  ],
  ["labels", "fargate", { dockerLabels: { "traefik.http.routers.a.rule": "Host(`${HOST}`)" } }],
  [
    "an interactive container",
    "ec2",
    {
      interactive: true,
      pseudoTerminal: true,
      workingDirectory: "/srv",
      user: "1000:1000",
      privileged: true,
    },
  ],
  ["security options", "ec2", { dockerSecurityOptions: ["no-new-privileges", "label:type:svirt"] }],
  [
    "security options as Docker writes them",
    "ec2",
    { dockerSecurityOptions: ["no-new-privileges:true", "apparmor=docker-default", "seccomp=unconfined"] },
  ],
  ["a read-only root", "fargate", { readonlyRootFilesystem: true }],
  [
    "an X-Ray sidecar",
    "fargate",
    [
      app(),
      other({
        image: "amazon/aws-xray-daemon",
        cpu: 32,
        memoryReservation: 256,
        portMappings: [{ containerPort: 2000, protocol: "udp" }],
      }),
    ],
  ],
  [
    "a Docker volume made where it is missing",
    "ec2",
    mount,
    volumes({ name: "data", dockerVolumeConfiguration: { scope: "shared", autoprovision: true } }),
  ],
  [
    "a Docker volume of the task",
    "ec2",
    mount,
    volumes({ name: "data", dockerVolumeConfiguration: { scope: "task", autoprovision: false } }),
  ],
  [
    "a secret by the stage or by the id of its version",
    "fargate",
    {
      secrets: ["A:AWSPREVIOUS:", "B::0a1b2c3d-0000-1111-2222-333344445555"].map((rest) => ({
        name: rest[0],
        valueFrom: `arn:aws:secretsmanager:eu-west-1:111122223333:secret:shop/db-AbCdEf:${rest}`,
      })),
    },
  ],
  ["a reservation alone", "ec2", { memory: undefined, memoryReservation: 6 }],
  [
    "App Mesh",
    "fargate",
    [app(), other({ user: "1337", essential: true })],
    {
      proxyConfiguration: {
        type: "APPMESH",
        containerName: "other",
        properties: {
          AppPorts: "8080,9090",
          EgressIgnoredIPs: "169.254.170.2,169.254.169.254",
          EgressIgnoredPorts: "",
          IgnoredUID: "1337",
          ProxyIngressPort: "15000",
          ProxyEgressPort: "15001",
        },
      },
    },
  ],
  ["instances and Fargate", "fargate", awslogs(), { requiresCompatibilities: ["EC2", "FARGATE"] }],
];

describe("task-definition-valid on correct definitions", () => {
  it("has a hundred of them", () => assert.ok(SAMPLES.length >= 100, String(SAMPLES.length)));

  for (const [title, on, change, task] of SAMPLES) {
    it(`says nothing of ${title}`, () => {
      const containers = Array.isArray(change) ? change : [app(change)];
      assert.deepEqual(judged(on, containers, task).map(findingMessage), []);
    });
  }
});

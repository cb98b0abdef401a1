import assert from "node:assert/strict";
import { UNKNOWN } from "../../../../policypack/evaluation/types";
import { findingMessage } from "../../../../policypack/findings/finding";
import { app, judged, type Json } from "./definitions";

const efs = (change: Json = {}) => ({
  volumes: [{ name: "files", efsVolumeConfiguration: { fileSystemId: "fs-0123456789abcdef0", ...change } }],
});
const log = (logDriver: string, options: Json = {}) => [app({ logConfiguration: { logDriver, options } })];
const router = (options?: Json) => [
  app({ logConfiguration: { logDriver: "awsfirelens", options: { Name: "stdout" } } }),
  app({ name: "router", firelensConfiguration: { type: "fluentbit", ...(options && { options }) } }),
];
const ports = (...portMappings: Json[]) => [app({ portMappings })];
const gpus = (...resourceRequirements: Json[]) => [app({ resourceRequirements })];
const mounts = (...mountPoints: Json[]) => [app({ mountPoints })];
const AB = { volumes: [{ name: "a" }, { name: "b" }] };
const mesh = (properties: Json) => ({
  proxyConfiguration: {
    type: "APPMESH",
    containerName: "app",
    properties: {
      AppPorts: "8080",
      IgnoredUID: "1337",
      ProxyIngressPort: "15000",
      ProxyEgressPort: "15001",
      ...properties,
    },
  },
});

const docker = (scope?: string | symbol) => ({
  volumes: [{ name: "d", dockerVolumeConfiguration: { autoprovision: true, driver: "local", scope } }],
});
const FS_ARN = "arn:aws:elasticfilesystem:eu-west-1:111122223333:file-system/fs-0a1b2c3d";
const SECRET = "arn:aws:secretsmanager:eu-west-1:111122223333:secret:shop/db-AbCdEf";

/** What it is, what it runs on, the containers, what a finding mentions, the task's own properties. */
type Case = [title: string, on: string, containers: unknown, mentioned: string, task?: Json];

const violating: Case[] = [
  [
    "a range beside a port",
    "ec2",
    ports({ containerPort: 80, containerPortRange: "8000-8010" }),
    "containerPortRange",
  ],
  ["a range with a host port", "ec2", ports({ containerPortRange: "8000-8010", hostPort: 9000 }), "hostPort"],
  ["a range under host", "host", ports({ containerPortRange: "8000-8010" }), "host"],
  [
    "a port within a range",
    "ec2",
    ports({ containerPortRange: "8000-8010" }, { containerPort: 8005 }),
    "8005",
  ],
  [
    "ranges of two containers under awsvpc",
    "vpc",
    [
      ...ports({ containerPortRange: "1-9" }),
      app({ name: "b", portMappings: [{ containerPortRange: "5-15" }] }),
    ],
    "5 to 9",
  ],
  [
    "more than a hundred ranges",
    "ec2",
    ports(...Array.from({ length: 101 }, (_, i) => ({ containerPortRange: `${i * 10 + 1}-${i * 10 + 5}` }))),
    "101",
  ],
  ["a host port of SSH", "ec2", ports({ containerPort: 22, hostPort: 22 }), "22"],
  ["a host port beyond ports", "ec2", ports({ containerPort: 80, hostPort: 70_000 }), "70000"],
  ["no AppPorts", "vpc", [app()], "AppPorts", mesh({ AppPorts: "" })],
  ["no user that the proxy ignores", "vpc", [app()], "IgnoredUID", mesh({ IgnoredUID: "" })],
  [
    "a misspelt property of the proxy",
    "vpc",
    [app()],
    "EgressIgnoredIP",
    mesh({ EgressIgnoredIP: "10.0.0.1" }),
  ],
  ["a proxy's port that is none", "vpc", [app()], "ProxyIngressPort", mesh({ ProxyIngressPort: "http" })],
  ["a proxy under bridge", "ec2", [app()], "awsvpc", mesh({})],
  ["DNS servers under awsvpc", "vpc", [app({ dnsServers: ["10.0.0.2"] })], "dnsServers"],
  ["search domains under awsvpc", "vpc", [app({ dnsSearchDomains: ["a.b"] })], "dnsSearchDomains"],
  ["networking off under awsvpc", "vpc", [app({ disableNetworking: true })], "disableNetworking"],
  [
    "fault injection without a mode",
    "ec2",
    [app()],
    "fault",
    { networkMode: undefined, enableFaultInjection: true },
  ],
  ["fault injection on Windows", "windows", [app()], "fault", { enableFaultInjection: true }],
  [
    "net.* under host",
    "host",
    [app({ systemControls: [{ namespace: "net.core.somaxconn", value: "1" }] })],
    "net.core.somaxconn",
  ],
  [
    "kernel.* in the host's IPC",
    "ec2",
    [app({ systemControls: [{ namespace: "kernel.msgmax", value: "1" }] })],
    "ipcMode",
    { ipcMode: "host" },
  ],
  [
    "a system control without a value",
    "ec2",
    [app({ systemControls: [{ namespace: "net.core.somaxconn" }] })],
    "value",
  ],
  ["a GPU without a value", "ec2", gpus({ type: "GPU" }), "value"],
  ["no GPU", "ec2", gpus({ type: "GPU", value: "0" }), "GPU"],
  [
    "a shared GPU with a value",
    "ec2",
    gpus({ type: "GPU", value: "1", sharingStrategy: { nvidiaMps: { memory: 1 } } }),
    "sharingStrategy",
  ],
  [
    "GPUs shared and not",
    "ec2",
    [
      ...gpus({ type: "GPU", value: "1" }),
      app({
        name: "b",
        resourceRequirements: [{ type: "GPU", sharingStrategy: { nvidiaMps: { memory: 1 } } }],
      }),
    ],
    "share",
  ],
  [
    "a shared GPU on external instances",
    "external",
    gpus({ type: "GPU", sharingStrategy: { nvidiaMps: { memory: 1 } } }),
    "external",
  ],
  ["some Neuron devices", "managed", gpus({ type: "NeuronDevice", value: "1" }), "NeuronDevice"],
  ["Neuron devices on EC2", "ec2", gpus({ type: "NeuronDevice", value: "ALL" }), "Managed Instances"],
  [
    "an accelerator that the task lacks",
    "ec2",
    gpus({ type: "InferenceAccelerator", value: "device1" }),
    "device1",
  ],
  [
    "an accelerator that nobody asks for",
    "ec2",
    [app()],
    "device1",
    { inferenceAccelerators: [{ deviceName: "device1", deviceType: "eia2.medium" }] },
  ],
  [
    "a volume of two kinds",
    "ec2",
    [app()],
    "files",
    { volumes: [{ ...efs().volumes[0], hostPath: "/srv" }] },
  ],
  [
    "two volumes at launch",
    "ec2",
    [app()],
    "launch",
    {
      volumes: [
        { name: "a", configureAtLaunch: true },
        { name: "b", configureAtLaunch: true },
      ],
    },
  ],
  [
    "an access point for a file system",
    "ec2",
    [app()],
    "fsap-0a1b2c3d",
    efs({ fileSystemId: "fsap-0a1b2c3d" }),
  ],
  [
    "a file system for an access point",
    "ec2",
    [app()],
    "accessPointId",
    efs({ transitEncryption: "ENABLED", authorizationConfig: { accessPointId: "fs-0a1b2c3d" } }),
  ],
  ["names among addresses", "fargate", [app()], "EgressIgnoredIPs", mesh({ EgressIgnoredIPs: "metadata" })],
  [
    "no soft limit under a hard one",
    "ec2",
    [app({ ulimits: [{ name: "nofile", softLimit: -1, hardLimit: 1024 }] })],
    "nofile",
  ],
  ["a negative user", "ec2", [app({ user: "-1:0" })], "-1:0"],
  ["a working directory from nowhere", "fargate", [app({ workingDirectory: "app" })], "workingDirectory"],
  [
    "a host by another's name",
    "ec2",
    [app({ extraHosts: [{ hostname: "db", ipAddress: "db.internal" }] })],
    "db.internal",
  ],
  [
    "a device from nowhere",
    "ec2",
    [app({ linuxParameters: { devices: [{ hostPath: "dev/fuse" }] } })],
    "dev/fuse",
  ],
  ["an image of 256 characters", "fargate", [app({ image: `shop.example/${"a".repeat(241)}:1` })], "256"],
  ["an EFS port that is none", "ec2", [app()], "70000", efs({ transitEncryptionPort: 70_000 })],
  [
    "IAM on EFS without encryption",
    "fargate",
    [app()],
    "transitEncryption",
    efs({ authorizationConfig: { iam: "ENABLED" } }),
  ],
  [
    "FSx on Linux",
    "ec2",
    [app()],
    "FSx",
    {
      runtimePlatform: { operatingSystemFamily: "LINUX" },
      volumes: [
        {
          name: "f",
          fsxWindowsFileServerVolumeConfiguration: {
            fileSystemId: "fs-1",
            rootDirectory: "share",
            authorizationConfig: {
              credentialsParameter: "arn:aws:ssm:eu-west-1:111122223333:parameter/ad",
              domain: "a.b",
            },
          },
        },
      ],
    },
  ],
  [
    "two mounts on one path",
    "ec2",
    mounts({ sourceVolume: "a", containerPath: "/data" }, { sourceVolume: "b", containerPath: "/data/" }),
    "/data",
    AB,
  ],
  ["a mount without a volume", "ec2", mounts({ containerPath: "/data" }), "mount", AB],
  [
    "a mount at no absolute path",
    "ec2",
    mounts({ sourceVolume: "a", containerPath: "data" }),
    "absolute",
    AB,
  ],
  ["too little reserved", "ec2", [app({ memory: undefined, memoryReservation: 4 })], "memoryReservation"],
  ["a stop within a second", "fargate", [app({ stopTimeout: 1 })], "stopTimeout"],
  [
    "too many exit codes",
    "ec2",
    [app({ restartPolicy: { enabled: true, ignoredExitCodes: Array.from({ length: 51 }, (_, i) => i) } })],
    "ignoredExitCodes",
  ],
  [
    "two credential specs",
    "ec2",
    [
      app({
        credentialSpecs: ["credentialspec:arn:aws:s3:::a/x.json", "credentialspec:arn:aws:s3:::a/y.json"],
      }),
    ],
    "credential",
  ],
  [
    "a credential spec by its file",
    "ec2",
    [app({ credentialSpecs: ["file://spec.json"] })],
    "credentialSpecs",
  ],
  [
    "a router that nobody uses",
    "fargate",
    [app({ firelensConfiguration: { type: "fluentbit" } })],
    "awsfirelens",
  ],
  ["an option that FireLens lacks", "fargate", router({ "config-file": "/fluent.conf" }), "config-file"],
  [
    "a configuration without its kind",
    "fargate",
    router({ "config-file-value": "/fluent.conf" }),
    "config-file-type",
  ],
  [
    "a configuration in S3 by no ARN",
    "ec2",
    router({ "config-file-type": "s3", "config-file-value": "/fluent.conf" }),
    "S3",
  ],
  [
    "a buffer limit in bytes",
    "fargate",
    [
      app({ logConfiguration: { logDriver: "awsfirelens", options: { "log-driver-buffer-limit": "2MB" } } }),
      ...router().slice(1),
    ],
    "log-driver-buffer-limit",
  ],
  [
    "an option of another driver",
    "ec2",
    log("awslogs", { "awslogs-group": "g", "awslogs-region": "eu-west-1", log_key: "log" }),
    "log_key",
  ],
  [
    "a misspelt option of fluentd",
    "ec2",
    log("fluentd", { "fluent-address": "localhost:24224" }),
    "fluent-address",
  ],
  ["gelf without an address", "ec2", log("gelf"), "gelf-address"],
  [
    "gelf's compression over tcp",
    "ec2",
    log("gelf", { "gelf-address": "tcp://10.0.0.9:12201", "gelf-compression-type": "gzip" }),
    "gelf-compression-type",
  ],
  ["compressed files of one", "ec2", log("json-file", { compress: "true" }), "compress"],
  [
    "a facility of syslog that is none",
    "ec2",
    log("syslog", { "syslog-facility": "nobody" }),
    "syslog-facility",
  ],
  [
    "Splunk's address with a path",
    "ec2",
    log("splunk", { "splunk-token": "t", "splunk-url": "https://a.b:8088/services" }),
    "splunk-url",
  ],
  [
    "a buffer in the blocking mode",
    "ec2",
    log("json-file", { mode: "blocking", "max-buffer-size": "25m" }),
    "max-buffer-size",
  ],
  ["gelf on Managed Instances", "managed", log("gelf", { "gelf-address": "udp://10.0.0.9:12201" }), "gelf"],
  [
    "a read-only root on Windows",
    "windows",
    [app({ readonlyRootFilesystem: true })],
    "readonlyRootFilesystem",
  ],
  ["pidMode on Windows", "windows on Fargate", [app()], "pidMode", { pidMode: "task" }],
  ["a GPU on Windows", "windows", gpus({ type: "GPU", value: "1" }), "GPU"],
  ["EFS on Windows", "windows on Fargate", [app()], "EFS", efs()],
  [
    "storage of Windows on Fargate",
    "windows on Fargate",
    [app()],
    "ephemeralStorage",
    { ephemeralStorage: { sizeInGib: 50 } },
  ],
  ["FireLens for Windows on Fargate", "windows on Fargate", router(), "FireLens"],
  [
    "restarts of Windows on Fargate",
    "windows on Fargate",
    [app({ restartPolicy: { enabled: true } })],
    "restartPolicy",
  ],
  ["awsvpc on external instances", "external", [app()], "awsvpc", { networkMode: "awsvpc" }],
  ["EFS on external instances", "external", [app()], "EFS", efs()],
  ["bridge on Managed Instances", "managed", [app()], "bridge", { networkMode: "bridge" }],
  ["swap on Managed Instances", "managed", [app({ linuxParameters: { maxSwap: 10 } })], "maxSwap"],
  [
    "memberOf without an expression",
    "ec2",
    [app()],
    "expression",
    { placementConstraints: [{ type: "memberOf" }] },
  ],
  [
    "eleven constraints",
    "ec2",
    [app()],
    "11",
    { placementConstraints: Array.from({ length: 11 }, () => ({ type: "memberOf", expression: "a == b" })) },
  ],
  [
    "a Docker volume of one task that is to be there already",
    "ec2",
    [app()],
    "autoprovision",
    docker("task"),
  ],
  ["a Docker volume without a scope that is to be there", "ec2", [app()], "autoprovision", docker()],
  ["an EFS file system by its ARN", "fargate", [app()], "file-system/fs-0a", efs({ fileSystemId: FS_ARN })],
  [
    "an EFS file system by its DNS name",
    "fargate",
    [app()],
    "fs-0a.efs",
    efs({ fileSystemId: "fs-0a.efs.eu-west-1.amazonaws.com" }),
  ],
  [
    "a secret by both a stage and an id of its version",
    "fargate",
    [app({ secrets: [{ name: "DB", valueFrom: `${SECRET}:key:AWSCURRENT:0a1b2c3d` }] })],
    "both a version stage and a version id",
  ],
  [
    "a security option that Docker does not know",
    "ec2",
    [app({ dockerSecurityOptions: ["no-new-privileges", "no-new-privilege"] })],
    "no-new-privilege",
  ],
  ["a security option without its value", "ec2", [app({ dockerSecurityOptions: ["apparmor"] })], "apparmor"],
  ["negative swap", "ec2", [app({ linuxParameters: { maxSwap: -1 } })], "maxSwap"],
  ["swappiness beyond 100", "ec2", [app({ linuxParameters: { maxSwap: 1, swappiness: 101 } })], "swappiness"],
  [
    "a tmpfs of an option that is none",
    "ec2",
    [app({ linuxParameters: { tmpfs: [{ containerPath: "/t", size: 1, mountOptions: ["fast"] }] } })],
    "fast",
  ],
  [
    "a capability that is none",
    "ec2",
    [app({ linuxParameters: { capabilities: { add: ["NET_ADMINS"] } } })],
    "NET_ADMINS",
  ],
  [
    "a wait for a check that is off",
    "fargate",
    [
      app({ dependsOn: [{ containerName: "b", condition: "HEALTHY" }] }),
      app({ name: "b", healthCheck: { command: ["NONE"] } }),
    ],
    "b",
  ],
  [
    "a wait for a check that never runs",
    "fargate",
    [
      app({ dependsOn: [{ containerName: "b", condition: "HEALTHY" }] }),
      app({ name: "b", healthCheck: { command: ["/check"] } }),
    ],
    "/check",
  ],
  ["storage of 20 GiB", "fargate", [app()], "21", { ephemeralStorage: { sizeInGib: 20 } }],
  ["storage without a size", "fargate", [app()], "size", { ephemeralStorage: {} }],
  ["a tag of 129 characters", "fargate", [app({ image: `nginx:${"1".repeat(129)}` })], "image"],
];

const unknown: Case[] = [
  [
    "fault injection under an unknown mode",
    "ec2",
    [app()],
    "fault injection",
    { networkMode: UNKNOWN, enableFaultInjection: true },
  ],
  [
    "an access point that is unknown",
    "fargate",
    [app()],
    "transitEncryption",
    efs({ authorizationConfig: { accessPointId: UNKNOWN } }),
  ],
  [
    "unknown properties of a proxy",
    "vpc",
    [app()],
    "properties",
    { proxyConfiguration: { type: "APPMESH", containerName: "app", properties: UNKNOWN } },
  ],
  ["an unknown size of storage", "fargate", [app()], "size", { ephemeralStorage: { sizeInGib: UNKNOWN } }],
  ["an unknown scope of a Docker volume", "ec2", [app()], "scope", docker(UNKNOWN)],
  ["unknown ports", "ec2", [app({ portMappings: UNKNOWN })], "portMappings"],
  [
    "an unknown volume",
    "ec2",
    [app()],
    "efsVolumeConfiguration",
    { volumes: [{ name: "a", efsVolumeConfiguration: UNKNOWN }] },
  ],
  [
    "unknown options of FireLens",
    "fargate",
    [
      ...router().slice(0, 1),
      app({ name: "r", firelensConfiguration: { type: "fluentbit", options: UNKNOWN } }),
    ],
    "options",
  ],
  [
    "net.* in a mode that is unknown",
    "ec2",
    [app({ systemControls: [{ namespace: "net.core.somaxconn", value: "1" }] })],
    "networkMode",
    { networkMode: UNKNOWN },
  ],
];

const advised: Case[] = [
  ["a health check without its kind", "fargate", [app({ healthCheck: { command: ["/check"] } })], "/check"],
  [
    "a variable with two values",
    "fargate",
    [
      app({
        environment: [
          { name: "STAGE", value: "a" },
          { name: "STAGE", value: "b" },
        ],
      }),
    ],
    "STAGE",
  ],
  ["a protocol in capitals", "fargate", ports({ containerPort: 53, protocol: "UDP" }), "UDP"],
  ["a member that ECS does not know", "fargate", [app({ restart: "always" })], "restart"],
];

describe("task-definition-valid by what AWS documents", () => {
  for (const [title, on, containers, mentioned, task] of violating) {
    it(`Reports a violation of ${title}`, () => {
      const findings = judged(on, containers, task).filter(
        ({ verdict, level }) => verdict === "violated" && level !== "advisory",
      );
      const messages = findings.map(findingMessage);
      assert.ok(
        messages.some((message) => message.includes(mentioned)),
        messages.join("\n"),
      );
    });
  }
  for (const [title, on, containers, mentioned, task] of unknown) {
    it(`is unproven with ${title}`, () => {
      const findings = judged(on, containers, task);
      assert.ok(
        findings.every(({ verdict }) => verdict !== "violated"),
        findings.map(findingMessage).join("\n"),
      );
      assert.ok(
        findings.some(({ message }) => message.includes(mentioned)),
        findings.map(findingMessage).join("\n"),
      );
    });
  }
  for (const [title, on, containers, mentioned, task] of advised) {
    it(`advises of ${title}`, () => {
      const [found, ...others] = judged(on, containers, task);
      assert.deepEqual([found?.level, others.length], ["advisory", 0]);
      assert.ok(found?.message.includes(mentioned));
    });
  }
  it("says once what nobody filled in", () => {
    const account = "arn:aws:iam::ACCOUNT_ID:role/x";
    const findings = judged("fargate", [app({ image: "ACCOUNT_ID.dkr.ecr.REGION.amazonaws.com/app:1" })], {
      taskRoleArn: account,
      executionRoleArn: account,
    });
    assert.equal(findings.length, 1);
    assert.match(findings[0]?.message ?? "", /ACCOUNT_ID and REGION/);
  });

  for (const wrong of [
    { dependsOn: [{ containerName: "db", condition: "START" }] },
    { volumesFrom: [{ sourceContainer: "db" }] },
  ]) {
    it(`offers other containers alone in place of the one that ${Object.keys(wrong)[0]} names`, () => {
      const remedies = (...others: Json[]) =>
        judged("fargate", [app(wrong), ...others]).map(({ remedy }) => remedy);
      assert.match(remedies(app({ name: "cache" })).join(), /^Name one of these: cache\.$/);
      assert.match(remedies().join(), /^Take it out; the task has no other container\.$/);
    });
  }
});

import { editContainers, find } from "../declared";
import type { Fault } from "../fault";

type Json = Record<string, unknown>;

function task(title: string, change: Json, mentions: string[]): Fault {
  return {
    title,
    stack: "explicit",
    edit: (stack) => Object.assign(find(stack, "task").props, change),
    policy: "task-definition-valid",
    mentions,
  };
}

/** On EC2 containers need memory of their own, unless the task has some. */
function onEc2(title: string, networkMode: string, app: Json, mentions: string[], more: Json[] = []): Fault {
  return {
    title,
    stack: "explicit",
    edit: (stack) => {
      Object.assign(find(stack, "task").props, { requiresCompatibilities: ["EC2"], networkMode });
      editContainers(stack, "task", (all) => {
        Object.assign(all[0]!, app);
        all.push(...more);
      });
    },
    policy: "task-definition-valid",
    mentions,
  };
}

function volume(title: string, settings: Json, mentions: string[]): Fault {
  return task(title, { volumes: [{ name: "data", ...settings }] }, mentions);
}

const FILE_SYSTEM = { fileSystemId: "fs-0123456789abcdef0" };
const ACCESS_POINT = { accessPointId: "fsap-0123456789abcdef0" };

/** What is wrong with a task definition beside its containers. */
export const taskSettingFaults: Fault[] = [
  volume(
    "an access point for a file system",
    { efsVolumeConfiguration: { fileSystemId: "fsap-0123456789abcdef0" } },
    ["fsap-0123456789abcdef0"],
  ),
  task("half a GiB of storage", { ephemeralStorage: { sizeInGib: 30.5 } }, ["30.5"]),
  task("an architecture in small letters", { runtimePlatform: { cpuArchitecture: "arm64" } }, ["arm64"]),
  task("an architecture by Docker's name", { runtimePlatform: { cpuArchitecture: "AMD64" } }, ["AMD64"]),
  task("an operating system in small letters", { runtimePlatform: { operatingSystemFamily: "linux" } }, [
    "linux",
  ]),
  task(
    "Windows on ARM",
    {
      runtimePlatform: {
        cpuArchitecture: "ARM64",
        operatingSystemFamily: "WINDOWS_SERVER_2022_CORE",
      },
    },
    ["ARM64"],
  ),
  task(
    "Windows on eight vCPU",
    {
      runtimePlatform: { operatingSystemFamily: "WINDOWS_SERVER_2022_CORE" },
      cpu: "8192",
      memory: "16384",
    },
    ["8192", "Windows"],
  ),
  task("a proxy that is no container", { proxyConfiguration: { type: "APPMESH", containerName: "envoy" } }, [
    "envoy",
  ]),
  task("two volumes of one name", { volumes: [{ name: "data" }, { name: "data" }] }, ["data"]),
  task("a volume without a name", { volumes: [{ configureAtLaunch: false }] }, ["volume", "no name"]),
  task("a volume's name with a space", { volumes: [{ name: "my data" }] }, ["my data"]),
  volume("a Docker volume on Fargate", { dockerVolumeConfiguration: { scope: "shared" } }, [
    "dockerVolumeConfiguration",
  ]),
  volume(
    "IAM authorization of EFS without encryption in transit",
    { efsVolumeConfiguration: { ...FILE_SYSTEM, authorizationConfig: { iam: "ENABLED" } } },
    ["data", "transitEncryption"],
  ),
  volume(
    "an access point of EFS without encryption in transit",
    {
      efsVolumeConfiguration: {
        ...FILE_SYSTEM,
        transitEncryption: "DISABLED",
        authorizationConfig: ACCESS_POINT,
      },
    },
    ["data", "transitEncryption"],
  ),
  volume(
    "an access point of EFS with another directory",
    {
      efsVolumeConfiguration: {
        ...FILE_SYSTEM,
        rootDirectory: "/models",
        transitEncryption: "ENABLED",
        authorizationConfig: ACCESS_POINT,
      },
    },
    ["data", "/models"],
  ),
  volume("EFS without a file system", { efsVolumeConfiguration: {} }, ["data", "fileSystemId"]),
  volume(
    "EFS by the ARN of the file system",
    {
      efsVolumeConfiguration: {
        fileSystemId: "arn:aws:elasticfilesystem:eu-west-1:111122223333:file-system/fs-1",
      },
    },
    ["data", "file-system/fs-1"],
  ),
  {
    title: "EFS by IAM without a task role",
    stack: "explicit",
    edit: (stack) => {
      const { props } = find(stack, "task");
      delete props.taskRoleArn;
      const authorizationConfig = { iam: "ENABLED" };
      const efs = { ...FILE_SYSTEM, transitEncryption: "ENABLED", authorizationConfig };
      props.volumes = [{ name: "data", efsVolumeConfiguration: efs }];
    },
    policy: "task-definition-valid",
    mentions: ["data", "taskRoleArn"],
  },
  {
    title: "a volume is mounted nowhere",
    stack: "explicit",
    edit: (stack) => {
      find(stack, "task").props.volumes = [{ name: "data" }];
      editContainers(stack, "task", ([app]) => (app!.mountPoints = [{ sourceVolume: "data" }]));
    },
    policy: "task-definition-valid",
    mentions: ["data", "containerPath"],
  },
  onEc2("a hostname under awsvpc on EC2", "awsvpc", { hostname: "app" }, ["hostname", "awsvpc"]),
  onEc2("ports without a network", "none", {}, ["none"]),
  onEc2("a link to nobody", "bridge", { links: ["db:db"] }, ["db:db"]),
  onEc2(
    "two containers take one port of the host",
    "bridge",
    {},
    ["tcp 8080"],
    [
      {
        name: "side",
        image: "public.ecr.aws/docker/library/busybox:1.36",
        portMappings: [{ containerPort: 80, hostPort: 8080 }],
      },
    ],
  ),
  task("a namespace that does not exist", { requiresCompatibilities: ["EC2"], pidMode: "shared" }, [
    "shared",
  ]),
  task("less cpu than ECS gives", { requiresCompatibilities: ["EC2"], cpu: "64" }, ["64", "128"]),
];

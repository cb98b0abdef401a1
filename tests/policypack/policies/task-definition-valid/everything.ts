/** A task definition that sets everything which ECS takes beside one another: what the generated tests change one thing of. */

const ROLE = "arn:aws:iam::111122223333:role/ecsTaskRole";

type Json = Record<string, unknown>;

/** In the API's spelling, as `containers` and the rest of the request. */
export interface Request {
  containers: Json[];
  rest: Json;
}

/** For tasks on instances, where ECS has the most to set. */
export function everything(): Request {
  return {
    rest: {
      family: "everything",
      taskRoleArn: ROLE,
      executionRoleArn: ROLE,
      networkMode: "bridge",
      requiresCompatibilities: ["EC2"],
      cpu: "1024",
      memory: "2048",
      pidMode: "task",
      ipcMode: "task",
      enableFaultInjection: false,
      runtimePlatform: { cpuArchitecture: "X86_64", operatingSystemFamily: "LINUX" },
      placementConstraints: [{ type: "memberOf", expression: "attribute:ecs.instance-type =~ c7.*" }],
      inferenceAccelerators: [{ deviceName: "device1", deviceType: "eia2.medium" }],
      volumes: [
        { name: "host", host: { sourcePath: "/srv/app" } },
        {
          name: "docker",
          dockerVolumeConfiguration: {
            scope: "shared",
            autoprovision: true,
            driver: "local",
            driverOpts: { type: "tmpfs" },
            labels: { team: "orders" },
          },
        },
        {
          name: "efs",
          efsVolumeConfiguration: {
            fileSystemId: "fs-0123456789abcdef0",
            rootDirectory: "/",
            transitEncryption: "ENABLED",
            transitEncryptionPort: 2999,
            authorizationConfig: { accessPointId: "fsap-0123456789abcdef0", iam: "ENABLED" },
          },
        },
        {
          name: "s3files",
          s3filesVolumeConfiguration: {
            fileSystemArn: "arn:aws:s3files:eu-west-1:111122223333:file-system/fs-0123456789abcdef0",
            rootDirectory: "/",
            transitEncryptionPort: 3999,
            accessPointArn:
              "arn:aws:s3files:eu-west-1:111122223333:file-system/fs-0123456789abcdef0/access-point/fsap-1",
          },
        },
        { name: "ebs", configuredAtLaunch: true },
      ],
    },
    containers: [
      main(),
      { name: "sidecar", image: "public.ecr.aws/docker/library/busybox:1.36", essential: false },
    ],
  };
}

function main(): Json {
  return {
    name: "app",
    image: "111122223333.dkr.ecr.eu-west-1.amazonaws.com/app:1.4.2",
    repositoryCredentials: {
      credentialsParameter: "arn:aws:secretsmanager:eu-west-1:111122223333:secret:hub-AbCdEf",
    },
    cpu: 256,
    memory: 512,
    memoryReservation: 256,
    links: ["sidecar:helper"],
    portMappings: [
      { name: "web", containerPort: 8080, hostPort: 0, protocol: "tcp", appProtocol: "http" },
      { containerPortRange: "9000-9010", protocol: "udp" },
    ],
    essential: true,
    restartPolicy: { enabled: true, ignoredExitCodes: [0, 143], restartAttemptPeriod: 120 },
    entryPoint: ["/bin/sh", "-c"],
    command: ["serve"],
    environment: [{ name: "LOG_LEVEL", value: "info" }],
    environmentFiles: [{ type: "s3", value: "arn:aws:s3:::settings/app.env" }],
    mountPoints: [{ sourceVolume: "efs", containerPath: "/files", readOnly: true }],
    volumesFrom: [{ sourceContainer: "sidecar", readOnly: true }],
    linuxParameters: {
      capabilities: { add: ["SYS_PTRACE"], drop: ["ALL"] },
      devices: [
        { hostPath: "/dev/fuse", containerPath: "/dev/fuse", permissions: ["read", "write", "mknod"] },
      ],
      initProcessEnabled: true,
      sharedMemorySize: 64,
      tmpfs: [{ containerPath: "/scratch", size: 64, mountOptions: ["rw", "noexec", "mode=1777"] }],
      maxSwap: 0,
      swappiness: 60,
    },
    secrets: [{ name: "DB", valueFrom: "arn:aws:secretsmanager:eu-west-1:111122223333:secret:db-AbCdEf" }],
    dependsOn: [{ containerName: "sidecar", condition: "START" }],
    startTimeout: 60,
    stopTimeout: 30,
    versionConsistency: "enabled",
    hostname: "app",
    user: "1000:1000",
    workingDirectory: "/srv",
    disableNetworking: false,
    privileged: false,
    readonlyRootFilesystem: true,
    dnsServers: ["10.0.0.2"],
    dnsSearchDomains: ["example.internal"],
    extraHosts: [{ hostname: "db", ipAddress: "10.0.0.9" }],
    dockerSecurityOptions: ["no-new-privileges"],
    interactive: false,
    pseudoTerminal: false,
    dockerLabels: { team: "orders" },
    ulimits: [{ name: "nofile", softLimit: 1024, hardLimit: 4096 }],
    logConfiguration: {
      logDriver: "splunk",
      options: { "splunk-url": "https://splunk.example.com:8088" },
      secretOptions: [
        { name: "splunk-token", valueFrom: "arn:aws:ssm:eu-west-1:111122223333:parameter/splunk" },
      ],
    },
    healthCheck: {
      command: ["CMD-SHELL", "curl -f http://localhost/"],
      interval: 30,
      timeout: 5,
      retries: 3,
      startPeriod: 10,
    },
    systemControls: [{ namespace: "net.core.somaxconn", value: "1024" }],
    resourceRequirements: [
      { type: "GPU", value: "1" },
      { type: "InferenceAccelerator", value: "device1" },
    ],
  };
}

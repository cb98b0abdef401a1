import assert from "node:assert/strict";
import { containerDefinitions } from "../../../components/documents/containers";
import { container, scope } from "./samples";

const definitionOf = (fields: Record<string, unknown>) =>
  (JSON.parse(containerDefinitions(scope, [container(fields)])) as Record<string, unknown>[])[0];

describe("A container definition", () => {
  it("has nothing but name, image and essential where config says no more", () => {
    assert.deepEqual(definitionOf({}), {
      name: "app",
      image: "public.ecr.aws/docker/library/busybox:1.36",
      essential: true,
    });
  });

  it("has every field that config has", () => {
    const definition = definitionOf({
      essential: false,
      command: ["serve"],
      entryPoint: ["/init"],
      workingDirectory: "/app",
      user: "1000",
      cpu: 128,
      memory: 512,
      memoryReservation: 256,
      environment: { B: "2", A: "1" },
      environmentFiles: ["arn:aws:s3:::config/app.env"],
      secrets: { KEY: { parameter: "/app/key" }, DB: { secret: "db", jsonKey: "password" } },
      logGroup: { name: "/ecs/app", createdBy: "agent", streamPrefix: "app" },
      ports: [{ containerPort: 8080, name: "http" }],
      healthCheck: { command: ["CMD", "true"] },
      dependsOn: [{ container: "init", condition: "SUCCESS" }],
      readonlyRootFilesystem: true,
      linuxParameters: { initProcessEnabled: true },
      repositoryCredentials: { secret: "registry" },
      stopTimeout: 30,
    });
    const secret = (name: string) => `arn:aws:secretsmanager:ap-northeast-2:111122223333:secret:${name}`;
    assert.deepEqual(definition, {
      name: "app",
      image: "public.ecr.aws/docker/library/busybox:1.36",
      repositoryCredentials: { credentialsParameter: secret("registry") },
      cpu: 128,
      memory: 512,
      memoryReservation: 256,
      essential: false,
      portMappings: [{ containerPort: 8080, hostPort: 8080, protocol: "tcp", name: "http" }],
      entryPoint: ["/init"],
      command: ["serve"],
      workingDirectory: "/app",
      user: "1000",
      environment: [
        { name: "A", value: "1" },
        { name: "B", value: "2" },
      ],
      environmentFiles: [{ value: "arn:aws:s3:::config/app.env", type: "s3" }],
      secrets: [
        { name: "DB", valueFrom: `${secret("db")}:password::` },
        { name: "KEY", valueFrom: "/app/key" },
      ],
      dependsOn: [{ containerName: "init", condition: "SUCCESS" }],
      healthCheck: { command: ["CMD", "true"], interval: 30, timeout: 5, retries: 3 },
      readonlyRootFilesystem: true,
      linuxParameters: { initProcessEnabled: true },
      stopTimeout: 30,
      logConfiguration: {
        logDriver: "awslogs",
        options: {
          "awslogs-group": "/ecs/app",
          "awslogs-region": "ap-northeast-2",
          "awslogs-stream-prefix": "app",
          "awslogs-create-group": "true",
        },
      },
    });
  });

  it("has limits, labels, mounts, GPUs and whatever else ECS takes", () => {
    const definition = definitionOf({
      mounts: [
        { volume: "data", path: "/data" },
        { volume: "logs", path: "/logs", readOnly: true },
      ],
      labels: { b: "2", a: "1" },
      ulimits: { nofile: { soft: 4096, hard: 65536 } },
      gpu: 2,
      restartPolicy: { ignoredExitCodes: [0] },
      linuxParameters: { capabilities: { drop: ["ALL"] }, sharedMemorySize: 64 },
      startTimeout: 60,
      aws: { privileged: true },
    });
    assert.deepEqual(definition, {
      ...definitionOf({}),
      mountPoints: [
        { sourceVolume: "data", containerPath: "/data" },
        { sourceVolume: "logs", containerPath: "/logs", readOnly: true },
      ],
      dockerLabels: { a: "1", b: "2" },
      ulimits: [{ name: "nofile", softLimit: 4096, hardLimit: 65536 }],
      resourceRequirements: [{ type: "GPU", value: "2" }],
      restartPolicy: { enabled: true, ignoredExitCodes: [0] },
      linuxParameters: { initProcessEnabled: false, capabilities: { drop: ["ALL"] }, sharedMemorySize: 64 },
      startTimeout: 60,
      privileged: true,
    });
  });

  it("logs by any driver, with its secrets, and routes logs with its own config", () => {
    const secret = "arn:aws:secretsmanager:ap-northeast-2:111122223333:secret:splunk";
    assert.deepEqual(
      definitionOf({
        log: {
          driver: "splunk",
          options: { "splunk-url": "u" },
          secrets: { "splunk-token": { secret: "splunk" } },
        },
      })?.logConfiguration,
      {
        logDriver: "splunk",
        options: { "splunk-url": "u" },
        secretOptions: [{ name: "splunk-token", valueFrom: secret }],
      },
    );
    assert.deepEqual(
      definitionOf({ firelens: { type: "fluentbit", configFile: "/extra.conf" } })?.firelensConfiguration,
      {
        type: "fluentbit",
        options: {
          "enable-ecs-log-metadata": "true",
          "config-file-type": "file",
          "config-file-value": "/extra.conf",
        },
      },
    );
  });

  it("leaves the instance's port to Docker under its bridge", () => {
    const ports = [
      { containerPort: 80 },
      { containerPort: 81, hostPort: 8081 },
      { containerPortRange: "90-99" },
    ];
    const mapped = (mode: string) =>
      (JSON.parse(containerDefinitions(scope, [container({ ports })], mode)) as Record<string, unknown>[])[0]
        ?.portMappings;
    assert.deepEqual(mapped("bridge"), [
      { containerPort: 80, protocol: "tcp" },
      { containerPort: 81, hostPort: 8081, protocol: "tcp" },
      { protocol: "tcp", containerPortRange: "90-99" },
    ]);
    assert.deepEqual((mapped("host") as unknown[])[0], { containerPort: 80, hostPort: 80, protocol: "tcp" });
  });

  it("is the same text whatever the order of variables in config", () => {
    const text = (environment: Record<string, string>) =>
      containerDefinitions(scope, [container({ environment })]);
    assert.equal(text({ A: "1", B: "2" }), text({ B: "2", A: "1" }));
  });
});

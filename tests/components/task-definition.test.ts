import assert from "node:assert/strict";
import { LogGroup } from "../../components/log-group";
import { TaskDefinition, type TaskDefinitionArgs } from "../../components/task-definition";
import { container, scope } from "./documents/samples";
import { construct, only } from "./mock-engine";

const args: TaskDefinitionArgs = {
  ...scope,
  family: "app",
  cpu: 256,
  memory: 512,
  architecture: "ARM64",
  executionRoleArn: "arn:aws:iam::111122223333:role/exec",
  containers: [container({})],
};

const of = (changes: Partial<TaskDefinitionArgs> = {}) =>
  construct((opts) => new TaskDefinition("app", { ...args, ...changes }, opts));

describe("TaskDefinition", () => {
  it("registers for Fargate and leaves old revisions alone", async () => {
    const { props } = only(await of(), "aws:ecs/taskDefinition:TaskDefinition");
    const { containerDefinitions, ...rest } = JSON.parse(JSON.stringify(props)) as Record<string, unknown>;
    assert.deepEqual(rest, {
      family: "app",
      requiresCompatibilities: ["FARGATE"],
      networkMode: "awsvpc",
      cpu: "256",
      memory: "512",
      runtimePlatform: { operatingSystemFamily: "LINUX", cpuArchitecture: "ARM64" },
      executionRoleArn: "arn:aws:iam::111122223333:role/exec",
      skipDestroy: true,
    });
    assert.equal(typeof containerDefinitions, "string");
  });

  it("has a task role, disk space and tags where config says so", async () => {
    const taskRoleArn = "arn:aws:iam::111122223333:role/task";
    const constructed = await of({ taskRoleArn, ephemeralStorageGiB: 50, tags: { team: "app" } });
    const { props } = only(constructed, "aws:ecs/taskDefinition:TaskDefinition");
    assert.equal(props.taskRoleArn, taskRoleArn);
    assert.deepEqual(props.ephemeralStorage, { sizeInGib: 50 });
    assert.deepEqual(props.tags, { team: "app" });
  });
});

describe("TaskDefinition for instances", () => {
  it("has the network, size and platform that config says", async () => {
    const { props } = only(
      await of({
        launchTypes: ["EC2"],
        networkMode: "default",
        operatingSystem: "WINDOWS_SERVER_2022_CORE",
        cpu: undefined,
        memory: undefined,
        volumes: { data: {} },
        aws: { pidMode: "host" },
      }),
      "aws:ecs/taskDefinition:TaskDefinition",
    );
    assert.deepEqual(props.requiresCompatibilities, ["EC2"]);
    assert.deepEqual(
      [props.networkMode, props.cpu, props.memory, props.pidMode],
      [undefined, undefined, undefined, "host"],
    );
    assert.equal(props.runtimePlatform.operatingSystemFamily, "WINDOWS_SERVER_2022_CORE");
    assert.deepEqual(props.volumes, [{ name: "data" }]);
  });

  it("takes Docker's bridge outside of AWS", async () => {
    const { props } = only(await of({ launchTypes: ["EXTERNAL"] }), "aws:ecs/taskDefinition:TaskDefinition");
    assert.equal(props.networkMode, "bridge");
  });
});

describe("LogGroup", () => {
  const create = (retentionDays?: number) =>
    construct((opts) => new LogGroup("/ecs/app", { ...scope, name: "/ecs/app", retentionDays }, opts));

  it("creates a group with its retention", async () => {
    const { props } = only(await create(30), "aws:cloudwatch/logGroup:LogGroup");
    assert.equal(props.name, "/ecs/app");
    assert.equal(props.retentionInDays, 30);
  });

  it("encrypts with a key where config names one", async () => {
    const id = "0f3c1d2e-1111-2222-3333-444455556666";
    const constructed = await construct(
      (opts) => new LogGroup("/ecs/app", { ...scope, name: "/ecs/app", kmsKey: id }, opts),
    );
    const { props } = only(constructed, "aws:cloudwatch/logGroup:LogGroup");
    assert.equal(props.kmsKeyId, `arn:aws:kms:ap-northeast-2:111122223333:key/${id}`);
  });

  it("keeps events for ever where config does not say how long", async () => {
    assert.equal(only(await create(), "aws:cloudwatch/logGroup:LogGroup").props.retentionInDays, undefined);
  });
});

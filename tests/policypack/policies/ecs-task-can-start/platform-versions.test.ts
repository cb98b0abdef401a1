import assert from "node:assert/strict";
import { ecsTaskCanStart } from "../../../../policypack/policies/ecs-task-can-start";
import { judgeStackByRule } from "../../../support/judge";
import { ACCOUNT, REGION, resource, taskDefinition, unknown } from "../../../support/stacks";

type Props = Record<string, unknown>;

const SECRET = `arn:aws:secretsmanager:${REGION}:${ACCOUNT}:secret:db-AbCdEf`;
const EFS = {
  volumes: [{ name: "files", efsVolumeConfiguration: { fileSystemId: "fs-0123456789abcdef0" } }],
};

/** What is said of the platform of a service that runs such a task. */
function said(service: Props, task: Props = {}, container: Props = {}): string[] {
  const definition = taskDefinition("orders", {
    containerDefinitions: [{ name: "app", image: "nginx:1.27", ...container }],
    ...task,
  });
  const runner = { name: "orders", taskDefinition: "orders", ...service };
  const found = judgeStackByRule(ecsTaskCanStart, [
    definition,
    resource("aws:ecs/service:Service", "orders", runner),
  ]);
  return found.map(({ message }) => message).filter((message) => message.includes("platformVersion"));
}

describe("ecs-task-can-start by the platform's version", () => {
  const uses: [string, Props, Props, Props][] = [
    ["EFS volumes", {}, EFS, {}],
    ["ephemeralStorage", {}, { ephemeralStorage: { sizeInGib: 40 } }, {}],
    ["environmentFiles", {}, {}, { environmentFiles: [{ type: "s3", value: "arn:aws:s3:::cfg/app.env" }] }],
    ["JSON keys", {}, {}, { secrets: [{ name: "DB", valueFrom: `${SECRET}:password::` }] }],
    ["ECS Exec", { enableExecuteCommand: true }, {}, {}],
    ["Service Connect", { serviceConnectConfiguration: { enabled: true } }, {}, {}],
  ];
  for (const [name, service, task, container] of uses) {
    it(`Reports a violation if ${name} is used before 1.4.0`, () => {
      const [message] = said({ ...service, platformVersion: "1.3.0" }, task, container);
      assert.match(message ?? "", new RegExp(`1\\.3\\.0, and ${name}`));
    });
    it(`Compliance: ${name} on 1.4.0, on the latest, and where it is not said or not known`, () => {
      for (const platformVersion of ["1.4.0", "LATEST", undefined, unknown()])
        assert.deepEqual(said({ ...service, platformVersion }, task, container), []);
    });
  }

  it("Compliance: what 1.3.0 has", () => {
    const whole = {
      secrets: [
        { name: "DB", valueFrom: SECRET },
        { name: "URL", valueFrom: "/app/url" },
      ],
    };
    assert.deepEqual(said({ platformVersion: "1.3.0" }, { volumes: [{ name: "tmp" }] }, whole), []);
  });

  it("Compliance: Windows, whose platforms are numbered by themselves", () => {
    const windows = { runtimePlatform: { operatingSystemFamily: "WINDOWS_SERVER_2022_CORE" } };
    assert.deepEqual(said({ platformVersion: "1.0.0", enableExecuteCommand: true }, windows), []);
  });

  it("says nothing of what is not known", () => {
    const open = { volumes: unknown(), ephemeralStorage: unknown() };
    assert.deepEqual(said({ platformVersion: "1.3.0", enableExecuteCommand: unknown() }, open), []);
  });
});

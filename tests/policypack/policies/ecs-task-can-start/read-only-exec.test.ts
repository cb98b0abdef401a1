import assert from "node:assert/strict";
import { ecsTaskCanStart } from "../../../../policypack/policies/ecs-task-can-start";
import { UNKNOWN } from "../../../../policypack/evaluation/types";
import { judgeStackByRule } from "../../../support/judge";
import { arnOf, resource, role, rolePolicy, statement, taskDefinition } from "../../../support/stacks";

const CHANNELS = ["CreateControlChannel", "CreateDataChannel", "OpenControlChannel", "OpenDataChannel"];

type Props = Record<string, unknown>;

/** A task of these containers, run by a service. */
function judged(containers: Props[], service: Props = { enableExecuteCommand: true }) {
  const definitions = containers.map((props, index) => ({
    name: index === 0 ? "app" : `sidecar-${index}`,
    image: "public.ecr.aws/docker/library/nginx:1.27",
    ...props,
  }));
  const found = judgeStackByRule(ecsTaskCanStart, [
    taskDefinition("orders", { taskRoleArn: arnOf("role", "app"), containerDefinitions: definitions }),
    role("app"),
    rolePolicy("app", "exec", [statement(CHANNELS.map((name) => `ssmmessages:${name}`))]),
    resource("aws:ecs/service:Service", "orders", { name: "orders", taskDefinition: "orders", ...service }),
  ]);
  return found.map(({ verdict, level, message }) => [verdict, level ?? "", message]);
}

const mounts = (...paths: string[]) => ({
  mountPoints: paths.map((containerPath) => ({ sourceVolume: "agent", containerPath })),
});
const readOnly = { readonlyRootFilesystem: true };

describe("ECS Exec into a read-only root", () => {
  describe("Noncompliance", () => {
    it("names the container and the property", () => {
      const [[verdict, level, message]] = judged([readOnly]) as [string[]];
      assert.deepEqual([verdict, level], ["violated", ""]);
      assert.match(message!, /container app of orders.*readonlyRootFilesystem/);
    });
    it("takes the text true for true, as the provider does", () => {
      assert.equal(judged([{ readonlyRootFilesystem: "true" }]).length, 1);
    });
    it("is seen where only one of the agent's folders can be written to", () => {
      assert.equal(judged([{ ...readOnly, ...mounts("/var/lib/amazon") }]).length, 1);
    });
    it("is seen where what is mounted is read-only, too", () => {
      const mountPoints = ["/var/lib/amazon", "/var/log/amazon"].map((containerPath) => ({
        sourceVolume: "agent",
        containerPath,
        readOnly: true,
      }));
      assert.equal(judged([{ ...readOnly, mountPoints }]).length, 1);
    });
    it("is advice where another container can be entered", () => {
      assert.deepEqual(
        judged([{}, readOnly]).map(([verdict, level]) => [verdict, level]),
        [["violated", "advisory"]],
      );
    });
  });

  describe("Compliance", () => {
    for (const [title, containers, service] of [
      ["a writable root", [{ readonlyRootFilesystem: false }], undefined],
      ["no word of the root", [{}], undefined],
      ["Exec turned off", [readOnly], { enableExecuteCommand: false }],
      ["no word of Exec", [readOnly], {}],
      [
        "volumes where the agent writes",
        [{ ...readOnly, ...mounts("/var/lib/amazon/ssm/", "/var/log/amazon/ssm") }],
        undefined,
      ],
      ["volumes above that", [{ ...readOnly, ...mounts("/var/lib/amazon", "/var/log") }], undefined],
      [
        "memory there",
        [
          {
            ...readOnly,
            linuxParameters: {
              tmpfs: ["/var/lib/amazon", "/var/log/amazon"].map((containerPath) => ({
                containerPath,
                size: 16,
              })),
            },
          },
        ],
        undefined,
      ],
    ] as [string, Props[], Props | undefined][]) {
      it(title, () => assert.deepEqual(judged(containers, service), []));
    }
  });

  it("is unproven where the property or the service's switch is unknown", () => {
    const verdicts = (found: string[][]) => found.map(([verdict, level]) => [verdict, level]);
    assert.deepEqual(verdicts(judged([{ readonlyRootFilesystem: UNKNOWN }])), [["unproven", ""]]);
    assert.deepEqual(verdicts(judged([readOnly], { enableExecuteCommand: UNKNOWN })), [["unproven", ""]]);
  });

  it("is the same in whatever order the containers stand", () => {
    const levels = (found: string[][]) => found.map(([, level]) => level);
    assert.deepEqual(levels(judged([readOnly, {}])), levels(judged([{}, readOnly])));
  });
});

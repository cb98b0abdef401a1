import assert from "node:assert/strict";
import { ecsTaskCanStart } from "../../../../policypack/policies/ecs-task-can-start";
import { judgeStackByRule } from "../../../support/judge";
import { outputOf, resource, taskDefinition, unknown } from "../../../support/stacks";

type Props = Record<string, unknown>;

const APP = { name: "app", image: "nginx:1.27", portMappings: [{ containerPort: 8080, name: "http" }] };
const SIDECAR = { name: "proxy", image: "envoy:1", portMappings: [{ containerPort: 9901 }] };

/** What is said of a service with such properties. */
function said(
  service: Props,
  containers: unknown = [APP, SIDECAR],
  type = "aws:ecs/service:Service",
): string[] {
  const orders = taskDefinition("orders", { containerDefinitions: containers });
  const runner = resource(type, "web", { name: "web", taskDefinition: outputOf(orders), ...service });
  return judgeStackByRule(ecsTaskCanStart, [orders, runner])
    .map(({ message }) => message)
    .filter((message) => message.includes("refuse the service"));
}

const balanced = (entry: Props) => ({ loadBalancers: [{ targetGroupArn: "arn:aws:x", ...entry }] });
const connected = (portName: unknown) => ({ serviceConnectConfiguration: { services: [{ portName }] } });

describe("ecs-task-can-start by the containers that services name", () => {
  it("Compliance: a container and a port that the task has, in either order and spelling", () => {
    for (const containers of [[APP, SIDECAR], [SIDECAR, APP], JSON.stringify([APP])]) {
      assert.deepEqual(said(balanced({ containerName: "app", containerPort: 8080 }), containers), []);
      assert.deepEqual(said(balanced({ containerName: "app", containerPort: "8080" }), containers), []);
      assert.deepEqual(said(connected("http"), containers), []);
    }
    const native = { ...balanced({ containerName: "app", containerPort: 8080 }), serviceRegistries: [] };
    assert.deepEqual(said(native, [APP], "aws-native:ecs:Service"), []);
  });

  it("Noncompliance: a container that the task lacks", () => {
    const [message, ...more] = said(balanced({ containerName: "web", containerPort: 8080 }));
    assert.match(
      message!,
      /a load balancer of it names the container web, and .* orders has the container app and proxy/,
    );
    assert.deepEqual(more, []);
    assert.equal(said(balanced({ containerName: "web" }), [APP], "aws-native:ecs:Service").length, 1);
  });

  it("Noncompliance: a port that the container lacks", () => {
    const port = balanced({ containerName: "app", containerPort: 80 });
    assert.match(said(port)[0]!, /names containerPort 80 of container app, and .* has containerPort 8080/);
    assert.match(said(port, [{ name: "app" }])[0]!, /has no port mappings there/);
    assert.equal(said(balanced({ containerName: "app", containerPort: 9901 })).length, 1);
  });

  it("Noncompliance: a registry's container, and a name that no port mapping has", () => {
    assert.match(said({ serviceRegistries: { containerName: "web" } })[0]!, /a service registry of it names/);
    assert.equal(said({ serviceRegistries: [{ containerName: "app", containerPort: 1 }] }).length, 1);
    assert.match(
      said(connected("grpc"))[0]!,
      /Service Connect of it names the port grpc, and .* has the names http/,
    );
    assert.match(said(connected("grpc"), [SIDECAR])[0]!, /has no named port mapping/);
  });

  it("Compliance: what is not known, missing or of the wrong type", () => {
    for (const value of [unknown(), undefined, null, false, [], {}]) {
      assert.deepEqual(said(balanced({ containerName: value, containerPort: 80 })), []);
      assert.deepEqual(said(balanced({ containerName: "app", containerPort: value })), []);
      assert.deepEqual(said({ loadBalancers: value, serviceRegistries: value }), []);
      assert.deepEqual(said({ serviceConnectConfiguration: value }), []);
      assert.deepEqual(said(connected(value)), []);
    }
    const open = balanced({ containerName: "web", containerPort: 80 });
    assert.deepEqual(said(open, unknown()), []);
    assert.deepEqual(said(open, [APP, unknown()]), []);
    assert.deepEqual(said(open, [APP, { ...SIDECAR, name: unknown() }]), []);
    const port = balanced({ containerName: "app", containerPort: 80 });
    for (const portMappings of [
      unknown(),
      [unknown()],
      [{ containerPort: unknown() }],
      [{ containerPortRange: "1-9" }],
      1,
    ])
      assert.deepEqual(said(port, [{ ...APP, portMappings }]), []);
    assert.deepEqual(said(connected("grpc"), [{ ...APP, portMappings: [unknown()] }]), []);
  });

  it("Compliance: an older revision, of which nothing is known", () => {
    const service = balanced({ containerName: "web", containerPort: 80 });
    assert.deepEqual(said({ ...service, taskDefinition: "orders:3" }), []);
    assert.equal(said({ ...service, taskDefinition: "orders" }).length, 1);
  });
});

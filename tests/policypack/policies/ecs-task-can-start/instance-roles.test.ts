import assert from "node:assert/strict";
import { ecsTaskCanStart } from "../../../../policypack/policies/ecs-task-can-start";
import { judgeStackByRule } from "../../../support/judge";
import {
  ACCOUNT,
  attachment,
  type OutputOf,
  outputOf,
  REGION,
  resource,
  role,
  rolePolicy,
  statement,
  taskDefinition,
  type TestResource,
  trust,
  unknown,
} from "../../../support/stacks";

const FOR_INSTANCES = "arn:aws:iam::aws:policy/service-role/AmazonEC2ContainerServiceforEC2Role";
const JOINS = "#!/bin/bash\necho ECS_CLUSTER=main >> /etc/ecs/ecs.config\n";

const task = (props: object = {}) =>
  taskDefinition("api", {
    requiresCompatibilities: ["EC2"],
    networkMode: "bridge",
    executionRoleArn: undefined,
    taskRoleArn: undefined,
    containerDefinitions: JSON.stringify([
      {
        name: "api",
        image: `${ACCOUNT}.dkr.ecr.${REGION}.amazonaws.com/api:1`,
        memory: 128,
        logConfiguration: {
          logDriver: "awslogs",
          options: { "awslogs-group": "/ecs/api", "awslogs-region": REGION },
        },
      },
    ]),
    ...props,
  });
const service = (props: object = {}) =>
  resource("aws:ecs/service:Service", "api", {
    cluster: "main",
    taskDefinition: "api",
    launchType: "EC2",
    ...props,
  });
const cluster = resource("aws:ecs/cluster:Cluster", "main", { name: "main" });

/** Instances with a role of the same name that attaches the policy or has nothing. */
function instances(name: string, managed?: string, userData: unknown = JOINS): TestResource[] {
  return [
    role(name, { assumeRolePolicy: JSON.stringify(trust("ec2.amazonaws.com")) }),
    ...(managed ? [attachment(name, managed)] : []),
    resource("aws:iam/instanceProfile:InstanceProfile", name, { name, role: name }),
    resource("aws:ec2/launchTemplate:LaunchTemplate", name, { iamInstanceProfile: { name }, userData }),
  ];
}

/** A capacity provider over them. */
function provider(name: string): TestResource[] {
  const template = resource("aws:ec2/launchTemplate:LaunchTemplate", name, {});
  const group = resource("aws:autoscaling/group:Group", name, { launchTemplate: { id: outputOf(template) } });
  return [
    group,
    resource("aws:ecs/capacityProvider:CapacityProvider", name, {
      name,
      autoScalingGroupProvider: { autoScalingGroupArn: outputOf(group) as OutputOf },
    }),
  ];
}

function judged(...resources: TestResource[]): string[] {
  const found = judgeStackByRule(ecsTaskCanStart, resources);
  assert.deepEqual(judgeStackByRule(ecsTaskCanStart, [...resources].reverse()), found);
  return found.map(({ verdict, message }) => `${verdict}: ${message}`);
}

describe("ecs-task-can-start/instance-roles", () => {
  describe("is silent", () => {
    const silent: [string, TestResource[]][] = [
      ["where the instances have AWS's policy", [task(), service(), ...instances("node", FOR_INSTANCES)]],
      [
        "where one group of several may",
        [task(), service(), ...instances("node", FOR_INSTANCES), ...instances("gpu")],
      ],
      ["where the stack shows no instances", [task(), service(), cluster]],
      ["where no service runs the task", [task(), ...instances("node")]],
      ["on instances of another cluster", [task(), service({ cluster: "batch" }), ...instances("node")]],
      ["where the cluster is not known", [task(), service({ cluster: unknown() }), ...instances("node")]],
      [
        "where the instances' cluster is not known",
        [task(), service(), ...instances("node", undefined, unknown())],
      ],
    ];
    for (const [title, resources] of silent) {
      it(title, () => assert.deepEqual(judged(...resources), []));
    }
  });

  describe("reports", () => {
    it("instances that may neither pull nor log, by their user data, plain or in base64", () => {
      for (const userData of [JOINS, Buffer.from(JOINS).toString("base64")]) {
        const found = judged(task(), service(), ...instances("node", undefined, userData));
        assert.ok(
          found.some((each) => /^violated: role\/node may not pull the image/.test(each)),
          String(found),
        );
        assert.ok(
          found.some((each) => /\/ecs\/api/.test(each)),
          String(found),
        );
      }
    });

    it("instances that may pull and not log", () => {
      const pulls = rolePolicy("node", "pull", [statement("ecr:*")]);
      const [found, ...more] = judged(task(), service(), ...instances("node"), pulls);
      assert.deepEqual(more, []);
      assert.match(found ?? "", /^violated: role\/node may not write to the log group \/ecs\/api/);
    });

    it("those of the capacity provider that the service names, whatever others may", () => {
      const strategy = { launchType: undefined, capacityProviderStrategies: [{ capacityProvider: "gpu" }] };
      const found = judged(
        task(),
        service(strategy),
        ...instances("node", FOR_INSTANCES),
        ...provider("node"),
        ...instances("gpu"),
        ...provider("gpu"),
      );
      assert.ok(found.length > 0);
      assert.ok(
        found.every((each) => each.startsWith("violated: role/gpu may not")),
        String(found),
      );
    });

    it("what their role has that is not known, as unproven", () => {
      const found = judged(task(), service(), ...instances("node"), attachment("node", unknown()));
      assert.ok(found.length > 0);
      assert.ok(
        found.every((each) => each.startsWith("unproven: ")),
        String(found),
      );
    });
  });
});

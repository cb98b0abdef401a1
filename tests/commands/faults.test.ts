import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import * as iam from "@pulumi/aws/iam";
import type { StackConfig } from "../../components/config";
import { judged, withChange, withMore, withPolicy } from "./support/programs";
import { FIXTURE_PROJECT } from "../support/fixtures";

interface Fault {
  title: string;
  program: (config: StackConfig) => unknown;
  policy: string;
  names: string[];
}

const ACCOUNT = "618574523116";
const TASK_ROLE = "MLPlatformECSTaskRole";
const TASK_POLICY = "MLPlatformECSTaskPolicy";

function without(actions: unknown, action: string): unknown {
  return Array.isArray(actions) ? actions.filter((each) => each !== action) : actions;
}

function onlyAllowing(actions: string[]): string {
  return JSON.stringify({
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Action: actions, Resource: "*" }],
  });
}

function lineOf(file: string, line: number): string {
  return fs.readFileSync(path.join(FIXTURE_PROJECT, file), "utf8").split("\n")[line - 1] ?? "";
}

const faults: Fault[] = [
  {
    title: "dynamodb:UpdateItem is taken out where the policy is built",
    program: withPolicy(TASK_POLICY, ({ Statement }) => {
      for (const each of Statement) each.Action = without(each.Action, "dynamodb:UpdateItem");
    }),
    policy: "task-role-required-actions",
    names: [TASK_ROLE, "dynamodb:UpdateItem", "table/ml-platform-jobs", TASK_POLICY],
  },
  {
    title: "the policy is attached to another role",
    program: withChange((type, inputs) =>
      type === "aws:iam/rolePolicyAttachment:RolePolicyAttachment" && inputs.role === TASK_ROLE
        ? { ...inputs, role: "SomeOtherRole" }
        : undefined,
    ),
    policy: "task-role-required-actions",
    names: [TASK_ROLE, "dynamodb:UpdateItem", "table/ml-platform-jobs"],
  },
  {
    title: "a second policy denies it",
    program: withMore(() => {
      new iam.RolePolicy("deny", {
        role: TASK_ROLE,
        name: "NoUpdates",
        policy: JSON.stringify({
          Version: "2012-10-17",
          Statement: [{ Effect: "Deny", Action: "dynamodb:Update*", Resource: "*" }],
        }),
      });
    }),
    policy: "task-role-required-actions",
    names: [TASK_ROLE, "dynamodb:UpdateItem", "NoUpdates"],
  },
  {
    title: "a boundary leaves it out",
    program: (config) => {
      const boundary = {
        name: "TaskBoundary",
        policy: onlyAllowing(["s3:*", "logs:*", "dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:Scan"]),
      };
      return withMore(() => new iam.Policy("boundary", boundary))({
        ...config,
        tasks: config.tasks.map((task) =>
          task.taskRole.mode === "create" && task.taskRole.name === TASK_ROLE
            ? { ...task, taskRole: { ...task.taskRole, permissionsBoundary: "TaskBoundary" } }
            : task,
        ),
      });
    },
    policy: "task-role-required-actions",
    names: [TASK_ROLE, "dynamodb:UpdateItem", "TaskBoundary"],
  },
  ...["arn:aws:iam::618574523116:role/*", "*"].map((resource) => ({
    title: `PassRole is widened to ${resource}`,
    program: withPolicy("EcsTaskDeployer-user-dev-pilot-reader", ({ Statement }) => {
      for (const each of Statement) if (each.Action === "iam:PassRole") each.Resource = resource;
    }),
    policy: "pass-role-scoped",
    names: ["iam:PassRole", resource],
  })),
  {
    title: "the deployer gets iam:*",
    program: withPolicy("EcsTaskDeployer-user-dev-pilot-reader", ({ Statement }) => {
      Statement.push({ Effect: "Allow", Action: "iam:*", Resource: "*" });
    }),
    policy: "pass-role-scoped",
    names: ["iam:*"],
  },
  {
    title: "one of the two roles may not be passed",
    program: withPolicy("EcsTaskDeployer-user-dev-pilot-reader", ({ Statement }) => {
      for (const each of Statement) {
        if (each.Action === "iam:PassRole")
          each.Resource = without(each.Resource, `arn:aws:iam::${ACCOUNT}:role/ecsTaskExecutionRole`);
      }
    }),
    policy: "deployer-can-register",
    names: ["dev-pilot-reader", "iam:PassRole", "role/ecsTaskExecutionRole"],
  },
  {
    title: "SecretsManagerReadOnly, which AWS does not have, is attached",
    program: withMore(() => {
      new iam.RolePolicyAttachment("secrets", {
        role: "ecsTaskRole",
        policyArn: "arn:aws:iam::aws:policy/SecretsManagerReadOnly",
      });
    }),
    policy: "aws-managed-policy-exists",
    names: ["SecretsManagerReadOnly", "AWSSecretsManagerClientReadOnlyAccess"],
  },
  {
    title: "the execution role loses ecr:BatchGetImage",
    program: withPolicy("ecsTaskExecutionRolePolicy", ({ Statement }) => {
      for (const each of Statement) each.Action = without(each.Action, "ecr:BatchGetImage");
    }),
    policy: "ecs-task-can-start",
    names: ["ecsTaskExecutionRole", "ecr:BatchGetImage", "repository/ml-platform"],
  },
];

describe("check, on faulty stacks", () => {
  for (const { title, program, policy, names } of faults) {
    it(`finds that ${title}`, async () => {
      const { judgement } = await judged("dev", program);
      assert.equal(judgement.verdict, "violated");
      const mandatory = judgement.findings.filter(({ level }) => level === "mandatory");
      const found = mandatory.filter((each) => each.policy === policy);
      assert.equal(found.length, 1, JSON.stringify(mandatory, null, 2));
      const said = JSON.stringify(found[0]);
      for (const name of names) assert.ok(said.includes(name), `${name} is not in ${said}`);
      assert.ok(found[0]!.remedy.length > 0);
    });
  }

  it("names the line of the stack's config that causes a finding", async () => {
    const { judgement } = await judged("dev", faults[0]!.program);
    const [found] = judgement.findings;
    assert.equal(found?.location?.file, "Pulumi.dev.yaml");
    assert.match(lineOf("Pulumi.dev.yaml", found.location.line), /ml-platform-jobs/);
  });
});

describe("check, on the committed stacks", () => {
  for (const stack of ["dev", "prod"]) {
    it(`has nothing to say of ${stack}`, async () => {
      const { judgement } = await judged(stack);
      assert.deepEqual(judgement.findings, []);
      assert.equal(judgement.verdict, "clean");
    });
  }

  it("judges a stack the same whatever was judged before", async () => {
    const alone = await judged("prod");
    await judged("dev", faults[1]!.program);
    const after = await judged("prod");
    assert.deepEqual(after.judgement, alone.judgement);
  });
});

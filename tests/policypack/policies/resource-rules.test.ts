import assert from "node:assert/strict";
import { UNKNOWN } from "../../../policypack/evaluation/types";
import { awsManagedPolicyExists } from "../../../policypack/policies/aws-managed-policy-exists";
import { containerIsolation } from "../../../policypack/policies/container-isolation";
import { ecsTaskTrust } from "../../../policypack/policies/ecs-task-trust";
import { iamPolicyDocument } from "../../../policypack/policies/iam-policy-document";
import { imagePinned } from "../../../policypack/policies/image-pinned";
import { noPlaintextSecrets } from "../../../policypack/policies/no-plaintext-secrets";
import { passRoleScoped } from "../../../policypack/policies/pass-role-scoped";
import { taskDefinitionValid } from "../../../policypack/policies/task-definition-valid";
import { findingMessage } from "../../../policypack/findings/finding";
import { type Random, seeded } from "../../support/random";
import { judgeResourceByRule as judge } from "../../support/judge";
import { lone as resource } from "../../support/stacks";

const RULES = [
  iamPolicyDocument,
  passRoleScoped,
  ecsTaskTrust,
  awsManagedPolicyExists,
  taskDefinitionValid,
  noPlaintextSecrets,
  containerIsolation,
  imagePinned,
];

const STATEMENT = {
  Sid: "S",
  Effect: "Allow",
  Action: ["iam:PassRole", "s3:Get*"],
  Resource: ["arn:aws:iam::111122223333:role/a", "*"],
  Condition: { StringEquals: { "iam:PassedToService": "ecs-tasks.amazonaws.com" } },
};
const TRUST = {
  Version: "2012-10-17",
  Statement: [
    {
      Effect: "Allow",
      Principal: { Service: ["ecs-tasks.amazonaws.com"], AWS: "111122223333" },
      Action: "sts:AssumeRole",
      Condition: { ArnLike: { "aws:SourceArn": "arn:aws:ecs:eu-west-1:111122223333:*" } },
    },
  ],
};
const CONTAINER = {
  name: "app",
  image: "nginx:1",
  cpu: 256,
  memory: 512,
  memoryReservation: 256,
  essential: true,
  command: ["run", "--token", "x"],
  portMappings: [{ containerPort: 80, hostPort: 80 }],
  environment: [{ name: "DB_PASSWORD", value: "hunter2x" }],
  secrets: [{ name: "A", valueFrom: "arn:aws:ssm:eu-west-1:111122223333:parameter/a" }],
  dependsOn: [{ containerName: "b", condition: "START" }],
  mountPoints: [{ sourceVolume: "v", containerPath: "/v" }],
  healthCheck: { command: ["CMD", "x"], interval: 30 },
  logConfiguration: {
    logDriver: "awslogs",
    options: { "awslogs-group": "g", "awslogs-region": "eu-west-1" },
  },
  dockerLabels: { a: "b" },
};
const RESOURCES: [string, Record<string, unknown>][] = [
  ["aws:iam/policy:Policy", { name: "P", policy: { Version: "2012-10-17", Statement: [STATEMENT] } }],
  [
    "aws:iam/role:Role",
    {
      name: "R",
      assumeRolePolicy: TRUST,
      inlinePolicies: [{ name: "i", policy: { Statement: [STATEMENT] } }],
      managedPolicyArns: ["arn:aws:iam::aws:policy/IAMFullAccess"],
    },
  ],
  ["aws-native:iam:Policy", { policyName: "N", roles: ["R"], policyDocument: { Statement: [STATEMENT] } }],
  [
    "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
    { role: "R", policyArn: "arn:aws:iam::aws:policy/IAMFullAccess" },
  ],
  [
    "aws:ecs/taskDefinition:TaskDefinition",
    {
      family: "f",
      cpu: "256",
      memory: "512",
      networkMode: "awsvpc",
      requiresCompatibilities: ["FARGATE"],
      runtimePlatform: { operatingSystemFamily: "LINUX" },
      taskRoleArn: "arn:aws:iam::111122223333:role/a",
      volumes: [{ name: "v" }],
      containerDefinitions: [CONTAINER],
    },
  ],
  [
    "aws:ecs/taskDefinition:TaskDefinition",
    {
      family: "daemon",
      requiresCompatibilities: ["EC2"],
      pidMode: "host",
      volumes: [{ name: "v", hostPath: "/run" }],
      containerDefinitions: [
        {
          ...CONTAINER,
          privileged: true,
          linuxParameters: { capabilities: { add: ["ALL"] }, devices: [{ hostPath: "/dev/mem" }] },
        },
      ],
    },
  ],
];

/** Values that no program means to give. */
const ODD: unknown[] = [
  UNKNOWN,
  undefined,
  null,
  "",
  "*",
  0,
  -1,
  NaN,
  Infinity,
  true,
  [],
  [null],
  [[[]]],
  {},
  { __proto__: null },
  JSON.parse('{"__proto__": {"polluted": true}, "constructor": 1}'),
  "__proto__",
  "\ud800",
  "a".repeat(50_000),
  "*?".repeat(5_000),
  "arn:".repeat(2_000),
  "${".repeat(2_000),
  Array.from({ length: 2_000 }, (_, index) => `s3:X${index}`),
];

/** A copy of a value in which one part, at whatever depth, is another. */
function spoiled(value: unknown, random: Random): unknown {
  const isLeaf = typeof value !== "object" || value === null || Object.keys(value).length === 0;
  if (isLeaf || random.chance(0.15)) return random.pick(ODD);
  const key = random.pick(Object.keys(value));
  const inner = spoiled((value as Record<string, unknown>)[key], random);
  if (Array.isArray(value))
    return value.map((entry: unknown, index) => (String(index) === key ? inner : entry));
  return { ...value, [key]: inner };
}

describe("Rules on single resources", () => {
  it("answer whatever they are given", () => {
    const seed = 20261122;
    const generator = seeded(seed);
    for (let round = 0; round < 1_500; round++) {
      const [type, props] = RESOURCES[round % RESOURCES.length]!;
      const judged = resource(type, spoiled(props, generator) as Record<string, unknown>);
      if (typeof judged.props !== "object" || judged.props === null || Array.isArray(judged.props))
        judged.props = {};
      for (const rule of RULES) {
        try {
          for (const found of judge(rule, judged)) findingMessage(found);
        } catch (error) {
          assert.fail(`${rule.name}, seed ${seed}, round ${round}: ${(error as Error).stack}`);
        }
      }
    }
    assert.equal(({} as Record<string, unknown>).polluted, undefined);
  });

  it("describe themselves", () => {
    for (const { rule } of RULES) {
      assert.match(rule.description, /\.$/, rule.name);
      assert.match(rule.remediationSteps, /\.$/, rule.name);
      assert.match(rule.url, /^https:\/\/docs\.aws\.amazon\.com\//, rule.name);
    }
  });
});

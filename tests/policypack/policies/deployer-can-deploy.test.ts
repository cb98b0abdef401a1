import assert from "node:assert/strict";
import { deployerCanDeploy } from "../../../policypack/policies/deployer-can-deploy";
import { deployNeeds } from "../../../policypack/policies/deployer-can-deploy/deploy-needs";
import { buildModel } from "../../../policypack/graph/model";
import type { RequiredPermission } from "../../../policypack/permissions/required-permission";
import { judge as judgeBoth, judgeStackByRule as judgeStack } from "../../support/judge";
import {
  ACCOUNT,
  arnOf,
  deny,
  outputOf,
  policy,
  REGION,
  resource,
  role,
  rolePolicy,
  statement,
  taskDefinition,
  type TestResource,
  trust,
  unknown,
} from "../../support/stacks";

const CONFIG = { deployers: ["role/ci"] };
const SETTINGS = { account: ACCOUNT, region: REGION };
const TASK = arnOf("role", "app-task");
const EXECUTION = arnOf("role", "app-exec");
const regional = (service: string, rest: string) => `arn:aws:${service}:${REGION}:${ACCOUNT}:${rest}`;

const ci = () =>
  resource("aws:iam/role:Role", "ci", {
    name: "ci",
    assumeRolePolicy: JSON.stringify(trust("codebuild.amazonaws.com")),
  });

const task = (props: Record<string, unknown> = {}) =>
  taskDefinition("app", { taskRoleArn: TASK, executionRoleArn: EXECUTION, ...props });
const group = (props: Record<string, unknown> = {}) =>
  resource("aws:cloudwatch/logGroup:LogGroup", "app", { name: "/ecs/app", retentionInDays: 30, ...props });
const cluster = () => resource("aws:ecs/cluster:Cluster", "main", { name: "main" });
const service = (props: Record<string, unknown> = {}) =>
  resource("aws:ecs/service:Service", "app", {
    name: "app",
    cluster: regional("ecs", "cluster/main"),
    taskDefinition: outputOf(task()),
    ...props,
  });
const schedule = () =>
  resource("aws:scheduler/schedule:Schedule", "nightly", {
    name: "nightly",
    scheduleExpression: "rate(1 day)",
    target: { arn: regional("ecs", "cluster/main"), roleArn: arnOf("role", "nightly") },
  });

const stack = (): TestResource[] => [
  role("app-task", { tags: { app: "x" } }),
  role("app-exec"),
  policy("app-data", [statement("s3:GetObject", "arn:aws:s3:::data/*")]),
  resource("aws:iam/rolePolicyAttachment:RolePolicyAttachment", "data", {
    role: "app-task",
    policyArn: arnOf("policy", "app-data"),
  }),
  role("nightly", { assumeRolePolicy: JSON.stringify(trust("scheduler.amazonaws.com")) }),
  rolePolicy("nightly", "run", [statement("ecs:RunTask", regional("ecs", "task-definition/app:*"))]),
  group(),
  task({ tags: { app: "x" } }),
  cluster(),
  service(),
  schedule(),
];

const judge = (resources: TestResource[], config: Record<string, unknown> = CONFIG) =>
  judgeStack(deployerCanDeploy, resources, { ...config, ...SETTINGS });

/** Given in an order of its own, so that a grant is met by nothing else. */
function needsOf(resources: TestResource[]): RequiredPermission[] {
  const model = buildModel(resources, SETTINGS);
  const needs = model.resources.flatMap((each) => deployNeeds(model, each));
  const keyOf = ({ actions, resources: on }: RequiredPermission) => `${actions.join()} ${on.join()}`;
  return [...new Map(needs.map((need) => [keyOf(need), need])).values()];
}

function granted(resources: TestResource[], needs = needsOf(resources)): TestResource[] {
  const statements = needs.map(({ actions, resources: on }) => statement(actions, on));
  const half = Math.ceil(statements.length / 2);
  return [
    ...resources,
    ci(),
    rolePolicy("ci", "deploy", statements.slice(0, half)),
    rolePolicy("ci", "deploy-too", statements.slice(half)),
    // What deploys the deployer itself.
    rolePolicy("ci", "itself", [
      statement("iam:*", arnOf("role", "ci")),
      statement("iam:CreateServiceLinkedRole"),
    ]),
  ];
}

const mandatory = (findings: ReturnType<typeof judge>) =>
  findings.filter(({ level }) => level !== "advisory");

describe("deployer-can-deploy", () => {
  it("is silent without deployers", () => {
    assert.deepEqual(judge(stack(), {}), []);
  });

  it("is silent where the deployer has just what the table asks for", () => {
    assert.deepEqual(judge(granted(stack())), []);
  });

  it("reports each single right that is left out", () => {
    const needs = needsOf(stack());
    assert.ok(needs.length > 40, String(needs.length));
    for (const left of needs) {
      const found = mandatory(
        judge(
          granted(
            stack(),
            needs.filter((need) => need !== left),
          ),
        ),
      );
      const label = `${left.actions.join()} on ${left.resources.join()}`;
      assert.equal(found.length, 1, `${label}: ${JSON.stringify(found)}`);
      assert.equal(found[0]!.verdict, "violated", label);
      assert.deepEqual(found[0]!.actions, left.actions);
      assert.deepEqual(found[0]!.resources, left.resources);
    }
  });

  it("says the same in whatever order", () => {
    const resources = [...stack(), ci()];
    assert.deepEqual(judge([...resources].reverse()), judge(resources));
  });

  describe("Compliance", () => {
    const wide = (...statements: object[]) => [...stack(), ci(), rolePolicy("ci", "deploy", statements)];
    const cases: [string, TestResource[]][] = [
      [
        "AdministratorAccess",
        [
          ...stack(),
          ci(),
          resource("aws:iam/rolePolicyAttachment:RolePolicyAttachment", "a", {
            role: "ci",
            policyArn: "arn:aws:iam::aws:policy/AdministratorAccess",
          }),
        ],
      ],
      ["service by service", wide(statement(["iam:*", "ecs:*", "logs:*", "scheduler:*"]))],
      ["in other letters", wide(statement(["IAM:*", "Ecs:*", "LOGS:*", "scheduler:*"]))],
      [
        "roles to be passed to the services that they are for",
        wide(
          statement([
            "iam:Get*",
            "iam:List*",
            "iam:*Role",
            "iam:*Policy",
            "iam:*PolicyVersion",
            "iam:*Tag*",
            "iam:ListPolicyVersions",
          ]),
          deny("iam:PassRole", "arn:aws:iam::111122223333:role/*"),
          statement("iam:PassRole", "*", {
            Condition: {
              StringEquals: { "iam:PassedToService": ["ecs-tasks.amazonaws.com", "scheduler.amazonaws.com"] },
            },
          }),
          statement(["ecs:*", "logs:*", "scheduler:*"]),
        ),
      ],
      [
        "just where the stack lies",
        wide(
          statement(["ecs:*", "logs:*", "scheduler:*"], "*", {
            Condition: { StringEquals: { "aws:RequestedRegion": REGION } },
          }),
          statement("iam:*"),
        ),
      ],
    ];
    for (const [title, resources] of cases) it(title, () => assert.deepEqual(judge(resources), []));

    it("roles with a boundary only, where the roles have it", () => {
      const boundary = arnOf("policy", "bound");
      const bounded = { StringEquals: { "iam:PermissionsBoundary": boundary } };
      const resources = (permissionsBoundary?: string) => [
        role("app-task", { permissionsBoundary }),
        ci(),
        rolePolicy("ci", "deploy", [
          statement([
            "iam:Get*",
            "iam:List*",
            "iam:Update*",
            "iam:DeleteRole",
            "iam:PutRolePermissionsBoundary",
          ]),
          statement("iam:CreateRole", "*", { Condition: bounded }),
          statement("iam:*", arnOf("role", "ci")),
        ]),
      ];
      assert.deepEqual(judge(resources(boundary)), []);
      assert.deepEqual(
        mandatory(judge(resources())).flatMap(({ actions }) => actions),
        ["iam:CreateRole"],
      );
    });
  });

  describe("Noncompliance", () => {
    it("names the role that may not be passed, and the service", () => {
      const needs = needsOf(stack()).filter(({ resources }) => !resources.includes(arnOf("role", "nightly")));
      const [found] = mandatory(judge(granted(stack(), needs)));
      assert.match(found!.remedy, /"iam:PassedToService": "scheduler\.amazonaws\.com"/);
      assert.match(found!.message, /role\/ci may not .*role\/nightly/);
    });

    it("passes to another service", () => {
      const needs = needsOf(stack()).filter(({ actions }) => !actions.includes("iam:PassRole"));
      const resources = [
        ...granted(stack(), needs),
        rolePolicy("ci", "pass", [
          statement("iam:PassRole", "*", {
            Condition: { StringEquals: { "iam:PassedToService": "ecs-tasks.amazonaws.com" } },
          }),
        ]),
      ];
      const found = mandatory(judge(resources));
      assert.deepEqual(
        found.map(({ resources: on }) => on),
        [[arnOf("role", "nightly")]],
      );
    });

    it("is told of a deployer that the stack does not know", () => {
      const [found] = judge(stack(), { deployers: ["user/nobody"] });
      assert.equal(found!.verdict, "unproven");
      assert.match(found!.message, /user\/nobody may deploy the stack/);
    });

    it("asks for what tags, retention and inline policies take only where there are any", () => {
      const actions = (each: TestResource) => needsOf([each]).flatMap((need) => need.actions);
      assert.ok(actions(group()).includes("logs:PutRetentionPolicy"));
      assert.ok(!actions(group({ retentionInDays: 0 })).includes("logs:PutRetentionPolicy"));
      assert.ok(!actions(group()).includes("logs:TagResource"));
      assert.ok(actions(group({ tags: { a: "b" } })).includes("logs:TagResource"));
      assert.ok(!actions(group({ skipDestroy: true })).includes("logs:DeleteLogGroup"));
    });

    it("asks for what the provider calls only where the program says so", () => {
      const actions = (each: TestResource) => needsOf([each]).flatMap((need) => need.actions);
      const policy = (inputs: object) =>
        resource("aws:iam/policy:Policy", "p", { name: "p", policy: "{}", ...inputs });
      assert.ok(!actions(policy({})).includes("iam:SetDefaultPolicyVersion"));
      const delayed = policy({ delayAfterPolicyCreationInMs: 500 });
      assert.ok(actions(delayed).includes("iam:SetDefaultPolicyVersion"));
      const protect = "logs:PutLogGroupDeletionProtection";
      assert.ok(!actions(group({ deletionProtectionEnabled: false })).includes(protect));
      assert.ok(actions(group({ deletionProtectionEnabled: true })).includes(protect));
    });
  });

  describe("what is not known at a preview", () => {
    const named = (name: unknown) => resource("aws:cloudwatch/logGroup:LogGroup", "app", { name });
    const with_ = (name: unknown, ...on: string[]) => [
      named(name),
      ci(),
      rolePolicy("ci", "deploy", [
        statement("logs:*", on),
        statement("logs:DescribeLogGroups"),
        statement("iam:*", arnOf("role", "ci")),
      ]),
    ];

    it("is proven by a grant on whatever it is called", () => {
      assert.deepEqual(judge(with_(unknown(), regional("logs", "log-group:*"))), []);
    });

    it("is violated where nothing of the kind is granted", () => {
      const [found] = mandatory(judge(with_(unknown(), regional("sqs", "*"))));
      assert.equal(found!.verdict, "violated");
    });

    it("is deferred where some is", async () => {
      const config = { "deployer-can-deploy": { ...CONFIG, ...SETTINGS } };
      const resources = with_(unknown(), regional("logs", "log-group:/ecs/*"));
      const found = await judgeBoth(resources, config, [deployerCanDeploy], "preview");
      assert.deepEqual(
        found.map(({ level }) => level),
        ["advisory"],
        JSON.stringify(found),
      );
      assert.match(found[0]!.message, /\(deferred\)/);
      const later = await judgeBoth(
        with_("/ecs/app", regional("logs", "log-group:/ecs/*")),
        config,
        [deployerCanDeploy],
        "update",
      );
      assert.deepEqual(later, []);
    });
  });

  it("leaves to an administrator what config says: what a deployer only deletes or reads in IAM", () => {
    const resources = [
      role("app-task"),
      ci(),
      rolePolicy("ci", "read", [statement(["iam:Get*", "iam:List*"])]),
    ];
    const actions = (iam?: string) =>
      mandatory(judge(resources, { deployers: [{ name: "role/ci", ...(iam ? { iam } : {}) }] })).flatMap(
        (found) => found.actions,
      );
    assert.deepEqual(actions("read"), []);
    assert.deepEqual(actions("delete"), ["iam:DeleteRole", "iam:DeleteRolePolicy"]);
    assert.ok(actions().includes("iam:CreateRole") && actions("all").includes("iam:UpdateAssumeRolePolicy"));
  });

  it("asks to read, and no more, what is looked up", () => {
    const inputs = new Map([[ci().urn, new Set(["name"])]]);
    const model = buildModel([ci(), role("other")], SETTINGS, inputs);
    const [needs] = model.resources
      .filter(({ name }) => name === "other")
      .map((each) => deployNeeds(model, each));
    assert.deepEqual(
      needs!.flatMap(({ actions }) => actions),
      ["iam:GetRole", "iam:ListAttachedRolePolicies", "iam:ListRolePolicies"],
    );
  });

  it("names the types that the table lacks, once and at advisory level", () => {
    const odd = [
      resource("aws:rds/instance:Instance", "db", {}),
      resource("aws-native:ecs:Cluster", "c", {}),
      resource("random:index/randomId:RandomId", "id", {}),
      resource("awsx:ecs:FargateService", "f", {}),
    ];
    const found = judge([...granted(stack()), ...odd]);
    assert.deepEqual(
      found.map(({ level }) => level),
      ["advisory"],
    );
    assert.match(found[0]!.message, /aws-native:ecs:Cluster and aws:rds\/instance:Instance/);
  });

  it("asks for service-linked roles at advisory level", () => {
    const needs = needsOf(stack());
    const resources = [
      ...granted(stack(), needs).filter(({ name }) => name !== "itself"),
      rolePolicy("ci", "own", [statement("iam:*", arnOf("role", "ci"))]),
    ];
    const found = judge(resources);
    assert.deepEqual(
      found.map(({ level, actions }) => [level, actions]),
      [["advisory", ["iam:CreateServiceLinkedRole"]]],
    );
  });

  it("never throws on what it cannot read", () => {
    const odd = [1, null, [], {}, "", unknown(), [unknown()], { a: unknown() }];
    for (const value of odd) {
      const props = {
        name: value,
        role: value,
        roleArn: value,
        target: value,
        tags: value,
        cluster: value,
        path: value,
      };
      for (const type of [
        "aws:iam/role:Role",
        "aws:iam/rolePolicy:RolePolicy",
        "aws:ecs/service:Service",
        "aws:scheduler/schedule:Schedule",
        "aws:cloudwatch/eventTarget:EventTarget",
      ]) {
        assert.ok(Array.isArray(judge([resource(type, "odd", props), ci()])));
      }
    }
  });
});

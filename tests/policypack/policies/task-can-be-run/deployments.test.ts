import assert from "node:assert/strict";
import { taskCanBeRun } from "../../../../policypack/policies/task-can-be-run";
import { judgeStackByRule as judgeStack, summary } from "../../../support/judge";
import {
  ACCOUNT,
  arnOf,
  attachment,
  document,
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
import { CLUSTER, DEFINITION, EXECUTION_ROLE, PASS, TASK_ROLE, toTasks } from "./starters";

const DEPLOYS = "orders-deploys";
const SERVICE = `arn:aws:ecs:${REGION}:${ACCOUNT}:service/main/orders`;
const TASK_SET = `arn:aws:ecs:${REGION}:${ACCOUNT}:task-set/main/orders/*`;

const task = (props: Record<string, unknown> = {}) =>
  taskDefinition("orders", { taskRoleArn: TASK_ROLE, executionRoleArn: EXECUTION_ROLE, ...props });
const service = (props: Record<string, unknown> = {}) =>
  resource("aws:ecs/service:Service", "orders", {
    name: "orders",
    cluster: CLUSTER,
    taskDefinition: outputOf(task()),
    ...props,
  });
const roles = (of: string) => [
  role("orders-task"),
  role("orders-exec"),
  role(DEPLOYS, { assumeRolePolicy: JSON.stringify(trust(of)) }),
];
const granted = (...statements: object[]) => rolePolicy(DEPLOYS, "deploy", statements);
const judge = (resources: TestResource[]) => judgeStack(taskCanBeRun, resources);
const violated = (...actions: string[]) => [["violated", `role/${DEPLOYS}`, ...actions].join(" ")];

describe("task-can-be-run of pipelines", () => {
  const pipeline = (props: Record<string, unknown> = {}, action: Record<string, unknown> = {}) =>
    resource("aws:codepipeline/pipeline:Pipeline", "pipeline", {
      name: "orders",
      roleArn: arnOf("role", DEPLOYS),
      stages: [
        {
          name: "Deploy",
          actions: [
            {
              name: "ecs",
              category: "Deploy",
              owner: "AWS",
              provider: "ECS",
              version: "1",
              configuration: { ClusterName: "main", ServiceName: "orders" },
              ...action,
            },
          ],
        },
      ],
      ...props,
    });
  const stack = (tags?: object, of = pipeline()) => [
    task({ tags }),
    service(),
    ...roles("codepipeline.amazonaws.com"),
    of,
  ];
  const DEPLOY = statement(["ecs:DescribeServices", "ecs:UpdateService"], SERVICE);
  const REGISTER = statement(["ecs:RegisterTaskDefinition", "ecs:DescribeTaskDefinition"]);
  const TAG = statement("ecs:TagResource", `${DEFINITION}:*`, {
    Condition: { StringEquals: { "ecs:CreateAction": "RegisterTaskDefinition" } },
  });

  it("Compliance: service, definition and roles", () => {
    assert.deepEqual(judge([...stack(), granted(DEPLOY, REGISTER, PASS)]), []);
    assert.deepEqual(judge([...stack({ team: "a" }), granted(DEPLOY, REGISTER, PASS, TAG)]), []);
    assert.deepEqual(judge([...stack(), granted(statement("ecs:*"), statement("iam:PassRole"))]), []);
  });

  for (const [missing, statements, tags] of [
    ["ecs:TagResource", [DEPLOY, REGISTER, PASS], { team: "a" }],
    ["ecs:RegisterTaskDefinition", [DEPLOY, statement("ecs:DescribeTaskDefinition"), PASS], undefined],
    ["ecs:UpdateService", [statement("ecs:DescribeServices", SERVICE), REGISTER, PASS], undefined],
    ["ecs:DescribeServices", [statement("ecs:UpdateService", SERVICE), REGISTER, PASS], undefined],
    ["iam:PassRole", [DEPLOY, REGISTER, statement("iam:PassRole", TASK_ROLE, toTasks)], undefined],
  ] as const) {
    it(`Noncompliance: without ${missing}`, () => {
      assert.deepEqual(summary(judge([...stack(tags), granted(...statements)])), violated(missing));
    });
  }

  it("Noncompliance: another service's ARN", () => {
    const other = statement(
      ["ecs:DescribeServices", "ecs:UpdateService"],
      SERVICE.replace(/orders$/, "carts"),
    );
    assert.deepEqual(
      summary(judge([...stack(), granted(other, REGISTER, PASS)])),
      violated("ecs:DescribeServices", "ecs:UpdateService"),
    );
  });

  it("Noncompliance: the pipeline's role trusts CodeBuild", () => {
    const [given, ...rest] = [task(), service(), ...roles("codebuild.amazonaws.com"), pipeline()];
    assert.deepEqual(
      summary(judge([given!, ...rest, granted(DEPLOY, REGISTER, PASS)])),
      violated("sts:AssumeRole"),
    );
  });

  it("Compliance: a pipeline without a deployment to ECS", () => {
    const other = pipeline({}, { provider: "CloudFormation", configuration: {} });
    assert.deepEqual(judge(stack(undefined, other)), []);
    assert.deepEqual(judge(stack(undefined, pipeline({ stages: unknown() }))), []);
  });

  const acting = pipeline({}, { roleArn: arnOf("role", "acting") });
  const trustingRole = (AWS: string) =>
    role("acting", {
      assumeRolePolicy: JSON.stringify(
        document({ Effect: "Allow", Principal: { AWS }, Action: "sts:AssumeRole" }),
      ),
    });

  it("asks for the pipeline's role to assume the action's, by either's policy", () => {
    const actor = rolePolicy("acting", "deploy", [DEPLOY, REGISTER, PASS]);
    const [own, account] = [arnOf("role", DEPLOYS), `arn:aws:iam::${ACCOUNT}:root`];
    const assume = granted(statement("sts:AssumeRole", arnOf("role", "acting")));
    const missing = violated("sts:AssumeRole");
    const judged = (...others: TestResource[]) =>
      summary(judge([...stack(undefined, acting), actor, ...others]));
    assert.deepEqual(judged(trustingRole(own)), [], "the trust policy names it");
    assert.deepEqual(judged(trustingRole(account), assume), [], "the account, and so its own policy");
    assert.deepEqual(judged(trustingRole(account)), missing);
    assert.deepEqual(judged(trustingRole(arnOf("role", "other")), assume), missing);
    const elsewhere = pipeline({}, { roleArn: "arn:aws:iam::999900001111:role/acting" });
    const there = granted(statement("sts:AssumeRole", "arn:aws:iam::999900001111:role/acting"));
    const findings = judge([...stack(undefined, elsewhere), there]);
    assert.deepEqual(
      findings.map(({ actions }) => actions.join(" ")).filter((each) => each.includes("sts:")),
      [],
    );
  });

  it("says what the trust policy of the action's role needs", () => {
    const actor = rolePolicy("acting", "deploy", [DEPLOY, REGISTER, PASS]);
    const assume = granted(statement("sts:AssumeRole", arnOf("role", "acting")));
    const [found] = judge([...stack(undefined, acting), actor, trustingRole(arnOf("role", "other")), assume]);
    assert.match(
      found?.message ?? "",
      /assume the role of its action ecs of pipeline pipeline: the policy of the role acting/,
    );
    assert.equal(
      found?.remedy,
      `add to trust policy acting: {"Effect": "Allow", "Principal": {"AWS": "${arnOf("role", DEPLOYS)}"}, "Action": "sts:AssumeRole"}`,
    );
  });

  it("judges the role of the action where it names one", () => {
    const actor = [trustingRole(arnOf("role", DEPLOYS)), rolePolicy("acting", "deploy", [DEPLOY, REGISTER])];
    const [found, ...more] = judge([...stack(undefined, acting), ...actor]);
    assert.deepEqual(more, []);
    assert.equal(found?.subject, "role/acting");
    assert.deepEqual(found?.actions, ["iam:PassRole"]);
  });
});

describe("task-can-be-run of deployment groups", () => {
  const group = (props: Record<string, unknown> = {}) =>
    resource("aws:codedeploy/deploymentGroup:DeploymentGroup", "group", {
      appName: "orders",
      deploymentGroupName: "orders",
      serviceRoleArn: arnOf("role", DEPLOYS),
      ecsService: { clusterName: "main", serviceName: "orders" },
      ...props,
    });
  const blueGreen = service({ deploymentController: { type: "CODE_DEPLOY" } });
  const stack = (of = group(), deployed = blueGreen) => [
    task(),
    deployed,
    ...roles("codedeploy.amazonaws.com"),
    of,
  ];
  const SETS = [
    statement(["ecs:DescribeServices", "ecs:UpdateServicePrimaryTaskSet"], SERVICE),
    statement(["ecs:CreateTaskSet", "ecs:DeleteTaskSet"], TASK_SET),
  ];
  const managed = (name: string) => attachment(DEPLOYS, `arn:aws:iam::aws:policy/${name}`);

  it("Compliance: AWS's managed policy, and a policy of one's own", () => {
    assert.deepEqual(judge([...stack(), managed("AWSCodeDeployRoleForECS")]), []);
    assert.deepEqual(judge([...stack(), granted(...SETS, PASS)]), []);
  });

  it("Noncompliance: AWS's limited policy passes roles of certain names only", () => {
    assert.deepEqual(
      summary(judge([...stack(), managed("AWSCodeDeployRoleForECSLimited")])),
      violated("iam:PassRole"),
    );
    assert.deepEqual(judge([...stack(), managed("AWSCodeDeployRoleForECSLimited"), granted(PASS)]), []);
  });

  it("Compliance: a service whose deployments are not CodeDeploy's", () => {
    assert.deepEqual(judge([...stack(group(), service()), managed("AWSCodeDeployRoleForECSLimited")]), []);
  });

  it("Noncompliance: task sets may not be made", () => {
    const [see] = SETS;
    assert.deepEqual(
      summary(judge([...stack(), granted(see!, PASS)])),
      violated("ecs:CreateTaskSet", "ecs:DeleteTaskSet"),
    );
  });

  it("Noncompliance: the load balancer is another one", () => {
    const listener = `arn:aws:elasticloadbalancing:${REGION}:${ACCOUNT}:listener/app/orders/1/2`;
    const balanced = group({
      loadBalancerInfo: { targetGroupPairInfo: { prodTrafficRoute: { listenerArns: [listener] } } },
    });
    const look = statement("elasticloadbalancing:Describe*");
    const other = statement("elasticloadbalancing:ModifyListener", listener.replace("orders", "carts"));
    assert.deepEqual(
      summary(judge([...stack(balanced), granted(...SETS, PASS, look, other)])),
      violated("elasticloadbalancing:ModifyListener"),
    );
    assert.deepEqual(judge([...stack(balanced), managed("AWSCodeDeployRoleForECS")]), []);
  });

  it("Compliance: trust of the regional principal", () => {
    const regional = role(DEPLOYS, {
      assumeRolePolicy: JSON.stringify(trust(`codedeploy.${REGION}.amazonaws.com`)),
    });
    const resources = [task(), blueGreen, role("orders-task"), role("orders-exec"), regional, group()];
    assert.deepEqual(judge([...resources, granted(...SETS, PASS)]), []);
  });

  it("Compliance: a group for instances or functions", () => {
    assert.deepEqual(judge(stack(group({ ecsService: undefined }))), []);
  });
});

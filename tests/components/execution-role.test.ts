import assert from "node:assert/strict";
import { ExecutionRole, type ExecutionRoleArgs } from "../../components/execution-role";
import { container, govCloud, scope } from "./documents/samples";
import { construct, only } from "./mock-engine";

const args: ExecutionRoleArgs = {
  ...scope,
  name: "ecsTaskExecutionRole",
  path: "/",
  mode: "create",
  attach: true,
  protect: false,
  policyName: "ecsTaskExecutionRolePolicy",
  awsManagedPolicies: [],
  statements: [],
  tasks: ["app"],
  permissions: "derived",
  containers: [
    container({
      image: "111122223333.dkr.ecr.ap-northeast-2.amazonaws.com/app:1",
      logGroup: { name: "/ecs/app" },
    }),
  ],
};

const of = (changes: Partial<ExecutionRoleArgs> = {}) =>
  construct((opts) => new ExecutionRole("ecsTaskExecutionRole", { ...args, ...changes }, opts));

const role = "aws:iam/role:Role";
const policy = "aws:iam/policy:Policy";
const attachment = "aws:iam/rolePolicyAttachment:RolePolicyAttachment";

describe("ExecutionRole", () => {
  it("creates a role that ECS tasks may assume, without conditions", async () => {
    const { props } = only(await of(), role);
    assert.match(props.assumeRolePolicy, /ecs-tasks\.amazonaws\.com/);
    assert.doesNotMatch(props.assumeRolePolicy, /Condition/);
  });

  it("creates a policy derived from its containers", async () => {
    const { props } = only(await of(), policy);
    assert.match(props.policy, /repository\/app/);
    assert.match(props.policy, /log-group:\/ecs\/app/);
  });

  it("keeps its policy's description whichever tasks share it", async () => {
    const one = only(await of(), policy).props.description;
    assert.equal(only(await of({ tasks: ["app", "other"] }), policy).props.description, one);
  });

  it("attaches AWS's own policy where config says so, by its full path", async () => {
    const constructed = await of({ permissions: "aws-managed" });
    assert.deepEqual(
      constructed.slice(1).map(({ type }) => type),
      [role, attachment],
    );
    const managed = "arn:aws:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy";
    assert.equal(only(constructed, attachment).props.policyArn, managed);
  });

  it("attaches AWS's own policy once where config names it too", async () => {
    const awsManagedPolicies = ["service-role/AmazonECSTaskExecutionRolePolicy"];
    only(await of({ permissions: "aws-managed", awsManagedPolicies }), attachment);
  });

  it("adds to AWS's own policy what that lacks", async () => {
    const containers = [container({ secrets: { DB: { secret: "db" } } })];
    const { props } = only(await of({ permissions: "aws-managed", containers }), policy);
    assert.match(props.policy, /secretsmanager:GetSecretValue/);
    assert.doesNotMatch(props.policy, /ecr:/);
  });

  it("names AWS's policies by their partition", async () => {
    const { props } = only(await of({ ...govCloud, permissions: "aws-managed" }), attachment);
    assert.match(props.policyArn, /^arn:aws-us-gov:iam::aws:policy\//);
  });

  it("only attaches in mode reference", async () => {
    const types = (await of({ mode: "reference" })).map(({ type }) => type);
    assert.deepEqual(types.slice(1), [policy, attachment]);
  });
});

import assert from "node:assert/strict";
import type { TaskRoleArgs } from "../../components/task-role";
import { TaskRole } from "../../components/task-role";
import { access, scope } from "./documents/samples";
import { construct, only, preview } from "./mock-engine";

const args: TaskRoleArgs = {
  ...scope,
  name: "AppRole",
  path: "/team/",
  mode: "create",
  attach: true,
  protect: true,
  description: "What app runs as",
  permissionsBoundary: "Base",
  tags: { team: "app" },
  policyName: "AppPolicy",
  policyDescription: "What app may reach",
  awsManagedPolicies: ["CloudWatchReadOnlyAccess", "job-function/ViewOnlyAccess"],
  statements: [],
  tasks: ["app"],
  access: access({ tables: [{ name: "jobs" }] }),
  enableExecuteCommand: false,
};

const of = (changes: Partial<TaskRoleArgs> = {}) =>
  construct((opts) => new TaskRole("AppRole", { ...args, ...changes }, opts));

/** More than three documents' worth. */
const manyBuckets = Array.from({ length: 160 }, (_, index) => ({ name: `bucket-${index}`.padEnd(63, "x") }));

const role = "aws:iam/role:Role";
const policy = "aws:iam/policy:Policy";
const attachment = "aws:iam/rolePolicyAttachment:RolePolicyAttachment";
const account = "arn:aws:iam::111122223333";

describe("TaskRole", () => {
  it("creates a role with all that config says of it", async () => {
    const { props, opts } = only(await of(), role);
    const { assumeRolePolicy, ...rest } = JSON.parse(JSON.stringify(props)) as Record<string, string>;
    assert.match(assumeRolePolicy ?? "", /aws:SourceAccount/);
    assert.deepEqual(rest, {
      name: "AppRole",
      path: "/team/",
      description: "What app runs as",
      permissionsBoundary: `${account}:policy/Base`,
      tags: { team: "app" },
    });
    assert.equal(opts.protect, true);
  });

  it("creates the policy under its name, and never replaces it for its description", async () => {
    const { props, opts } = only(await of(), policy);
    assert.equal(props.name, "AppPolicy");
    assert.equal(props.path, "/team/");
    assert.equal(props.description, "What app may reach");
    assert.match(props.policy, /dynamodb:UpdateItem/);
    assert.deepEqual(opts.ignoreChanges, ["description"]);
  });

  it("attaches its policy and AWS managed ones by ARNs that are known beforehand", async () => {
    const attached = (await of()).filter(({ type }) => type === attachment);
    assert.deepEqual(
      attached.map(({ props }) => [props.role, props.policyArn]),
      [
        ["AppRole", `${account}:policy/team/AppPolicy`],
        ["AppRole", "arn:aws:iam::aws:policy/CloudWatchReadOnlyAccess"],
        ["AppRole", "arn:aws:iam::aws:policy/job-function/ViewOnlyAccess"],
      ],
    );
  });

  it("tells AWS managed policies of one name and two paths apart", async () => {
    const constructed = await of({ awsManagedPolicies: ["Same", "job-function/Same"] });
    const names = constructed.filter(({ type }) => type === attachment).map(({ name }) => name);
    assert.equal(new Set(names).size, 3);
  });

  it("attaches after the role and the policy exist", async () => {
    const order = (await preview(() => new TaskRole("AppRole", args))).map(({ type }) => type);
    const first = order.indexOf(attachment);
    assert.ok(first > order.indexOf(role) && first > order.indexOf(policy), order.join());
  });

  it("names its children after itself, and is their parent", async () => {
    const [component, ...children] = await of();
    assert.equal(component?.type, "ecs-task-permissions:index:TaskRole");
    for (const { name, opts } of children) {
      assert.match(name, /^AppRole-/);
      assert.equal(opts.parent, component?.resource);
    }
  });

  it("shows its inputs to policies", async () => {
    const [component] = await of();
    assert.equal(component?.props.name, "AppRole");
    assert.equal(component?.props.accountId, "111122223333");
  });

  it("only attaches in mode reference", async () => {
    const types = (await of({ mode: "reference", awsManagedPolicies: [] })).map(({ type }) => type);
    assert.deepEqual(types.slice(1), [policy, attachment]);
  });

  it("does not even attach where somebody else does that", async () => {
    assert.equal((await of({ mode: "reference", attach: false })).length, 1);
  });

  it("has no policy where the application reaches nothing", async () => {
    const types = (await of({ access: access({}), awsManagedPolicies: [] })).map(({ type }) => type);
    assert.deepEqual(types.slice(1), [role]);
  });

  it("spreads what outgrows IAM's quota over several policies, and attaches them all", async () => {
    const constructed = await of({ access: access({ buckets: manyBuckets }), awsManagedPolicies: [] });
    const names = constructed.filter(({ type }) => type === policy).map(({ props }) => props.name);
    const arns = constructed.filter(({ type }) => type === attachment).map(({ props }) => props.policyArn);
    assert.deepEqual(names.slice(0, 3), ["AppPolicy", "AppPolicy2", "AppPolicy3"]);
    assert.deepEqual(
      arns,
      names.map((name) => `${account}:policy/team/${name}`),
    );
  });

  it("keeps a numbered policy's name within IAM's limit", async () => {
    const constructed = await of({ access: access({ buckets: manyBuckets }), policyName: "p".repeat(128) });
    const names = constructed.filter(({ type }) => type === policy).map(({ props }) => props.name);
    assert.equal(new Set(names).size, names.length);
    for (const name of names) assert.ok(name.length <= 128);
  });
});

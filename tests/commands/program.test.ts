import assert from "node:assert/strict";
import * as ecs from "@pulumi/aws/ecs";
import * as iam from "@pulumi/aws/iam";
import { Provider } from "@pulumi/aws/provider";
import * as pulumi from "@pulumi/pulumi";
import { UNKNOWN_STRING } from "../../commands/offline/aws-provider";
import { resourceArguments, stackArguments } from "../../commands/judging/policy-arguments";
import { runProgram } from "../../commands/offline/program";

const stack = { project: "probe", stack: "dev", region: "eu-west-1" };

class Group extends pulumi.ComponentResource {
  constructor(name: string, opts?: pulumi.ComponentResourceOptions) {
    super("probe:index:Group", name, { size: 2 }, opts);
    const role = new iam.Role(
      `${name}-role`,
      { name: "Worker", assumeRolePolicy: "{}", tags: { team: "a" } },
      { parent: this, protect: true, ignoreChanges: ["tags"] },
    );
    new ecs.TaskDefinition(
      `${name}-task`,
      {
        family: "worker",
        containerDefinitions: pulumi.interpolate`[{"arn":"${role.arn}"}]`,
        taskRoleArn: role.arn,
      },
      { parent: this, dependsOn: [role] },
    );
    this.registerOutputs();
  }
}

const program = () => {
  const provider = new Provider("aws", { region: "eu-west-1", allowedAccountIds: ["123456789012"] });
  new Group("workers", { providers: [provider] });
};

const ROLE = "urn:pulumi:dev::probe::probe:index:Group$aws:iam/role:Role::workers-role";

describe("a program run as a first preview", () => {
  it("registers what the engine would, under the engine's URNs", async () => {
    const resources = await runProgram(stack, program);
    assert.deepEqual(
      resources.map(({ urn }) => urn).sort(),
      [
        "urn:pulumi:dev::probe::probe:index:Group$aws:ecs/taskDefinition:TaskDefinition::workers-task",
        ROLE,
        "urn:pulumi:dev::probe::probe:index:Group::workers",
        "urn:pulumi:dev::probe::pulumi:providers:aws::aws",
        "urn:pulumi:dev::probe::pulumi:pulumi:Stack::probe-dev",
      ].sort(),
    );
  });

  it("gives inputs with the provider's defaults, and outputs that AWS makes up as unknown", async () => {
    const role = (await runProgram(stack, program)).find(({ urn }) => urn === ROLE)!;
    assert.equal(role.inputs.maxSessionDuration, 3600);
    assert.equal(role.inputs.arn, undefined);
    assert.equal(role.outputs.name, "Worker");
    for (const property of ["arn", "id", "createDate", "uniqueId", "inlinePolicies", "managedPolicyArns"]) {
      assert.equal(role.outputs[property], UNKNOWN_STRING, property);
    }
    assert.deepEqual(role.outputs.tagsAll, { team: "a" });
    assert.equal(role.protect, true);
    assert.deepEqual(role.ignoreChanges, ["tags"]);
  });

  it("keeps unknown inputs unknown and says what they depend on", async () => {
    const task = (await runProgram(stack, program)).find(({ name }) => name === "workers-task")!;
    assert.equal(task.inputs.taskRoleArn, UNKNOWN_STRING);
    assert.equal(task.inputs.containerDefinitions, UNKNOWN_STRING);
    assert.deepEqual(task.propertyDependencies, { taskRoleArn: [ROLE], containerDefinitions: [ROLE] });
    assert.deepEqual(task.dependencies, [ROLE]);
  });

  it("gives a resource without a provider the default one, as the engine does, with the stack's region", async () => {
    const resources = await runProgram(stack, () => {
      for (const name of ["a", "b"]) new iam.Role(name, { name, assumeRolePolicy: "{}" });
    });
    const urn = /^urn:pulumi:dev::probe::pulumi:providers:aws::default_\d+_\d+_\d+$/;
    assert.equal(resources.filter(({ type }) => type === "pulumi:providers:aws").length, 1);
    for (const { provider } of resourceArguments(resources).filter(
      ({ type }) => type === "aws:iam/role:Role",
    )) {
      assert.match(provider?.urn ?? "", urn);
      assert.equal(provider?.props.region, "eu-west-1");
    }
  });

  it("hands policies each resource with parent, dependencies and provider", async () => {
    const resources = await runProgram(stack, program);
    const args = resourceArguments(resources).find(({ name }) => name === "workers-task")!;
    assert.equal(args.provider?.props.region, "eu-west-1");
    assert.equal(args.opts.parent, "urn:pulumi:dev::probe::probe:index:Group::workers");
    const task = stackArguments(resources).resources.find(({ name }) => name === "workers-task")!;
    assert.equal(task.parent?.name, "workers");
    assert.deepEqual(
      task.propertyDependencies.taskRoleArn!.map(({ urn }) => urn),
      [ROLE],
    );
  });

  it("starts each program afresh", async () => {
    const first = await runProgram(stack, program);
    const second = await runProgram({ ...stack, stack: "prod" }, program);
    assert.equal(second.length, first.length);
    assert.ok(second.every(({ urn }) => urn.startsWith("urn:pulumi:prod::")));
    assert.deepEqual(await runProgram(stack, program), first);
  });

  it("fails with the program's own error", async () => {
    const broken = () => {
      throw new Error("out of order");
    };
    await assert.rejects(runProgram(stack, broken), { message: "out of order" });
    await assert.rejects(
      runProgram(stack, () => Promise.reject(new Error("later"))),
      { message: "later" },
    );
    assert.equal((await runProgram(stack, program)).length, 5);
  });

  it("fails with the error of a resource that cannot be prepared", async () => {
    const broken = () => {
      new iam.Role("broken", { assumeRolePolicy: Promise.reject(new Error("no document")) });
    };
    await assert.rejects(runProgram(stack, broken), /no document/);
  });

  it("refuses what would need an account", async () => {
    await assert.rejects(
      runProgram(stack, () => void iam.getRoleOutput({ name: "x" })),
      /calls aws:iam\/getRole:getRole, which needs an account/,
    );
    await assert.rejects(
      runProgram(stack, () => void iam.Role.get("found", "Worker")),
      /reads aws:iam\/role:Role found, which needs an account/,
    );
  });
});

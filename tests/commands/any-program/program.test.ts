import assert from "node:assert/strict";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { openProgram } from "../../../commands/any-program/program-project";
import { runAnyProgram } from "../../../commands/any-program/run-program";
import { UNKNOWN_STRING } from "../../../commands/offline/aws-provider";
import { repository, runCommand } from "../support/project";
import { ORDERS } from "./orders-program";

describe("A Node.js program, run offline", function () {
  this.timeout(180_000);
  let folder: string;
  const write = (file: string, content: string) => {
    fs.mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
    fs.writeFileSync(path.join(folder, file), content);
  };

  beforeEach(() => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), "program-"));
    fs.symlinkSync(path.join(repository, "node_modules"), path.join(folder, "node_modules"));
    write("Pulumi.yaml", "name: orders\nruntime: nodejs\n");
  });
  afterEach(() => fs.rmSync(folder, { recursive: true }));

  const run = (settings = {}, stack?: string) => runAnyProgram(openProgram(folder, stack), settings);

  it("is decided where no first preview can, in TypeScript, by check", async () => {
    write("Pulumi.dev.yaml", "config:\n  aws:region: eu-west-1\n  aws:allowedAccountIds: ['111122223333']\n");
    write("index.ts", ORDERS);
    const bad = await runCommand(["check", "--program", folder, "--format", "json"]);
    assert.equal(bad.status, 1, bad.stderr);
    const [judgement] = JSON.parse(bad.stdout);
    assert.deepEqual(
      [judgement.stack, judgement.account, judgement.region, judgement.warnings],
      ["dev", "111122223333", "eu-west-1", []],
    );
    const mandatory = judgement.findings.filter(({ level }: { level: string }) => level === "mandatory");
    assert.deepEqual(
      mandatory.map(({ policy, verdict, actions }: never) => [policy, verdict, actions]),
      [["ecs-task-can-start", "violated", ["secretsmanager:GetSecretValue"]]],
    );
    write("index.ts", ORDERS.replace("// MAY READ", ""));
    const good = await runCommand(["check", "--program", folder]);
    assert.equal(good.status, 0, good.stdout + good.stderr);
    assert.match(good.stderr, /the program speaks/);
    assert.ok(!good.stdout.includes("the program speaks"));
  });

  it("is run as JavaScript, from the folder that Pulumi.yaml names, with its config", async () => {
    write(
      "Pulumi.yaml",
      "name: orders\nmain: src\nruntime:\n  name: nodejs\n  options: { typescript: false }\nconfig:\n  size: { default: 2 }\n",
    );
    write("Pulumi.dev.yaml", "config:\n  names: [a, b]\n  password: { secure: AAAA }\n  on: true\n");
    write(
      "src/index.js",
      `const pulumi = require("@pulumi/pulumi");
       const config = new pulumi.Config();
       class Group extends pulumi.ComponentResource {
         constructor() {
           super("my:index:Group", "group", { here: process.cwd() === __dirname });
           new pulumi.CustomResource("aws:ssm/parameter:Parameter", "p", {
             name: config.requireObject("names").join("/") + config.requireNumber("size"),
             value: config.requireSecret("password"),
             on: config.requireBoolean("on"),
           }, { parent: this });
           this.registerOutputs({ done: true });
         }
       }
       new Group();
       module.exports = { region: pulumi.getStack() };`,
    );
    const { resources, home, isStandIn } = await run();
    const group = resources.find(({ name }) => name === "group")!;
    assert.deepEqual(group.outputs, { here: true, done: true });
    const parameter = resources.find(({ name }) => name === "p")!;
    assert.deepEqual(
      [parameter.inputs.name, parameter.inputs.value, parameter.inputs.on],
      ["a/b2", UNKNOWN_STRING, true],
    );
    assert.equal(parameter.parent, group.urn);
    assert.deepEqual(isStandIn, { account: true, region: !process.env.AWS_REGION });
    assert.equal(home.account, "123456789012");
  });

  it("is taken to be in the account whose roles it writes out, and in the one that config names", async () => {
    write("package.json", '{ "type": "module" }');
    write(
      "index.js",
      `import * as pulumi from "@pulumi/pulumi";
       new pulumi.CustomResource("aws:ecs/taskDefinition:TaskDefinition", "t", {
         family: "t", taskRoleArn: "arn:aws:iam::444455556666:role/app", containerDefinitions: "[]" });`,
    );
    const found = await run();
    assert.deepEqual([found.home.account, found.isStandIn.account], ["444455556666", false]);
    assert.equal((await run({ account: "111122223333", region: "us-west-2" })).home.account, "111122223333");
  });

  it("is taken to be in the one region that its containers write their logs to, where nothing tells it", async () => {
    const task = (name: string, region: string) =>
      `new pulumi.CustomResource("aws:ecs/taskDefinition:TaskDefinition", "${name}", { family: "${name}",
         containerDefinitions: JSON.stringify([{ name: "a", image: "a", logConfiguration: { logDriver: "awslogs",
           options: { "awslogs-group": "/ecs/a", "awslogs-region": "${region}", "awslogs-stream-prefix": "a" } } }]) });\n`;
    const program = (...tasks: string[]) =>
      write("index.js", `const pulumi = require("@pulumi/pulumi");\n${tasks.join("")}`);
    const { AWS_REGION, AWS_DEFAULT_REGION } = process.env;
    delete process.env.AWS_REGION;
    delete process.env.AWS_DEFAULT_REGION;
    try {
      program(task("a", "eu-west-3"), task("b", "eu-west-3"));
      const found = await run();
      assert.deepEqual([found.home.region, found.isStandIn.region], ["eu-west-3", false]);
      assert.equal((await run({ region: "us-west-2" })).home.region, "us-west-2");
      program(task("a", "eu-west-3"), task("b", "eu-west-1"));
      const several = await run();
      assert.deepEqual([several.home.region, several.isStandIn.region], ["us-east-1", true]);
    } finally {
      Object.assign(process.env, {
        ...(AWS_REGION && { AWS_REGION }),
        ...(AWS_DEFAULT_REGION && { AWS_DEFAULT_REGION }),
      });
    }
  });

  it("that fails says so with its own words", async () => {
    write("index.js", `const pulumi = require("@pulumi/pulumi"); new pulumi.Config().require("size");`);
    await assert.rejects(
      run(),
      /program in .* failed:.*Missing required configuration variable 'orders:size'/s,
    );
    write(
      "index.js",
      `const pulumi = require("@pulumi/pulumi");
       pulumi.runtime.invoke("aws:iam/getRole:getRole", { name: "x" });`,
    );
    await assert.rejects(run(), /getRole.*whose answer is not known offline/s);
  });

  it("is given the config that the command line adds, which a failure names", async () => {
    write("Pulumi.dev.yaml", "config:\n  aws:region: eu-west-1\n  tag: '1'\n");
    write(
      "index.js",
      `const pulumi = require("@pulumi/pulumi");
       const config = new pulumi.Config();
       new pulumi.CustomResource("aws:ssm/parameter:Parameter", "p", {
         name: config.require("name") + config.require("tag"), value: "=", type: "String" });`,
    );
    const without = await runCommand(["check", "--program", folder]);
    assert.equal(without.status, 2);
    assert.match(without.stderr, /or give it to this run alone: --config orders:name=<value>/);
    const project = openProgram(folder, undefined, { name: "a=b", "orders:tag": "2" });
    const { resources } = await runAnyProgram(project, {});
    assert.equal(resources.find(({ name }) => name === "p")!.inputs.name, "a=b2");
    const given = await runCommand(["check", "--program", folder, "-c", "orders:name=a=b"]);
    assert.equal(given.status, 0, given.stderr);
    const wrong = await runCommand(["check", "--program", folder, "--config", "name"]);
    assert.match(wrong.stderr, /It must be KEY=VALUE/);
    const alone = await runCommand(["check", "--config", "a=b"]);
    assert.match(alone.stderr, /--config goes with --program/);
  });

  it("says how to give the account and the region that nothing tells, and takes them so", async () => {
    write(
      "index.js",
      `const pulumi = require("@pulumi/pulumi");
       new pulumi.CustomResource("aws:sqs/queue:Queue", "q", { name: "q" });`,
    );
    const { AWS_REGION, AWS_DEFAULT_REGION } = process.env;
    delete process.env.AWS_REGION;
    delete process.env.AWS_DEFAULT_REGION;
    try {
      const judged = async (...config: string[]) => {
        const { stdout } = await runCommand(["check", "--program", folder, "--format", "json", ...config]);
        return JSON.parse(stdout)[0];
      };
      const { warnings } = await judged();
      const given = warnings.map(
        ({ message }: { message: string }) => /--config '?(.*?)'?\.$/.exec(message)![1],
      );
      const told = await judged(...given.flatMap((each: string) => ["--config", each]));
      assert.deepEqual([told.account, told.region, told.warnings], ["111122223333", "eu-west-1", []]);
    } finally {
      Object.assign(process.env, {
        ...(AWS_REGION && { AWS_REGION }),
        ...(AWS_DEFAULT_REGION && { AWS_DEFAULT_REGION }),
      });
    }
  });

  it("that does not bear known outputs is run as at a first preview, and said to be", async () => {
    write(
      "index.js",
      `const pulumi = require("@pulumi/pulumi");
       const role = new pulumi.CustomResource("aws:iam/role:Role", "r", { arn: undefined, assumeRolePolicy: "{}" });
       role.arn.apply((arn) => { throw new Error("no credentials to ask for " + arn.slice(0, 12)); });`,
    );
    const { resources, failedWith } = await run();
    assert.match(failedWith ?? "", /^no credentials to ask for arn:aws:iam:$/);
    assert.equal(resources.find(({ name }) => name === "r")!.outputs.arn, UNKNOWN_STRING);
    const { stdout } = await runCommand(["check", "--program", folder]);
    assert.match(
      stdout.replace(/\s+/g, " "),
      /run as at its first preview.*because it fails where they are: no credentials/,
    );
  });

  it("cannot be run where it is not one", async () => {
    const refused = async (says: RegExp, stack?: string) => {
      await assert.rejects(async () => await run({}, stack), says);
    };
    write("Pulumi.yaml", "name: orders\nruntime: python\n");
    await refused(/runs on python, and only those of nodejs are run here. Judge it by --preview or --state/);
    write("Pulumi.yaml", "name: orders\nruntime: nodejs\n");
    write("Pulumi.a.yaml", "");
    await refused(/no stack b\. Stacks there: a/, "b");
    write("Pulumi.b.yaml", "");
    await refused(/Which stack .* --stack: a, b/);
    fs.rmSync(path.join(folder, "node_modules"));
    await refused(/packages of .* are not installed/, "a");
    write("Pulumi.yaml", "runtime: nodejs\n");
    await refused(/has no `name`/, "a");
    fs.rmSync(path.join(folder, "Pulumi.yaml"));
    await refused(/No Pulumi.yaml in/);
  });
});

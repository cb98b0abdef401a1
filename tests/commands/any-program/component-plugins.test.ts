import assert from "node:assert/strict";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { installedPlugin } from "../../../commands/any-program/installed-plugins";
import { repository, runCommand } from "../support/project";

/** A package's plugin that makes a role and a task definition of a component, and answers a function. */
const PLUGIN = `#!/usr/bin/env node
const pulumi = require("@pulumi/pulumi");
class Task extends pulumi.ComponentResource {
  constructor(name, args, opts) {
    super("shop:index:Task", name, {}, opts);
    const own = { parent: this };
    const trust = { Version: "2012-10-17", Statement: [{ Effect: "Allow",
      Principal: { Service: args.trusted }, Action: "sts:AssumeRole" }] };
    this.role = new pulumi.CustomResource("aws:iam/role:Role", name + "-role",
      { name: undefined, arn: undefined, assumeRolePolicy: JSON.stringify(trust) }, own);
    this.definition = new pulumi.CustomResource("aws:ecs/taskDefinition:TaskDefinition", name + "-task", {
      family: name, cpu: "256", memory: "512", networkMode: "awsvpc", requiresCompatibilities: ["FARGATE"],
      taskRoleArn: this.role.arn,
      containerDefinitions: pulumi.output(args.container).apply((one) => JSON.stringify([one])) }, own);
    this.family = pulumi.output(name);
  }
}
pulumi.provider.main({
  version: "1.2.3",
  async construct(name, type, inputs, opts) {
    const { urn, role, family } = new Task(name, inputs, opts);
    return { urn, state: { roleArn: role.arn, role, family } };
  },
  async call(token, { of }) { return { outputs: { tag: pulumi.output(of).apply((name) => name + ":1.0") } }; },
}, process.argv.slice(2));
`;

const PROGRAM = `
import * as pulumi from "@pulumi/pulumi";
class Task extends pulumi.ComponentResource {
  public readonly roleArn!: pulumi.Output<string>;
  constructor(name: string, args: pulumi.Inputs) {
    super("shop:index:Task", name, { ...args, roleArn: undefined }, { version: "1.2.3" }, true);
  }
}
const { tag } = pulumi.runtime.call("shop:index:tagOf", { of: "nginx" }) as any;
const task = new Task("web", { trusted: "TRUSTED", container: { name: "web", image: tag } });
new pulumi.CustomResource("aws:iam/rolePolicy:RolePolicy", "read", {
  role: "worker",
  policy: task.roleArn.apply((arn) => JSON.stringify({ Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Action: "iam:GetRole", Resource: arn }] })),
});
`;

describe("Components that a package's plugin makes", function () {
  this.timeout(180_000);
  let folder: string;
  let home: string;
  const before = process.env.PULUMI_HOME;

  beforeEach(() => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), "plugins-"));
    home = path.join(folder, "home");
    process.env.PULUMI_HOME = home;
    fs.symlinkSync(path.join(repository, "node_modules"), path.join(folder, "node_modules"));
    write("Pulumi.yaml", "name: shop\nruntime: nodejs\n");
    write("Pulumi.dev.yaml", "config:\n  aws:region: eu-west-1\n  aws:allowedAccountIds: ['111122223333']\n");
  });
  afterEach(() => {
    if (before === undefined) delete process.env.PULUMI_HOME;
    else process.env.PULUMI_HOME = before;
    fs.rmSync(folder, { recursive: true });
  });

  const write = (file: string, content: string, mode = 0o644) => {
    fs.mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
    fs.writeFileSync(path.join(folder, file), content, { mode });
  };
  const install = (version: string) =>
    write(`home/plugins/resource-shop-v${version}/pulumi-resource-shop`, PLUGIN, 0o755);
  const check = async (...more: string[]) => {
    const { status, stdout, stderr } = await runCommand([
      ...["check", "--program", folder, "--format", "json"],
      ...more,
    ]);
    assert.ok(status !== 2, stderr);
    return { status, judgement: JSON.parse(stdout)[0] };
  };

  it("are judged with what they consist of, where the plugin is installed", async () => {
    install("1.2.3");
    write("index.ts", PROGRAM.replace("TRUSTED", "ecs-tasks.amazonaws.com"));
    const good = await check();
    assert.equal(good.status, 0, JSON.stringify(good.judgement.findings));
    assert.equal(good.judgement.unseen, undefined);
    const [component] = good.judgement.resources.filter(
      ({ type }: { type: string }) => type === "shop:index:Task",
    );
    const children = good.judgement.resources.filter(
      ({ parent }: { parent?: string }) => parent === component.urn,
    );
    assert.deepEqual(children.map(({ name }: { name: string }) => name).sort(), ["web-role", "web-task"]);
    // What the component gives out is known to the rest of the program.
    const granted = good.judgement.permissions.map(({ resource }: { resource: string }) => resource);
    assert.match(granted.join(), /^arn:aws:iam::111122223333:role\/web-role-[0-9a-f]{7}$/);

    write("index.ts", PROGRAM.replace("TRUSTED", "ec2.amazonaws.com"));
    const bad = await check();
    assert.equal(bad.status, 1);
    assert.ok(
      bad.judgement.findings.some(({ policy }: { policy: string }) => policy === "ecs-task-can-start"),
    );
  });

  it("leave the rest to be judged, and say so, where it is not", async () => {
    write("index.ts", PROGRAM.replace(/const \{ tag \}.*/, 'const tag = "nginx:1.0";'));
    const { status, judgement } = await check();
    assert.equal(status, 0);
    assert.equal(judgement.unseen, 1);
    assert.match(
      judgement.warnings[0].message,
      /^Not judged is what shop:index:Task \(web\) consists of: the plugin of shop, .*pulumi install.*--preview/,
    );
    const { stdout } = await runCommand(["check", "--program", folder]);
    assert.match(stdout, /… dev: deferred: .*1 component not seen through, 1 warning/);
  });

  it("are made by the version that is asked for, else by the newest that is there, else by PATH's", () => {
    const found = (version: string) => path.relative(home, installedPlugin("shop", version) ?? home);
    assert.equal(found("1.2.3"), "");
    for (const version of ["1.2.3", "1.10.0", "1.9.0"]) install(version);
    assert.equal(found("1.2.3"), "plugins/resource-shop-v1.2.3/pulumi-resource-shop");
    assert.equal(found("2.0.0"), "plugins/resource-shop-v1.10.0/pulumi-resource-shop");
    assert.equal(installedPlugin("sho", "1.0.0"), undefined);
  });
});

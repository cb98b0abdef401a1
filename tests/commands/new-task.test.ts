import assert from "node:assert/strict";
import { withNewTask } from "../../commands/new-task/pack-config-text";
import { runCommand, TemporaryProject } from "./support/project";

const IMAGE = "618574523116.dkr.ecr.ap-northeast-2.amazonaws.com/order-api:1.0.0";

describe("npm run new-task", () => {
  let project: TemporaryProject;
  beforeEach(() => (project = new TemporaryProject()));
  afterEach(() => project.remove());
  const newTask = (...args: string[]) => runCommand(["new-task", ...args], { project });

  it("writes a task that check passes, and requires of it what it was told", async () => {
    await runCommand(["export"], { project });
    const needs = [
      "--table",
      "orders",
      "--secret",
      "dev/orders/key",
      "--inject",
      "DB=dev/orders/db",
      "--port",
      "8080",
    ];
    const { status, stdout, stderr } = await newTask(
      "order-api",
      "--stack",
      "dev",
      "--image",
      IMAGE,
      ...needs,
    );
    assert.equal(status, 0, stdout + stderr);
    for (const file of ["Pulumi.dev.yaml", "policypack/config/dev.json", "infrastructure/dev/"])
      assert.ok(stdout.includes(`wrote ${file}\n`), file);
    assert.match(stdout, /^✓ dev: clean/m);
    const text = project.read("Pulumi.dev.yaml");
    assert.match(text, /\n {4}order-api:\n {6}cpu: 256\n/);
    assert.match(text, /name: orderApiTaskRole\n/);
    assert.match(
      text,
      /executionRole:\n {8}mode: create\n {8}name: ecsTaskExecutionRole\n {6}containers:\n {8}- name: order-api/,
    );
    const pack = JSON.parse(project.read("policypack/config/dev.json")) as Record<
      string,
      Record<string, unknown>
    >;
    assert.deepEqual((pack["task-role-access"]!.required as unknown[]).at(-1), {
      role: "orderApiTaskRole",
      tables: ["orders"],
      secrets: ["dev/orders/key"],
    });
    assert.ok((pack["pass-role-scoped"]!.allowedRoles as string[]).includes("orderApiTaskRole"));
    project.edit(
      "Pulumi.dev.yaml",
      "            - name: orders\n",
      "            - name: orders\n              access: read\n",
    );
    assert.equal((await runCommand(["check", "--stack", "dev"], { project })).status, 1);
  });

  it("writes nothing where the result would not hold", async () => {
    const before = project.read("Pulumi.dev.yaml");
    const cases: [string[], RegExp][] = [
      [["ml-platform", "--stack", "dev", "--image", IMAGE], /has a task ml-platform already/],
      [["api", "--stack", "dev", "--image", IMAGE, "--cpu", "300"], /Nothing is written: .*cpu = 300/],
      [["api", "--image", IMAGE], /Which stack\?/],
      [["api", "--stack", "dev"], /Which image\? Name it with --image/],
      [["a/b", "--stack", "dev", "--image", IMAGE], /at most 64 letters/],
    ];
    for (const [args, message] of cases) {
      const { status, stderr } = await newTask(...args);
      assert.equal(status, 2);
      assert.match(stderr, message);
      assert.equal(project.read("Pulumi.dev.yaml"), before);
    }
  });

  it("keeps the pack's config as it is written", () => {
    const task = {
      name: "a",
      image: "x:1",
      cpu: 256,
      memory: 512,
      buckets: ["b"],
      tables: [],
      secrets: [],
      inject: [],
    };
    const text = `{\n  "pass-role-scoped": {\n    "allowedRoles": ["one"]\n  }\n}\n`;
    const item = `      {\n        "role": "aTaskRole",\n        "buckets": ["b"]\n      }`;
    const policy = `  "task-role-access": {\n    "required": [\n${item}\n    ]\n  }`;
    assert.equal(
      withNewTask(text, task),
      `{\n  "pass-role-scoped": {\n    "allowedRoles": ["one", "aTaskRole"]\n  },\n${policy}\n}\n`,
    );
    assert.equal(withNewTask("", task), `{\n${policy}\n}\n`);
    assert.equal(
      withNewTask(`{\n${policy}\n}\n`, task),
      `{\n${policy.replace(item, `${item},\n${item}`)}\n}\n`,
    );
    for (const before of [{ "task-role-access": "mandatory" }, { "task-role-access": { required: [] } }]) {
      const after = withNewTask(JSON.stringify(before), task);
      assert.equal(after.match(/"task-role-access"/g)?.length, 1, after);
      assert.ok(after.includes('"role": "aTaskRole"'), after);
    }
  });
});

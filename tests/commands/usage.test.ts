import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { FIXTURE_PROJECT } from "../support/fixtures";
import { repository, runCommand, TemporaryProject } from "./support/project";

describe("config and usage errors", () => {
  let project: TemporaryProject;
  beforeEach(() => (project = new TemporaryProject()));
  afterEach(() => project.remove());

  const check = async (...args: string[]) => {
    const run = await runCommand(["check", ...args], { project });
    assert.equal(run.status, 2, run.stdout + run.stderr);
    assert.equal(run.stdout, "");
    assert.doesNotMatch(run.stderr, /^\s+at /m, "no stack trace");
    return run.stderr;
  };

  const lineWith = (file: string, text: string) =>
    project
      .read(file)
      .split("\n")
      .findIndex((line) => line.includes(text)) + 1;

  it("tells five mistakes at once, each with its line, value and what is allowed", async () => {
    const file = "Pulumi.dev.yaml";
    project.edit(file, "aws:region: ap-northeast-2", "aws:region: korea");
    project.edit(file, "cpu: 1024", "cpu: 1000");
    project.edit(file, "mode: create\n        name: ecsTaskRole", "mode: crate\n        name: ecsTaskRole");
    project.edit(file, "retentionDays: 14", "retentionDays: 15");
    project.edit(file, "type: user", "type: person");
    const stderr = await check();
    const errors = stderr.split(/^error: /m).slice(1);
    assert.equal(errors.length, 5, stderr);
    const expected: [mistake: string, allowed: RegExp][] = [
      ["korea", /an AWS region/],
      ["cpu: 1000", /256, 512, 1024/],
      ["mode: crate", /create, reference, none/],
      ["retentionDays: 15", /1, 3, 5, 7, 14/],
      ["type: person", /user, group, role/],
    ];
    for (const [mistake, allowed] of expected) {
      const at = `${file}:${lineWith(file, mistake)}:`;
      const error = errors.find((each) => each.startsWith(at));
      assert.ok(error, `no error at ${at} in\n${stderr}`);
      assert.match(error, allowed);
    }
  });

  it("tells the mistakes of all stacks at once", async () => {
    project.edit("Pulumi.dev.yaml", "cpu: 1024", "cpu: 1000");
    project.edit("Pulumi.prod.yaml", "cpu: 4096", "cpu: 1000");
    const stderr = await check();
    assert.match(stderr, /Pulumi\.dev\.yaml:\d+:\d+ /);
    assert.match(stderr, /Pulumi\.prod\.yaml:\d+:\d+ /);
  });

  it("points at what is not YAML", async () => {
    project.edit("Pulumi.dev.yaml", "deployers:\n    -", "deployers:\n   - [");
    assert.match(await check("--stack", "dev"), /Pulumi\.dev\.yaml:\d+:\d+ {2}cannot be read as YAML\n/);
  });

  it("names one mistake of YAML only, for the next ones follow from it", async () => {
    const file = "Pulumi.dev.yaml";
    const line = lineWith(file, "ml-platform:");
    project.edit(file, "    ml-platform:", "\tml-platform:");
    const stderr = await check("--stack", "dev");
    assert.match(stderr, new RegExp(`^error: ${file}:${line}:1 .*\\n {4}The line begins with a tab`));
    assert.equal(stderr.match(/error:/g)?.length, 1, stderr);
  });

  it("points at an alias whose anchor is not set", async () => {
    project.edit("Pulumi.dev.yaml", "aws:region: ap-northeast-2", "aws:region: *home");
    assert.match(
      await check("--stack", "dev"),
      /Pulumi\.dev\.yaml:3:15 .*\n {4}\*home refers to an anchor &home that is not set/,
    );
  });

  it("says what becomes of a second YAML document", async () => {
    project.write("Pulumi.dev.yaml", `${project.read("Pulumi.dev.yaml")}---\nmore: 1\n`);
    assert.match(await check("--stack", "dev"), /A stack's config is one document/);
  });

  it("gives a number where a text belongs back as it was written", async () => {
    const file = "Pulumi.dev.yaml";
    project.edit(file, "LOG_LEVEL: debug", "LOG_LEVEL: 1.10");
    const at = `${file}:${lineWith(file, "LOG_LEVEL")}:13`;
    const stderr = await check("--stack", "dev");
    assert.ok(stderr.startsWith(`error: ${at}  `), stderr);
    assert.match(stderr, /LOG_LEVEL = 1\.10\n {4}is a number to YAML: write it in quotes, "1\.10"/);
  });

  it("refuses what Pulumi would read otherwise", async () => {
    project.edit("Pulumi.dev.yaml", "LOG_LEVEL: debug", "LOG_LEVEL: 2024-01-01");
    assert.match(await check("--stack", "dev"), /is a date to Pulumi.*write it in quotes, "2024-01-01"/);
  });

  it("reads maps that are merged", async () => {
    const file = "Pulumi.dev.yaml";
    project.edit(
      file,
      "environment:\n            LOG_LEVEL: debug",
      "environment: &common\n            LOG_LEVEL: debug",
    );
    project.edit(file, "            DB_SECRET_NAME:", "            <<: *common\n            DB_SECRET_NAME:");
    const { status, stdout } = await runCommand(["check", "--stack", "dev"], { project });
    assert.equal(status, 0, stdout);
  });

  it("says that there is no config at all", async () => {
    for (const content of ["", "- a\n"]) {
      project.write("Pulumi.dev.yaml", content);
      assert.match(await check("--stack", "dev"), /^error: Pulumi\.dev\.yaml: there is no `config` block\./);
    }
  });

  it("suggests `config` where a key is near it", async () => {
    project.write("Pulumi.dev.yaml", "Config: {}\n");
    assert.match(await check("--stack", "dev"), /^error: Pulumi\.dev\.yaml:1:1 .*did you mean config\?/);
  });

  it("suggests the key with its namespace", async () => {
    project.edit("Pulumi.dev.yaml", "ecs-task-permissions:tasks:", "tasks:");
    assert.match(await check("--stack", "dev"), /did you mean ecs-task-permissions:tasks\?/);
  });

  it("refuses a config that is no block", async () => {
    project.write("Pulumi.dev.yaml", "config: [1, 2]\n");
    assert.match(await check("--stack", "dev"), /`config` must be a block of keys/);
  });

  it("refuses a pack config that is no JSON, has unknown policies or levels", async () => {
    const file = "policypack/config/dev.json";
    const config = project.read(file);
    project.write(file, "{");
    assert.match(await check(), /policypack\/config\/dev\.json is not JSON/);
    project.write(file, JSON.stringify({ "pass-role-scopd": "mandatory", "ecs-task-can-start": "fatal" }));
    const stderr = await check();
    assert.match(stderr, /no policy pass-role-scopd\. Did you mean pass-role-scoped\?/);
    assert.match(stderr, /"fatal"\. Allowed: advisory, mandatory, remediate, disabled/);
    project.write(file, config);
    assert.equal((await runCommand(["check"], { project })).status, 0);
  });

  it("names the stacks that there are", async () => {
    assert.match(
      await check("--stack", "pord"),
      /no stack pord .* Did you mean prod\? Stacks here: dev, prod/,
    );
  });

  it("suggests the flag that was meant", async () => {
    assert.match(await check("--formt", "json"), /unknown option '--formt'\n\(Did you mean --format\?\)/);
    assert.match(await check("--format", "xml"), /Allowed choices are text, markdown, sarif, json/);
  });

  it("says where npm wants flags, when npm has kept them", async () => {
    assert.match(
      await check("dev"),
      /too many arguments.*\n\(Flags stand after the --: npm run check -- --stack dev/,
    );
  });

  it("refuses a context that nothing is asked about", async () => {
    assert.match(await check("--context", "aws:username=me"), /--context goes with --explain/);
  });

  it("says that a folder is no project", async () => {
    const { status, stderr } = await runCommand(["check", "--cwd", project.path("policypack")]);
    assert.equal(status, 2);
    assert.match(stderr, /No Pulumi\.yaml in .*policypack/);
  });

  it("lists the commands where an unknown one is asked for", async () => {
    const { status, stderr } = await runCommand(["chek"]);
    assert.equal(status, 2);
    assert.match(stderr, /no command chek/);
    assert.match(stderr, /npm run check/);
    assert.doesNotMatch(stderr, /judgement/);
  });

  it("stays silent when its output is cut off", () => {
    const { stdout, stderr } = spawnSync(
      "bash",
      ["-c", `"${process.execPath}" commands/run.js check --format json --cwd "${FIXTURE_PROJECT}" | true`],
      {
        cwd: repository,
        encoding: "utf8",
      },
    );
    assert.equal(stdout + stderr, "");
  });

  it("prints help with examples, and the version", async () => {
    for (const command of ["check", "export", "new-stack"]) {
      const { status, stdout } = await runCommand([command, "--help"]);
      assert.equal(status, 0);
      assert.match(stdout, new RegExp(`Usage: npm run ${command} --`));
      assert.match(stdout, /Examples:\n {2}# /);
    }
    const { status, stdout } = await runCommand(["check", "--version"]);
    assert.equal(status, 0);
    assert.match(stdout, /^\d+\.\d+\.\d+\n$/);
  });
});

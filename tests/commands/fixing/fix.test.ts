import assert from "node:assert/strict";
import { lineDiff } from "../../../commands/fixing/line-diff";
import type { Judgement } from "../../../commands/judgement/judgement";
import { runCommand, TemporaryProject } from "../support/project";

const FILE = "Pulumi.dev.yaml";

describe("check --fix", () => {
  let project: TemporaryProject;
  beforeEach(() => (project = new TemporaryProject()));
  afterEach(() => project.remove());
  const run = (...args: string[]) => runCommand(["check", "--stack", "dev", ...args], { project });

  it("shows the change first, and writes it only where that is agreed to", async () => {
    const whole = project.read(FILE);
    project.edit(FILE, "- name: ml-platform-jobs", "$&\n              access: read");
    const faulty = project.read(FILE);
    const shown = await run("--fix");
    assert.equal(shown.status, 1);
    assert.match(shown.stdout, /^- {14}access: read\n\+ {14}access: read-write$/m);
    assert.match(shown.stdout, /^fixes task-role-required-actions-/m);
    assert.match(shown.stdout, /Nothing is written/);
    assert.equal(project.read(FILE), faulty);
    const written = await run("--fix", "--yes");
    assert.equal(written.status, 0, written.stdout);
    assert.equal(project.read(FILE), faulty.replace("access: read\n", "access: read-write\n"));
    assert.notEqual(project.read(FILE), whole);
    assert.equal((await run()).status, 0);
  });

  it("adds entries and lists that are lacking, comments kept", async () => {
    project.edit(
      FILE,
      "          tables:\n            - name: ml-platform-jobs\n",
      "          # no tables yet\n",
    );
    project.edit(
      FILE,
      "        access:\n          secrets:\n            - secret: dev/ignite-pilot/postgresInfo2\n",
      "",
    );
    const { status, stdout } = await run("--fix", "--yes");
    assert.equal(status, 0, stdout);
    assert.match(project.read(FILE), /# no tables yet/);
    assert.match(project.read(FILE), /tables:\n {12}- name: ml-platform-jobs\n/);
    assert.match(project.read(FILE), /secrets:\n {12}- secret: dev\/ignite-pilot\/postgresInfo2\n/);
    assert.equal((await run()).status, 0);
  });

  it("leaves what needs a decision, and says so", async () => {
    project.edit(FILE, "name: ecsTaskRole\n", "name: ecsTaskRole\n        awsManagedPolicies: [Nonesuch]\n");
    const before = project.read(FILE);
    const { status, stdout } = await run("--fix", "--yes");
    assert.equal(status, 1);
    assert.match(stdout, /^left {2}aws-managed-policy-exists-\w+: it needs a decision\. /m);
    assert.equal(project.read(FILE), before);
  });

  it("shows where a secret belongs, and leaves it to the team to say which it is", async () => {
    project.edit(FILE, "LOG_LEVEL: debug", "$&\n            DB_PASSWORD: hunter2secret");
    const { stdout } = await runCommand(["check", "--stack", "dev"], { project });
    assert.match(
      stdout,
      /in YAML {5}tasks\.ml-platform\.containers\[0\]\.secrets: # Pulumi\.dev\.yaml:\d+\n +DB_PASSWORD:\n +secret: NAME-OF-THE-SECRET\n/,
    );
    const fixed = await runCommand(["check", "--stack", "dev", "--fix", "--yes"], { project });
    assert.equal(fixed.status, 1);
    assert.match(fixed.stdout + fixed.stderr, /no-plaintext-secrets[\s\S]*it needs a decision/);
    assert.match(project.read(FILE), /DB_PASSWORD: hunter2secret/);
  });

  it("has nothing to do on a stack that is right", async () => {
    const { status, stdout } = await run("--fix");
    assert.equal(status, 0);
    assert.equal(stdout, "dev: nothing to fix\n");
  });

  it("is told in every format which YAML to write", async () => {
    project.edit(FILE, "- name: ml-platform-jobs", "$&\n              access: read");
    const { stdout } = await run("--format", "json");
    const [{ findings }] = JSON.parse(stdout) as [Judgement];
    assert.deepEqual(findings[0]!.changes, [
      {
        file: FILE,
        line: 21,
        key: "tasks.ml-platform.taskRole.access.tables",
        yaml: "- name: ml-platform-jobs\n  access: read-write",
      },
    ]);
    const markdown = await run("--format", "markdown");
    assert.match(
      markdown.stdout,
      /```yaml\ntasks\.ml-platform\.taskRole\.access\.tables:\n {2}- name: ml-platform-jobs\n/,
    );
  });
});

describe("a diff of lines", () => {
  it("shows what was added, changed and taken away, with lines around it", () => {
    const before = ["a", "b", "c", "d", "e", "f", "g", "h", "i", "j"].join("\n");
    const after = ["a", "B", "c", "d", "e", "f", "g", "h", "i", "j", "k"].join("\n");
    assert.deepEqual(lineDiff("x", before, after).split("\n"), [
      ...["--- x", "+++ x", "@@ line 1 @@", " a", "-b", "+B", " c", " d", " e"],
      ...["@@ line 8 @@", " h", " i", " j", "+k"],
    ]);
  });
});

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import type { Log } from "sarif";
import { otherCommit } from "../../commands/against/other-commit";
import type { Judgement } from "../../commands/judgement/judgement";
import { runCommand, TemporaryProject } from "./support/project";

const FILE = "Pulumi.dev.yaml";

describe("--against", () => {
  let project: TemporaryProject;
  const git = (...args: string[]) =>
    execFileSync("git", ["-c", "user.name=t", "-c", "user.email=t@example.com", ...args], {
      cwd: project.root,
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
    }).trim();
  const commit = (message: string) => {
    git("add", "-A");
    git("commit", "-qm", message, "--allow-empty");
    return git("rev-parse", "HEAD");
  };
  const run = (args: string[], env: Record<string, string> = {}) =>
    runCommand(args, { project, env: { XDG_CACHE_HOME: project.path(".cache"), ...env } });
  const readOnly = () => project.edit(FILE, "- name: ml-platform-jobs", "$&\n              access: read");

  beforeEach(() => {
    project = new TemporaryProject();
    project.write(".gitignore", ".cache\n");
    git("init", "-q", "-b", "main");
    commit("as it was");
  });
  afterEach(() => project.remove());

  it("tells permissions lost and findings new, and the other way round", async () => {
    readOnly();
    const { status, stdout } = await run(["check", "--stack", "dev", "--against", "main"]);
    assert.equal(status, 1);
    assert.match(stdout, /^Against main \([0-9a-f]{10}\): 0 permissions gained, 4 lost, 1 finding new$/m);
    assert.match(
      stdout,
      /^ {2}- lost {6}role\/MLPlatformECSTaskRole: dynamodb:PutItem, dynamodb:UpdateItem/m,
    );
    assert.match(stdout, /^ {2}\+ finding {3}task-role-required-actions-/m);
    commit("read only");
    project.edit(FILE, "\n              access: read", "");
    const back = await run(["check", "--stack", "dev", "--against", "main"]);
    assert.match(back.stdout, /: 4 permissions gained, 0 lost, 1 finding fixed$/m);
    assert.match(back.stdout, /^ {2}- fixed {5}task-role-required-actions-/m);
  });

  it("tells who comes and who goes", async () => {
    project.edit(FILE, "name: dev-pilot-reader", "name: dev-pilot-writer");
    const { stdout } = await run(["check", "--stack", "dev", "--against", "HEAD", "--format", "json"]);
    const [{ comparison }] = JSON.parse(stdout) as [Judgement];
    assert.deepEqual(comparison!.newPrincipals, ["user/dev-pilot-writer"]);
    assert.deepEqual(comparison!.gonePrincipals, ["user/dev-pilot-reader"]);
    assert.equal(comparison!.state, "compared");
  });

  it("says so where nothing changes", async () => {
    const { status, stdout } = await run(["check", "--stack", "dev", "--against", "HEAD"]);
    assert.equal(status, 0, stdout);
    assert.match(stdout, /^Against HEAD \([0-9a-f]{10}\): nothing changes$/m);
  });

  it("begins a pull request's comment, with stacks that are new and gone", async () => {
    project.write("Pulumi.next.yaml", project.read("Pulumi.prod.yaml"));
    git("rm", "-q", "--cached", "Pulumi.prod.yaml");
    execFileSync("rm", [project.path("Pulumi.prod.yaml")]);
    readOnly();
    const { stdout } = await run(["check", "--format", "markdown", "--against", "main"]);
    const [title, head, first] = stdout.split("\n\n");
    assert.match(title!, /^## ❌ /);
    assert.match(head!, /^### Against `main \([0-9a-f]{10}\)`$/);
    assert.equal(first, "**`dev`**: 0 permissions gained, 4 lost, 1 finding new");
    assert.match(stdout, /^\*\*`next`\*\* \(new\): \d+ permissions gained, 0 lost, 4 principals new/m);
    assert.match(stdout, /^Stack prod of main \(.*\) is gone/m);
  });

  it("is in the properties of SARIF", async () => {
    readOnly();
    const { stdout } = await run(["check", "--stack", "dev", "--format", "sarif", "--against", "main"]);
    const [{ results, properties }] = (JSON.parse(stdout) as Log).runs as [Log["runs"][0]];
    const { ref, stacks } = (
      properties as { against: { ref: string; stacks: Record<string, { lost: string[] }> } }
    ).against;
    assert.equal(ref, "main");
    assert.match(stacks.dev!.lost.join(), /dynamodb:UpdateItem/);
    assert.deepEqual(
      results!.map((each) => each.properties!.new),
      [true],
    );
  });

  it("is on the page", async () => {
    readOnly();
    await run(["report", "--stack", "dev", "--against", "main", "--out", project.root]);
    const text = project.read("report-dev.html");
    assert.match(text, /Change against main \([0-9a-f]{10}\)/);
    assert.match(text, /class="lost">[^]*dynamodb:PutItem/);
    assert.match(text, /New findings[^]*task-role-required-actions-/);
  });

  it("has a commit that holds the program judge itself", async () => {
    const judgement = { stack: "dev", permissions: [], principals: [{ id: "role/Old" }], findings: [] };
    project.write("commands/run.js", `console.log(${JSON.stringify(JSON.stringify([judgement]))});`);
    project.write("node_modules/one/package.json", "{}");
    project.write(".gitignore", ".cache\nnode_modules\n");
    commit("with a program");
    const { stdout } = await run(["check", "--stack", "dev", "--against", "HEAD", "--format", "json"]);
    const [{ comparison }] = JSON.parse(stdout) as [Judgement];
    assert.deepEqual(comparison!.gonePrincipals, ["role/Old"]);
  });

  it("exits 2 for a commit that there is not, and for one whose stacks cannot be read", async () => {
    const none = await run(["check", "--against", "origin/nowhere"]);
    assert.equal(none.status, 2);
    assert.match(
      none.stderr,
      /--against origin\/nowhere: the repository has no such commit\. Fetch .+ origin nowhere;/,
    );
    const older = await run(["check", "--against", "HEAD~9"]);
    assert.match(older.stderr, /HEAD~9: the repository has no such commit\. Fetch .+ --unshallow;/);
    project.edit(FILE, "cpu: 1024", "cpu: 1000");
    commit("wrong");
    project.edit(FILE, "cpu: 1000", "cpu: 1024");
    const wrong = await run(["check", "--against", "HEAD"]);
    assert.equal(wrong.status, 2);
    assert.match(wrong.stderr, /--against HEAD: Pulumi\.dev\.yaml:\d+:\d+ .*cpu = 1000/);
  });

  it("does not go with --explain", async () => {
    const { status, stderr } = await run([
      "check",
      "--against",
      "HEAD",
      "--explain",
      "a",
      "s3:GetObject",
      "*",
    ]);
    assert.equal(status, 2);
    assert.match(stderr, /does not go with --explain/);
  });

  describe("in CI", () => {
    it("is the first parent of a pull request's merge commit", () => {
      const base = git("rev-parse", "HEAD");
      git("checkout", "-qb", "change");
      commit("changed");
      git("checkout", "-q", "main");
      git("merge", "-q", "--no-ff", "-m", "merged", "change");
      const environment = { GITHUB_BASE_REF: "main", GITHUB_REF: "refs/pull/7/merge" };
      assert.deepEqual(otherCommit(project.root, undefined, environment), { ref: "main", commit: base });
    });

    it("is GitLab's base, and nothing outside of both", () => {
      const base = git("rev-parse", "HEAD");
      commit("changed");
      const environment = {
        CI_MERGE_REQUEST_DIFF_BASE_SHA: base,
        CI_MERGE_REQUEST_TARGET_BRANCH_NAME: "main",
      };
      assert.deepEqual(otherCommit(project.root, undefined, environment), { ref: "main", commit: base });
      assert.equal(otherCommit(project.root, undefined, {}), undefined);
    });

    it("is left out with a word where the checkout lacks it, and fails nothing", async () => {
      const { status, stdout, stderr } = await run(["check", "--stack", "dev"], { GITHUB_BASE_REF: "main" });
      assert.equal(status, 0, stdout);
      assert.match(stderr, /^No comparison with main: this checkout does not hold it/);
    });
  });
});

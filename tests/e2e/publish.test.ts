import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ProjectCopy } from "./harness/project-copy";
import { PulumiCloud } from "./harness/pulumi-cloud";
import { Workspace } from "./harness/workspace";

const ORGANISATION = "acme";
const PACK = "ecs-task-permissions-policies";

describe("the pack for a whole organisation", () => {
  let cloud: PulumiCloud;
  let project: ProjectCopy;
  let workspace: Workspace;

  before(async () => {
    cloud = await PulumiCloud.start(ORGANISATION);
    project = new ProjectCopy();
    workspace = new Workspace(join(project.root, "policypack"), {
      PULUMI_BACKEND_URL: cloud.url,
      PULUMI_ACCESS_TOKEN: "pul-for-the-tests",
    });
  });
  after(async () => {
    workspace?.remove();
    project?.remove();
    await cloud?.stop();
  });

  it("is published with all of its policies, as an archive that runs by itself", async () => {
    const published = await workspace.pulumi("policy", "publish", ORGANISATION);
    assert.equal(published.status, 0, published.output);
    const [request] = cloud.bodies("POST", "/policypacks");
    const described = JSON.parse(String(request)) as { name: string; policies: { name: string }[] };
    assert.equal(described.name, PACK);
    const rules = readdirSync(join(project.root, "policypack", "policies")).filter((file) =>
      file.endsWith(".ts"),
    );
    assert.equal(described.policies.length, rules.length - 1); // index.ts lists them
    assert.deepEqual(filesIn(cloud.bodies("PUT", "/upload")[0]!).slice(0, 3), [
      "package/LICENSE",
      "package/PulumiPolicy.yaml",
      "package/README.md",
    ]);
  });

  it("is enabled for a group, with config", async () => {
    const file = join(workspace.folder, "policy-config.json");
    writeFileSync(file, JSON.stringify({ "image-pinned": "mandatory" }));
    const group = ["--policy-group", "production", "--config", file];
    const enabled = await workspace.pulumi("policy", "enable", `${ORGANISATION}/${PACK}`, "latest", ...group);
    assert.equal(enabled.status, 0, enabled.output);
    const [request] = cloud.bodies("PATCH", "/policygroups/production");
    assert.match(String(request), /image-pinned/);
  });
});

/** The paths in a gzipped tar archive, sorted. */
function filesIn(archive: Buffer): string[] {
  const folder = mkdtempSync(join(tmpdir(), "archive-"));
  try {
    writeFileSync(join(folder, "pack.tgz"), archive);
    const listing = execFileSync("tar", ["-tzf", "pack.tgz"], { cwd: folder, encoding: "utf8" });
    return listing.trim().split("\n").sort();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

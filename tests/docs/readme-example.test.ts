import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { FIXTURE_PROJECT } from "../support/fixtures";
import { type Finding, findingMessage } from "../../policypack/findings/finding";

const ROOT = path.join(__dirname, "..", "..");
const read = (file: string) => fs.readFileSync(path.join(ROOT, file), "utf8");

describe("the example of output", () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "readme-"));
  after(() => fs.rmSync(folder, { recursive: true }));

  /** The dev stack after the edit that README.md tells of: the table may only be read. */
  before(() => {
    fs.cpSync(FIXTURE_PROJECT, folder, { recursive: true });
    const table = "            - name: ml-platform-jobs\n";
    const config = fs.readFileSync(path.join(folder, "Pulumi.dev.yaml"), "utf8");
    assert.ok(config.includes(table));
    fs.writeFileSync(
      path.join(folder, "Pulumi.dev.yaml"),
      config.replace(table, `${table}              access: read\n`),
    );
  });

  function check(format: string): string {
    const command = [
      path.join("commands", "run.js"),
      "check",
      "--stack",
      "dev",
      "--format",
      format,
      "--cwd",
      folder,
    ];
    const { stdout, status } = spawnSync(process.execPath, command, {
      cwd: ROOT,
      encoding: "utf8",
      env: { ...process.env, NO_COLOR: "1", COLUMNS: "100" },
    });
    assert.equal(status, 1);
    return stdout;
  }

  it("in README.md is what check prints", () => {
    const printed = check("text");
    const finding = printed.slice(printed.indexOf("✗ task-role-required-actions")).trim();
    assert.ok(read("README.md").includes(`\n${finding}\n`), finding);
  });

  it("in policypack/README.md is what the engine prints", () => {
    const [judgement] = JSON.parse(check("json")) as { findings: (Finding & { what: string })[] }[];
    const messages = (judgement?.findings ?? []).map((found) =>
      findingMessage({ ...found, message: found.what }),
    );
    assert.equal(messages.length, 1);
    assert.ok(read("policypack/README.md").includes(`\n${messages[0]}\n`), messages[0]);
  });
});

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { FIXTURE_PROJECT } from "../../support/fixtures";

const ROOT = path.join(__dirname, "..", "..", "..");

function report(...args: string[]) {
  const command = [path.join("commands", "run.js"), "report", "--cwd", FIXTURE_PROJECT, ...args];
  return spawnSync(process.execPath, command, {
    cwd: ROOT,
    encoding: "utf8",
    env: { ...process.env, NO_COLOR: "1" },
  });
}

describe("npm run report", () => {
  const out = fs.mkdtempSync(path.join(os.tmpdir(), "report-"));
  after(() => fs.rmSync(out, { recursive: true }));

  it("writes one page for each stack that is named", () => {
    const { status, stdout, stderr } = report("--stack", "dev", "--out", out);
    assert.equal(status, 0, stderr);
    assert.match(stdout, /dev: clean/);
    assert.deepEqual(fs.readdirSync(out), ["report-dev.html"]);
    const text = fs.readFileSync(path.join(out, "report-dev.html"), "utf8");
    for (const name of ["MLPlatformECSTaskRole", "dev-pilot-reader", "dynamodb:UpdateItem"])
      assert.ok(text.includes(name));
  });

  it("writes nothing for a stack that there is not", () => {
    const { status, stderr } = report("--stack", "nowhere", "--out", out);
    assert.equal(status, 2);
    assert.match(stderr, /nowhere/);
  });
});

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import path from "node:path";

const ROOT = path.join(__dirname, "..", "..", "..");

/** What a fresh process prints that imports what the pack defers, and then the SDK. */
function printed(script: string): string {
  const args = [
    "-r",
    "./commands/typescript.js",
    "-e",
    `require("./policypack/sdk/deferred-arborist"); ${script}`,
  ];
  return execFileSync(process.execPath, args, { cwd: ROOT, encoding: "utf8" });
}

const INSTALLER_FILES =
  'Object.keys(require.cache).filter((file) => file.includes("/@npmcli/arborist/")).length';

describe("the SDK's imports that the pack defers", () => {
  it("are not loaded with the SDK", () => {
    assert.equal(printed(`require("@pulumi/policy"); console.log(${INSTALLER_FILES})`).trim(), "1");
  });

  it("are loaded when the SDK uses them", () => {
    const paths = `require("@pulumi/pulumi").runtime.computeCodePaths().then((paths) => console.log(paths.size > 0, ${INSTALLER_FILES} > 10))`;
    assert.equal(printed(paths).trim(), "true true");
  });
});

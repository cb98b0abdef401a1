import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { Analyzer } from "../support/analyzer";
import { resource } from "../support/stacks";

const ROOT = path.join(__dirname, "..", "..");
const PACK = path.join(ROOT, "policypack");

interface Packed {
  filename: string;
  files: { path: string }[];
}

describe("npm pack of the policy pack", function () {
  this.timeout(120000);
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "pack-"));
  let packed: Packed;

  before(() => {
    const command = ["pack", "--json", "--pack-destination", folder];
    const output = execFileSync("npm", command, {
      cwd: PACK,
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
    });
    packed = (JSON.parse(output.slice(output.indexOf("["))) as [Packed])[0];
  });

  after(() => fs.rmSync(folder, { recursive: true }));

  it("holds what it needs and nothing else", () => {
    assert.deepEqual(packed.files.map((file) => file.path).sort(), [
      "LICENSE",
      "PulumiPolicy.yaml",
      "README.md",
      "RULES.md",
      "bin/data/actions.jsonl",
      "bin/data/managed-policies.jsonl",
      "bin/data/managed-policy-documents.jsonl",
      "bin/index.js",
      "main.js",
      "package.json",
    ]);
  });

  it("names its runtime dependencies alone, in versions that the project tests", () => {
    const manifest = JSON.parse(fs.readFileSync(path.join(PACK, "package.json"), "utf8"));
    assert.deepEqual(Object.keys(manifest.dependencies), ["@pulumi/policy", "@pulumi/pulumi"]);
    assert.equal(manifest.devDependencies, undefined);
  });

  it("judges as an analyzer, unpacked far from this project with its own dependencies only", async () => {
    execFileSync("tar", ["-xzf", path.join(folder, packed.filename), "-C", folder]);
    const unpacked = path.join(folder, "package");
    fs.mkdirSync(path.join(unpacked, "node_modules", "@pulumi"), { recursive: true });
    for (const name of ["policy", "pulumi"]) {
      const dependency = path.join("node_modules", "@pulumi", name);
      fs.symlinkSync(path.join(ROOT, dependency), path.join(unpacked, dependency));
    }
    const analyzer = await Analyzer.start(unpacked);
    try {
      const attachment = resource("aws:iam/rolePolicyAttachment:RolePolicyAttachment", "reads", {
        role: "app",
        policyArn: "arn:aws:iam::aws:policy/SecretsManagerReadOnly",
      });
      const diagnostics = await analyzer.analyze(attachment);
      assert.deepEqual(
        diagnostics.map(({ policy, level }) => [policy, level]),
        [["aws-managed-policy-exists", "mandatory"]],
      );
    } finally {
      analyzer.kill();
    }
  });
});

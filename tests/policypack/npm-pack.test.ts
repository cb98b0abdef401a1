import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { Analyzer } from "../support/analyzer";
import * as s from "../support/stacks";
import { resource } from "../support/stacks";
import { ORDERS } from "../commands/any-program/orders-program";
import { previewDigest, serialised, stackExport } from "../commands/any-stack/exported";

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

  /** In a folder of its own, with Pulumi's packages as `npm install` brings them. */
  const unpack = () => {
    execFileSync("tar", ["-xzf", path.join(folder, packed.filename), "-C", folder]);
    const unpacked = path.join(folder, "package");
    fs.mkdirSync(path.join(unpacked, "node_modules", "@pulumi"), { recursive: true });
    for (const name of ["policy", "pulumi"]) {
      const dependency = path.join("node_modules", "@pulumi", name);
      if (!fs.existsSync(path.join(unpacked, dependency))) {
        fs.symlinkSync(path.join(ROOT, dependency), path.join(unpacked, dependency));
      }
    }
    return unpacked;
  };

  it("holds what it needs and nothing else", () => {
    assert.deepEqual(packed.files.map((file) => file.path).sort(), [
      "LICENSE",
      "PulumiPolicy.yaml",
      "README.md",
      "RULES.md",
      "bin/cli.js",
      "bin/data/actions.jsonl",
      "bin/data/managed-policies.jsonl",
      "bin/data/managed-policy-documents.jsonl",
      "bin/data/task-definition-shapes.jsonl",
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

  it("prints the archive's name alone, of which pulumi policy publish takes all", () => {
    const destination = ["pack", "--pack-destination", folder];
    const output = execFileSync("npm", destination, {
      cwd: PACK,
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
    });
    assert.equal(output.trim(), packed.filename);
  });

  it("stays small", () => {
    assert.ok(fs.statSync(path.join(folder, packed.filename)).size < 5 * 1024 * 1024);
  });

  it("judges as an analyzer, unpacked far from this project with its own dependencies only", async () => {
    const unpacked = unpack();
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

  describe("has a command for stacks of any program", () => {
    let unpacked: string;
    const command = (...args: string[]) => {
      const { status, stdout, stderr } = spawnSync(
        process.execPath,
        [path.join(unpacked, "bin", "cli.js"), ...args],
        {
          cwd: folder,
          encoding: "utf8",
        },
      );
      return { status, stdout, stderr };
    };
    const stack = (policyArn: string) => serialised([s.role("app"), s.attachment("app", policyArn, "reads")]);
    const WRONG = "arn:aws:iam::aws:policy/SecretsManagerReadOnly";
    const RIGHT = "arn:aws:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy";
    const written = (content: object) => {
      const file = path.join(folder, "stack.json");
      fs.writeFileSync(file, JSON.stringify(content));
      return file;
    };

    before(() => (unpacked = unpack()));

    it("path: the pack's folder", () => {
      assert.equal(command("path").stdout.trim(), fs.realpathSync(unpacked));
    });

    it("check --state", () => {
      const bad = command("check", "--state", written(stackExport(stack(WRONG))));
      assert.equal(bad.status, 1, bad.stderr);
      assert.match(bad.stdout, /aws-managed-policy-exists/);
      assert.equal(command("check", "--state", written(stackExport(stack(RIGHT)))).status, 0);
    });

    it("check --preview", () => {
      assert.equal(command("check", "--preview", written(previewDigest(stack(WRONG)))).status, 1);
      assert.match(command("check", "--preview", written({})).stderr, /stack\.json is not a preview/);
    });

    it("check --program", () => {
      const program = path.join(folder, "orders");
      fs.mkdirSync(program);
      fs.symlinkSync(path.join(ROOT, "node_modules"), path.join(program, "node_modules"));
      fs.writeFileSync(path.join(program, "Pulumi.yaml"), "name: orders\nruntime: nodejs\n");
      fs.writeFileSync(path.join(program, "index.ts"), ORDERS);
      const { status, stdout, stderr } = command("check", "--program", program);
      assert.equal(status, 1, stderr);
      assert.match(stdout, /may not read the secret db-/);
    });

    it("explain", () => {
      const question = ["role/app", "ecr:GetAuthorizationToken", "*"];
      const { status, stdout } = command(
        "explain",
        "--state",
        written(stackExport(stack(RIGHT))),
        ...question,
      );
      assert.equal(status, 0, stdout);
    });

    it("and says how it is used where it is not used so", () => {
      assert.match(command().stdout, /ecs-task-permissions check/);
      assert.match(command("check", "--help").stdout, /Usage: ecs-task-permissions check/);
      for (const args of [["chek"], ["check"], ["explain", "--state", "x"]])
        assert.equal(command(...args).status, 2);
    });
  });
});

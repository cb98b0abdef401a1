/** Installs the peers into the project's cache, once. They are no dependencies of the project. */
import { execFileSync } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import type { Installation } from "./templates";

/** The versions that the table in docs/peers.md was measured with. */
export const PEERS = {
  checkov: "3.3.30",
  "cfn-lint": "1.58.0",
  "cdk-nag": "3.0.2",
  "aws-cdk-lib": "2.276.0",
  "aws-cdk": "2.1148.1",
  constructs: "10.8.1",
  "@pulumi/awsguard": "0.3.1",
} as const;

const PYTHON = ["checkov", "cfn-lint"] as const;
const NODE = ["cdk-nag", "aws-cdk-lib", "aws-cdk", "constructs", "@pulumi/awsguard"] as const;

/** @throws what npm or pip says, where one of them cannot be installed */
export function installPeers(): Installation {
  const folder = path.join(__dirname, "..", "..", "node_modules", ".cache", "ecs-task-permissions", "peers");
  const installation = {
    python: path.join(folder, "python"),
    node: path.join(folder, "node"),
    awsGuard: path.join(folder, "node", "awsguard-pack"),
  };
  const stamp = path.join(folder, "installed.json");
  if (fs.existsSync(stamp) && fs.readFileSync(stamp, "utf8") === JSON.stringify(PEERS)) return installation;

  fs.mkdirSync(installation.node, { recursive: true });
  const run = (command: string, args: string[], cwd = folder) =>
    execFileSync(command, args, { cwd, stdio: ["ignore", "inherit", "inherit"] });
  run("python3", ["-m", "venv", installation.python]);
  const pip = path.join(installation.python, "bin", "pip");
  run(pip, ["install", "--quiet", ...PYTHON.map((name) => `${name}==${PEERS[name]}`)]);
  fs.writeFileSync(path.join(installation.node, "package.json"), '{ "private": true }\n');
  run(
    "npm",
    ["install", "--no-audit", "--no-fund", ...NODE.map((name) => `${name}@${PEERS[name]}`)],
    installation.node,
  );
  writeAwsGuardPack(installation);
  fs.writeFileSync(stamp, JSON.stringify(PEERS));
  return installation;
}

/** AWSGuard is a library of policies; a pack must be made of it, with all of them switched on. */
function writeAwsGuardPack({ node, awsGuard }: Installation): void {
  fs.mkdirSync(awsGuard, { recursive: true });
  const files = {
    "package.json": '{ "name": "awsguard-pack", "version": "1.0.0" }',
    "PulumiPolicy.yaml": "runtime: nodejs",
    "index.js": `const { AwsGuard } = require(${JSON.stringify(path.join(node, "node_modules", "@pulumi", "awsguard"))});
new AwsGuard({ all: "mandatory" });`,
  };
  for (const [name, text] of Object.entries(files)) fs.writeFileSync(path.join(awsGuard, name), `${text}\n`);
}

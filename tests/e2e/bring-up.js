"use strict";

/**
 * Brings up what the end-to-end tests need and a machine with Go and Python lacks: the Pulumi CLI in two versions, and a Python
 * environment with the AWS emulator and the AWS CLI. Everything lands in one folder outside the repository and is
 * used again; a run that was cut short leaves nothing that a later one would take for complete.
 */
const { createHash } = require("node:crypto");
const { execFileSync, spawnSync } = require("node:child_process");
const fs = require("node:fs");
const os = require("node:os");
const path = require("node:path");

/** Built only where no CLI is installed. */
const NEWEST_PULUMI = "v3.276.0";

/** Built always: one short run shows that the pack still works with it. */
const OLDEST_PULUMI = "v3.200.0";

const PULUMI_MODULE = "github.com/pulumi/pulumi";

/** @type {import("./bring-up").bringUp} */
function bringUp(say) {
  const base = process.env.XDG_CACHE_HOME || path.join(os.homedir(), ".cache");
  const cache = path.join(base, "ecs-task-permissions-e2e");
  fs.mkdirSync(cache, { recursive: true });
  const python = pythonEnvironment(cache, say);
  return {
    pulumi: onPath("pulumi") ?? builtEngine(NEWEST_PULUMI, cache, say),
    oldestPulumi: builtEngine(OLDEST_PULUMI, cache, say),
    python: path.join(python, "bin", "python"),
    aws: path.join(python, "bin", "aws"),
    cache,
  };
}

function builtEngine(pulumiVersion, cache, say) {
  const folder = path.join(cache, `pulumi-${pulumiVersion}`);
  const binary = path.join(folder, "pulumi");
  if (fs.existsSync(binary)) return binary;
  if (!onPath("go")) throw new Error("`go` is not on PATH: install Go, which builds the Pulumi CLI");

  say(`building the Pulumi CLI ${pulumiVersion} from its Go module (once, some five minutes)`);
  const module = path.join(folder, "module");
  const command = `${PULUMI_MODULE}/pkg/v3/cmd/pulumi`;
  fs.mkdirSync(module, { recursive: true });
  if (!fs.existsSync(path.join(module, "go.mod"))) run("go", ["mod", "init", "engine"], module);
  run("go", ["get", "-tool", `${command}@${pulumiVersion}`], module);
  const version = `-X ${PULUMI_MODULE}/sdk/v3/go/common/version.Version=${pulumiVersion}`;
  const draft = `${binary}.${process.pid}`;
  run("go", ["build", "-ldflags", version, "-o", draft, command], module);
  fs.renameSync(draft, binary);
  return binary;
}

/** One environment for each content of requirements.txt. */
function pythonEnvironment(cache, say) {
  const requirements = path.join(__dirname, "requirements.txt");
  const stamp = createHash("sha256").update(fs.readFileSync(requirements)).digest("hex").slice(0, 12);
  const folder = path.join(cache, `python-${stamp}`);
  const complete = path.join(folder, "complete");
  if (fs.existsSync(complete)) return folder;
  const python = onPath("python3");
  if (!python) throw new Error("`python3` is not on PATH: install Python 3.9 or later");

  say("installing the AWS emulator and the AWS CLI (once, about a minute)");
  run(python, ["-m", "venv", "--clear", folder], cache);
  const pip = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-r", requirements];
  run(path.join(folder, "bin", "python"), pip, cache);
  fs.writeFileSync(complete, "");
  return folder;
}

function run(command, args, cwd) {
  const { status, error, stdout, stderr } = spawnSync(command, args, { cwd, encoding: "utf8" });
  if (status === 0) return;
  const output = error ? error.message : `${stdout}${stderr}`.trim().split("\n").slice(-15).join("\n");
  throw new Error(`${[path.basename(command), ...args].join(" ")} failed:\n${output}`);
}

/** @returns {string | undefined} the absolute path of an executable that runs */
function onPath(name) {
  for (const folder of (process.env.PATH || "").split(path.delimiter)) {
    const file = path.join(folder, name);
    try {
      fs.accessSync(file, fs.constants.X_OK);
      execFileSync(file, [name === "python3" ? "--version" : "version"], { stdio: "ignore" });
      return file;
    } catch {
      // not here, or a wrapper around nothing
    }
  }
  return undefined;
}

module.exports = { bringUp };

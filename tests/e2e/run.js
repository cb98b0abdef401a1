#!/usr/bin/env node
"use strict";

/**
 * `npm run test:e2e [-- <files and mocha's flags>]`: brings up the real engine and the emulator, and runs the
 * end-to-end tests on them.
 * Ends with a status other than 0 if a test fails, and also if anything could not be brought up.
 */
const { spawnSync } = require("node:child_process");
const path = require("node:path");
const { bringUp } = require("./bring-up");

const root = path.join(__dirname, "..", "..");
const given = process.argv.slice(2);

let tools;
try {
  tools = bringUp((line) => console.log(line));
} catch (error) {
  console.error(`The end-to-end tests cannot run: ${error.message}`);
  process.exit(1);
}

const flags = [
  "--no-config",
  "--require",
  "./commands/typescript.js",
  "--extension",
  "ts",
  "--timeout",
  "600000",
];
const reporter = ["--reporter", path.join(root, "tests", "reporter.js")];
// an up waits much, for the program, its plugins and the emulator in turn
const jobs = ["--parallel", "--jobs", "3"];
// a test that fails may leave a process or a server behind, which must not keep the whole run from ending
const manners = [...reporter, ...jobs, "--exit"];
const hasFile = given.some((argument) => argument.endsWith(".ts"));
const tests = hasFile ? given : [...given, path.join(root, "tests", "e2e", "**", "*.test.ts")];
const { status } = spawnSync(
  process.execPath,
  [require.resolve("mocha/bin/mocha.js"), ...flags, ...manners, ...tests],
  {
    cwd: root,
    stdio: "inherit",
    env: {
      ...process.env,
      E2E_TOOLS: JSON.stringify(tools),
      AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: "true",
    },
  },
);
process.exit(status ?? 1);

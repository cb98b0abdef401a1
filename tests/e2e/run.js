#!/usr/bin/env node
"use strict";

/**
 * `npm run test:e2e [-- <files and mocha's flags>]`: brings up the real engine and the emulator, and runs the
 * end-to-end tests on them.
 * Ends with a status other than 0 if a test fails, and also if anything could not be brought up.
 */
const { spawnSync } = require("node:child_process");
const fs = require("node:fs");
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

/** The longest, which would keep the others waiting if they began last. */
const FIRST = ["interruptions", "stacks-as-files", "outages", "first-day", "catalogue"].map(
  (name) => `${name}.test.ts`,
);

/** Every file of tests, in the order in which they are to begin. */
function testFiles() {
  const others = fs
    .readdirSync(__dirname)
    .filter((name) => name.endsWith(".test.ts") && !FIRST.includes(name));
  return [...FIRST, ...others].map((name) => path.join(__dirname, name));
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
const tests = hasFile ? given : [...given, ...testFiles()];
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

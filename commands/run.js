#!/usr/bin/env node
"use strict";

/** Runs one of the commands, which are the TypeScript files in this folder: `node commands/run.js check --stack dev`. */
const fs = require("node:fs");
const path = require("node:path");

const root = path.join(__dirname, "..");

async function run([command, ...args]) {
  const known = commands();
  if (!known.includes(command)) {
    const problem = command === undefined ? "Name a command." : `There is no command ${command}.`;
    const listed = known.map((name) => `  npm run ${name} -- --help`).join("\n");
    console.error(`${problem} Commands:\n${listed}`);
    process.exitCode = 2;
    return;
  }
  const folder = path.join(root, "node_modules", ".cache", "ecs-task-permissions");
  const bundle = await require("./bundle").freshBundle({
    entry: path.join(__dirname, `${command}.ts`),
    folder,
    root,
  });
  const { exports, keepCode } = require("./bundle/run-cached").runCached(bundle);
  await exports.main(args);
  keepCode();
}

function commands() {
  return fs
    .readdirSync(__dirname)
    .filter((file) => file.endsWith(".ts"))
    .map((file) => path.basename(file, ".ts"));
}

// Whoever reads the output may have seen enough of it: `npm run check | head`.
process.stdout.on("error", (error) => {
  if (error.code !== "EPIPE") throw error;
  process.exit();
});

run(process.argv.slice(2)).catch((error) => {
  console.error(
    process.env.DEBUG ? error : `error: ${error.message}\nSet DEBUG=1 to see where this comes from.`,
  );
  process.exitCode = 2;
});

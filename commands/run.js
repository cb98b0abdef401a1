#!/usr/bin/env node
"use strict";

/** Runs one of the commands in this folder: `node commands/run.js check --stack dev`. */
const path = require("node:path");
const { freshBundle } = require("../policypack/build");

const root = path.join(__dirname, "..");
const [command, ...args] = process.argv.slice(2);

const outfile = freshBundle({
  entry: path.join(__dirname, `${command}.ts`),
  outfile: path.join(root, "node_modules", ".cache", "ecs-task-permissions", `${command}.js`),
  root,
});
require(outfile).main(args);

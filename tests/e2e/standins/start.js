"use strict";

const path = require("node:path");
const { freshBundle } = require("../../../policypack/build");

/** Runs one of the stand-ins in this folder as it is now. */
module.exports = function start(source) {
  const root = path.join(__dirname, "..", "..", "..");
  const name = source.replace(/\W/g, "-");
  const outfile = path.join(root, "node_modules", ".cache", "ecs-task-permissions", "e2e", `${name}.js`);
  require(freshBundle({ entry: path.join(__dirname, source), outfile, root }));
};

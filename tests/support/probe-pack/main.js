"use strict";

const path = require("node:path");
const { freshBundle } = require("../../../policypack/build");

const root = path.join(__dirname, "..", "..", "..");
const entry = path.join(__dirname, "index.ts");
const outfile = path.join(root, "node_modules", ".cache", "ecs-task-permissions", "probe-pack.js");
require(freshBundle({ entry, outfile, root }));

"use strict";

/**
 * Where the engine enters the pack. In a checkout the TypeScript sources lie beside this file and the bundle is
 * brought up to date first; a published pack carries the bundle alone.
 */
const fs = require("node:fs");
const path = require("node:path");

const entry = path.join(__dirname, "index.ts");
const outfile = path.join(__dirname, "bin", "index.js");

if (fs.existsSync(entry)) require("./build").freshBundle({ entry, outfile, root: __dirname });
require(outfile);

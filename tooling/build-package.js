"use strict";

/**
 * Builds what the published package holds in `policypack/bin`: the pack, by its own bundler, and beside it the command
 * line, which is made of `commands/` and of which the pack knows nothing. Pulumi's packages stay outside both.
 */
const path = require("node:path");
const { buildSync } = require("esbuild");

const root = path.join(__dirname, "..");
const pack = path.join(root, "policypack");

require(path.join(pack, "build.js")).freshBundle({
  entry: path.join(pack, "index.ts"),
  outfile: path.join(pack, "bin", "index.js"),
  root: pack,
});
buildSync({
  entryPoints: [path.join(root, "commands", "packaged", "main.ts")],
  outfile: path.join(pack, "bin", "cli.js"),
  absWorkingDir: root,
  bundle: true,
  platform: "node",
  target: "node20",
  format: "cjs",
  external: ["@pulumi/*", "@grpc/*", "google-protobuf"],
  banner: { js: "#!/usr/bin/env node" },
  minifyWhitespace: true,
  minifySyntax: true,
  legalComments: "none",
  logLevel: "error",
});

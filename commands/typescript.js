"use strict";

/**
 * Preloaded (`node -r ./commands/typescript.js bench/run.ts`), lets Node run this project's TypeScript without a build.
 * Types are `npm run typecheck`'s business: esbuild only drops them, in a quarter of the time that ts-node takes.
 */
const fs = require("node:fs");
const { transformSync } = require("esbuild");

process.setSourceMapsEnabled(true);

require.extensions[".ts"] = (module, file) => {
  const { code } = transformSync(fs.readFileSync(file, "utf8"), {
    loader: "ts",
    format: "cjs",
    target: "node20",
    sourcefile: file,
    sourcemap: "inline",
  });
  module._compile(code, file);
};

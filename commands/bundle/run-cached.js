"use strict";

/** Runs a bundle with the code that V8 made of it in earlier runs. */
const fs = require("node:fs");
const Module = require("node:module");
const path = require("node:path");
const v8 = require("node:v8");
const vm = require("node:vm");

/** V8 compiles functions when first called: a run that called many more than those before is worth keeping again. */
const MUCH_MORE = 1.2;

/**
 * V8 optimises what has run often, at first ten times as often here as by itself: that pays for itself after seconds, and
 * most commands have ended by then. Each V8 has a flag of its own for it, late and as it is by itself; to one that it does
 * not know it answers with an error.
 */
const OPTIMISING = {
  20: { late: "--interrupt-budget=675840", asUsual: "--interrupt-budget=67584" },
  22: { late: "--invocation-count-for-turbofan=30000", asUsual: "--invocation-count-for-turbofan=3000" },
  24: { late: "--invocation-count-for-turbofan=30000", asUsual: "--invocation-count-for-turbofan=3000" },
};
const optimising = OPTIMISING[process.versions.node.split(".")[0]];

/** What takes longer than this takes a while. */
const LONG_MS = 3_000;

function optimise(when) {
  if (optimising) v8.setFlagsFromString(optimising[when]);
}

/** The code's size when it was kept, before the code itself. */
const SIZE_BYTES = 8;

/**
 * @param {string} file a bundle
 * @returns {{ exports: Record<string, unknown>, keepCode: () => void }} what it exports, and what to call when it has
 *   done its work: keeps the code for the next run
 */
function runCached(file) {
  const codeFile = `${file}.v8-${process.version}-${process.arch}`;
  // Kept code is good for the flags that it was made with.
  optimise("late");
  setTimeout(optimise, LONG_MS, "asUsual").unref();
  const source = fs.readFileSync(file, "latin1"); // esbuild writes ASCII
  const kept = keptCode(codeFile);
  const script = new vm.Script(Module.wrap(source), {
    filename: file,
    cachedData: kept?.code,
    importModuleDynamically: vm.constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
  });
  const module = { exports: {} };
  const run = script.runInThisContext();
  run.call(module.exports, module.exports, Module.createRequire(file), module, file, path.dirname(file));
  return {
    exports: module.exports,
    keepCode: () => {
      const isKept = kept && script.cachedDataRejected === false;
      optimise("late");
      if (!isKept || codeSize() > kept.size * MUCH_MORE) keep(script, codeFile);
    },
  };
}

/** V8 refuses code made by another version or with other flags; the bundle's name says that its source is the same. */
function keptCode(codeFile) {
  try {
    const content = fs.readFileSync(codeFile);
    return { size: content.readDoubleLE(0), code: content.subarray(SIZE_BYTES) };
  } catch {
    return undefined;
  }
}

function keep(script, codeFile) {
  const draft = `${codeFile}.${process.pid}`;
  const size = Buffer.alloc(SIZE_BYTES);
  size.writeDoubleLE(codeSize());
  try {
    fs.writeFileSync(draft, Buffer.concat([size, script.createCachedData()]));
    fs.renameSync(draft, codeFile);
  } catch {
    fs.rmSync(draft, { force: true }); // only time is lost
  }
}

function codeSize() {
  return v8.getHeapCodeStatistics().bytecode_and_metadata_size;
}

module.exports = { runCached };

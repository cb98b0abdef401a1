"use strict";

/** Runs a bundle with the machine code that V8 made of it last time. */
const fs = require("node:fs");
const Module = require("node:module");
const path = require("node:path");
const vm = require("node:vm");

/**
 * @param {string} file a bundle
 * @returns {{ exports: Record<string, unknown>, keepCode: () => void }} what it exports, and what to call when it has
 *   done its work: keeps the code for the next run
 */
function runCached(file) {
  const codeFile = `${file}.v8-${process.version}-${process.arch}`;
  const source = fs.readFileSync(file, "latin1"); // esbuild writes ASCII
  const script = new vm.Script(Module.wrap(source), {
    filename: file,
    cachedData: codeOf(codeFile),
    importModuleDynamically: vm.constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
  });
  const module = { exports: {} };
  const run = script.runInThisContext();
  run.call(module.exports, module.exports, Module.createRequire(file), module, file, path.dirname(file));
  const isKept = script.cachedDataRejected === false;
  return { exports: module.exports, keepCode: () => isKept || keep(script, codeFile) };
}

/** V8 refuses code made by another version or with other flags; the bundle's name says that its source is the same. */
function codeOf(codeFile) {
  try {
    return fs.readFileSync(codeFile);
  } catch {
    return undefined;
  }
}

function keep(script, codeFile) {
  const draft = `${codeFile}.${process.pid}`;
  try {
    fs.writeFileSync(draft, script.createCachedData());
    fs.renameSync(draft, codeFile);
  } catch {
    fs.rmSync(draft, { force: true }); // only time is lost
  }
}

module.exports = { runCached };

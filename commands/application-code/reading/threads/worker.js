"use strict";

/** A thread that reads code: with a bundle of its own, which any thread can run, however the command itself is run. */
const path = require("node:path");
const { parentPort, workerData } = require("node:worker_threads");
const { freshBundle } = require("../../../bundle");
const { runCached } = require("../../../bundle/run-cached");

const root = path.join(__dirname, "..", "..", "..", "..");

async function run() {
  const bundle = await freshBundle({
    entry: path.join(__dirname, "in-thread.ts"),
    folder: path.join(root, "node_modules", ".cache", "ecs-task-permissions"),
    root,
  });
  const { exports: thread, keepCode } = runCached(bundle);
  await thread[workerData.does](workerData, (said) => parentPort.postMessage(said));
  keepCode();
}

void run();

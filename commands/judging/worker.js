"use strict";

/** A thread that judges some of many stacks, with the bundle that the command itself runs. */
const { parentPort, workerData } = require("node:worker_threads");
const { runCached } = require("../bundle/run-cached");

const { exports: command } = runCached(workerData.bundle);
const told = new Promise((resolve) => parentPort.once("message", resolve));
command.judgeInThread(workerData.task, (said) => parentPort.postMessage(said), told);

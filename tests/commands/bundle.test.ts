import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { freshBundle } from "../../commands/bundle";
import { runCached } from "../../commands/bundle/run-cached";
import { repository } from "./support/project";

const RUN_CACHED = path.join(repository, "commands", "bundle", "run-cached.js");

describe("a command's bundle", () => {
  let root: string;
  const write = (file: string, content: string) => {
    fs.mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
    fs.writeFileSync(path.join(root, file), content);
  };
  const bundle = () =>
    freshBundle({ entry: path.join(root, "commands", "hello.ts"), folder: path.join(root, "cache"), root });
  const greeting = async () => {
    const { exports, keepCode } = runCached(await bundle());
    const said = (exports.main as () => string)();
    keepCode();
    return said;
  };

  beforeEach(() => {
    root = fs.mkdtempSync(path.join(os.tmpdir(), "bundle-"));
    write(
      "commands/hello.ts",
      'import { name } from "../name"; import end from "end"; export const main = () => `Hello ${name}${end}`;',
    );
    write("name.ts", 'export const name: string = "you";');
    write("node_modules/end/package.json", '{ "name": "end", "main": "end.js" }');
    write("node_modules/end/end.js", 'module.exports = "!";');
  });
  afterEach(() => fs.rmSync(root, { recursive: true }));

  it("is made once and used again", async () => {
    assert.equal(await greeting(), "Hello you!");
    const first = await bundle();
    const { mtimeMs } = fs.statSync(first);
    assert.equal(await greeting(), "Hello you!");
    assert.equal(await bundle(), first);
    assert.equal(fs.statSync(first).mtimeMs, mtimeMs);
  });

  it("runs with the code that V8 made of it last time", async () => {
    await greeting();
    const kept = fs.readdirSync(path.join(root, "cache")).filter((file) => file.includes(".v8-"));
    assert.equal(kept.length, 1);
    assert.equal(await greeting(), "Hello you!");
  });

  it("keeps code that the next run can use after a long run, too", async () => {
    const file = await bundle();
    const run = (takesLong: boolean) => {
      const script = `
        const timers = [];
        globalThis.setTimeout = (...timer) => (timers.push(timer), { unref() {} });
        const { exports, keepCode } = require(process.argv[1]).runCached(process.argv[2]);
        if (${takesLong}) for (const [fire, , ...args] of timers) fire(...args);
        exports.main();
        keepCode();`;
      execFileSync(process.execPath, ["-e", script, RUN_CACHED, file]);
      const kept = fs.readdirSync(path.dirname(file)).find((each) => each.includes(".v8-"))!;
      return fs.statSync(path.join(path.dirname(file), kept)).mtimeMs;
    };
    const kept = run(true);
    assert.equal(run(false), kept, "refused code is made and kept anew");
  });

  it("says nothing of its own, whatever Node.js it is run by", async () => {
    const script = `require(${JSON.stringify(RUN_CACHED)}).runCached(${JSON.stringify(await bundle())});`;
    assert.equal(spawnSync(process.execPath, ["-e", script], { encoding: "utf8" }).stderr, "");
  });

  it("keeps the code anew after a run that called much more of it", async () => {
    const functions = Array.from(
      { length: 3_000 },
      (_, index) => `() => [${index}, "${index}", { a: ${index} }]`,
    );
    write(
      "name.ts",
      `const all = [${functions.join()}]; export const name = process.env.CALL_ALL ? all.map((one) => one()).length : 0;`,
    );
    const file = await bundle();
    /** In a process of its own, as a command runs: what else is compiled in this one would count too. */
    const sizeAfter = (environment: Record<string, string>) => {
      const script = `const { exports, keepCode } = require(process.argv[1]).runCached(process.argv[2]); exports.main(); keepCode();`;
      execFileSync(process.execPath, ["-e", script, RUN_CACHED, file], {
        env: { ...process.env, ...environment },
      });
      const kept = fs.readdirSync(path.dirname(file)).find((each) => each.includes(".v8-"))!;
      return fs.statSync(path.join(path.dirname(file), kept)).size;
    };
    const little = sizeAfter({});
    assert.equal(sizeAfter({}), little);
    const much = sizeAfter({ CALL_ALL: "1" });
    assert.ok(much > 2 * little, `${much} after ${little}`);
    assert.equal(sizeAfter({}), much);
  });

  it("is made anew when a source changes, be it by one letter and at the same time", async () => {
    assert.equal(await greeting(), "Hello you!");
    const file = path.join(root, "name.ts");
    const { atime, mtime } = fs.statSync(file);
    fs.writeFileSync(file, 'export const name: string = "her";');
    fs.utimesSync(file, atime, mtime);
    assert.equal(await greeting(), "Hello her!");
    fs.writeFileSync(file, 'export const name: string = "you";');
    assert.equal(await greeting(), "Hello you!");
  });

  it("is made anew when a package changes, though npm gives its files an old date", async () => {
    assert.equal(await greeting(), "Hello you!");
    const file = path.join(root, "node_modules/end/end.js");
    fs.writeFileSync(file, 'module.exports = "?";');
    fs.utimesSync(file, new Date("1985-10-26"), new Date("1985-10-26"));
    assert.equal(await greeting(), "Hello you?");
  });

  it("is made anew when a source is gone, a stamp is broken, or the bundle is", async () => {
    const first = await bundle();
    const stamp = path.join(
      root,
      "cache",
      fs.readdirSync(path.join(root, "cache")).find((file) => file.endsWith(".json"))!,
    );
    fs.writeFileSync(stamp, "{");
    assert.equal(await greeting(), "Hello you!");
    fs.rmSync(first);
    assert.equal(await greeting(), "Hello you!");
    fs.rmSync(path.join(root, "name.ts"));
    await assert.rejects(bundle(), /name/);
  });

  it("says where a source does not compile", async () => {
    write("name.ts", "export const name = ;");
    await assert.rejects(bundle(), /name\.ts:1:20/);
  });

  it("keeps a source's own folder as its __dirname", async () => {
    write("name.ts", "export const name: string = __dirname;");
    assert.equal(await greeting(), `Hello ${root}!`);
  });
});

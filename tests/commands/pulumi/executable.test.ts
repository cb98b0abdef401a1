import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { findPulumi } from "../../../commands/pulumi/executable";

describe("the Pulumi CLI that is used", () => {
  let root: string;

  beforeEach(() => (root = mkdtempSync(join(tmpdir(), "executable-"))));
  afterEach(() => rmSync(root, { recursive: true, force: true }));

  /** A folder with an executable `pulumi` that ends with that status. */
  function folder(name: string, status: number): string {
    const path = join(root, name);
    mkdirSync(path, { recursive: true });
    writeFileSync(join(path, "pulumi"), `#!/bin/sh\nexit ${status}\n`, { mode: 0o755 });
    return path;
  }

  function installPackage(): string {
    const path = join(root, "node_modules", "pulumi");
    mkdirSync(path, { recursive: true });
    writeFileSync(join(path, "package.json"), '{"bin":{"pulumi":"run.js"}}');
    return join(path, "run.js");
  }

  const path = (...folders: string[]) => ({ PATH: [...folders, "/bin", "/usr/bin"].join(delimiter) });

  it("is the first on PATH that runs", () => {
    const [broken, sound] = [folder("broken", 127), folder("sound", 0)];
    assert.deepEqual(findPulumi(root, path(broken, sound)), { command: join(sound, "pulumi"), args: [] });
  });

  it("is the one on PATH even where the npm package is installed", () => {
    installPackage();
    const sound = folder("sound", 0);
    assert.equal(findPulumi(root, path(sound)).command, join(sound, "pulumi"));
  });

  it("is else the npm package, whatever npm puts on PATH", () => {
    const script = installPackage();
    const npm = folder(join("node_modules", ".bin"), 0);
    assert.deepEqual(findPulumi(root, path(npm)), { command: process.execPath, args: [script] });
  });

  it("is missed with a word on what to do", () => {
    const env = { PATH: dirname(folder("broken/bin", 1)) };
    assert.throws(
      () => findPulumi(root, env),
      /no Pulumi CLI[^]*pulumi\.com[^]*npm install --save-dev pulumi[^]*npm run check/,
    );
  });
});

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { readApplication } from "../../../commands/application-code/reading/read-application";
import { IgnoreRules } from "../../../commands/application-code/source-files/ignore-rules";
import { listSources } from "../../../commands/application-code/source-files/list-sources";
import { repository } from "../support/project";

const EXTENSIONS = new Set([".py", ".ts"]);

describe("The files of an application", () => {
  let root: string;
  beforeEach(() => (root = fs.mkdtempSync(path.join(os.tmpdir(), "application-"))));
  afterEach(() => fs.rmSync(root, { recursive: true }));

  const write = (files: Record<string, string>) => {
    for (const [file, text] of Object.entries(files)) {
      fs.mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
      fs.writeFileSync(path.join(root, file), text);
    }
  };

  it("are those with a language's extension, sorted", () => {
    write({ "app/b.py": "", "app/a/c.ts": "", "app/README.md": "", "other/d.py": "" });
    assert.deepEqual(listSources(root, "app", EXTENSIONS), ["app/a/c.ts", "app/b.py"]);
    assert.deepEqual(listSources(root, "app/", EXTENSIONS), ["app/a/c.ts", "app/b.py"]);
    assert.deepEqual(listSources(root, ".", EXTENSIONS), ["app/a/c.ts", "app/b.py", "other/d.py"]);
  });

  it("may be a single file", () => {
    write({ "app/b.py": "", "app/a.py": "" });
    assert.deepEqual(listSources(root, "app/b.py", EXTENSIONS), ["app/b.py"]);
  });

  it("are not what is vendored or built", () => {
    write({ "app/a.py": "", "app/node_modules/x/i.ts": "", "app/.venv/lib/y.py": "", "app/dist/a.ts": "" });
    assert.deepEqual(listSources(root, "app", EXTENSIONS), ["app/a.py"]);
  });

  it("are not what .gitignore and .dockerignore leave out", () => {
    write({
      ".gitignore": "generated/\n*.gen.py\n",
      "app/.dockerignore": "scripts\n!scripts/keep.py\nb.py\n",
      "app/.gitignore": "/local.py\n",
      "app/a.py": "",
      "app/b.py": "",
      "app/local.py": "",
      "app/x.gen.py": "",
      "app/inner/local.py": "",
      "app/inner/b.py": "",
      "app/generated/z.py": "",
      "app/scripts/tool.py": "",
    });
    assert.deepEqual(listSources(root, "app", EXTENSIONS), [
      "app/a.py",
      "app/inner/b.py",
      "app/inner/local.py",
    ]);
  });

  it("are not tests, wherever the application itself lies", async () => {
    const call = 'import boto3\nboto3.client("s3").list_buckets()\n';
    write({ "tests/app/main.py": call, "tests/app/tests/test_main.py": call, "tests/app/conftest.py": call });
    const { calls } = await readApplication(root, ["tests/app"]);
    assert.deepEqual(
      calls.map(({ file }) => file),
      ["tests/app/main.py"],
    );
  });
});

describe("Ignore rules", () => {
  const ignored = (text: string, file: string, { isFolder = false, isAnchored = false } = {}) =>
    new IgnoreRules("", text, isAnchored).verdict(file, isFolder);

  const cases: [pattern: string, file: string, ignored: boolean | undefined][] = [
    ["*.py", "a/b.py", true],
    ["/*.py", "a/b.py", undefined],
    ["a/*.py", "a/b.py", true],
    ["a/*.py", "c/a/b.py", undefined],
    ["**/b.py", "c/a/b.py", true],
    ["a/**/b.py", "a/b.py", true],
    ["a/**", "a/x/y.py", true],
    ["b?.py", "b1.py", true],
    ["[ab].py", "c.py", undefined],
    ["[!ab].py", "c.py", true],
    ["[z-a].py", "c.py", undefined],
    ["# a", "a", undefined],
    ["a.py\n!a.py", "a.py", false],
    ["a+b(.py", "a+b(.py", true],
  ];
  for (const [pattern, file, expected] of cases) {
    it(`${JSON.stringify(pattern)} on ${file}`, () => assert.equal(ignored(pattern, file), expected));
  }

  it("that end in a slash are about folders", () => {
    assert.equal(ignored("build/", "build"), undefined);
    assert.equal(ignored("build/", "build", { isFolder: true }), true);
  });

  it("of .dockerignore are about paths from its folder", () => {
    assert.equal(ignored("a.py", "x/a.py", { isAnchored: true }), undefined);
    assert.equal(ignored("**/a.py", "x/a.py", { isAnchored: true }), true);
  });
});

describe("The grammars", () => {
  const folder = path.join(repository, "commands", "application-code", "grammars");
  const sources = JSON.parse(fs.readFileSync(path.join(folder, "sources.json"), "utf8")) as Record<
    string,
    { sha256: string }
  >;
  for (const [file, { sha256 }] of Object.entries(sources)) {
    it(`${file} is the one that its package ships`, () => {
      const content = fs.readFileSync(path.join(folder, file));
      assert.equal(createHash("sha256").update(content).digest("hex"), sha256);
    });
  }
});

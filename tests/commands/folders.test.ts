import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { repository } from "./support/project";

const COMMANDS = path.join(repository, "commands");

/** The folder of `commands/` that a file or folder lies in. */
function folderOf(file: string): string {
  return path.relative(COMMANDS, file).split(path.sep)[0]!;
}

function sources(folder: string): string[] {
  return fs
    .readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts") && !file.endsWith(".d.ts"))
    .map((file) => path.join(folder, file));
}

/** The other folders of `commands/` that a folder's files import, each with a file that does. */
function importsOf(folder: string): Map<string, string> {
  const found = new Map<string, string>();
  for (const file of sources(path.join(COMMANDS, folder))) {
    for (const [, specifier] of fs.readFileSync(file, "utf8").matchAll(/\bfrom "(\.[^"]*)"/g)) {
      const imported = path.resolve(path.dirname(file), specifier!);
      if (!imported.startsWith(COMMANDS + path.sep) || folderOf(imported) === folder) continue;
      found.set(folderOf(imported), path.relative(repository, file));
    }
  }
  return found;
}

/** The folders of a circle in which one folder comes back to itself, with the importing files; undefined if none does. */
function circleFrom(start: string, imports: Map<string, Map<string, string>>): string[] | undefined {
  const seen = new Set<string>();
  const search = (folder: string, files: string[]): string[] | undefined => {
    for (const [next, file] of imports.get(folder) ?? []) {
      if (next === start) return [...files, file];
      if (seen.has(next)) continue;
      seen.add(next);
      const circle = search(next, [...files, file]);
      if (circle) return circle;
    }
    return undefined;
  };
  return search(start, []);
}

describe("the folders of commands/", () => {
  const folders = fs
    .readdirSync(COMMANDS, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name);
  const imports = new Map(folders.map((folder) => [folder, importsOf(folder)]));

  it("import each other in no circle", () => {
    for (const folder of folders) {
      assert.equal(circleFrom(folder, imports), undefined, `a circle through ${folder}`);
    }
  });

  it("import none of the commands themselves", () => {
    const commands = fs.readdirSync(COMMANDS).filter((file) => file.endsWith(".ts"));
    const names = new Set(commands.map((file) => path.basename(file, ".ts")));
    for (const [folder, imported] of imports) {
      for (const [name, file] of imported) {
        assert.ok(!names.has(name) || folders.includes(name), `${folder}: ${file} imports commands/${name}`);
      }
    }
  });

  it("are listed in CONTRIBUTING.md", () => {
    const text = fs.readFileSync(path.join(repository, "CONTRIBUTING.md"), "utf8");
    for (const folder of folders) assert.ok(text.includes(`\`${folder}/\``), folder);
  });
});

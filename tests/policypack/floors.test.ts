/**
 * The house's floors: a room imports only from rooms below it, so that whoever changes a room knows what may notice.
 * A new room gets its place in one of the tables below.
 */
import assert from "node:assert/strict";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { builtinModules } from "node:module";
import { join, posix, relative, resolve, sep } from "node:path";

const ROOT = resolve(__dirname, "../..");

/** The pack from the roof down. Rooms of one floor do not import each other. */
const PACK: string[][] = [
  ["policypack/scripts"],
  ["policypack/index.ts"],
  ["policypack/policies"],
  ["policypack/ecs"],
  ["policypack/permissions", "policypack/documents"],
  ["policypack/sdk"],
  ["policypack/graph"],
  ["policypack/findings"],
  ["policypack/evaluation"],
  ["policypack/unknowns"],
  ["policypack/aws"],
];

/** The floors within those rooms that are divided. */
const WITHIN: Record<string, string[][]> = {
  "policypack/graph": [
    ["policypack/graph/model.ts"],
    ["policypack/graph/request-destination.ts"],
    ["policypack/graph/task-definitions.ts", "policypack/graph/principal-context.ts"],
    ["policypack/graph/declared-surroundings.ts", "policypack/graph/requester.ts"],
    ["policypack/graph/principals", "policypack/graph/resource-policies", "policypack/graph/network"],
    ["policypack/graph/places"],
    ["policypack/graph/resources"],
    ["policypack/graph/types.ts"],
    ["policypack/graph/settings.ts"],
  ],
  "policypack/evaluation": [
    ["policypack/evaluation/decisions", "policypack/evaluation/reading"],
    ["policypack/evaluation/conditions", "policypack/evaluation/catalogue"],
    ["policypack/evaluation/patterns"],
    [
      "policypack/evaluation/types.ts",
      "policypack/evaluation/truth.ts",
      "policypack/evaluation/once-each.ts",
    ],
  ],
};

/** What the pack may import from outside, beside Node.js itself. */
const DEPENDENCIES = ["@pulumi/policy", "@pulumi/pulumi"];

/** What imports what: of the judge and the judged neither knows the other, and nobody imports a command. */
const NEVER: [from: string, to: string][] = [
  ["policypack", "components"],
  ["policypack", "commands"],
  ["components", "policypack"],
  ["components", "commands"],
];

/** `import … from "x"`, `export … from "x"`, `import "x"`, `import("x")` and `require("x")`. */
const IMPORT =
  /^(?:import|export)\b[^;"]*?\bfrom\s*"([^"]+)"|^import\s*"([^"]+)"|\b(?:import|require)\(\s*"([^"]+)"/gm;

interface Import {
  /** The file that imports, from the project's root. */
  file: string;
  /** As written. */
  named: string;
  /** The file that is imported; undefined for packages. */
  target?: string;
}

describe("floors", () => {
  const pack = importsOf("policypack");

  it("has a floor for everything in the pack", () => {
    const files = sources("policypack").filter((file) => floorOf(file, PACK) < 0);
    assert.deepEqual(files, [], `add the rooms of these files to the table in ${relative(ROOT, __filename)}`);
  });

  it("lets the rooms of the pack import downwards only", () => {
    assert.deepEqual(upwards(pack, PACK), []);
  });

  for (const [room, floors] of Object.entries(WITHIN)) {
    it(`lets imports within ${room} go downwards only`, () => {
      const files = sources(room).filter((file) => floorOf(file, floors) < 0);
      assert.deepEqual(files, [], `add these to the floors of ${room}`);
      assert.deepEqual(upwards(pack, floors), []);
    });
  }

  it("keeps a policy's folder to that policy, but for what writes the catalogues", () => {
    const shipped = pack.filter(({ file }) => !file.startsWith("policypack/scripts/"));
    const taken = shipped.flatMap(({ file, named, target }) => {
      const owner = policyOf(target);
      return owner === undefined || owner === policyOf(file) || file === "policypack/policies/index.ts"
        ? []
        : [`${file} imports ${named}, which is ${owner}'s own; move what both need down`];
    });
    assert.deepEqual(taken, []);
  });

  it("lets the pack import nothing from outside but its dependencies and Node.js", () => {
    const others = pack.flatMap(({ file, named, target }) => {
      const isAllowed = target === undefined ? isDependency(named) : isIn(target, "policypack");
      return isAllowed ? [] : [`${file} imports ${named}`];
    });
    assert.deepEqual(others, []);
  });

  it("keeps the judge, the judged and the commands apart", () => {
    const all = [...pack, ...importsOf("components")];
    const wrong = all.flatMap(({ file, named, target }) =>
      target !== undefined && NEVER.some(([from, to]) => isIn(file, from) && isIn(target, to))
        ? [`${file} imports ${named}`]
        : [],
    );
    assert.deepEqual(wrong, []);
  });

  for (const room of ["policypack", "components", "commands"]) {
    it(`has no circle of files in ${room}`, () => {
      assert.deepEqual(circleIn(importsOf(room)), []);
    });
  }

  it("has no circle of folders in commands", () => {
    const folders = importsOf("commands").flatMap(({ file, named, target }) => {
      const [from, to] = [folderOf(file), folderOf(target)];
      return from && to && from !== to ? [{ file: from, named, target: to }] : [];
    });
    assert.deepEqual(circleIn(folders), []);
  });
});

/** All imports of the TypeScript files under a folder, those of types included. */
function importsOf(folder: string): Import[] {
  return sources(folder).flatMap((file) => {
    const text = readFileSync(join(ROOT, file), "utf8");
    return Array.from(text.matchAll(IMPORT), (found) => {
      const named = found.slice(1).find((name) => name !== undefined) ?? "";
      return { file, named, target: targetOf(file, named) };
    });
  });
}

function targetOf(file: string, named: string): string | undefined {
  if (!named.startsWith(".")) return undefined;
  const path = posix.join(posix.dirname(file), named);
  const found = [path, `${path}.ts`, `${path}/index.ts`].find((each) => isFile(join(ROOT, each)));
  return found ?? path;
}

function sources(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(".ts") && !entry.name.endsWith(".d.ts"))
    .map((entry) => relative(ROOT, join(entry.parentPath, entry.name)).split(sep).join("/"))
    .filter((file) => !/\/(node_modules|bin)\//.test(file));
}

/** The imports that go up, or to another room of the same floor. */
function upwards(imports: Import[], floors: string[][]): string[] {
  return imports.flatMap(({ file, named, target }) => {
    if (target === undefined || roomOf(file, floors) === roomOf(target, floors)) return [];
    const [from, to] = [floorOf(file, floors), floorOf(target, floors)];
    return from < 0 || to < 0 || from < to ? [] : [`${file} imports ${named}, which is not below it`];
  });
}

function floorOf(file: string, floors: string[][]): number {
  return floors.findIndex((rooms) => rooms.some((room) => isIn(file, room)));
}

function roomOf(file: string, floors: string[][]): string | undefined {
  return floors.flat().find((room) => isIn(file, room));
}

function isIn(file: string, room: string): boolean {
  return file === room || file.startsWith(`${room}/`);
}

/** The policy to which a file belongs: `policies/NAME.ts` and all in `policies/NAME/`; the list of policies to none. */
function policyOf(file: string | undefined): string | undefined {
  return /^policypack\/policies\/(?!index\.ts$)([^/.]+)/.exec(file ?? "")?.[1];
}

/** The folder of a command's subject; undefined for the commands themselves. */
function folderOf(file: string | undefined): string | undefined {
  return /^commands\/([^/]+)\//.exec(file ?? "")?.[1];
}

function isDependency(named: string): boolean {
  const isNode = named.startsWith("node:") && builtinModules.includes(named.slice("node:".length));
  return isNode || DEPENDENCIES.some((name) => named === name || named.startsWith(`${name}/`));
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() === true;
}

/** The first circle that is found, file after file; empty if there is none. */
function circleIn(imports: Import[]): string[] {
  const importing = new Map<string, string[]>();
  for (const { file, target } of imports) {
    if (target !== undefined) importing.set(file, [...(importing.get(file) ?? []), target]);
  }
  const done = new Set<string>();
  const visit = (file: string, path: string[]): string[] => {
    if (path.includes(file)) return [...path.slice(path.indexOf(file)), file];
    if (done.has(file)) return [];
    const circle = (importing.get(file) ?? [])
      .map((target) => visit(target, [...path, file]))
      .find((found) => found.length > 0);
    done.add(file);
    return circle ?? [];
  };
  return [...importing.keys()].map((file) => visit(file, [])).find((found) => found.length > 0) ?? [];
}

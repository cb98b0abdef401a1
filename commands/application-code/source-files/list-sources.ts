import fs from "node:fs";
import path from "node:path";
import { IgnoreRules } from "./ignore-rules";

/** Folders of what others wrote, or a build did. */
const VENDORED = new Set(
  (
    "node_modules bower_components vendor third_party site-packages .venv venv virtualenv .tox .nox __pycache__ .git " +
    ".next .nuxt .turbo .cache .serverless .aws-sam cdk.out dist build target out coverage .gradle .mypy_cache .pytest_cache"
  ).split(" "),
);

/** Below such a folder each folder is a package of Java's, whatever it is called. */
const PACKAGES = /(^|\/)src\/[^/]+\/java(\/|$)/;

/** Files of which more than these are not an application that one container runs. */
const MOST_FILES = 50_000;

/**
 * The files of an application that have one of some extensions, sorted: without what is vendored or built, and without what
 * `.gitignore` and `.dockerignore` leave out.
 *
 * @param root the project's folder
 * @param source a folder or a file in it, relative to it
 * @returns paths relative to the project, with `/`
 */
export function listSources(root: string, source: string, extensions: ReadonlySet<string>): string[] {
  const start = path.posix.normalize(source).replace(/\/$/, "");
  const top = start === "." ? "" : start;
  if (fs.statSync(path.join(root, start)).isFile()) return [top];
  const found: string[] = [];
  const walk = (folder: string, rules: IgnoreRules[]) => {
    const own = [...rules, ...rulesIn(root, folder)];
    const entries = fs.readdirSync(path.join(root, folder), { withFileTypes: true });
    for (const entry of entries.sort((one, other) => (one.name < other.name ? -1 : 1))) {
      const file = folder === "" ? entry.name : `${folder}/${entry.name}`;
      if (found.length >= MOST_FILES || isIgnored(own, file, entry.isDirectory())) continue;
      if (entry.isDirectory() && (PACKAGES.test(folder) || !VENDORED.has(entry.name))) walk(file, own);
      else if (entry.isFile() && extensions.has(path.extname(entry.name))) found.push(file);
    }
  };
  walk(
    top,
    above(top).flatMap((folder) => rulesIn(root, folder)),
  );
  return found;
}

function isIgnored(rules: IgnoreRules[], file: string, isFolder: boolean): boolean {
  let ignored = false;
  for (const each of rules) ignored = each.verdict(file, isFolder) ?? ignored;
  return ignored;
}

function rulesIn(root: string, folder: string): IgnoreRules[] {
  return [".gitignore", ".dockerignore"].flatMap((name) => {
    const file = path.join(root, folder, name);
    if (!fs.existsSync(file)) return [];
    return [new IgnoreRules(folder, fs.readFileSync(file, "utf8"), name === ".dockerignore")];
  });
}

/** The folders above one, the project's first. */
function above(folder: string): string[] {
  if (folder === "") return [];
  const parts = folder.split("/");
  return parts.map((_, index) => parts.slice(0, index).join("/"));
}

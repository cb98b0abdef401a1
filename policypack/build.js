"use strict";

/**
 * Bundles a TypeScript entry point into one JavaScript file, and never hands out a stale one.
 *
 * A bundle is fresh when every file that went into it still has the content it was built from, so a check
 * costs one read and one hash a source file (a few milliseconds) and a rebuild some tenths of a second.
 *
 * Data that sources read when they first need it lies in a folder `data` beside them; it is copied to a folder `data`
 * beside the bundle, where the same `__dirname` finds it.
 */
const { createHash } = require("node:crypto");
const fs = require("node:fs");
const path = require("node:path");

/** Raised when the way a bundle is made changes, so that older bundles are built anew. */
const BUNDLE_FORMAT = 2;

/**
 * @param {{ entry: string, outfile: string, root: string }} bundle absolute paths; `root` is the folder whose
 *   package.json lists the packages that stay outside the bundle
 * @returns {string} the outfile's path, fresh
 * @throws {Error} esbuild's, with file and line, when a source does not compile
 */
function freshBundle(bundle) {
  if (!isFresh(bundle)) build(bundle);
  return bundle.outfile;
}

function isFresh({ outfile, root }) {
  let stamp;
  try {
    stamp = JSON.parse(fs.readFileSync(stampFile(outfile), "utf8"));
    if (stamp.format !== BUNDLE_FORMAT || !fs.existsSync(outfile)) return false;
    return (
      stamp.data.every((file) => fs.existsSync(copyOf(file, outfile))) &&
      Object.entries(stamp.inputs).every(([file, hash]) => hashOf(path.join(root, file)) === hash)
    );
  } catch {
    return false; // no stamp, an unreadable one, or an input that is gone
  }
}

function build({ entry, outfile, root }) {
  const { metafile, outputFiles } = require("esbuild").buildSync({
    entryPoints: [entry],
    outfile,
    absWorkingDir: root,
    bundle: true,
    platform: "node",
    target: "node20",
    format: "cjs",
    packages: "external",
    sourcemap: "linked",
    write: false,
    metafile: true,
    logLevel: "silent",
  });
  fs.mkdirSync(path.dirname(outfile), { recursive: true });
  for (const file of outputFiles) writeAtomically(file.path, file.contents);
  const data = dataBeside(Object.keys(metafile.inputs), root);
  for (const file of data) copyAtomically(path.join(root, file), copyOf(file, outfile));
  const inputs = {};
  for (const file of [...Object.keys(metafile.inputs), ...data]) inputs[file] = hashOf(path.join(root, file));
  writeAtomically(stampFile(outfile), JSON.stringify({ format: BUNDLE_FORMAT, inputs, data }));
}

/** The files in the `data` folders beside the sources, relative to `root` as the sources are. */
function dataBeside(sources, root) {
  const folders = new Set(sources.map((file) => path.join(path.dirname(file), "data")));
  return [...folders]
    .filter((folder) => fs.existsSync(path.join(root, folder)))
    .flatMap((folder) => fs.readdirSync(path.join(root, folder)).map((name) => path.join(folder, name)));
}

function copyOf(file, outfile) {
  return path.join(path.dirname(outfile), "data", path.basename(file));
}

function stampFile(outfile) {
  return `${outfile}.stamp.json`;
}

function hashOf(file) {
  return createHash("sha256").update(fs.readFileSync(file)).digest("hex");
}

function copyAtomically(file, copy) {
  fs.mkdirSync(path.dirname(copy), { recursive: true });
  writeAtomically(copy, fs.readFileSync(file));
}

/** Two processes may build at the same time: a reader sees one whole file or the other. */
function writeAtomically(file, content) {
  const draft = `${file}.${process.pid}`;
  fs.writeFileSync(draft, content);
  fs.renameSync(draft, file);
}

module.exports = { freshBundle };

// `npm pack`, and `pulumi policy publish` which calls it, run this first.
if (require.main === module) {
  const bundle = {
    entry: path.join(__dirname, "index.ts"),
    outfile: path.join(__dirname, "bin", "index.js"),
  };
  freshBundle({ ...bundle, root: __dirname });
}

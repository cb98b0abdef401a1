"use strict";

/**
 * Bundles a command with all that it imports into one file, so that starting it costs one read instead of a thousand
 * look-ups, and never hands out a stale one: a bundle is used again only while every source file has the content, and
 * every file of a package the size and change time, that it was built from. The pack's bundler, policypack/build.js,
 * is another one, for the pack stands alone and leaves its packages outside.
 */
const { createHash } = require("node:crypto");
const fs = require("node:fs");
const path = require("node:path");

/** Bundles that no process can still be about to read. */
const OLD_MS = 60 * 60 * 1000;

/**
 * @param {{ entry: string, folder: string, root: string }} bundle absolute paths: the TypeScript entry, the folder for
 *   bundles, the project whose sources these are
 * @returns {Promise<string>} the path of a fresh bundle, which is named after its content and never changes
 * @throws {Error} esbuild's, with file and line, when a source does not compile
 */
async function freshBundle({ entry, folder, root }) {
  // Two checkouts may share one node_modules: each has its own bundles there.
  const prefix = `${path.basename(entry, ".ts")}-${hash(root).slice(0, 8)}`;
  const stampFile = path.join(folder, `${prefix}.json`);
  const known = freshStamp(stampFile, root);
  if (known) return path.join(folder, known.bundle);
  const { code, stamp } = await build(entry, prefix, root);
  fs.mkdirSync(folder, { recursive: true });
  writeAtomically(path.join(folder, stamp.bundle), code);
  writeAtomically(stampFile, JSON.stringify(stamp));
  removeOld(folder, prefix, stamp.bundle);
  return path.join(folder, stamp.bundle);
}

function freshStamp(stampFile, root) {
  try {
    const stamp = JSON.parse(fs.readFileSync(stampFile, "utf8"));
    const isFresh =
      stamp.recipe === recipe() &&
      fs.existsSync(path.join(path.dirname(stampFile), stamp.bundle)) &&
      stamp.sources.every(([file, content]) => hash(fs.readFileSync(path.join(root, file))) === content) &&
      stamp.packages.every(([file, state]) => stateOf(path.join(root, file)) === state);
    return isFresh ? stamp : undefined;
  } catch {
    return undefined; // no stamp, an unreadable one, or an input that is gone
  }
}

async function build(entry, prefix, root) {
  const { plugins } = require("./plugins");
  const { metafile, outputFiles } = await require("esbuild").build({
    entryPoints: [entry],
    outfile: `${prefix}.js`,
    absWorkingDir: root,
    bundle: true,
    platform: "node",
    target: "node20",
    format: "cjs",
    // Pulumi needs the first two for functions that become cloud resources, of which this project has none; the third
    // reads applications' code, the last knows 5,000 kinds of things: both load only where a stack names some.
    external: ["typescript", "@npmcli/arborist", "web-tree-sitter", "@aws-sdk/client-ec2"],
    // A bundle runs by itself, without what `import()` is: what stays outside is required.
    supported: { "dynamic-import": false },
    plugins,
    // Less to read; names stay as they are.
    minifyWhitespace: true,
    minifySyntax: true,
    legalComments: "none",
    write: false,
    metafile: true,
    logLevel: "silent",
  });
  const code = outputFiles[0].contents;
  const files = inputsOf(metafile, root);
  const isPackage = (file) => file.split(path.sep).includes("node_modules");
  const stamp = {
    recipe: recipe(),
    bundle: `${prefix}-${hash(code).slice(0, 16)}.js`,
    sources: files
      .filter((file) => !isPackage(file))
      .map((file) => [file, hash(fs.readFileSync(path.join(root, file)))]),
    packages: files.filter(isPackage).map((file) => [file, stateOf(path.join(root, file))]),
  };
  return { code, stamp };
}

/** Every file that went into a bundle, relative to the project; a plugin's files are named with its namespace. */
function inputsOf({ inputs }, root) {
  const files = Object.keys(inputs).map((input) => input.replace(/^lazy-[a-z]+:/, ""));
  return [...new Set(files.map((file) => path.relative(root, path.resolve(root, file))))];
}

function removeOld(folder, prefix, bundle) {
  for (const file of fs.readdirSync(folder)) {
    if (!file.startsWith(`${prefix}-`) || file.startsWith(bundle)) continue;
    const { mtimeMs } = fs.statSync(path.join(folder, file), { throwIfNoEntry: false }) ?? {
      mtimeMs: Date.now(),
    };
    if (Date.now() - mtimeMs > OLD_MS) fs.rmSync(path.join(folder, file), { force: true });
  }
}

/** Changes with the way a bundle is made, so that older bundles are built anew. */
function recipe() {
  return hash(
    ["index.js", "plugins.js"].map((file) => fs.readFileSync(path.join(__dirname, file))).join("\n"),
  );
}

/** npm gives a package's files no telling modification time, but writing them changes their change time. */
function stateOf(file) {
  const { size, ctimeMs } = fs.statSync(file);
  return `${size} ${ctimeMs}`;
}

function hash(content) {
  return createHash("sha256").update(content).digest("hex");
}

/** Two processes may build at the same time: a reader sees one whole file or the other. */
function writeAtomically(file, content) {
  const draft = `${file}.${process.pid}`;
  fs.writeFileSync(draft, content);
  fs.renameSync(draft, file);
}

module.exports = { freshBundle };

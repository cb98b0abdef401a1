"use strict";

/**
 * `npm run grammars`: takes the grammars in WebAssembly out of the packages that `sources.json` names, and writes what they
 * hash to there. They are committed, for the packages would build themselves natively when they are installed.
 */
const { execFileSync } = require("node:child_process");
const { createHash } = require("node:crypto");
const fs = require("node:fs");
const os = require("node:os");
const path = require("node:path");

const list = path.join(__dirname, "sources.json");
const sources = JSON.parse(fs.readFileSync(list, "utf8"));
const folder = fs.mkdtempSync(path.join(os.tmpdir(), "grammars-"));

for (const [file, source] of Object.entries(sources)) {
  execFileSync("npm", ["pack", "--silent", source.package], { cwd: folder });
  const archive = `${source.package.replace("@", "-")}.tgz`;
  execFileSync("tar", ["-xzf", archive, `package/${file}`], { cwd: folder });
  fs.copyFileSync(path.join(folder, "package", file), path.join(__dirname, file));
  source.sha256 = createHash("sha256")
    .update(fs.readFileSync(path.join(__dirname, file)))
    .digest("hex");
  console.log(`${file}  ${source.package}`);
}
fs.writeFileSync(list, `${JSON.stringify(sources, null, 2)}\n`);
fs.rmSync(folder, { recursive: true });

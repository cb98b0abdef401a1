import { spawnSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";

const DAY_MS = 24 * 60 * 60 * 1000;
const MOST_BYTES = 1024 ** 3;

/** @returns what git prints, without the line's end; undefined where it fails */
function git(folder: string, ...args: string[]): string | undefined {
  const { status, stdout } = spawnSync("git", args, { cwd: folder, encoding: "utf8" });
  return status === 0 ? stdout.trim() : undefined;
}

/** The complete id of the commit that a name stands for; undefined where the folder's repository has none of that name. */
export function commitOf(folder: string, ref: string): string | undefined {
  return git(folder, "rev-parse", "--verify", "--quiet", "--end-of-options", `${ref}^{commit}`);
}

/**
 * The folder as it is in a commit, written out once and used again: git's id of a commit is that of its content.
 * @throws {Error} where git or tar fail
 */
export function treeOf(folder: string, commit: string): string {
  const prefix = git(folder, "rev-parse", "--show-prefix") ?? "";
  const base = path.join(
    process.env.XDG_CACHE_HOME || path.join(os.homedir(), ".cache"),
    "ecs-task-permissions",
  );
  const trees = path.join(base, "commits");
  const tree = path.join(trees, [commit, ...prefix.split("/").filter(Boolean)].join("-"));
  if (fs.existsSync(tree)) return tree;
  removeOld(trees);
  const draft = `${tree}.${process.pid}`;
  fs.mkdirSync(draft, { recursive: true });
  const archive = spawnSync("git", ["archive", "--format=tar", commit], {
    cwd: folder,
    maxBuffer: MOST_BYTES,
  });
  if (archive.status !== 0) throw new Error(`git archive ${commit}: ${archive.stderr.toString().trim()}`);
  const unpacked = spawnSync("tar", ["-x", "-C", draft], { input: archive.stdout });
  if (unpacked.status !== 0)
    throw new Error(`tar: ${unpacked.error?.message ?? unpacked.stderr.toString().trim()}`);
  fs.renameSync(draft, tree);
  return tree;
}

function removeOld(trees: string): void {
  if (!fs.existsSync(trees)) return;
  for (const name of fs.readdirSync(trees)) {
    const tree = path.join(trees, name);
    if (Date.now() - fs.statSync(tree).mtimeMs > DAY_MS) fs.rmSync(tree, { recursive: true, force: true });
  }
}

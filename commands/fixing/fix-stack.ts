/** What can be put right in a stack's file without a choice of anybody's: tried out, and kept where it does just that. */
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import type { JudgedFinding, Judgement, PermissionRow } from "../judgement/judgement";
import { permissionChange } from "../judgement/permission-change";
import { judgeStack } from "../judging/judge-stack";
import { packConfigFile } from "../project/pack-config";
import { openProject, type Project } from "../project/project";
import { configureStacks } from "../project/stack-config";
import { editYaml } from "../remedies/edit-yaml";

/** A stack's file before and after, and what became of its findings. */
export interface StackFix {
  stack: string;
  file: string;
  before: string;
  after: string;
  fixed: JudgedFinding[];
  /** Those that keep the stack from passing all the same, with why no change was made of them. */
  left: { found: JudgedFinding; why: string }[];
}

/** Makes the changes in memory; nothing is written. */
export async function fixStack(project: Project, stack: string): Promise<StackFix> {
  const file = `Pulumi.${stack}.yaml`;
  const before = fs.readFileSync(path.join(project.root, file), "utf8");
  const fix: StackFix = { stack, file, before, after: before, fixed: [], left: [] };
  let judgement = await judgedWith(project, stack, before);
  for (;;) {
    const tried = new Set([...fix.fixed, ...fix.left.map(({ found }) => found)].map(({ id }) => id));
    const found = judgement.findings.find(({ id, level }) => level === "mandatory" && !tried.has(id));
    if (!found) return fix;
    const text = edited(fix.after, found);
    if (text === undefined) {
      fix.left.push({
        found,
        why: isDecided(found) ? "its place in the file cannot be added to" : "it needs a decision",
      });
      continue;
    }
    const changed = await judgedWith(project, stack, text);
    if (!isJustThat(found, judgement, changed)) {
      fix.left.push({ found, why: "the change would do more than it asks for, or not settle it" });
      continue;
    }
    fix.after = text;
    fix.fixed.push(found);
    judgement = changed;
  }
}

function edited(text: string, found: JudgedFinding): string | undefined {
  if (!isDecided(found)) return undefined;
  return found.changes?.reduce<string | undefined>(
    (before, { edit }) => (before === undefined || !edit ? undefined : editYaml(before, edit)),
    text,
  );
}

/** Whether the change is known to its end, so that nobody has to fill anything in. */
function isDecided({ changes }: JudgedFinding): boolean {
  return changes?.every(({ edit }) => edit !== undefined) ?? false;
}

/** Whether the change settles the finding, brings no other, and grants no more than the finding names. */
function isJustThat(found: JudgedFinding, before: Judgement, after: Judgement): boolean {
  const known = new Set(before.findings.map(({ id }) => id));
  if (after.findings.some(({ id }) => id === found.id || !known.has(id))) return false;
  const { gained, lost } = permissionChange(before.permissions, after.permissions);
  return lost.length === 0 && gained.every((row) => isAskedFor(row, found));
}

/** What describes a resource belongs to its use; what lies under it (a table's indexes) is part of it. */
function isAskedFor({ principal, action, resource }: PermissionRow, found: JudgedFinding): boolean {
  const [service, name = ""] = action.split(":");
  const isDescription = /^(?:Describe|GetParameters$)/.test(name);
  const isAction =
    found.actions.includes(action) ||
    (isDescription && found.actions.some((asked) => asked.startsWith(`${service}:`)));
  const isResource = found.resources.some((asked) => {
    const stem = asked.replace(/(?::log-stream)?[:/]?\*+$/, "");
    return (
      resource === asked ||
      resource === stem ||
      resource.startsWith(`${stem}/`) ||
      resource.startsWith(`${stem}:`)
    );
  });
  return principal === found.subject && isAction && isResource;
}

/** The stack as if its file held this text. @throws UsageError where the text does not hold */
async function judgedWith(project: Project, stack: string, text: string): Promise<Judgement> {
  const { root } = project;
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "fix-"));
  try {
    fs.copyFileSync(path.join(root, "Pulumi.yaml"), path.join(folder, "Pulumi.yaml"));
    fs.writeFileSync(path.join(folder, `Pulumi.${stack}.yaml`), text);
    const pack = packConfigFile(stack);
    if (fs.existsSync(path.join(root, pack))) {
      fs.mkdirSync(path.join(folder, path.dirname(pack)), { recursive: true });
      fs.copyFileSync(path.join(root, pack), path.join(folder, pack));
    }
    const [configured] = configureStacks(openProject(folder), [stack]);
    return (await judgeStack(project, configured!)).judgement;
  } finally {
    fs.rmSync(folder, { recursive: true });
  }
}

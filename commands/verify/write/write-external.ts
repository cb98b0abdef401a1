import fs from "node:fs";
import path from "node:path";
import { policies } from "../../../policypack/policies";
import { withSetting } from "../../project/pack-config-edits";
import type { Subject } from "../subject";
import { all, type DeclarationChange, type Refused } from "./declaration-change";
import { foundEndpoints } from "./found-endpoints";
import { foundOrganization } from "./found-organization";
import { foundPolicies } from "./found-policies";
import { foundPrincipals } from "./found-principals";

/** What became of a pack config. */
export interface Written {
  /** Its text before and after; the same where nothing was to be written. */
  before: string;
  after: string;
  refused: Refused[];
}

/**
 * Writes into the stack's pack config, under `external`, what the account has of what the stack reaches and does not create. All else
 * in the file stays as it is written, and so does what is declared already.
 *
 * @param root the project's folder
 * @returns rejects where AWS does not answer; nothing is written then
 */
export async function writeExternal(root: string, subject: Subject): Promise<Written> {
  const found = all([
    ...(await foundPrincipals(subject)),
    ...(await foundPolicies(subject)),
    ...(await foundEndpoints(subject)),
    await foundOrganization(subject),
  ]);
  const file = path.join(root, subject.packConfigFile);
  const before = fs.existsSync(file) ? fs.readFileSync(file, "utf8") : "";
  const after = withDeclarations(before, found.changes);
  if (after !== before) fs.writeFileSync(file, after);
  return { before, after, refused: found.refused };
}

/** @param text of a pack config; empty where there is none */
export function withDeclarations(text: string, changes: readonly DeclarationChange[]): string {
  const replaced = changes.reduce(
    (edited, { at, external }) =>
      at ? withSetting(edited, at.policy, ["external", at.index], external) : edited,
    text,
  );
  const added = changes.filter(({ at }) => at === undefined).map(({ external }) => external);
  if (added.length === 0) return replaced;
  const [policy, count] = listFor(replaced);
  return added.reduce<string>(
    (edited, external, index) => withSetting(edited, policy, ["external", count + index], external),
    replaced,
  );
}

/** The policy under which what is new is declared, and how many entries it has: it holds for all wherever it stands. */
function listFor(text: string): [policy: string, count: number] {
  const config = text.trim() === "" ? {} : (JSON.parse(text) as Record<string, unknown>);
  for (const [policy, settings] of Object.entries(config)) {
    const list = (settings as { external?: unknown } | null)?.external;
    if (ON_STACKS.has(policy) && Array.isArray(list)) return [policy, list.length];
  }
  return [USUAL, 0];
}

const ON_STACKS = new Set(policies.filter(({ kind }) => kind === "stack").map(({ name }) => name));

/** About every task, whatever else is configured. */
const USUAL = "ecs-task-can-start";

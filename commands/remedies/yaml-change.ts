/** The change to a stack's file that puts a finding right, where its cure is a key of that file. */
import { stringify } from "yaml";
import type { StackConfig } from "../../components/config";
import { keys } from "../../components/config/stack";
import type { StackModel } from "../../policypack/graph/types";
import type { JudgedFinding, YamlChange } from "../judgement/judgement";
import type { RegisteredResource } from "../offline/recording-monitor";
import type { StackFile } from "../project/stack-file";
import type { YamlPath } from "../project/yaml-places";
import { type RoleEntry, roleEntries } from "./access-entries";
import { keyText } from "./key-text";
import { missingAccess } from "./missing-access";
import { secretChanges } from "./plain-secret";

/** The policies that say what an application must be allowed. */
const ON_APPLICATIONS = ["task-role-required-actions", "task-role-access", "task-role-covers-code"];

interface Stack {
  file: StackFile;
  config: StackConfig;
  model: StackModel;
  resources: RegisteredResource[];
}

/** Adds the change to each finding that has one. */
export function withChanges(findings: JudgedFinding[], stack: Stack): JudgedFinding[] {
  return findings.map((found) => {
    const changes = changesFor(found, stack);
    return changes.length > 0 ? { ...found, changes } : found;
  });
}

function changesFor(found: JudgedFinding, stack: Stack): YamlChange[] {
  if (ON_APPLICATIONS.includes(found.policy)) return accessChanges(found, stack);
  return found.policy === "no-plaintext-secrets" ? secretChanges(found, stack) : [];
}

function accessChanges(found: JudgedFinding, { file, config, model }: Stack): YamlChange[] {
  const task = config.tasks.find(
    ({ taskRole }) => taskRole.mode === "create" && `role/${taskRole.name}` === found.subject,
  );
  if (!task) return [];
  const role: YamlPath = ["config", keys.tasks, task.key, "taskRole"];
  const missing = missingAccess(found, model);
  const home = { account: config.accountId, region: config.region };
  const entries = roleEntries(missing, home, (list, name) => {
    const there = entriesAt(file, [...role, "access", list]).find((each) =>
      Object.values(each).includes(name),
    );
    return there && String(there.access ?? "");
  });
  return entries.map((entry) => changeOf(entry, role, file));
}

function changeOf({ list, identity, entry }: RoleEntry, role: YamlPath, file: StackFile): YamlChange {
  const path = [...role, ...list];
  const index = entriesAt(file, path).findIndex(
    (each) => list[0] === "access" && identity && each[identity.key] === identity.value,
  );
  const { line } = file.locate(index < 0 ? path : [...path, index]);
  return {
    file: file.file,
    line,
    key: keyText(path),
    yaml: stringify([entry], { lineWidth: 0 }).trimEnd(),
    edit: index < 0 ? { path, add: entry } : { path: [...path, index, "access"], set: String(entry.access) },
  };
}

function entriesAt({ config }: StackFile, [, ...path]: YamlPath): Record<string, unknown>[] {
  let value: unknown = config;
  for (const step of path) value = (value as Record<string, unknown> | undefined)?.[step];
  return Array.isArray(value) ? (value as Record<string, unknown>[]) : [];
}

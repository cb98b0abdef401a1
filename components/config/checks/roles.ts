import { isDeepStrictEqual } from "node:util";
import type { IssueDraft } from "../errors";
import type { DraftConfig } from "../stack";
import { type Path, repeated, tasksIn } from "./walk";

/** A role as some task's config has it, whatever its mode. */
interface RoleDraft extends Record<string, unknown> {
  mode?: string;
  name?: string;
}

interface RoleUse {
  task: string;
  kind: "taskRole" | "executionRole";
  path: Path;
  role: RoleDraft;
}

/** What describes the role itself, on which all tasks that name it must agree. Access and statements add up instead. */
const settingsOfTheRole = [
  "mode",
  "path",
  "description",
  "permissionsBoundary",
  "protect",
  "attach",
  "permissions",
  "policyName",
  "policyDescription",
  "tags",
];

/** Tasks that contradict each other about a role, and grants that nothing would attach. */
export function checkRoles(config: DraftConfig): IssueDraft[] {
  const uses = roleUses(config);
  const byName = new Map<string, RoleUse[]>();
  for (const use of uses) {
    const name = use.role.name?.toLowerCase();
    if (name !== undefined) byName.set(name, [...(byName.get(name) ?? []), use]);
  }
  return [
    ...[...byName.values()].flatMap((same) => [...kinds(same), ...contradictions(same), ...sids(same)]),
    ...uses.flatMap(unattached),
  ];
}

/** Every mention of a role in the config. */
export function roleUses(config: DraftConfig): RoleUse[] {
  return tasksIn(config).flatMap(({ key, task, path }) =>
    (["taskRole", "executionRole"] as const).flatMap((kind) => {
      const role = task[kind] as RoleDraft | undefined;
      return role ? [{ task: key, kind, path: [...path, kind], role }] : [];
    }),
  );
}

function kinds([first, ...others]: RoleUse[]): IssueDraft[] {
  return others.flatMap((other) =>
    first === undefined || other.kind === first.kind
      ? []
      : [
          {
            keys: [...other.path, "name"],
            value: other.role.name,
            message: `is the ${first.kind} of ${first.task}; a role is either a task role or an execution role, for they trust and may different things`,
          },
        ],
  );
}

function contradictions(all: RoleUse[]): IssueDraft[] {
  const uses = all.filter(({ kind }) => kind === all[0]?.kind);
  return settingsOfTheRole.flatMap((setting) => {
    const [first, ...others] = uses.filter(({ role }) => role[setting] !== undefined);
    return others.flatMap((other) =>
      first === undefined || isDeepStrictEqual(other.role[setting], first.role[setting])
        ? []
        : [
            {
              keys: [...other.path, setting],
              value: other.role[setting],
              message: `contradicts ${first.task}, which gives the same role ${JSON.stringify(first.role[setting])}; say it once, or the same twice`,
            },
          ],
    );
  });
}

function sids(uses: RoleUse[]): IssueDraft[] {
  const statements = uses.flatMap(({ role, path }) =>
    ((role.statements ?? []) as ({ sid?: string } | undefined)[]).map((statement, index) => ({
      statement,
      sid: statement?.sid,
      path: [...path, "statements", index, "sid"],
    })),
  );
  return repeated(statements, ({ sid }) => sid)
    .filter(({ part, first }) => !isDeepStrictEqual(part.statement, first.statement))
    .map(({ part }) => ({
      keys: part.path,
      value: part.sid,
      message: "is the sid of another statement of the role; sids must be unique",
    }));
}

function unattached({ role, path }: RoleUse): IssueDraft[] {
  if (role.mode !== "reference" || role.attach !== false) return [];
  return ["access", "statements", "awsManagedPolicies", "policyName", "policyDescription", "permissions"]
    .filter((setting) => role[setting] !== undefined)
    .map((setting) => ({
      keys: [...path, setting],
      value: undefined,
      message: `grants nothing, since attach is false: no role of this stack may read what it names; set attach to true, or take it out`,
    }));
}

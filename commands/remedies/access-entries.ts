/** Missing access as entries of a task role's `access` lists, where one says just that, else as a statement. */
import type { MissingAccess } from "./missing-access";

/** An entry to write under a key of the task role. */
export interface RoleEntry {
  /** E.g. `["access", "tables"]`. */
  list: string[];
  /** What names the entry among those that are there, e.g. `{ name: "jobs" }`; none for a new one in any case. */
  identity?: { key: string; value: string };
  entry: Record<string, unknown>;
}

type Direction = "read" | "write";

interface AccessList {
  key: string;
  /** The key that names an entry. */
  identity: string;
  /** The name in an ARN of this account and region; undefined where it is none of this kind. */
  nameIn(arn: string): string | undefined;
  /** What one has to lack to be given an entry, by its `access`; more comes with it only as to the resource's description. */
  grants: Partial<Record<Direction | "all", string[]>>;
  comesAlong: string[];
}

/** The lists as `docs/config.md` has them. */
export function accessLists({ account, region }: { account: string; region: string }): AccessList[] {
  const regional = (service: string, rest: string) =>
    new RegExp(`^arn:[^:]+:${service}:${region}:${account}:${rest}$`);
  const list = (
    key: string,
    identity: string,
    pattern: RegExp,
    grants: AccessList["grants"],
    comesAlong: string[],
  ): AccessList => ({ key, identity, nameIn: (arn) => pattern.exec(arn)?.[1], grants, comesAlong });
  return [
    list(
      "tables",
      "name",
      regional("dynamodb", "table/([\\w.-]+)"),
      {
        read: ["dynamodb:GetItem", "dynamodb:Query", "dynamodb:Scan"],
        write: ["dynamodb:PutItem", "dynamodb:UpdateItem"],
      },
      ["dynamodb:DescribeTable"],
    ),
    list(
      "buckets",
      "name",
      /^arn:[^:]+:s3:::([a-z0-9.-]+)(?:\/\*)?$/,
      { read: ["s3:ListBucket", "s3:GetObject"], write: ["s3:PutObject"] },
      [],
    ),
    list(
      "secrets",
      "secret",
      regional("secretsmanager", "secret:(.+)-\\?{6}"),
      { all: ["secretsmanager:GetSecretValue"] },
      ["secretsmanager:DescribeSecret"],
    ),
    list("parameters", "parameter", regional("ssm", "parameter/(.+)"), { all: ["ssm:GetParameter"] }, [
      "ssm:GetParameters",
    ]),
    list(
      "logGroups",
      "name",
      regional("logs", "log-group:([^:*]+)(?::log-stream)?(?::\\*)?"),
      { all: ["logs:CreateLogStream", "logs:PutLogEvents"] },
      [],
    ),
  ];
}

/**
 * The entries that grant what is missing, and no more than belongs to it.
 * @param accessOf the `access` of an entry that is there already, by its list's key and its name
 */
export function roleEntries(
  missing: MissingAccess[],
  home: { account: string; region: string },
  accessOf: (list: string, name: string) => string | undefined,
): RoleEntry[] {
  const entries: RoleEntry[] = [];
  let rest = missing;
  for (const list of accessLists(home)) {
    for (const name of new Set(missing.flatMap(({ resource }) => list.nameIn(resource) ?? []))) {
      const own = rest.filter(({ resource }) => list.nameIn(resource) === name);
      const entry = entryFor(list, name, new Set(own.map(({ action }) => action)), accessOf(list.key, name));
      if (!entry) continue;
      entries.push(entry);
      rest = rest.filter((pair) => !own.includes(pair));
    }
  }
  return [...entries, ...statements(rest)];
}

function entryFor(
  { key, identity, grants, comesAlong }: AccessList,
  name: string,
  asked: Set<string>,
  present: string | undefined,
): RoleEntry | undefined {
  const given = present === "read-write" ? ["read", "write"] : present === undefined ? [] : [present];
  const added = Object.entries(grants).filter(
    ([direction, actions]) => !given.includes(direction) && actions.some((action) => asked.has(action)),
  );
  const covered = new Set([...added.flatMap(([, actions]) => actions), ...comesAlong]);
  // Neither less than is asked nor more.
  const isFit = [...asked].every((action) => covered.has(action));
  const isTight = added.every(([, actions]) => actions.every((action) => asked.has(action)));
  if (added.length === 0 || !isFit || !isTight) return undefined;
  const directions = [...given, ...added.map(([direction]) => direction)];
  const access =
    directions.includes("read") && directions.includes("write") ? "read-write" : directions.at(-1)!;
  const named = { [identity]: name };
  return {
    list: ["access", key],
    identity: { key: identity, value: name },
    entry: directions.includes("all") ? named : { ...named, access },
  };
}

/** One for each set of actions. */
function statements(missing: MissingAccess[]): RoleEntry[] {
  const byResource = new Map<string, string[]>();
  for (const { action, resource } of missing)
    byResource.set(resource, [...(byResource.get(resource) ?? []), action]);
  const byActions = new Map<string, string[]>();
  for (const [resource, actions] of byResource) {
    const key = [...new Set(actions)].sort().join(" ");
    byActions.set(key, [...(byActions.get(key) ?? []), resource]);
  }
  return [...byActions].map(([key, resources]) => ({
    list: ["statements"],
    entry: { sid: sidFor(key.split(" ")), actions: key.split(" "), resources: resources.sort() },
  }));
}

/** E.g. `SqsSendMessage`; of several the first. */
function sidFor([first = ""]: string[]): string {
  return first.replace(/(?:^|[^A-Za-z0-9]+)([A-Za-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}

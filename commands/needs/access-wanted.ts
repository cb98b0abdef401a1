/** From calls that nothing allows yet to the entries of `taskRole.access` and `taskRole.statements` that allow them. */
import type { StackConfig } from "../../components/config";
import type { JudgedContainerNeeds, JudgedNeed } from "./stack-needs";

/** What the access lists of a task's role should have, beside what they have. */
export interface WantedAccess {
  /** The task's key in config. */
  task: string;
  buckets: Directed[];
  tables: Directed[];
  secrets: { secret: string }[];
  parameters: { parameter: string }[];
  kmsKeys: { key: string; access: "decrypt" | "encrypt" | "encrypt-decrypt" }[];
  logGroups: { name: string; create: boolean }[];
  /** For all that has no list. */
  statements: { sid: string; actions: string[]; resources: string[] }[];
  /** Calls that nobody can grant without knowing more, and why. */
  byHand: { need: JudgedNeed; reason: string }[];
}

export interface Directed {
  name: string;
  access: "read" | "write" | "read-write";
}

/** Which list has an action, by its ARN's form; `read` and `write` as the list's directions. */
const LISTS: [list: "buckets" | "tables", arn: RegExp, read: string[], write: string[]][] = [
  ["buckets", /^arn:[\w-]+:s3:::([^/*]+)(?:\/.*)?$/, ["s3:GetObject", "s3:ListBucket"], ["s3:PutObject"]],
  [
    "tables",
    /^arn:[\w-]+:dynamodb:[^:]*:[^:]*:table\/([^/*]+)(?:\/index\/.*)?$/,
    ["dynamodb:GetItem", "dynamodb:Query", "dynamodb:Scan"],
    ["dynamodb:PutItem", "dynamodb:UpdateItem"],
  ],
];

/** What is missing, task by task; the tasks whose roles lack nothing are left out. */
export function accessWanted(needs: JudgedContainerNeeds[], config: StackConfig): WantedAccess[] {
  const tasks = [...new Set(needs.map(({ task }) => task))];
  return tasks.flatMap((key) => {
    const missing = needs
      .filter(({ task }) => task === key)
      .flatMap((container) => container.needs.filter(({ isAllowed }) => isAllowed !== true));
    if (missing.length === 0) return [];
    const mode = config.tasks.find((task) => task.key === key)?.taskRole.mode;
    const wanted = emptyWanted(key);
    for (const need of missing) {
      if (mode === "none") wanted.byHand.push({ need, reason: "the task has no task role" });
      else add(wanted, need);
    }
    return [{ ...wanted, statements: statementsOf(wanted.statements) }];
  });
}

function emptyWanted(task: string): WantedAccess {
  return {
    task,
    buckets: [],
    tables: [],
    secrets: [],
    parameters: [],
    kmsKeys: [],
    logGroups: [],
    statements: [],
    byHand: [],
  };
}

function add(wanted: WantedAccess, need: JudgedNeed): void {
  const { action, resources } = need;
  if (need.isAllowed === undefined) {
    return void wanted.byHand.push({ need, reason: "nothing is known of the task role" });
  }
  const [resource] = resources;
  if (resource === undefined) return addUnnamed(wanted, need);
  if (resources.length > 1)
    return void wanted.byHand.push({ need, reason: "it is one of several resources" });
  if (!addListed(wanted, action, resource)) addStatement(wanted, action, resource);
}

/** An action that takes no resource is granted on all; any other needs a name that nobody here knows. */
function addUnnamed(wanted: WantedAccess, need: JudgedNeed): void {
  if (need.takesNoResource) addStatement(wanted, need.action, "*");
  else wanted.byHand.push({ need, reason: "the code does not tell on which resource" });
}

function addListed(wanted: WantedAccess, action: string, resource: string): boolean {
  for (const [list, form, read, write] of LISTS) {
    const name = form.exec(resource)?.[1];
    if (name === undefined) continue;
    const isDescription = action === "dynamodb:DescribeTable";
    if (read.includes(action) || isDescription) return addDirected(wanted[list], name, "read");
    return write.includes(action) && addDirected(wanted[list], name, "write");
  }
  return addNamed(wanted, action, resource);
}

function addNamed(wanted: WantedAccess, action: string, resource: string): boolean {
  const secret = /:secretsmanager:[^:]*:[^:]*:secret:([^*?]+)-\?{6}$/.exec(resource)?.[1];
  if (secret !== undefined && /^secretsmanager:(GetSecretValue|DescribeSecret)$/.test(action)) {
    return addOnce(wanted.secrets, { secret });
  }
  const parameter = /:ssm:[^:]*:[^:]*:parameter\/([^*?]+)$/.exec(resource)?.[1];
  if (parameter !== undefined && /^ssm:GetParameters?$/.test(action)) {
    return addOnce(wanted.parameters, { parameter: parameter.includes("/") ? `/${parameter}` : parameter });
  }
  const group = /:logs:[^:]*:[^:]*:log-group:([^:*?]+)(?::.*)?$/.exec(resource)?.[1];
  if (group !== undefined && /^logs:(CreateLogGroup|CreateLogStream|PutLogEvents)$/.test(action)) {
    return addGroup(wanted, group, action === "logs:CreateLogGroup");
  }
  const key = /:kms:[^:]*:[^:]*:key\/([\w-]+)$/.exec(resource)?.[1];
  if (key === undefined) return false;
  if (action === "kms:Decrypt") return addKey(wanted, key, "decrypt");
  return /^kms:(Encrypt|GenerateDataKey)$/.test(action) && addKey(wanted, key, "encrypt");
}

function addDirected(list: Directed[], name: string, access: "read" | "write"): true {
  const known = list.find((each) => each.name === name);
  if (!known) list.push({ name, access });
  else if (known.access !== access) known.access = "read-write";
  return true;
}

function addKey({ kmsKeys }: WantedAccess, key: string, access: "decrypt" | "encrypt"): true {
  const known = kmsKeys.find((each) => each.key === key);
  if (!known) kmsKeys.push({ key, access });
  else if (known.access !== access) known.access = "encrypt-decrypt";
  return true;
}

function addGroup({ logGroups }: WantedAccess, name: string, create: boolean): true {
  const known = logGroups.find((each) => each.name === name);
  if (known) known.create ||= create;
  else logGroups.push({ name, create });
  return true;
}

function addOnce<Entry extends object>(list: Entry[], entry: Entry): true {
  if (!list.some((each) => JSON.stringify(each) === JSON.stringify(entry))) list.push(entry);
  return true;
}

function addStatement({ statements }: WantedAccess, action: string, resource: string): void {
  const known = statements.find(({ resources }) => resources[0] === resource);
  if (!known) statements.push({ sid: "", actions: [action], resources: [resource] });
  else if (!known.actions.includes(action)) known.actions.push(action);
}

/** Statements with the same actions become one, named after their service: `CodeSqs`, `CodeSqs2`. */
function statementsOf(drafts: WantedAccess["statements"]): WantedAccess["statements"] {
  const byActions = new Map<string, { actions: string[]; resources: string[] }>();
  for (const { actions, resources } of drafts) {
    const sorted = [...actions].sort();
    const known = byActions.get(sorted.join(" "));
    if (known) known.resources.push(...resources);
    else byActions.set(sorted.join(" "), { actions: sorted, resources: [...resources] });
  }
  const counts = new Map<string, number>();
  return [...byActions.values()].map(({ actions, resources }) => {
    const service = (actions[0]?.split(":")[0] ?? "").replace(/[^a-z0-9]/g, "");
    const count = (counts.get(service) ?? 0) + 1;
    counts.set(service, count);
    const sid = `Code${service.charAt(0).toUpperCase()}${service.slice(1)}${count > 1 ? count : ""}`;
    return { sid, actions, resources: resources.sort() };
  });
}

/** Values, lists and maps that stand where another of the three must stand, as the YAML to write instead. */

type Key = string | number;

/** The key that a lone value stands for, in the entries of these lists and in these maps. */
const KEY_OF_A_LONE_VALUE: Record<string, string> = {
  buckets: "name",
  tables: "name",
  secrets: "secret",
  parameters: "parameter",
  kmsKeys: "key",
  logGroups: "name",
  queues: "name",
  topics: "name",
  streams: "name",
  deliveryStreams: "name",
  eventBuses: "name",
  ports: "containerPort",
  logGroup: "name",
  repositoryCredentials: "secret",
};

/** What stands where a list must stand, as one. */
export function asList(value: unknown, key: Key | undefined): string | undefined {
  if (typeof value === "string" && (key === "command" || key === "entryPoint"))
    return /["'\\$`|&;<>]/.test(value)
      ? `["sh", "-c", ${JSON.stringify(value)}]`
      : inFlow(value.split(/\s+/));
  if (isScalar(value)) {
    const inEntry = KEY_OF_A_LONE_VALUE[String(key)];
    return inEntry === undefined ? inFlow([value]) : `[{ ${inEntry}: ${inYaml(value)} }]`;
  }
  if (!isMap(value)) return undefined;
  const entries = Object.values(value);
  return entries.length > 0 && entries.every((each) => isMap(each) || each === null)
    ? "each entry as one of a list, with the key as its name: `- name: KEY`"
    : "- before its first key, and begin the keys below in the column of that one";
}

/** A lone value where a map must stand, as one. */
export function asMap(value: unknown, keys: Key[]): string | undefined {
  if (!isScalar(value)) return undefined;
  const holder = String(typeof keys.at(-1) === "number" ? keys.at(-2) : keys.at(-1));
  const text = String(value);
  if (holder === "healthCheck") return `command: ["CMD-SHELL", ${JSON.stringify(text)}]`;
  if (/^(?:task|execution)Role$/.test(holder))
    return `mode: create and name: ${inYaml(lastOf(text))} below it`;
  const [, type, name] = /^(?:arn:.*:)?(user|group|role)\/(?:.*\/)?([^/]+)$/.exec(text) ?? [];
  if (/:deployers$/.test(holder))
    return type === undefined ? undefined : `{ type: ${type}, name: ${inYaml(name)} }`;
  if (holder === "ports") return portOf(text);
  const key = KEY_OF_A_LONE_VALUE[holder];
  return key === undefined ? undefined : `${key}: ${inYaml(value)}`;
}

/** Compose's `80:8080/tcp`: the container's port comes last, and on Fargate the other one cannot differ from it. */
function portOf(text: string): string | undefined {
  const [, port, protocol] = /^(?:[\d.:]+:)?(\d+)(?:\/(tcp|udp))?$/.exec(text) ?? [];
  if (port === undefined) return undefined;
  return protocol === "udp" ? `{ containerPort: ${port}, protocol: udp }` : `containerPort: ${port}`;
}

/** A list of pairs where a map must stand: AWS's names and values, or Compose's `NAME=value`. */
export function asEntries(value: unknown, key: Key | undefined): string | undefined {
  if (!Array.isArray(value)) return undefined;
  const entries = value.map((entry: unknown) => {
    if (typeof entry === "string") return /^([^=\s]+)=(.*)$/s.exec(entry)?.slice(1, 3);
    if (!isMap(entry)) return undefined;
    const name = entry.name ?? entry.Name ?? entry.key ?? entry.Key;
    if (typeof entry.valueFrom === "string" && key === "secrets") return [name, injected(entry.valueFrom)];
    return [name, entry.value ?? entry.Value];
  });
  const lines = entries.flatMap((entry) => {
    const [name, given] = entry ?? [];
    if (typeof name !== "string" || given === undefined) return [];
    return [`${name}: ${isMap(given) ? inFlowMap(given) : inYaml(isScalar(given) ? String(given) : given)}`];
  });
  return lines.length === 0 || lines.length < value.length ? undefined : lines.join(", ");
}

/** AWS's valueFrom: a parameter, or a secret's ARN with JSON key, stage and version behind it. */
function injected(from: string): Record<string, string> {
  const parts = from.split(":");
  if (parts[2] === "ssm" || !from.startsWith("arn:")) return { parameter: from };
  const secret = parts.slice(0, 7).join(":");
  return parts[7] ? { secret, jsonKey: parts[7] } : { secret };
}

function lastOf(text: string): string {
  return text.startsWith("arn:") ? text.split("/").at(-1)! : text;
}

function inFlow(values: unknown[]): string {
  return `[${values.map(inYaml).join(", ")}]`;
}

function inFlowMap(map: Record<string, unknown>): string {
  const entries = Object.entries(map).map(([key, value]) => `${key}: ${inYaml(value)}`);
  return `{ ${entries.join(", ")} }`;
}

/** Texts that YAML reads as they stand: names and paths, and a schedule's `cron(…)`. */
const PLAIN_TEXT = [/^[A-Za-z_/][\w./:@+-]*$/, /^[a-z]+\([^"#]*\)$/];

/** Plain texts that YAML reads as something else: keys, booleans and null. */
const NO_TEXT = /:$|^(?:true|false|null|yes|no|on|off|y|n)$/i;

/** A scalar as YAML has it; texts in quotes where they would be something else without. */
export function inYaml(value: unknown): string {
  if (typeof value !== "string") return String(value);
  const isPlain = PLAIN_TEXT.some((form) => form.test(value)) && !NO_TEXT.test(value);
  return isPlain ? value : JSON.stringify(value);
}

function isScalar(value: unknown): value is string | number | boolean {
  return ["string", "number", "boolean"].includes(typeof value);
}

function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

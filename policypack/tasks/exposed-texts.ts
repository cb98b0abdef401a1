/** The texts of a container that everybody can read who may describe the task definition. */
import { UNKNOWN } from "../evaluation/types";
import { isRecord } from "../graph/plain";
import type { Container } from "../graph/container-definitions";

export interface ExposedText {
  /** For messages, e.g. `environment variable DB_PASSWORD` or `command`. */
  place: string;
  /** What the text is called; UNKNOWN where that is not known, undefined where it has no name. */
  name?: unknown;
  /** A string, or UNKNOWN. */
  value: unknown;
}

/** Every readable text of a container. Values of the wrong type are left out: ECS takes none of them. */
export function exposedTexts(container: Container): ExposedText[] {
  const log = isRecord(container.logConfiguration) ? container.logConfiguration : {};
  const health = isRecord(container.healthCheck) ? container.healthCheck : {};
  const firelens = isRecord(container.firelensConfiguration) ? container.firelensConfiguration : {};
  return [
    ...environment(container.environment),
    ...options("log option", log.options, true),
    ...options("FireLens option", firelens.options, true),
    ...options("docker label", container.dockerLabels, false),
    ...words("command", container.command),
    ...words("entryPoint", container.entryPoint),
    ...words("healthCheck.command", health.command),
  ];
}

function environment(value: unknown): ExposedText[] {
  if (value === UNKNOWN) return [{ place: "environment", name: UNKNOWN, value: UNKNOWN }];
  if (!Array.isArray(value)) return [];
  return value.flatMap((entry: unknown): ExposedText[] => {
    if (entry === UNKNOWN) return [{ place: "environment", name: UNKNOWN, value: UNKNOWN }];
    if (!isRecord(entry) || !isText(entry.value)) return [];
    const { name } = entry;
    const place = typeof name === "string" ? `environment variable ${name}` : "environment";
    return [{ place, name, value: entry.value }];
  });
}

function options(kind: string, value: unknown, isNamed: boolean): ExposedText[] {
  if (!isRecord(value)) return [];
  return Object.entries(value)
    .filter(([, text]) => isText(text))
    .map(([name, text]) => ({ place: `${kind} ${name}`, ...(isNamed ? { name } : {}), value: text }));
}

/** Each word of a command by itself, and `--flag value` and `NAME=value` as a named text too. */
function words(place: string, value: unknown): ExposedText[] {
  if (!Array.isArray(value)) return [];
  const list: unknown[] = value;
  return list.flatMap((word, index): ExposedText[] => {
    if (typeof word !== "string") return [];
    const next = list[index + 1];
    const isFlag =
      /^--?[A-Za-z][\w-]*$/.test(word) && isText(next) && !String(next as string).startsWith("-");
    const assigned = [
      ...word.matchAll(/(?:^|[\s"'])-{0,2}([A-Za-z][\w-]{0,80})=("[^"]*"|'[^']*'|[^\s"']+)/g),
    ];
    return [
      { place, value: word },
      ...(isFlag ? [{ place: `${place} ${word}`, name: word, value: next }] : []),
      ...assigned.map(([, name = "", text = ""]) => ({
        place: `${place} ${name}`,
        name,
        value: text.replace(/^["']|["']$/g, ""),
      })),
    ];
  });
}

function isText(value: unknown): boolean {
  return typeof value === "string" || value === UNKNOWN;
}

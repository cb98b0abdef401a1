/** The texts of a container that everybody can read who may describe the task definition. */
import { UNKNOWN } from "../../evaluation/types";
import { isRecord } from "../../graph/resources/plain";
import type { ExposedText, TextPlace, TextProperty } from "./text-place";
import { within } from "./texts-within";
import type { Container } from "../../graph/resources/container-definitions";

/** Every readable text of a container. Values of the wrong type are left out: ECS takes none of them. */
export function exposedTexts(container: Container): ExposedText[] {
  const log = isRecord(container.logConfiguration) ? container.logConfiguration : {};
  const health = isRecord(container.healthCheck) ? container.healthCheck : {};
  const firelens = isRecord(container.firelensConfiguration) ? container.firelensConfiguration : {};
  return [
    ...environment(container.environment),
    ...options("logConfiguration", log.options),
    ...options("firelensConfiguration", firelens.options),
    ...options("dockerLabels", container.dockerLabels).map(asHint),
    ...words("command", container.command),
    ...words("entryPoint", container.entryPoint),
    ...words("healthCheck", health.command),
  ];
}

/** Every readable text of a task definition outside its containers. */
export function exposedTextsOfTask({ volumes, tags }: Record<string, unknown>): ExposedText[] {
  const drivers = Array.isArray(volumes) ? volumes.filter(isRecord) : [];
  return [
    ...drivers.flatMap(({ dockerVolumeConfiguration: driver }) =>
      isRecord(driver) ? options("volumes", driver.driverOpts) : [],
    ),
    ...options("tags", tags).map(asHint),
  ];
}

function asHint(text: ExposedText): ExposedText {
  return { ...text, hint: "password" };
}

const UNKNOWN_VARIABLE: ExposedText = {
  place: { property: "environment" },
  name: UNKNOWN,
  value: UNKNOWN,
};

function environment(value: unknown): ExposedText[] {
  if (value === UNKNOWN) return [UNKNOWN_VARIABLE];
  if (!Array.isArray(value)) return [];
  return value.flatMap((entry: unknown): ExposedText[] => {
    if (entry === UNKNOWN) return [UNKNOWN_VARIABLE];
    if (!isRecord(entry) || !isText(entry.value)) return [];
    const { name } = entry;
    const place: TextPlace = { property: "environment", entry: typeof name === "string" ? name : undefined };
    return [{ place, name, value: entry.value }, ...within(place, entry.value)];
  });
}

function options(property: TextProperty, value: unknown): ExposedText[] {
  if (!isRecord(value)) return [];
  return Object.entries(value)
    .filter(([, text]) => isText(text))
    .map(([name, text]) => ({ place: { property, entry: name }, name, value: text }));
}

/** Each word of a command by itself, and `--flag value` and `NAME=value` as a named text too. */
function words(property: TextProperty, value: unknown): ExposedText[] {
  const place: TextPlace = { property };
  if (!Array.isArray(value)) return [];
  const list: unknown[] = value;
  const commandLine = list.filter((word) => typeof word === "string").join(" ");
  const whole: ExposedText = { place, value: commandLine, isCommandLine: true };
  const single = list.flatMap((word, index): ExposedText[] => {
    if (typeof word !== "string") return [];
    const next = list[index + 1];
    const isFlag =
      /^--?[A-Za-z][\w-]*$/.test(word) && isText(next) && !String(next as string).startsWith("-");
    const assigned = [
      ...word.matchAll(/(?:^|[\s"'])-{0,2}([A-Za-z][\w.-]{0,80})=("[^"]*"|'[^']*'|[^\s"']+)/g),
      ...word.matchAll(/(?:^|\s)(--?[A-Za-z][\w-]{0,80})\s+("[^"]*"|'[^']*'|[^\s"'-][^\s"']*)/g),
    ];
    return [
      { place, value: word },
      ...(isFlag ? [{ place: { property, entry: word }, name: word, value: next }] : []),
      ...assigned.map(([, name = "", text = ""]) => ({
        place: { property, entry: name },
        name,
        value: unquoted(text),
      })),
    ];
  });
  return commandLine === "" ? single : [...single, whole];
}

/** What is assigned; a `;` or `,` behind it ends a command or an argument, and is no part of it. */
function unquoted(text: string): string {
  return /^["']/.test(text) ? text.replace(/^["']|["']$/g, "") : text.replace(/[;,)]+$/, "");
}

function isText(value: unknown): boolean {
  return typeof value === "string" || value === UNKNOWN;
}

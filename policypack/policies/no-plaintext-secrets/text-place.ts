/** Where in a task definition a readable text stands. */

/** The property that holds the text, at whatever depth. */
export type TextProperty =
  | "environment"
  | "logConfiguration"
  | "firelensConfiguration"
  | "dockerLabels"
  | "command"
  | "entryPoint"
  | "healthCheck"
  | "volumes"
  | "tags";

export interface TextPlace {
  property: TextProperty;
  /** The name of the variable, option, label or flag; undefined where it has none or it is not known. */
  entry?: string;
  /** The key, where the text is one of several in JSON. */
  member?: string;
}

/** A text that everybody can read. */
export interface ExposedText {
  place: TextPlace;
  /** What the text is called; UNKNOWN where that is not known, undefined where it has no name. */
  name?: unknown;
  /** A string, or UNKNOWN. */
  value: unknown;
  /** How much the name says: of labels and tags, which name all kinds of things, only that a password is meant. */
  hint?: "password";
  /** Whether it is a whole command line. */
  isCommandLine?: boolean;
}

const ID_TEXTS: Record<Exclude<TextProperty, "environment">, string> = {
  logConfiguration: "log option",
  firelensConfiguration: "FireLens option",
  dockerLabels: "docker label",
  command: "command",
  entryPoint: "entryPoint",
  healthCheck: "healthCheck.command",
  volumes: "driver option",
  tags: "tag",
};

/** How ids of findings know a place. Exemptions name those ids: this never changes, whatever messages say. */
export function placeIdText({ property, entry, member }: TextPlace): string {
  const inside = member === undefined ? "" : ` (${member})`;
  if (property === "environment") {
    return `${entry === undefined ? "environment" : `environment variable ${entry}`}${inside}`;
  }
  return `${ID_TEXTS[property]}${entry === undefined ? "" : ` ${entry}`}${inside}`;
}

/** For messages, e.g. `environment variable DB_PASSWORD` or `command`. */
export function describePlace(place: TextPlace): string {
  return placeIdText(place);
}

/** Pieces that the sections of an administrator's request are made of. */
import type { PlainResource } from "../../policypack/graph/types";

/** The resources of a type, by their names in AWS or else Pulumi: the program registers them in no fixed order. */
export function ofType(resources: PlainResource[], type: string): PlainResource[] {
  const keyOf = ({ name, props }: PlainResource) => `${text(props.name)} ${name}`;
  return resources
    .filter((resource) => resource.type === type)
    .sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
}

/** A property that is known and set, or the empty text. */
export function text(value: unknown): string {
  return typeof value === "string" ? value : "";
}

/** A name in code type. */
export function code(name: string): string {
  return `\`${name}\``;
}

/** Commands to be run one after the other. */
export function commands(...lines: string[]): string {
  return `\`\`\`bash\n${lines.join("\n\n")}\n\`\`\``;
}

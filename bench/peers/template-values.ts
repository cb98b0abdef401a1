/** Values of the catalogue's stacks as a CloudFormation template writes them. */
import { isOutput } from "../../tests/faults/declared";

/** Logical ids may hold letters and digits only. */
export function logicalId(name: string): string {
  return name.replace(/[^A-Za-z0-9]/g, "");
}

/** Outputs become references; what CloudFormation returns for `Ref` is the name of IAM's and ECS's types. */
export function value(from: unknown): unknown {
  if (!isOutput(from)) return from;
  const { resource, property } = from.$output;
  return property === "arn" ? { "Fn::GetAtt": [logicalId(resource), "Arn"] } : { Ref: logicalId(resource) };
}

/** A JSON text as an object; what does not parse stays text, as a template's author would have it. */
export function documentOf(text: unknown): unknown {
  if (typeof text !== "string") return value(text);
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** What the provider spells `likeThis` in CloudFormation's spelling, outputs in it included. */
export function pascal(from: unknown): unknown {
  if (isOutput(from)) return value(from);
  if (Array.isArray(from)) return from.map(pascal);
  if (typeof from !== "object" || from === null) return from;
  return Object.fromEntries(
    Object.entries(from).map(([key, inner]) => {
      const name = key.charAt(0).toUpperCase() + key.slice(1);
      return [name, key === "options" || key === "dockerLabels" ? inner : pascal(inner)];
    }),
  );
}

export function tags(from: unknown): unknown {
  if (from === undefined) return undefined;
  return Object.entries(from as Record<string, string>).map(([Key, Value]) => ({ Key, Value }));
}

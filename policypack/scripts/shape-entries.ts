/** The shapes that a request is made of, from an API model as AWS publishes it (`service-2.json`). */
import type { ShapeEntry } from "../evaluation/catalogue/task-definition-shapes";

/** A reference to a shape, with what AWS's documentation says of the member (HTML). */
interface Reference {
  shape: string;
  documentation?: string;
}

/** A shape of the model, as far as a request's form depends on it. */
interface ModelShape {
  type: ShapeEntry["type"];
  required?: string[];
  members?: Record<string, Reference>;
  member?: Reference;
  value?: Reference;
  enum?: string[];
  min?: number;
  max?: number;
  pattern?: string;
  union?: boolean;
}

export interface ApiModel {
  shapes: Record<string, ModelShape>;
}

/** One entry for the shape `root` and each that it leads to; what the model has for its own clients only is left out. */
export function shapeEntries(model: ApiModel, root: string): ShapeEntry[] {
  const entries = new Map<string, ShapeEntry>();
  const waiting = [root];
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    if (entries.has(name)) continue;
    const shape = model.shapes[name];
    if (!shape) throw new Error(`The model has no shape ${name}.`);
    const entry = entryOf(name, shape);
    entries.set(name, entry);
    waiting.push(...Object.values(entry.members ?? {}), ...(entry.of === undefined ? [] : [entry.of]));
  }
  return [...entries.values()];
}

function entryOf(name: string, shape: ModelShape): ShapeEntry {
  const { type, required, enum: values, min, max, pattern, union } = shape;
  const members = Object.entries(shape.members ?? {});
  const documented = members.flatMap(([member, reference]): [string, string[]][] => {
    const words = documentedValues(reference.documentation ?? "");
    return words.length > 0 && reference.shape === "StringList" ? [[member, words]] : [];
  });
  return {
    shape: name,
    type,
    ...(required && { required }),
    ...(members.length > 0 && {
      members: Object.fromEntries(members.map(([key, { shape: of }]) => [key, of])),
    }),
    ...(documented.length > 0 && { documented: Object.fromEntries(documented) }),
    ...((shape.member ?? shape.value) && { of: (shape.member ?? shape.value)?.shape }),
    ...(values && { enum: values }),
    ...(min !== undefined && { min }),
    ...(max !== undefined && { max }),
    ...(pattern !== undefined && { pattern }),
    ...(union && { union }),
  };
}

/**
 * What `Valid values: "ALL" | "AUDIT_CONTROL" | …` at the end of a description names; nothing where one of the values
 * stands for others, as in `apparmor:PROFILE`.
 */
function documentedValues(documentation: string): string[] {
  const plain = documentation.replace(/<[^>]+>/g, "").replace(/&quot;/g, '"');
  const [, list] = /Valid values:\s*((?:"[^"]*"\s*\|\s*)+"[^"]*")/.exec(plain) ?? [];
  const values = [...(list ?? "").matchAll(/"([^"]*)"/g)].map(([, value]) => value ?? "");
  return values.every((value) => /^\w+$/.test(value)) ? values : [];
}

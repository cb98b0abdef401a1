/** A text of which parts are known. */
export type Text = TextPart[];

export type TextPart = string | Variable | Hole;

/** The value of an environment variable. */
export interface Variable {
  variable: string;
  /** What stands in for it where it is not set. */
  fallback?: Text;
}

/** Anything. */
export interface Hole {
  hole: true;
}

export const HOLE: Hole = { hole: true };

/** No name and no ARN is longer, nor made of more parts. */
const LONGEST = 4096;
const MOST_PARTS = 64;

/** Texts one after the other, neighbouring literals as one. */
export function joined(texts: Text[]): Text {
  const parts: Text = [];
  for (const part of texts.flat()) {
    const last = parts.at(-1);
    if (typeof part === "string" && typeof last === "string") parts[parts.length - 1] = last + part;
    else if (!isHole(part) || last === undefined || !isHole(last)) parts.push(part);
  }
  const length = parts.reduce((sum, part) => sum + (typeof part === "string" ? part.length : 0), 0);
  if (length > LONGEST || parts.length > MOST_PARTS) return [HOLE];
  return parts.length > 1 ? parts.filter((part) => part !== "") : parts;
}

export function isHole(part: TextPart): part is Hole {
  return typeof part === "object" && "hole" in part;
}

export function isVariable(part: TextPart): part is Variable {
  return typeof part === "object" && "variable" in part;
}

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

/** What is before the first slash behind the start, and after it. */
export function partedAtSlash(text: Text): [before: Text, after: Text] {
  const parts = text.map((part, index) =>
    index === 0 && typeof part === "string" ? part.replace(/^\//, "") : part,
  );
  const at = parts.findIndex((part) => typeof part === "string" && part.includes("/"));
  const found = parts[at];
  // A variable may hold both.
  if (typeof found !== "string") return [typeof parts[0] === "object" ? parts.slice(0, 1) : [], []];
  const slash = found.indexOf("/");
  return [
    [...parts.slice(0, at), found.slice(0, slash)].filter((part) => part !== ""),
    [found.slice(slash + 1), ...parts.slice(at + 1)].filter((part) => part !== ""),
  ];
}

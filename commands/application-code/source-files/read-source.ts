import fs from "node:fs";

/** A file of the application that is not read, and why. */
export interface PassedOver {
  file: string;
  reason: "too-large" | "minified" | "not-utf-8" | "unreadable";
}

/** Bytes. Nobody writes more into one file by hand. */
const LARGEST = 256 * 1024;
/** Characters a line, on average, of a file that is longer than a few lines. */
const LONG_LINES = 300;
const SMALL = 5_000;

/** The text of a source file, or why it has none. @param file as it is to be called */
export function readSource(absolute: string, file: string): { text: string } | PassedOver {
  let content: Buffer;
  try {
    if (fs.statSync(absolute).size > LARGEST) return { file, reason: "too-large" };
    content = fs.readFileSync(absolute);
  } catch {
    return { file, reason: "unreadable" };
  }
  const text = decoded(content);
  if (text === undefined) return { file, reason: "not-utf-8" };
  return isMinified(text) ? { file, reason: "minified" } : { text };
}

function decoded(content: Buffer): string | undefined {
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(content);
    return text.includes("\0") ? undefined : text;
  } catch {
    return undefined;
  }
}

function isMinified(text: string): boolean {
  return text.length > SMALL && text.length / text.split("\n").length > LONG_LINES;
}

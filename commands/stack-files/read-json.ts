/** JSON that another program wrote, from a file or from standard input, with errors that say what is wrong with it. */
import fs from "node:fs";
import { isRecord } from "../../policypack/graph/resources/plain";
import { UsageError } from "../cli/usage-error";

/** Far above any state: Pulumi Cloud takes 20 MB. */
const MOST_BYTES = 256 * 1024 * 1024;

/** How `-`, standard input, is called in messages. */
const STANDARD_INPUT = "standard input";

/** A file's name as messages say it. */
export function shownName(file: string): string {
  return file === "-" ? STANDARD_INPUT : file;
}

/**
 * The object in a JSON file.
 * @param file a path, or `-` for standard input
 * @param made the command that writes such files, for the remedy
 * @throws UsageError that names the file: it cannot be read, is empty, huge, compressed, cut off, or no JSON object
 */
export function readJsonObject(file: string, made: string): Record<string, unknown> {
  const name = shownName(file);
  const text = decodedText(readBytes(file, name), name);
  if (text.trim() === "") throw problem(name, "is empty", made);
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch (error) {
    throw problem(name, notJson(text, error as Error), made);
  }
  if (isRecord(content)) return content;
  throw problem(name, "holds no JSON object", made);
}

/** What is wrong with a file, and how to get a good one. */
export function problem(name: string, what: string, made: string): UsageError {
  return new UsageError([`${name} ${what}. Write it with: ${made}`]);
}

function readBytes(file: string, name: string): Buffer {
  try {
    if (file !== "-") {
      const { size } = fs.statSync(file);
      if (size > MOST_BYTES) throw new UsageError([tooLarge(name, size)]);
    }
    const bytes = fs.readFileSync(file === "-" ? 0 : file);
    if (bytes.length > MOST_BYTES) throw new UsageError([tooLarge(name, bytes.length)]);
    return bytes;
  } catch (error) {
    if (error instanceof UsageError) throw error;
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === "ENOENT") throw new UsageError([`There is no file ${name}.`]);
    if (code === "EISDIR") throw new UsageError([`${name} is a folder. Name a file.`]);
    throw new UsageError([`${name} cannot be read: ${message}`]);
  }
}

function tooLarge(name: string, size: number): string {
  const megabytes = (bytes: number) => Math.round(bytes / 1024 / 1024);
  return `${name} has ${megabytes(size)} MB; more than ${megabytes(MOST_BYTES)} MB are not read. Split the stack, or judge it with the pack in \`pulumi preview\`.`;
}

/** PowerShell writes UTF-16 where its output goes into a file. */
function decodedText(bytes: Buffer, name: string): string {
  if (bytes[0] === 0x1f && bytes[1] === 0x8b) {
    throw new UsageError([`${name} is compressed. Unpack it first, e.g. with gunzip.`]);
  }
  const isUtf16 = bytes[0] === 0xff && bytes[1] === 0xfe;
  return (isUtf16 ? bytes.toString("utf16le") : bytes.toString("utf8")).replace(/^\uFEFF/, "");
}

function notJson(text: string, { message }: Error): string {
  const start = text.trimStart();
  if (!/^[[{]/.test(start)) return `is not JSON: it begins with ${JSON.stringify(start.slice(0, 40))}`;
  if (/^\{[^\n]*\}\s*\n\s*\{/.test(start)) return "holds several JSON objects, one after the other";
  const position = Number(/at position (\d+)/.exec(message)?.[1] ?? 0);
  const isCutOff = /end of JSON|Unterminated/i.test(message) || position >= text.trimEnd().length;
  return isCutOff ? `is cut off after ${text.length} characters` : `is not JSON: ${message}`;
}

/** A stack's file as Pulumi's CLI reads it, whatever it holds: of other people's stacks nothing is refused that Pulumi takes. */
import { isMap, isScalar, type ParsedNode, parseDocument, type Scalar, visit } from "yaml";
import { goScalar } from "./go-scalar";

/**
 * What the text means to Pulumi: dates as Go writes them out, `0b11` as 3, `0022` as 18, merges carried out.
 * @throws {Error} with a message of one line, where it is not YAML or Pulumi refuses it
 */
export function readAsPulumi(text: string): unknown {
  const document = parseDocument<ParsedNode>(text, { merge: true });
  const [error] = document.errors;
  if (error) throw error;
  visit(document, {
    Pair(_, { key, value }) {
      if (!isScalar(key)) return;
      if (key.value === "<<")
        key.type = "PLAIN"; // Pulumi writes the file anew before it reads it, and its quotes go
      else if (isPlain(key)) key.value = keyText(key);
      if (key.value === "<<" && isScalar(value)) throw new Error("<< merges what is not a map");
    },
    Scalar(position, scalar) {
      if (position !== "key" && (isPlain(scalar) || isNumber(scalar))) scalar.value = valueOf(scalar);
    },
  });
  return isMap(document.contents) ? document.toJS() : {};
}

function isPlain({ type, tag, source }: Scalar): boolean {
  return type === "PLAIN" && tag === undefined && source !== undefined;
}

/** The parser takes `!!float 1` for a text, Go for a number. */
function isNumber({ tag }: Scalar): boolean {
  return tag === "tag:yaml.org,2002:int" || tag === "tag:yaml.org,2002:float";
}

/** Keys are texts in the end. */
function keyText(key: Scalar): string {
  const value = valueOf(key);
  return value === null ? "<nil>" : String(value);
}

function valueOf({ source = "" }: Scalar): string | number | boolean | null {
  const read = goScalar(source);
  switch (read.kind) {
    case "null":
      return null;
    case "boolean":
      return read.value;
    case "number":
      if (typeof read.value === "number" && !Number.isFinite(read.value))
        throw new Error(`${source} is not a number that Pulumi can hand on`);
      // More digits than a number here can hold; a program is given them all, as text.
      return typeof read.value === "bigint" ? String(read.value) : read.value + 0;
    case "timestamp":
      return asGoWrites(source);
    case "text":
      return source;
  }
}

/** https://pkg.go.dev/time#Time.String */
function asGoWrites(timestamp: string): string {
  const [, year, month = "", day = "", hours = "0", minutes = "0", seconds = "0", fraction = "", zone = "Z"] =
    /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[Tt ](\d{1,2}):(\d{1,2}):(\d{1,2})(?:[.,](\d+))?(Z|[-+]\d\d:\d\d)?)?$/.exec(
      timestamp,
    ) ?? [];
  const two = (part: string) => part.padStart(2, "0");
  const part = fraction.replace(/0+$/, "");
  const offset = zone.replace(":", "");
  const where = zone === "Z" || offset === "+0000" ? "+0000 UTC" : `${offset} ${offset}`;
  return `${year}-${two(month)}-${two(day)} ${two(hours)}:${two(minutes)}:${two(seconds)}${part && `.${part}`} ${where}`;
}

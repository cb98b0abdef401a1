/** What a stack's file says to Pulumi's CLI and does not say here, or the other way round: none of it is let pass. */
import {
  type Document,
  isAlias,
  isCollection,
  isMap,
  isScalar,
  isSeq,
  type Node,
  type Pair,
  type Scalar,
  visit,
  type YAMLMap,
  type YAMLSeq,
} from "yaml";
import { nearest } from "../../../components/config/suggestion";
import { startOf } from "../yaml-places";
import { goScalar } from "./go-scalar";

/** A mistake, and where it stands in the text. */
export interface YamlMistake {
  offset: number;
  message: string;
}

/** Every mistake of this kind, in the order of the text. */
export function pulumiMistakes(document: Document.Parsed): YamlMistake[] {
  const found: YamlMistake[] = [...directiveMistakes(document), ...keysBesideConfig(document)];
  const note = (node: unknown, message: string) => found.push({ offset: startOf(node as Node), message });
  const noteTag = (node: Scalar | YAMLMap | YAMLSeq) => {
    if (node.tag !== undefined && node.tag !== STRING_TAG)
      note(node, `has the tag ${shortTag(node.tag)}: take it out, and write a text in quotes`);
  };
  visit(document, {
    Pair: (_, pair) => {
      for (const message of keyMistakes(pair)) note(pair.key, message);
    },
    Map: (_, map) => {
      noteTag(map);
      const merges = map.items.filter(({ key }) => isMergeKey(key));
      if (merges.length > 1) note(merges[1]!.key, "is a second <<: write one, with a list of anchors");
    },
    Seq: (_, seq) => noteTag(seq),
    Scalar: (key, scalar) => {
      noteTag(scalar);
      const message = key === "key" ? undefined : scalarMistake(scalar);
      if (message !== undefined) note(scalar, message);
    },
  });
  return found.sort((one, other) => one.offset - other.offset);
}

const STRING_TAG = "tag:yaml.org,2002:str";

function shortTag(tag: string): string {
  return tag.replace(/^tag:yaml\.org,2002:/, "!!");
}

function directiveMistakes({ directives }: Document.Parsed): YamlMistake[] {
  if (directives?.yaml.explicit !== true) return [];
  return [{ offset: 0, message: "has a line %YAML, which Pulumi does not heed: take it out" }];
}

/** What Pulumi reads of the file; it passes over anything else. */
const TOP_KEYS = ["config", "environment", "encryptionsalt", "encryptedkey", "secretsprovider"];

function keysBesideConfig({ contents }: Document.Parsed): YamlMistake[] {
  if (!isMap(contents)) return [];
  return contents.items.flatMap(({ key }) => {
    const name = isScalar(key) ? String(key.value) : "";
    if (TOP_KEYS.includes(name)) return [];
    const meant = name.includes(":") ? undefined : nearest(name, TOP_KEYS);
    const advice = meant ? `did you mean ${meant}?` : "indent it, so that it stands under `config:`";
    return [{ offset: startOf(key as Node), message: `stands where Pulumi reads no such key; ${advice}` }];
  });
}

function isMergeKey(key: unknown): boolean {
  return isScalar(key) && key.source === "<<" && isPlain(key);
}

function isPlain({ type, tag }: Scalar): boolean {
  return type === "PLAIN" && tag === undefined;
}

function keyMistakes({ key, value }: Pair): string[] {
  if (!isScalar(key)) return ["is a key that is not a plain text: write it out"];
  if (isMergeKey(key))
    return isMergeable(value)
      ? []
      : ["merges what is not a map: name the anchor of a map, or several in a list"];
  // Pulumi writes the file anew before it reads it, and this loses its quotes then.
  if (key.value === "<<")
    return ["merges to Pulumi, for all its quotes: leave them out, or name the key otherwise"];
  return !isPlain(key) || isReadAlike(textOf(key))
    ? []
    : [`is a key that Pulumi reads as another: write it in quotes, ${quoted(key)}`];
}

/** Keys are texts in the end, `1` and `true` too, whatever they were on the way. */
function isReadAlike(text: string): boolean {
  const read = goScalar(text);
  return (
    read.kind === "text" ||
    (read.kind === "boolean" ? true : read.kind === "number" && String(read.value) === text)
  );
}

function isMergeable(value: unknown): boolean {
  const sources = isSeq(value) ? value.items : [value];
  return sources.every((source) => isMap(source) || isAlias(source));
}

/** Undefined where both read the same. */
function scalarMistake(scalar: Scalar): string | undefined {
  if (!isPlain(scalar)) return undefined;
  const text = textOf(scalar);
  const read = goScalar(text);
  const inQuotes = `write it in quotes, ${quoted(scalar)}`;
  switch (read.kind) {
    case "timestamp":
      return `${text} is a date to Pulumi, which writes it out in a form of its own: ${inQuotes}`;
    case "number": {
      if (Object.is(read.value, scalar.value) && Number.isFinite(scalar.value) && !Object.is(read.value, -0))
        return undefined;
      if (!Number.isFinite(Number(read.value)))
        return `${text} is not a number that Pulumi can hand on: ${inQuotes}`;
      const orNumber =
        typeof read.value === "bigint"
          ? ""
          : `, to keep what is written, or else as the number ${read.value + 0}`;
      return `${text} is the number ${String(read.value)} to Pulumi: ${inQuotes}${orNumber}`;
    }
    case "text":
      return scalar.value === text || typeof scalar.value === "string"
        ? undefined
        : `${text} is a text to Pulumi: ${inQuotes}`;
    case "null":
    case "boolean":
      return undefined;
  }
}

function textOf(scalar: Scalar): string {
  return scalar.source ?? "";
}

function quoted(scalar: Scalar): string {
  return JSON.stringify(textOf(scalar));
}

/** An alias within what it is an alias of: Pulumi refuses it, and no value could be made of it. */
export function refersToItself(document: Document.Parsed): YamlMistake | undefined {
  let found: YamlMistake | undefined;
  visit(document, {
    Alias(_, alias, path) {
      const holder = path.find((each) => isCollection(each) && each.anchor === alias.source);
      if (!holder || alias.resolve(document) !== holder) return undefined;
      found = { offset: startOf(alias), message: `*${alias.source} stands within &${alias.source} itself` };
      return visit.BREAK;
    },
  });
  return found;
}

/** What is known of the values that a program works with. */
import type { ClassDefinition, FunctionDefinition } from "../program/expressions";
import type { Module } from "../program/module";
import type { Text } from "../program/text";
import type { Subject } from "./subject";

/** One value that an expression may have. */
export type Value =
  | { kind: "text"; text: Text }
  /** Something of a package that is not part of the application: `boto3`, `client`. */
  | { kind: "external"; path: string[] }
  | { kind: "function"; definition: FunctionDefinition; frame?: Frame; self?: Value }
  | { kind: "class"; definition: ClassDefinition }
  /** Of settings within settings, with where among them its fields are read. */
  | { kind: "instance"; definition: ClassDefinition; path?: string }
  | { kind: "record"; entries: ReadonlyMap<string, Value[]>; computed?: Text[]; isOpen: boolean }
  | { kind: "list"; items: Value[] }
  | { kind: "module"; module: Module }
  /** All environment variables. */
  | { kind: "environment" }
  | { kind: "sdk"; object: SdkObject }
  /** A function of such an object: `client.get_item`. */
  | { kind: "sdk-method"; object: SdkObject; name: string }
  /** A function that texts, records and lists have: `trim`. */
  | { kind: "value-method"; of: Value & { kind: "text" | "record" | "list" }; name: string }
  | { kind: "unknown" };

/** One call of a function: what its parameters are in it. */
export interface Frame {
  definition: FunctionDefinition;
  /** By the parameter's index. */
  parameter(index: number): Value[];
  /** The call in whose function this one is defined. */
  parent?: Frame;
  self?: Value;
  /** The call in which this one is made. */
  caller?: Frame;
  /** The expressions whose values in this call were asked for. */
  subjects: Subjects;
}

/** What has values, by what it stands for. */
export type Subjects = Map<object, Subject<Value[]>>;

/** An object of an AWS SDK. */
export interface SdkObject {
  /** What it is to its SDK's reader: `client`, `Table`, `paginator`. */
  type: string;
  /** The service's action prefix, e.g. `dynamodb`; empty for what serves any. */
  service: string;
  /** The operation that it stands for, of commands, paginators and responses. */
  operation?: string;
  /** AWS's parameters that are known already, by name. */
  parameters: ReadonlyMap<string, Value[]>;
  /** Why its requests are not the task role's, where they are not. */
  foreign?: ForeignReason;
}

/** With whose rights, or where, else. */
export type ForeignReason = "other-credentials" | "other-endpoint" | "unsigned";

export const UNKNOWN_VALUE: Value = { kind: "unknown" };

/** Follows the path of something external that was called: what it gives is nothing of ours. */
const CALLED = "()";

/** What calling something external gives: its functions are known by the name of what made it. */
export function madeBy(path: string[]): Value {
  return { kind: "external", path: [...path, CALLED] };
}

/** Whether nothing is known of a value. */
export function isUnknown(value: Value): boolean {
  return value.kind === "unknown" || (value.kind === "external" && value.path.includes(CALLED));
}

/** More alternatives than anybody would list. */
const MOST_ALTERNATIVES = 16;

/** Several values as the alternatives of one expression, each once. */
export function united(values: readonly Value[]): Value[] {
  if (values.length < 2) return [...values];
  const unique = new Map<unknown, Value>();
  for (const value of values) unique.set(identityOf(value), value);
  const all = [...unique.values()];
  return all.length > MOST_ALTERNATIVES ? [...all.slice(0, MOST_ALTERNATIVES), UNKNOWN_VALUE] : all;
}

function identityOf(value: Value): unknown {
  switch (value.kind) {
    case "text":
      return JSON.stringify(value.text);
    case "external":
      return JSON.stringify(value.path);
    case "function":
      return value.frame || value.self ? value : value.definition;
    case "class":
      return value.definition;
    case "instance":
      return value.path === undefined ? value.definition.fields : value;
    case "module":
      return value.module;
    case "environment":
    case "unknown":
      return value.kind;
    case "record":
    case "list":
    case "sdk":
    case "sdk-method":
    case "value-method":
      return value;
  }
}

export function textValue(text: Text): Value {
  return { kind: "text", text };
}

/** The texts among some values, each as its parts; undefined stands for what is not a known text. */
export function textsOf(values: readonly Value[]): (Text | undefined)[] {
  return values.map((value) => (value.kind === "text" ? value.text : undefined));
}

/** The one literal text that the values come to. */
export function literalOf(values: readonly Value[] | undefined): string | undefined {
  const [only, ...others] = values ?? [];
  if (only?.kind !== "text" || others.length > 0) return undefined;
  const [part, ...more] = only.text;
  return typeof part === "string" && more.length === 0 ? part : undefined;
}

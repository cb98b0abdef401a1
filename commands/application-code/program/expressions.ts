/**
 * A program as far as it matters for what it calls: expressions, and the scopes in which their names mean something. Each
 * language translates its syntax into this; everything after that is the same for all of them.
 */
/** Where something stands in the application. */
export interface CodePlace {
  /** Relative to the project, with `/`. */
  file: string;
  /** From 1. */
  line: number;
}

export type Expression =
  | { kind: "text"; value: string }
  /** Texts one after the other: an f-string, a template, a sum. */
  | { kind: "joined"; parts: Expression[] }
  | NameExpression
  | { kind: "member"; of: Expression; name: string }
  | { kind: "index"; of: Expression; key: Expression }
  | CallExpression
  | { kind: "record"; entries: RecordEntry[] }
  | { kind: "list"; items: Expression[] }
  /** One of these; which, the program decides as it runs. */
  | { kind: "choice"; options: Expression[] }
  /** The second where the first has no value. */
  | { kind: "otherwise"; first: Expression; second: Expression }
  | { kind: "function"; definition: FunctionDefinition }
  | { kind: "class"; definition: ClassDefinition }
  /** The object whose method this is. */
  | { kind: "self"; definition: ClassDefinition }
  /** The same, as the class that it extends sees it. */
  | { kind: "super"; definition: ClassDefinition }
  /** What the application keeps under a name for all its parts, where nothing is known of the value as it is written. */
  | { kind: "shared"; name: string; value: Expression }
  /** What a loop takes out of a list; with a place, one of several things that stand together: the key or the value of an entry. */
  | { kind: "element"; of: Expression; place?: number }
  | ImportExpression
  | TypedExpression
  | { kind: "opaque" };

/** A value of which its declared type alone is known, or that tells where nothing is known of the value itself. */
export interface TypedExpression {
  kind: "typed";
  type: Expression;
  value?: Expression;
  /** The type as it is written, where a framework may give the value: by a function that provides just that. */
  wanted?: string;
  /** Of what has the value. */
  name?: string;
}

export interface NameExpression {
  kind: "name";
  name: string;
  scope: NameSpace;
  at: Position;
}

/** The names that mean something where an expression stands. */
export interface NameSpace {
  /**
   * What a name may mean where it is used: in the function that assigns it the last assignment before, and those after
   * it that may or may not have happened; in others any. Empty for a name that nobody binds.
   */
  lookUp(name: string, at: Position): Binding[];
}

export type Binding =
  /** With the function whose scope binds it, if one does. */
  | { kind: "value"; value: Expression; at: Position; owner?: FunctionDefinition }
  /** What the name stands for wherever it is used. */
  | { kind: "here"; value: Expression }
  | { kind: "parameter"; definition: FunctionDefinition; index: number };

/** What a module gives: all of it, or one name. */
export interface ImportExpression {
  kind: "import";
  /** As written. */
  specifier: string;
  /** The file that imports. */
  from: string;
  /** What may be meant where the application has no such module, the likeliest first; the last where it has none. */
  or?: string[];
  name?: string;
}

export interface CallExpression {
  kind: "call";
  callee: Expression;
  arguments: Argument[];
  place: CodePlace;
  /** Tells what a function is called with, and leaves it to others to call it. */
  isPartial?: boolean;
}

export interface Argument {
  /** Of keyword arguments. */
  name?: string;
  value: Expression;
  /** Whether it stands for several: `*list`, `**record`, `...list`. */
  isSpread?: boolean;
}

/** Without a key: another record, whose entries are taken over. */
export interface RecordEntry {
  key?: string;
  /** A key that the program computes. */
  computed?: Expression;
  value: Expression;
}

export interface Parameter {
  name: string;
  default?: Expression;
  /** Its declared type, as the expression that names it. */
  type?: Expression;
  /** As in a typed expression. */
  wanted?: string;
  /** Takes all that is left: as a list or as a record. */
  rest?: "list" | "record";
}

export interface FunctionDefinition {
  name: string;
  parameters: Parameter[];
  /** What it may return or yield. */
  returns: Expression[];
  /** The class whose method it is. */
  owner?: ClassDefinition;
  /** Whether reading it as a member calls it. */
  isProperty: boolean;
  returnType?: Expression;
  /** Whether only classes that extend its own say what it does. */
  isAbstract?: boolean;
  /** The type of which it gives a framework a value, as it is written. */
  provides?: string;
  /** All functions of its class that have its name, in languages that tell them apart by their parameters. */
  overloads?: FunctionDefinition[];
}

export interface ClassDefinition {
  name: string;
  bases: Expression[];
  /** Values of its objects' fields, and of its own: with what they are declared or assigned, anywhere in it. */
  fields: Map<string, Expression[]>;
  methods: Map<string, FunctionDefinition>;
  /** The name of the method that makes its objects. */
  constructorName: string;
}

/** Where in its file an expression stands, for the order of assignments. */
export interface Position {
  offset: number;
  block: Block;
}

/** A run of statements that are executed together or not at all. */
export interface Block {
  parent?: Block;
  isLoop: boolean;
}

export const OPAQUE: Expression = { kind: "opaque" };

/** No value: `None`, `null`, `undefined`, `nil`. */
export const NOTHING: Expression = { kind: "choice", options: [] };

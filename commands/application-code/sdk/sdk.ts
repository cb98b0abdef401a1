/** What a language's AWS SDKs do, as the evaluation asks for it. */
import type { Arguments } from "../evaluation/arguments";
import type { SdkObject, Value } from "../evaluation/values";

/** A request to AWS that a call makes. */
export interface Operation {
  /** Action prefix of the service. */
  service: string;
  /** AWS's name of the operation in any spelling: `get_item`, `GetItem`. */
  name: string;
  /** AWS's parameters by name, as far as they are written. */
  parameters: ReadonlyMap<string, Value[]>;
  foreign?: SdkObject["foreign"];
  /** The command that it is made as, which a client sends elsewhere. */
  command?: SdkObject;
}

/** What a call comes to. */
export interface CallResult {
  values: Value[];
  operations: Operation[];
  /** Commands that were made before, and which client sends them. */
  sent?: { command: SdkObject; by: SdkObject }[];
}

/** Calls functions of the application, for SDKs and libraries that take such. */
export interface Evaluator {
  call(callee: Value, given: Arguments): Value[];
  member(of: Value, name: string): Value[];
  /** All calls in the program of something of a name: what they may call, with what. */
  callsOf(name: string): { callees: Value[]; given: Arguments }[];
}

/** Reads what does not belong to the application: AWS's SDKs, and how settings are read. Undefined: nothing is known of it. */
export interface Library {
  /** A member of something external or of an SDK's object. */
  member(of: Value, name: string): Value[] | undefined;
  call(callee: Value, given: Arguments, evaluator: Evaluator): CallResult | undefined;
  /** A member of something that nothing is known of, where its name says enough. */
  memberOfUnknown?(name: string): Value[] | undefined;
  /** Whether a call of something external may be a request by itself; absent: any may. */
  mayRequest?(path: string[]): boolean;
  /** What a value of an external type is. */
  ofType(path: string[]): Value[] | undefined;
  /** The value of a class's field, where it is read from the settings. */
  setting?(field: FieldSetting, evaluator: Evaluator): Value[] | undefined;
}

/** A field of a class of settings. */
export interface FieldSetting {
  name: string;
  /** Where among the settings the fields of its object are read, where another object of settings holds that. */
  path?: string;
  /** What its class extends. */
  bases(): Value[];
  /** What is assigned to it. */
  declared: Value[];
  /** Another field of the class, for its options. */
  other(name: string): Value[];
}

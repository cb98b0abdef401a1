import type { PassedOver } from "../source-files/read-source";
import type { ForeignReason } from "../evaluation/values";
import type { CodePlace } from "../program/expressions";
import type { PlainValue } from "./plain-value";

/** One request to AWS that the code makes. */
export interface CodeCall extends CodePlace {
  /** Action prefix of the service, e.g. `dynamodb`. */
  service: string;
  /** The API's name of the operation in small letters without hyphens and underscores, e.g. `getitem`. */
  operation: string;
  /** AWS's parameters by name; each with the values that it may have. */
  parameters: Record<string, PlainValue[]>;
}

/** A request that is not the task role's. */
export interface ForeignCall extends CodePlace {
  service: string;
  operation: string;
  reason: ForeignReason;
}

/** What the code of an application calls, as far as it can be told. */
export interface Application {
  /** By file, line, service and operation. */
  calls: CodeCall[];
  foreign: ForeignCall[];
  passedOver: PassedOver[];
  /** Files that are read in part, with the line of the first syntax error. */
  malformed: CodePlace[];
  /** How many files were read. */
  files: number;
  /** Whether it was too large to follow all of it. */
  isExhausted: boolean;
}

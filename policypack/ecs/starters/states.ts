/** The states of a state machine. https://docs.aws.amazon.com/step-functions/latest/dg/concepts-amazon-states-language.html */
import { onceEach } from "../../evaluation/once-each";
import { UNKNOWN } from "../../evaluation/types";
import { isRecord, records } from "../../graph/resources/plain";
import type { PlainResource } from "../../graph/types";
import { jsonObject } from "./json-input";

export interface TaskState {
  name: string;
  resource: unknown;
  /** The request that it makes: `Parameters`, or `Arguments` in JSONata; undefined where the input decides it all. */
  request: Record<string, unknown> | undefined;
  /** Where the state names a role of its own to act with. */
  credentials: unknown;
  /** Whether it stands in a Map in distributed mode, which runs it in executions of their own. */
  isDistributed: boolean;
}

/** A definition as AWS takes it; undefined where it is not known, or no definition. */
export const definitionOf = onceEach(({ props }: PlainResource): Record<string, unknown> | undefined => {
  const written = props.definition ?? props.definitionString;
  const substitutions = isRecord(props.definitionSubstitutions) ? props.definitionSubstitutions : {};
  const filled = substituted(jsonObject(written) ?? written, substitutions);
  return jsonObject(filled);
});

/** The property of a state machine in which its definition stands: `aws-native` has one for text, too. */
export function definitionProperty({ props }: PlainResource): "definition" | "definitionString" {
  return props.definition === undefined ? "definitionString" : "definition";
}

/** `aws-native` fills `${NAME}` with what stands beside the definition. */
function substituted(value: unknown, by: Record<string, unknown>): unknown {
  if (Object.keys(by).length === 0) return value;
  if (Array.isArray(value)) return value.map((each) => substituted(each, by));
  if (isRecord(value))
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, substituted(each, by)]));
  if (typeof value !== "string") return value;
  const names = [...value.matchAll(/\$\{(\w+)\}/g)].map(([, name]) => name as string);
  if (names.some((name) => Object.hasOwn(by, name) && typeof by[name] === "symbol")) return UNKNOWN;
  return value.replace(/\$\{(\w+)\}/g, (whole, name: string) =>
    Object.hasOwn(by, name) ? String(by[name]) : whole,
  );
}

/** All states that do something, however deep in Map and Parallel they stand. */
export function taskStates(definition: Record<string, unknown>): TaskState[] {
  const found: TaskState[] = [];
  const open: OpenMachine[] = [{ machine: definition, language: "JSONPath", isDistributed: false }];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { machine } = next;
    const language = machine.QueryLanguage ?? next.language;
    const isDistributed = next.isDistributed || isRunInDistributedMode(machine);
    for (const [name, state] of Object.entries(isRecord(machine.States) ? machine.States : {})) {
      if (!isRecord(state)) continue;
      const own = state.QueryLanguage ?? language;
      if (state.Type === "Task") found.push({ ...taskState(name, state, own === "JSONata"), isDistributed });
      const inner = [state.ItemProcessor, state.Iterator, ...records(state.Branches)].filter(isRecord);
      open.push(...inner.map((each): OpenMachine => ({ machine: each, language, isDistributed })));
    }
  }
  return found;
}

/** The machine, or the inner one of a Map or of a branch, with what it has from the one around it. */
interface OpenMachine {
  machine: Record<string, unknown>;
  language: unknown;
  isDistributed: boolean;
}

/** https://docs.aws.amazon.com/step-functions/latest/dg/state-map-distributed.html */
function isRunInDistributedMode({ ProcessorConfig: config }: Record<string, unknown>): boolean {
  return isRecord(config) && config.Mode === "DISTRIBUTED";
}

function taskState(
  name: string,
  state: Record<string, unknown>,
  isJsonata: boolean,
): Omit<TaskState, "isDistributed"> {
  const written = isJsonata ? state.Arguments : state.Parameters;
  return {
    name,
    resource: state.Resource,
    request: isRecord(written) ? written : undefined,
    credentials: isRecord(state.Credentials) ? valueIn(state.Credentials, "RoleArn") : state.Credentials,
  };
}

/** Stands for a value that the execution decides. */
export const DYNAMIC = Symbol("decided by the execution");

/** A value of a request: what stands there, or `DYNAMIC` where the execution decides it. */
export function valueIn(request: Record<string, unknown>, key: string): unknown {
  if (Object.hasOwn(request, `${key}.$`)) return DYNAMIC;
  const value = request[key];
  return typeof value === "string" && /^\s*\{%.*%\}\s*$/s.test(value) ? DYNAMIC : value;
}

/** Making and reading objects of AWS's SDKs. */
import type { ForeignReason, SdkObject, Value } from "../evaluation/values";
import type { CallResult, Operation } from "./sdk";

export function sdkValue(
  type: string,
  service: string,
  rest: Partial<Omit<SdkObject, "type" | "service">> = {},
): Value & { kind: "sdk" } {
  return { kind: "sdk", object: { type, service, parameters: new Map(), ...rest } };
}

/** A request of an object, whose parameters that are known already go with it. */
export function operationOf(
  { service, parameters, foreign }: SdkObject,
  name: string,
  more: ReadonlyMap<string, Value[]> = new Map(),
): Operation {
  return {
    service,
    name,
    parameters: new Map([...parameters, ...more]),
    ...(foreign && { foreign }),
  };
}

/** A call that makes requests and gives these values. */
export function requests(operations: Operation[], ...values: Value[]): CallResult {
  return { values: values.length > 0 ? values : [{ kind: "unknown" }], operations };
}

/** A call that makes no request. */
export function gives(...values: Value[]): CallResult {
  return { values, operations: [] };
}

export function withParameters(
  object: SdkObject,
  more: Record<string, Value[] | undefined>,
): Map<string, Value[]> {
  const given = Object.entries(more).flatMap(([name, values]) => (values ? [[name, values] as const] : []));
  return new Map([...object.parameters, ...given]);
}

/** Why the requests of a client are not the task role's: the first reason that there is. */
export function foreignOf(...reasons: (ForeignReason | false | undefined)[]): { foreign?: ForeignReason } {
  const [first] = reasons.filter((each) => each !== false && each !== undefined);
  return first ? { foreign: first } : {};
}

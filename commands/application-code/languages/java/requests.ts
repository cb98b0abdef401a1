/**
 * Requests and their parts, which the AWS SDK for Java 2.x makes with builders, and what comes back.
 * https://docs.aws.amazon.com/sdk-for-java/latest/developer-guide/using.html
 */
import type { Arguments } from "../../evaluation/arguments";
import { madeArguments } from "../../evaluation/call-arguments";
import { type SdkObject, UNKNOWN_VALUE, type Value } from "../../evaluation/values";
import { gives, sdkValue } from "../../sdk/objects";
import type { CallResult, Evaluator } from "../../sdk/sdk";

/** Parameters by name. */
export type Input = ReadonlyMap<string, Value[]>;

/** Parameters that hold several things, which Java's builders take one after the other too. */
const LISTS =
  /^(names|secretIdList|objects|entries|transactItems|statements|transactStatements|readBatches|writeBatches)$/;

/** AWS's names of parameters that are more than the Java name with a capital. */
const NAMES: Record<string, string> = { acl: "ACL" };

/** A builder to which nothing is given yet. */
export function newRequest(): Value {
  return sdkValue("request", "");
}

/** `GetItemRequest.builder()`, and what is called on it. */
export function requestCall(callee: Value, given: Arguments, evaluator: Evaluator): CallResult | undefined {
  if (callee.kind === "external") {
    const path = callee.path.join(".");
    return /^software\.amazon\.awssdk\..*\.[A-Z]\w*\.(builder|create)$/.test(path)
      ? gives(newRequest())
      : undefined;
  }
  if (callee.kind !== "sdk-method" || callee.object.type !== "request") return undefined;
  return gives(...withCalled(callee.object, callee.name, given, evaluator));
}

/** A builder of which its declared type alone is known. */
export function requestType(path: string[]): Value[] | undefined {
  return /^software\.amazon\.awssdk\..*\.[A-Z]\w*\.Builder$/.test(path.join("."))
    ? [newRequest()]
    : undefined;
}

/** A request after one more call: without arguments it gives one of its parameters. */
export function withCalled(object: SdkObject, name: string, given: Arguments, evaluator: Evaluator): Value[] {
  if (/^(build|toBuilder|copy)$/.test(name)) return [{ kind: "sdk", object }];
  if (given.count === 0 && !given.isOpen) return object.parameters.get(name) ?? [UNKNOWN_VALUE];
  const parameters = new Map(object.parameters);
  if (/^add[A-Z]/.test(name) && given.get(0)) {
    parameters.set("(added)", [
      { kind: "list", items: [...added(object), addition(name.slice(3), given, evaluator)] },
    ]);
  } else {
    const values = argumentValues(name, given, evaluator);
    parameters.set(name, values);
    parameters.set(NAMES[name] ?? `${name.charAt(0).toUpperCase()}${name.slice(1)}`, values);
  }
  return [{ kind: "sdk", object: { ...object, parameters } }];
}

function added({ parameters }: SdkObject): Value[] {
  const [list] = parameters.get("(added)") ?? [];
  return list?.kind === "list" ? list.items : [];
}

/** Of the enhanced client's batches and transactions: what is done, and to which table. */
function addition(operation: string, given: Arguments, evaluator: Evaluator): Value {
  const entries = new Map<string, Value[]>([["(operation)", [{ kind: "text", text: [operation] }]]]);
  const tables = (given.get(0) ?? []).flatMap((each) => plain(each, evaluator));
  entries.set("(table)", tables);
  return { kind: "record", entries, isOpen: false };
}

function argumentValues(name: string, given: Arguments, evaluator: Evaluator): Value[] {
  const all = Array.from({ length: given.count }, (_, index) =>
    (given.get(index) ?? []).flatMap((each) => plain(each, evaluator)),
  );
  const [only = [], ...others] = all;
  if (others.length > 0) return [{ kind: "list", items: all.flat() }];
  if (!LISTS.test(name)) return only;
  const isList = only.some(({ kind }) => kind === "list" || kind === "unknown" || kind === "external");
  return isList ? only : [{ kind: "list", items: only }];
}

/** What is given for a parameter: a part of a request, made by a builder or by a function that is given one, as a record. */
function plain(value: Value, evaluator: Evaluator): Value[] {
  if (value.kind === "list")
    return [{ kind: "list", items: value.items.flatMap((each) => plain(each, evaluator)) }];
  if (value.kind === "function") return requestsOf(value, evaluator).map((input) => recordOf(input));
  if (value.kind === "sdk" && value.object.type === "request") return [recordOf(value.object.parameters)];
  return [value];
}

function recordOf(parameters: Input): Value {
  return { kind: "record", entries: parameters, isOpen: false };
}

/** The parameters that one argument of a client's function may have: a request's, or what a function makes of one. */
export function inputsOf(given: Arguments, evaluator: Evaluator, index = 0): Input[] {
  const inputs = (given.get(index) ?? []).flatMap((each) => requestsOf(each, evaluator));
  return inputs.length > 0 ? inputs : [new Map()];
}

function requestsOf(value: Value, evaluator: Evaluator): Input[] {
  if (value.kind === "sdk" && value.object.type === "request") return [value.object.parameters];
  if (value.kind !== "function") return [];
  return evaluator
    .call(value, madeArguments([[newRequest()]]))
    .flatMap((each) =>
      each.kind === "sdk" && each.object.type === "request" ? [each.object.parameters] : [],
    );
}

/** What a request gives: the same when it is waited for. */
export function responseOf(service: string, input: Input): Value {
  return sdkValue("response", service, { parameters: input });
}

/** AWS gives back the queue that was asked for. */
export function responseCall(callee: Value): CallResult | undefined {
  if (callee.kind !== "sdk-method" || callee.object.type !== "response") return undefined;
  const { object, name } = callee;
  if (/^(join|get|orTimeout|toCompletableFuture)$/.test(name)) return gives({ kind: "sdk", object });
  const queue =
    name === "queueUrl" || name === "getQueueUrl" ? object.parameters.get("QueueName") : undefined;
  if (!queue) return gives(UNKNOWN_VALUE);
  return gives(
    ...queue.map((each): Value =>
      each.kind === "text" ? { kind: "text", text: ["arn:*:sqs:*:*:", ...each.text] } : UNKNOWN_VALUE,
    ),
  );
}

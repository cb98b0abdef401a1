/** What Python programs use that does not belong to the application. */
import type { Arguments } from "../../evaluation/arguments";
import { madeArguments } from "../../evaluation/call-arguments";
import { literalOf, UNKNOWN_VALUE, type Value } from "../../evaluation/values";
import { gives, sdkValue } from "../../sdk/objects";
import type { CallResult, Evaluator, Library } from "../../sdk/sdk";
import { actionPrefixOf } from "../../sdk/services";
import { sdkCall } from "./boto3";
import { builtInCall } from "./built-ins";
import { resourceMember } from "./boto3-resources";
import { RESOURCE_TYPES } from "./resource-types";
import { mayUsePath, pathCall, pathMember } from "./s3-paths";
import { fieldOption, settingOf, variableCall } from "./settings";

export const pythonLibrary: Library = {
  member(of, name) {
    if (of.kind === "external")
      return isEnvironment([...of.path, name]) ? [{ kind: "environment" }] : undefined;
    if (of.kind === "environment") return environmentMember(name);
    return of.kind === "sdk" ? (responseMember(of, name) ?? resourceMember(of.object, name)) : undefined;
  },
  call(callee, given, evaluator) {
    return (
      sdkCall(callee, given) ??
      pathCall(callee, given) ??
      variableCall(callee, given) ??
      fieldOption(callee, given, evaluator) ??
      passedOn(callee, given, evaluator)
    );
  },
  memberOfUnknown: pathMember,
  // What the SDK's own functions give does: clients, resources, paginators.
  mayRequest: mayUsePath,
  ofType: typed,
  setting: settingOf,
};

function isEnvironment(path: string[]): boolean {
  return /^(os\.environ|environ\.environ)$/.test(path.join("."));
}

/** `os.environ["X"]`; its functions are found by their names, which no variable has. */
function environmentMember(name: string): Value[] {
  if (/^(get|setdefault|pop|copy|items|keys)$/.test(name)) {
    return [{ kind: "external", path: ["os", "environ", name] }];
  }
  return [{ kind: "text", text: [{ variable: name }] }];
}

/** The names that AWS gives back are those that were asked for. */
function responseMember({ object }: Value & { kind: "sdk" }, name: string): Value[] | undefined {
  if (object.type !== "response") return undefined;
  const named = object.parameters.get("QueueName");
  if (name === "QueueUrl" && named) return named.map((each) => asQueue(each));
  return undefined;
}

function asQueue(name: Value): Value {
  return name.kind === "text" ? { kind: "text", text: ["arn:*:sqs:*:*:", ...name.text] } : UNKNOWN_VALUE;
}

/** `mypy_boto3_dynamodb.DynamoDBClient`, `mypy_boto3_dynamodb.service_resource.Table`. */
function typed(path: string[]): Value[] | undefined {
  const parts = path.flatMap((part) => part.split("."));
  const service = /^(?:types_)?(?:mypy_boto3|aiobotocore|types_aiobotocore)_(\w+)$/.exec(parts[0] ?? "")?.[1];
  const prefix = service === undefined ? undefined : actionPrefixOf(service.replace(/_/g, "-"));
  const name = parts.at(-1)!;
  if (prefix === undefined) return undefined;
  if (name.endsWith("ServiceResource")) return [sdkValue("resource", prefix)];
  if (name.endsWith("Client")) return [sdkValue("client", prefix)];
  return Object.hasOwn(RESOURCE_TYPES, `${prefix}.${name}`) ? [sdkValue(name, prefix)] : undefined;
}

/** What others' functions do with a function or a value of ours, as far as it is well known. */
function passedOn(callee: Value, given: Arguments, evaluator: Evaluator): CallResult | undefined {
  if (callee.kind !== "external") return undefined;
  const name = callee.path.join(".").split(".").at(-1)!;
  const built = callee.path.length === 1 ? builtInCall(name, given) : undefined;
  if (built) return built;
  if (/^(Depends|Security|SimpleLazyObject|LocalProxy)$/.test(name)) {
    const [first] = given.get(0) ?? [];
    return first && gives(...evaluator.call(first, madeArguments([])));
  }
  if (/^(str|nullcontext|enter_async_context|enter_context|cast|copy|deepcopy|closing)$/.test(name)) {
    const values = given.get(name === "cast" ? 1 : 0);
    return values && gives(...values);
  }
  if (name === "partial") return gives(...(given.get(0) ?? []).map((each) => withGiven(each, given)));
  if (name === "dict")
    return gives({ kind: "record", entries: given.named(), isOpen: given.isOpen || given.count > 0 });
  if (name === "getattr") {
    const member = literalOf(given.get(1));
    return gives(
      ...(member === undefined
        ? [UNKNOWN_VALUE]
        : (given.get(0) ?? []).flatMap((of) => evaluator.member(of, member))),
    );
  }
  return undefined;
}

/** `functools.partial(client.put_object, Bucket="media")` */
function withGiven(called: Value, given: Arguments): Value {
  if (called.kind !== "sdk-method") return called;
  const parameters = new Map([...called.object.parameters, ...given.named()]);
  return { ...called, object: { ...called.object, parameters } };
}

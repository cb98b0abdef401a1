/**
 * boto3, aioboto3 and their sessions: how clients and resources are made, and what clients' functions request.
 * https://boto3.amazonaws.com/v1/documentation/api/latest/reference/core/session.html
 */
import type { Arguments } from "../../evaluation/arguments";
import { literalOf, type SdkObject, UNKNOWN_VALUE, type Value } from "../../evaluation/values";
import { foreignOf, gives, operationOf, requests, sdkValue } from "../../sdk/objects";
import { presignedPost } from "../../sdk/presigned-post";
import type { CallResult } from "../../sdk/sdk";
import { actionPrefixOf } from "../../sdk/services";
import { operationOfWaiter } from "../../sdk/waiters";
import { resourceCall } from "./boto3-resources";
import { transferOperations } from "./boto3-transfers";

const SDKS = new Set(["boto3", "aioboto3", "aiobotocore", "botocore", "aws_xray_sdk"]);

/** Whether a module, `botocore.config`, belongs to these packages. */
export function isOfSdk(module: string): boolean {
  return SDKS.has(module.split(".")[0]!);
}

/** A call of something of these packages. */
export function sdkCall(callee: Value, given: Arguments): CallResult | undefined {
  if (callee.kind === "external") return packageCall(callee.path, given);
  if (callee.kind === "sdk-method") return methodCall(callee.object, callee.name, given);
  return undefined;
}

function packageCall(path: string[], given: Arguments): CallResult | undefined {
  if (!isOfSdk(path[0]!)) return undefined;
  const name = path.at(-1)!.split(".").at(-1)!;
  if (/^(Session|AioSession|get_session|setup_default_session)$/.test(name)) {
    return gives(sdkValue("session", "", ownRights(given)));
  }
  if (name === "client" || name === "resource") return madeBy(undefined, name, given);
  if (name === "Config" || name === "AioConfig") return gives(sdkValue("config", "", unsigned(given)));
  return undefined;
}

/** Keys or a profile that the program names itself belong to somebody else. */
function ownRights(given: Arguments) {
  const keys = ["aws_access_key_id", "aws_session_token", "profile_name", "botocore_session"];
  return foreignOf(keys.some((key) => isSet(given.get(key))) && "other-credentials");
}

function isSet(values: Value[] | undefined): boolean {
  return values !== undefined && values.length > 0;
}

/** `Config(signature_version=UNSIGNED)` */
function unsigned(given: Arguments) {
  const version = given.get("signature_version") ?? [];
  return foreignOf(
    version.some((each) => each.kind === "external" && each.path.at(-1) === "UNSIGNED") && "unsigned",
  );
}

function madeBy(session: SdkObject | undefined, kind: "client" | "resource", given: Arguments): CallResult {
  const names = given.get("service_name", 0) ?? [];
  const values = names.map((each): Value => {
    const name = literalOf([each]);
    const service = name === undefined ? undefined : actionPrefixOf(name);
    if (service === undefined) return UNKNOWN_VALUE;
    const region = given.get("region_name", 1);
    const config = given.get("config") ?? [];
    const foreign = config.map((one) => (one.kind === "sdk" ? one.object.foreign : undefined));
    return sdkValue(kind, service, {
      parameters: new Map(region ? [["(region)", region]] : []),
      ...foreignOf(
        session?.foreign,
        ownRights(given).foreign,
        elsewhere(given.get("endpoint_url")),
        ...foreign,
      ),
    });
  });
  return gives(...(values.length > 0 ? values : [UNKNOWN_VALUE]));
}

/** An endpoint that is written out and not AWS's is an emulator's, or another vendor's. */
function elsewhere(endpoint: Value[] | undefined) {
  const url = literalOf(endpoint);
  return url !== undefined && !/\.amazonaws\.com(\.cn)?\b|\.api\.aws\b/.test(url) && "other-endpoint";
}

function methodCall(object: SdkObject, name: string, given: Arguments): CallResult | undefined {
  switch (object.type) {
    case "session":
      if (name === "client" || name === "create_client") return madeBy(object, "client", given);
      return name === "resource" ? madeBy(object, "resource", given) : undefined;
    case "client":
      return clientCall(object, name, given);
    case "paginator":
      if (name !== "paginate") return undefined;
      return requests([operationOf(object, object.operation ?? "", given.named())], ofSame("page", object));
    case "waiter":
      return name === "wait"
        ? requests([operationOf(object, object.operation ?? "", given.named())])
        : undefined;
    default:
      return resourceCall(object, name, given);
  }
}

function ofSame(type: string, { service, operation, parameters }: SdkObject): Value {
  return sdkValue(type, service, { operation, parameters });
}

/** These ask AWS for nothing. */
const LOCAL = new Set([
  "can_paginate",
  "close",
  "exceptions",
  "meta",
  "waiter_names",
  "__aenter__",
  "__aexit__",
]);

function clientCall(object: SdkObject, name: string, given: Arguments): CallResult | undefined {
  if (LOCAL.has(name) || name.startsWith("_")) return gives(UNKNOWN_VALUE);
  if (name === "get_paginator") return ofOperation(object, "paginator", given.get("operation_name", 0));
  if (name === "get_waiter") return ofWaiter(object, given.get("waiter_name", 0));
  if (name === "generate_presigned_url") return presigned(object, given);
  if (name === "generate_presigned_post")
    return requests([presignedPost(object, given.get("Bucket", 0), given.get("Key", 1))]);
  const transfers = object.service === "s3" ? transferOperations(object, name, given) : undefined;
  if (transfers) return requests(transfers);
  const operation = operationOf(object, name, given.named());
  return requests(
    [operation],
    sdkValue("response", object.service, { operation: name, parameters: operation.parameters }),
  );
}

function ofOperation(object: SdkObject, type: string, names: Value[] = []): CallResult {
  const made = names.map((name): Value => {
    const operation = literalOf([name]);
    return operation === undefined ? UNKNOWN_VALUE : { kind: "sdk", object: { ...object, type, operation } };
  });
  return gives(...(made.length > 0 ? made : [UNKNOWN_VALUE]));
}

function ofWaiter(object: SdkObject, name: Value[] | undefined): CallResult {
  const operation = operationOfWaiter(object.service, literalOf(name) ?? "");
  return gives(
    operation === undefined
      ? UNKNOWN_VALUE
      : { kind: "sdk", object: { ...object, type: "waiter", operation } },
  );
}

/** Whoever uses such a URL does so with the rights of the role that signed it. */
function presigned(object: SdkObject, given: Arguments): CallResult {
  const operation = literalOf(given.get("ClientMethod", 0));
  const [parameters] = given.get("Params", 1) ?? [];
  const named = parameters?.kind === "record" ? parameters.entries : new Map<string, Value[]>();
  return requests(operation === undefined ? [] : [operationOf(object, operation, named)]);
}

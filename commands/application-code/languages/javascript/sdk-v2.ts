/**
 * The AWS SDK for JavaScript v2, which many applications still use.
 * https://docs.aws.amazon.com/AWSJavaScriptSDK/latest/
 */
import type { Arguments } from "../../evaluation/arguments";
import { literalOf, type SdkObject, UNKNOWN_VALUE, type Value } from "../../evaluation/values";
import { foreignOf, gives, operationOf, requests, sdkValue } from "../../sdk/objects";
import { presignedPost } from "../../sdk/presigned-post";
import type { CallResult } from "../../sdk/sdk";
import { actionPrefixOf } from "../../sdk/services";
import { operationOfWaiter } from "../../sdk/waiters";
import { documentOperation } from "./document-client";

export function v2Call(callee: Value, given: Arguments): CallResult | undefined {
  if (callee.kind === "external") return construction(callee.path, given);
  if (callee.kind !== "sdk-method" || !callee.object.type.startsWith("v2")) return undefined;
  return methodCall(callee.object, callee.name, given);
}

/** `new AWS.S3()`, `new AWS.DynamoDB.DocumentClient()`, `new S3()` of `aws-sdk/clients/s3`. */
function construction([specifier = "", ...path]: string[], given: Arguments): CallResult | undefined {
  if (!/^aws-sdk(\/clients\/[\w-]+)?$/.test(specifier)) return undefined;
  const names = path.filter((each) => each !== "default");
  const [name = specifier.split("/").at(-1)!, inner] =
    specifier === "aws-sdk" ? names : [specifier.split("/").at(-1)!, ...names.slice(-1)];
  const service = actionPrefixOf(name);
  if (
    service === undefined ||
    (inner !== undefined && inner !== "DocumentClient" && inner.toLowerCase() !== name)
  ) {
    return undefined;
  }
  return gives(sdkValue(inner === "DocumentClient" ? "v2-documents" : "v2-client", service, settings(given)));
}

function settings(given: Arguments): Partial<SdkObject> {
  const [options] = given.get(0) ?? [];
  if (options?.kind !== "record") return {};
  const { entries } = options;
  const region = entries.get("region");
  const endpoint = literalOf(entries.get("endpoint"));
  const hasKeys = ["accessKeyId", "credentials", "sessionToken"].some((key) => entries.has(key));
  const [parameters] = entries.get("params") ?? [];
  const bound = parameters?.kind === "record" ? parameters.entries : new Map<string, Value[]>();
  return {
    parameters: new Map([...(region ? [["(region)", region] as const] : []), ...bound]),
    ...foreignOf(
      hasKeys && "other-credentials",
      endpoint !== undefined && !/\.amazonaws\.com(\.cn)?\b/.test(endpoint) && "other-endpoint",
    ),
  };
}

/** These ask AWS for nothing. */
const LOCAL = /^(config|makeRequest|on|setupRequestListeners|defineService|createSet)$/;

function methodCall(object: SdkObject, name: string, given: Arguments): CallResult {
  if (object.type === "v2-request" || LOCAL.test(name)) return gives(UNKNOWN_VALUE);
  const request = sdkValue("v2-request", object.service);
  const [first] = given.get(0) ?? [];
  const input = first?.kind === "record" ? first.entries : new Map<string, Value[]>();
  if (object.type === "v2-documents") {
    const operation = documentOperation(capitalised(name));
    return requests(operation === undefined ? [] : [operationOf(object, operation, input)], request);
  }
  if (name === "upload") return requests([operationOf(object, "PutObject", input)], request);
  if (name === "createPresignedPost") {
    const [fields] = input.get("Fields") ?? [];
    const key = fields?.kind === "record" ? fields.entries.get("key") : undefined;
    return requests([presignedPost(object, input.get("Bucket"), key)]);
  }
  if (name === "waitFor" || name.startsWith("getSignedUrl")) return named(object, name, given);
  return requests([operationOf(object, capitalised(name), input)], request);
}

/** Functions that take the operation's name, or a state's, and then its parameters. */
function named(object: SdkObject, name: string, given: Arguments): CallResult {
  const wanted = literalOf(given.get(0)) ?? "";
  const operation = name === "waitFor" ? operationOfWaiter(object.service, wanted) : capitalised(wanted);
  const [second] = given.get(1) ?? [];
  const input = second?.kind === "record" ? second.entries : new Map<string, Value[]>();
  return requests(operation ? [operationOf(object, operation, input)] : []);
}

function capitalised(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}

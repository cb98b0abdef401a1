/**
 * boto3's resource objects: what they are made of, and what their functions and attributes request.
 * https://boto3.amazonaws.com/v1/documentation/api/latest/guide/resources.html
 */
import type { Arguments } from "../../evaluation/arguments";
import { type SdkObject, UNKNOWN_VALUE, type Value } from "../../evaluation/values";
import { gives, operationOf, requests, sdkValue, withParameters } from "../../sdk/objects";
import type { CallResult } from "../../sdk/sdk";
import { transferOperations } from "./boto3-transfers";
import { RESOURCE_TYPES, type ResourceFunction } from "./resource-types";

/** What a function of a resource object, or of a service resource, requests and gives. */
export function resourceCall(object: SdkObject, name: string, given: Arguments): CallResult | undefined {
  const key = typeKey(object);
  const type = RESOURCE_TYPES[key];
  if (!type) return undefined;
  const transfers =
    object.service === "s3" && key !== "s3.resource" ? transferOperations(object, name, given) : undefined;
  if (transfers) return requests(transfers);
  const made = type.makes?.[name];
  if (made) return gives(child(object, made, given));
  const called = type.calls[name];
  return called ? calledOn(object, called, given) : undefined;
}

/** A collection (`bucket.objects`), a client behind a resource, or an identifier. */
export function resourceMember(object: SdkObject, name: string): Value[] | undefined {
  if (object.type === "resource" && name === "meta") return [sdkValue("meta", object.service, rest(object))];
  if (object.type === "meta" && name === "client") return [sdkValue("client", object.service, rest(object))];
  const type = RESOURCE_TYPES[typeKey(object)];
  if (name === "[]")
    return type?.element ? [sdkValue(type.element, object.service, rest(object))] : undefined;
  if (name === "meta" && type) return [sdkValue("meta", object.service, rest(object))];
  const collection = type?.collections?.[name];
  if (collection) return [sdkValue(collection, object.service, rest(object))];
  const parameter = type?.identifiers?.[name];
  return parameter === undefined ? undefined : object.parameters.get(parameter);
}

function typeKey({ service, type }: SdkObject): string {
  return `${service}.${type}`;
}

function rest({ parameters, foreign }: SdkObject): Partial<SdkObject> {
  return { parameters, ...(foreign && { foreign }) };
}

/** An object that needs no request: `resource.Table(name)`. */
function child(object: SdkObject, made: { type: string; from: string[] }, given: Arguments): Value {
  const more = Object.fromEntries(
    made.from.map((parameter, index) => [parameter, given.get(index, argumentName(parameter))]),
  );
  return sdkValue(made.type, object.service, { ...rest(object), parameters: withParameters(object, more) });
}

/** boto3 calls a constructor's argument as the identifier: `bucket_name` of `BucketName`. */
function argumentName(parameter: string): string {
  return (
    { TableName: "name", Bucket: "bucket_name", Key: "key", QueueUrl: "url", TopicArn: "arn" }[parameter] ??
    parameter
  );
}

function calledOn(
  object: SdkObject,
  { operations, gives: type, element }: ResourceFunction,
  given: Arguments,
): CallResult {
  const named = given.named();
  const made = operations.map((operation) => operationOf(object, operation, named));
  if (type !== undefined) {
    const parameters = new Map([...object.parameters, ...named]);
    return requests(made, sdkValue(type, object.service, { ...rest(object), parameters }));
  }
  if (element !== undefined) {
    return requests(made, { kind: "list", items: [sdkValue(element, object.service, rest(object))] });
  }
  return requests(made, UNKNOWN_VALUE);
}

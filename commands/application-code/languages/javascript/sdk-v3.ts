/**
 * The AWS SDK for JavaScript v3: commands, clients with a function an operation, paginators, waiters, and what `lib-dynamodb`,
 * `lib-storage` and the presigners make of them.
 * https://docs.aws.amazon.com/AWSJavaScriptSDK/v3/latest/
 */
import type { Arguments } from "../../evaluation/arguments";
import { literalOf, type SdkObject, UNKNOWN_VALUE, type Value } from "../../evaluation/values";
import { foreignOf, gives, operationOf, requests, sdkValue } from "../../sdk/objects";
import { presignedPost } from "../../sdk/presigned-post";
import type { CallResult } from "../../sdk/sdk";
import { actionPrefixOf } from "../../sdk/services";
import { operationOfWaiter } from "../../sdk/waiters";
import { documentOperation } from "./document-client";

const CLIENT = /^@aws-sdk\/client-([\w-]+)$/;
const DOCUMENTS = "@aws-sdk/lib-dynamodb";

/** Types of clients: with a function an operation, and DynamoDB's document client. */
type ClientType = "client" | "aggregated" | "documents";

/** What a package exports, by path of specifier and names; undefined where it is none of the SDK's. */
function exported(path: string[]): { service: string; name: string; isDocuments: boolean } | undefined {
  const [specifier = "", ...names] = path;
  const name = names.filter((each) => each !== "default")[0];
  if (name === undefined) return undefined;
  if (specifier === DOCUMENTS) return { service: "dynamodb", name, isDocuments: true };
  const client = CLIENT.exec(specifier)?.[1];
  const service = client === undefined ? undefined : actionPrefixOf(client);
  return service === undefined ? undefined : { service, name, isDocuments: false };
}

export function v3Call(callee: Value, given: Arguments): CallResult | undefined {
  if (callee.kind === "external") return exportCall(callee.path, given) ?? otherPackages(callee.path, given);
  if (callee.kind !== "sdk-method") return undefined;
  return methodCall(callee.object, callee.name, given);
}

function exportCall(path: string[], given: Arguments): CallResult | undefined {
  const found = exported(path);
  if (!found) return undefined;
  const { service, name, isDocuments } = found;
  const object = (type: string, rest: Partial<SdkObject> = {}) => sdkValue(type, service, rest);
  const operation = (written: string) => (isDocuments ? (documentOperation(written) ?? written) : written);
  if (name.endsWith("Command")) {
    const made = sdkValue("command", service, { operation: operation(name.slice(0, -"Command".length)) });
    const request = operationOf(made.object, made.object.operation!, inputOf(given, 0));
    return requests([{ ...request, command: made.object }], made);
  }
  const [, paginated] = /^paginate(\w+)$/.exec(name) ?? [];
  if (paginated) return requests([operationOf(object("").object, operation(paginated), inputOf(given, 1))]);
  const [, waiter] = /^wait(?:Until|For)(\w+)$/.exec(name) ?? [];
  if (waiter) {
    const repeated = operationOfWaiter(service, waiter);
    return requests(
      repeated === undefined ? [] : [operationOf(object("").object, repeated, inputOf(given, 1))],
    );
  }
  if (path.at(-1) === "from")
    return isDocuments ? gives(sdkValue(documentType(name), service, foreignIn(given))) : undefined;
  const type = clientType(name);
  return type && path.at(-1) === name ? gives(object(type, clientSettings(given))) : undefined;
}

function clientType(name: string): ClientType | undefined {
  if (/^(DynamoDBDocumentClient|DynamoDBDocument)$/.test(name)) return "documents";
  if (name.endsWith("Client")) return "client";
  return /^[A-Z]/.test(name) && !/(Exception|Error|Type|Status|Class)$/.test(name) ? "aggregated" : undefined;
}

function documentType(name: string): string {
  return name === "DynamoDBDocument" ? "documents" : "client";
}

/** The document client has the rights of the client that it is made from. */
function foreignIn(given: Arguments): Partial<SdkObject> {
  const [client] = given.get(0) ?? [];
  return client?.kind === "sdk"
    ? { parameters: client.object.parameters, ...foreignOf(client.object.foreign) }
    : {};
}

function clientSettings(given: Arguments): Partial<SdkObject> {
  const [settings] = given.get(0) ?? [];
  if (settings?.kind !== "record") return {};
  const region = settings.entries.get("region");
  const endpoint = literalOf(settings.entries.get("endpoint"));
  return {
    parameters: new Map(region ? [["(region)", region]] : []),
    ...foreignOf(
      isOthers(settings.entries.get("credentials")) && "other-credentials",
      settings.entries.has("profile") && "other-credentials",
      endpoint !== undefined && !/\.amazonaws\.com(\.cn)?\b|\.api\.aws\b/.test(endpoint) && "other-endpoint",
    ),
  };
}

/** Providers that give a task its own role's credentials; all others are somebody else's. */
const OWN_PROVIDERS =
  /^(defaultProvider|fromContainerMetadata|fromHttp|fromNodeProviderChain|fromEnv|fromInstanceMetadata|fromTokenFile)$/;

function isOthers(credentials: Value[] | undefined): boolean {
  return (credentials ?? []).some((value) => {
    if (value.kind !== "sdk" || value.object.type !== "credentials") return true;
    return !OWN_PROVIDERS.test(value.object.operation ?? "");
  });
}

function methodCall(object: SdkObject, name: string, given: Arguments): CallResult | undefined {
  if (name === "send") return sending(object, given.get(0));
  if (name === "destroy" || name === "done") return gives(UNKNOWN_VALUE);
  if (object.type === "documents" || object.type === "aggregated") {
    const operation = object.type === "documents" ? documentOperation(capitalised(name)) : capitalised(name);
    if (operation === undefined) return gives(UNKNOWN_VALUE);
    const [, waiter] = /^WaitUntil(\w+)$/.exec(operation) ?? [];
    const asked = waiter ? operationOfWaiter(object.service, waiter) : operation.replace(/^Paginate/, "");
    return requests(
      asked === undefined ? [] : [operationOf(object, asked, inputOf(given, 0))],
      UNKNOWN_VALUE,
    );
  }
  return undefined;
}

export function v3Type(path: string[]): Value[] | undefined {
  const found = exported(path);
  const type = found && clientType(found.name);
  if (!type) return undefined;
  const isPlain = found.name === "DynamoDBDocumentClient";
  return [sdkValue(isPlain ? "client" : type, found.service)];
}

/** Packages beside the clients that make requests of their own. */
function otherPackages(path: string[], given: Arguments): CallResult | undefined {
  const [specifier = "", ...names] = path;
  const name = names.at(-1);
  if (/^@(aws-sdk|smithy)\/credential-provider|^@aws-sdk\/credential-providers$/.test(specifier)) {
    return gives(sdkValue("credentials", "", { operation: name }));
  }
  const s3 = sdkValue("", "s3").object;
  if (specifier === "@aws-sdk/lib-storage" && name === "Upload") {
    const [options] = given.get(0) ?? [];
    const [input] = options?.kind === "record" ? (options.entries.get("params") ?? []) : [];
    const parameters = input?.kind === "record" ? input.entries : undefined;
    return requests([operationOf(s3, "PutObject", parameters)], sdkValue("upload", "s3"));
  }
  if (specifier === "@aws-sdk/s3-request-presigner" && name === "getSignedUrl") {
    const [client] = given.get(0) ?? [];
    return client?.kind === "sdk" ? sending(client.object, given.get(1)) : undefined;
  }
  if (specifier === "@aws-sdk/s3-presigned-post" && name === "createPresignedPost") {
    const input = inputOf(given, 1);
    return requests([presignedPost(s3, input.get("Bucket"), input.get("Key"))]);
  }
  return undefined;
}

function inputOf(given: Arguments, index: number): ReadonlyMap<string, Value[]> {
  const [input, ...others] = (given.get(index) ?? []).filter((each) => each.kind === "record");
  return input && others.length === 0 ? input.entries : new Map();
}

/** A command is counted where it is made; who sends it tells with whose rights, and where. */
function sending(by: SdkObject, commands: Value[] = []): CallResult {
  const sent = commands.flatMap((each) =>
    each.kind === "sdk" && each.object.type === "command" ? [{ command: each.object, by }] : [],
  );
  return { ...gives(UNKNOWN_VALUE), sent };
}

function capitalised(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}

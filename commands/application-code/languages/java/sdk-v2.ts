/**
 * Clients of the AWS SDK for Java 2.x: how they are made, and what their functions request.
 * https://docs.aws.amazon.com/sdk-for-java/latest/developer-guide/home.html
 */
import type { Arguments } from "../../evaluation/arguments";
import { literalOf, type SdkObject, UNKNOWN_VALUE, type Value } from "../../evaluation/values";
import { foreignOf, gives, operationOf, requests, sdkValue, withParameters } from "../../sdk/objects";
import type { CallResult, Evaluator } from "../../sdk/sdk";
import { actionPrefixOf } from "../../sdk/services";
import { operationOfWaiter } from "../../sdk/waiters";
import { type Input, inputsOf, responseOf } from "./requests";

const CLASS = /^software\.amazon\.awssdk\.services\.([a-z0-9.]+)\.([A-Z]\w*)((?:\.\w+)*)$/;
const AUTH = /^software\.amazon\.awssdk\.(?:auth\.credentials|services\.sts\.auth)\.(\w+)(?:\.\w+)*$/;

/** Providers that give a task its own role's credentials; all others are somebody else's. */
const OWN_PROVIDERS =
  /^(Default|Container|InstanceProfile|EnvironmentVariable|WebIdentityTokenFile|Http|Lazy)\w*Provider$/;

/** A class of a service's package that makes or is a client; undefined for others. */
function clientClass(path: string[]): { service: string; type: string; called: string } | undefined {
  const [, folder, name, called = ""] = CLASS.exec(path.join(".")) ?? [];
  if (folder === undefined || name === undefined) return undefined;
  const [, stem, kind] = /^(\w+?)(?:Crt)?(?:Async)?(Client|ClientBuilder|Waiter)$/.exec(name) ?? [];
  // DynamoDB's streams are a package below DynamoDB's.
  const packageName = folder.replace(/\.waiters$/, "").replace(/\./g, "");
  if (stem === undefined || stem.toLowerCase() !== packageName) return undefined;
  const service = actionPrefixOf(stem);
  if (service === undefined) return undefined;
  const types: Record<string, string> = {
    Client: "client",
    ClientBuilder: "client-builder",
    Waiter: "waiter",
  };
  return { service, type: types[kind!]!, called: called.slice(1) };
}

/** What a declared type is: a client, one that is being made, a waiter, credentials. */
export function clientType(path: string[]): Value[] | undefined {
  const found = clientClass(path);
  if (found) return [sdkValue(found.type, found.service)];
  return undefined;
}

/** `Region.EU_WEST_1` */
export function constantOf(of: Value, name: string): Value[] | undefined {
  if (of.kind !== "external" || of.path.join(".") !== "software.amazon.awssdk.regions.Region")
    return undefined;
  return /^[A-Z0-9_]+$/.test(name)
    ? [{ kind: "text", text: [name.toLowerCase().replace(/_/g, "-")] }]
    : undefined;
}

export function clientCall(callee: Value, given: Arguments, evaluator: Evaluator): CallResult | undefined {
  if (callee.kind === "external") return construction(callee.path, given);
  if (callee.kind !== "sdk-method") return undefined;
  const { object, name } = callee;
  switch (object.type) {
    case "client":
      return requestedBy(object, name, given, evaluator);
    case "client-builder":
      return builderCall(object, name, given);
    case "waiter":
      return waiterCall(object, name, given, evaluator);
    case "credentials":
      return gives({ kind: "sdk", object });
    default:
      return undefined;
  }
}

function construction(path: string[], given: Arguments): CallResult | undefined {
  const written = path.join(".");
  if (written === "software.amazon.awssdk.regions.Region.of")
    return gives(...(given.get(0) ?? [UNKNOWN_VALUE]));
  const provider = AUTH.exec(written)?.[1];
  if (provider !== undefined) return gives(sdkValue("credentials", "", { operation: provider }));
  const found = clientClass(path);
  if (!found) return undefined;
  const isBuilder = /^(crtBuilder|builder)$/.test(found.called);
  if (!isBuilder && !/^(crtCreate|create)$/.test(found.called)) return undefined;
  const type = found.type === "client" && isBuilder ? "client-builder" : found.type;
  return gives(sdkValue(type, found.service));
}

function builderCall(object: SdkObject, name: string, given: Arguments): CallResult {
  const same = (more: Partial<SdkObject>) => gives({ kind: "sdk", object: { ...object, ...more } });
  switch (name) {
    case "build":
      return same({ type: "client" });
    case "region":
      return same({ parameters: withParameters(object, { "(region)": given.get(0) }) });
    case "endpointOverride": {
      const url = literalOf(given.get(0));
      const isElsewhere = url !== undefined && !/\.amazonaws\.com(\.cn)?\b|\.api\.aws\b/.test(url);
      return same(foreignOf(object.foreign, isElsewhere && "other-endpoint"));
    }
    case "credentialsProvider":
      return same(foreignOf(object.foreign, foreignProvider(given.get(0))));
    default:
      return same({});
  }
}

function foreignProvider(providers: Value[] = []) {
  const names = providers.map((each) =>
    each.kind === "sdk" && each.object.type === "credentials" ? (each.object.operation ?? "") : "",
  );
  if (names.some((name) => name.startsWith("Anonymous"))) return "unsigned" as const;
  return names.some((name) => !OWN_PROVIDERS.test(name)) && "other-credentials";
}

/** These ask AWS for nothing. */
const LOCAL =
  /^(close|serviceName|serviceClientConfiguration|utilities|toString|hashCode|equals|getClass|wait|notify|notifyAll)$/;

function requestedBy(object: SdkObject, name: string, given: Arguments, evaluator: Evaluator): CallResult {
  if (LOCAL.test(name)) return gives(UNKNOWN_VALUE);
  if (name === "waiter") return gives({ kind: "sdk", object: { ...object, type: "waiter" } });
  const operation = name.replace(/(Paginator|AsBytes)$/, "");
  const inputs = inputsOf(given, evaluator);
  return requests(
    inputs.map((input) => operationOf(object, operation, asAws(operation, input))),
    ...inputs.map((input) => responseOf(object.service, input)),
  );
}

function waiterCall(object: SdkObject, name: string, given: Arguments, evaluator: Evaluator): CallResult {
  const [, waited] = /^waitUntil(\w+)$/.exec(name) ?? [];
  // A builder of one, or the client that it is made with.
  if (waited === undefined) return name === "close" ? gives(UNKNOWN_VALUE) : gives(withRights(object, given));
  const operation = operationOfWaiter(object.service, waited);
  if (operation === undefined) return gives(UNKNOWN_VALUE);
  return requests(inputsOf(given, evaluator).map((input) => operationOf(object, operation, input)));
}

/** What is made with a client has that client's rights. */
export function withRights(object: SdkObject, given: Arguments): Value {
  const [client] = given.get(0) ?? [];
  if (client?.kind !== "sdk" || !/^(client|enhanced)/.test(client.object.type))
    return { kind: "sdk", object };
  const { parameters, foreign } = client.object;
  return {
    kind: "sdk",
    object: {
      ...object,
      parameters: new Map([...object.parameters, ...parameters]),
      ...foreignOf(object.foreign, foreign),
    },
  };
}

/** A copy names what it copies, and whereto, in several parameters. */
export function asAws(operation: string, input: Input): Input {
  const source = input.get("sourceBucket");
  if (!/^(copyObject|uploadPartCopy)$/.test(operation) || !source) return input;
  const part = (name: string, own: string): [string, Value[]][] => {
    const values = input.get(own);
    return values ? [[name, values]] : [];
  };
  const entries = new Map([
    ["Bucket", source],
    ...part("Key", "sourceKey"),
    ...part("VersionId", "sourceVersionId"),
  ]);
  return new Map([
    ...input,
    ["CopySource", [{ kind: "record", entries, isOpen: false }]],
    ...part("Bucket", "destinationBucket"),
    ...part("Key", "destinationKey"),
  ]);
}

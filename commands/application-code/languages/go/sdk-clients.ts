/**
 * Clients of both SDKs, and what is made of them: paginators, waiters, presigned requests, transfers.
 * https://docs.aws.amazon.com/sdk-for-go/v2/developer-guide/use.html
 */
import type { Arguments } from "../../evaluation/arguments";
import { type SdkObject, UNKNOWN_VALUE, type Value } from "../../evaluation/values";
import { gives, operationOf, requests, sdkValue } from "../../sdk/objects";
import { presignedPost } from "../../sdk/presigned-post";
import type { CallResult, Evaluator } from "../../sdk/sdk";
import { operationOfWaiter } from "../../sdk/waiters";
import {
  asValue,
  configCall,
  configMethod,
  inherited,
  record,
  restOf,
  withOptions,
  withSettings,
} from "./sdk-config";
import { type SdkName, sdkName } from "./sdk-packages";
import { transferCall, transferMethod, transferType } from "./sdk-transfers";

/** A call of something of the SDKs, composite literals of their types included; undefined for everything else. */
export function sdkCall(callee: Value, given: Arguments, evaluator: Evaluator): CallResult | undefined {
  if (callee.kind === "sdk-method") return methodCall(callee.object, callee.name, given);
  const found = callee.kind === "external" ? sdkName(callee.path) : undefined;
  if (!found) return undefined;
  return (
    configCall(found, given, evaluator) ?? transferCall(found, given) ?? serviceCall(found, given, evaluator)
  );
}

function serviceCall(
  { version, package: own, name, service }: SdkName,
  given: Arguments,
  evaluator: Evaluator,
) {
  if (/Input$/.test(name) || name === "Options" || /\/types$/.test(own)) return gives(record(given));
  if (service === undefined) return undefined;
  if (version === 1)
    return name === "New" ? made(service, "v1-client", given, 1, evaluator) : gives(record(given));
  if (name === "NewFromConfig" || name === "New") return made(service, "client", given, 1, evaluator);
  if (name === "NewPresignClient") return gives(ofClient("presign", service, given.get(0)));
  const [, paginated] = /^New(\w+)Paginator$/.exec(name) ?? [];
  if (paginated) {
    const paginator = ofClient("paginator", service, given.get(0));
    return requests([operationOf(paginator.object, paginated, inputOf(given, 1))], paginator);
  }
  const [, waiter] = /^New(\w+)Waiter$/.exec(name) ?? [];
  if (!waiter) return undefined;
  const operation = operationOfWaiter(service, waiter);
  const { object } = ofClient("waiter", service, given.get(0));
  return gives(asValue({ ...object, ...(operation !== undefined && { operation }) }));
}

/** A client for each configuration that it may be made with. */
function made(
  service: string,
  type: string,
  given: Arguments,
  optionsFrom: number,
  evaluator: Evaluator,
): CallResult {
  const configs = given.get(0) ?? [];
  const options = restOf(given, optionsFrom);
  const clients = (configs.length > 0 ? configs : [UNKNOWN_VALUE]).map((config) => {
    const base = sdkValue(type, service, config.kind === "sdk" ? inherited(config.object) : {}).object;
    const settled = config.kind === "record" ? withSettings(base, config.entries) : base;
    return asValue(withOptions(settled, options, evaluator));
  });
  return gives(...clients);
}

/** Something with the rights of the client that it is made of. */
export function ofClient(type: string, service: string, clients: Value[] = []): Value & { kind: "sdk" } {
  const own = clients.flatMap((each) => (each.kind === "sdk" ? [each.object] : []));
  const client = own.find(({ foreign }) => !foreign) ?? own[0];
  return sdkValue(type, service, client ? inherited(client) : {});
}

/** AWS's parameters, in a struct. */
export function inputOf(given: Arguments, index: number): ReadonlyMap<string, Value[]> {
  const [input, ...others] = given.get(index) ?? [];
  return input?.kind === "record" && others.length === 0 ? input.entries : new Map();
}

function methodCall(object: SdkObject, name: string, given: Arguments): CallResult | undefined {
  switch (object.type) {
    case "config":
      return configMethod(object, name, given);
    case "client":
      return name === "Options" ? gives(UNKNOWN_VALUE) : asked(object, name, inputOf(given, 1));
    case "v1-client":
      return v1Call(object, name, given);
    case "presign": {
      const input = inputOf(given, 1);
      if (name === "PresignPostObject")
        return requests([presignedPost(object, input.get("Bucket"), input.get("Key"))]);
      return asked(object, name.replace(/^Presign/, ""), input);
    }
    case "waiter": {
      const isWait = /^Wait(ForOutput)?$/.test(name) && object.operation !== undefined;
      return isWait ? asked(object, object.operation!, inputOf(given, 1)) : gives(UNKNOWN_VALUE);
    }
    case "transfer":
      return transferMethod(object, name, given);
    default:
      return gives(UNKNOWN_VALUE);
  }
}

function asked(object: SdkObject, name: string, input: ReadonlyMap<string, Value[]>): CallResult {
  const operation = operationOf(object, name, input);
  const response = { operation: name, parameters: operation.parameters };
  return requests([operation], sdkValue("response", object.service, response));
}

/** v1 has five functions an operation. https://docs.aws.amazon.com/sdk-for-go/api/ */
function v1Call(object: SdkObject, name: string, given: Arguments): CallResult {
  if (/^(NewRequest|AddDebugHandlers)$/.test(name)) return gives(UNKNOWN_VALUE);
  const input = inputOf(given, name.endsWith("WithContext") ? 1 : 0);
  const [, waiter] = /^WaitUntil(\w+?)(WithContext)?$/.exec(name) ?? [];
  const plain = name.replace(/(Pages)?(WithContext)?$/, "").replace(/Request$/, "");
  const operation = waiter ? operationOfWaiter(object.service, waiter) : plain;
  return operation === undefined ? gives(UNKNOWN_VALUE) : asked(object, operation, input);
}

/** What a value of one of the SDKs' types is. */
export function sdkType(path: string[]): Value[] | undefined {
  const found = sdkName(path);
  if (!found) return undefined;
  const { version, package: own, name, service } = found;
  if (/^(aws|aws\/session)$/.test(own) && /^(Config|Session)$/.test(name)) return [sdkValue("config", "")];
  const transfer = transferType(found);
  if (transfer) return transfer;
  if (service === undefined) return undefined;
  if (version === 2 && name === "PresignClient") return [sdkValue("presign", service)];
  if (version === 2) return /^Client$|APIClient$/.test(name) ? [sdkValue("client", service)] : undefined;
  const isClient =
    name === "Client" || /iface$/.test(own) || own.toLowerCase() === `service/${name.toLowerCase()}`;
  return isClient ? [sdkValue("v1-client", service)] : undefined;
}

/**
 * With whose rights, where and in which Region clients ask: configurations, sessions, options and credentials of both SDKs.
 * https://docs.aws.amazon.com/sdk-for-go/v2/developer-guide/configure-gosdk.html
 */
import { type Arguments } from "../../evaluation/arguments";
import { madeArguments } from "../../evaluation/call-arguments";
import {
  type ForeignReason,
  literalOf,
  type SdkObject,
  UNKNOWN_VALUE,
  type Value,
} from "../../evaluation/values";
import { foreignOf, gives, operationOf, requests, sdkValue } from "../../sdk/objects";
import type { CallResult, Evaluator } from "../../sdk/sdk";
import type { SdkName } from "./sdk-packages";

/** What a setting of a client or a configuration makes of it. */
export function withSetting(object: SdkObject, name: string, values: Value[]): SdkObject {
  if (name === "Region" && values.length > 0)
    return { ...object, parameters: new Map([...object.parameters, ["(region)", values]]) };
  const reason = foreignBy(name, values);
  return reason ? { ...object, ...foreignOf(object.foreign, reason) } : object;
}

function foreignBy(name: string, values: Value[]): ForeignReason | undefined {
  if (/^Credentials(Provider)?$/.test(name)) return foreignCredentials(values);
  if (/^(BaseEndpoint|Endpoint|URL)$/.test(name)) {
    const url = literalOf(values);
    const isOthers = url !== undefined && url !== "" && !/\.amazonaws\.com(\.cn)?\b|\.api\.aws\b/.test(url);
    return isOthers ? "other-endpoint" : undefined;
  }
  return /^(Profile|SharedConfigProfile)$/.test(name) && values.length > 0 ? "other-credentials" : undefined;
}

/** Of providers that nothing is known of, too: whoever gives credentials by hand means others than the task's. */
function foreignCredentials(values: Value[]): ForeignReason | undefined {
  const reasons = values.map((value) => {
    if (value.kind === "external" && value.path.at(-1) === "AnonymousCredentials") return "unsigned";
    return value.kind === "sdk" && value.object.type === "credentials"
      ? value.object.foreign
      : "other-credentials";
  });
  return reasons.length > 0 && reasons.every((reason) => reason !== undefined) ? reasons[0] : undefined;
}

/** A configuration, options or a session with all settings of a record. */
export function withSettings(object: SdkObject, settings: ReadonlyMap<string, Value[]>): SdkObject {
  return [...settings].reduce((made, [name, values]) => withSetting(made, name, values), object);
}

/** What functions that set options make of a client; one that may leave it as it is does not count. */
export function withOptions(object: SdkObject, options: Value[][], evaluator: Evaluator): SdkObject {
  return options.reduce((made, option) => {
    const results = option
      .flatMap((each) => settingsOf(each, evaluator))
      .map((each) => withSettings(made, each));
    const own = results.find(({ foreign }) => !foreign);
    return own ?? results[0] ?? made;
  }, object);
}

function settingsOf(option: Value, evaluator: Evaluator): ReadonlyMap<string, Value[]>[] {
  if (option.kind === "sdk" && option.object.type === "option") return [option.object.parameters];
  if (option.kind === "record") return [option.entries];
  if (option.kind === "sdk" && option.object.type === "config") return [settingsIn(option.object)];
  if (option.kind !== "function") return [];
  const empty: Value = { kind: "record", entries: new Map(), isOpen: false };
  return evaluator
    .call(option, madeArguments([[empty]]))
    .flatMap((value) => (value.kind === "record" ? [value.entries] : []));
}

/** Another configuration's settings, which v1's clients take on top of the session's. */
function settingsIn({ parameters, foreign }: SdkObject): ReadonlyMap<string, Value[]> {
  const settings = new Map<string, Value[]>();
  const region = parameters.get("(region)");
  if (region) settings.set("Region", region);
  if (foreign) settings.set("Credentials", [UNKNOWN_VALUE]);
  return settings;
}

/** Arguments from a place on. */
export function restOf(given: Arguments, from: number): Value[][] {
  return Array.from({ length: Math.max(0, given.count - from) }, (_, index) => given.get(from + index) ?? []);
}

/** A call of the packages that are about configuration; undefined for others. */
export function configCall(found: SdkName, given: Arguments, evaluator: Evaluator): CallResult | undefined {
  const { package: own, name } = found;
  const config = sdkValue("config", "").object;
  if (own === "config" && name === "LoadDefaultConfig")
    return gives(asValue(withOptions(config, restOf(given, 1), evaluator)));
  if (own === "config" && name.startsWith("With"))
    return gives(option(name.slice("With".length), given.get(0) ?? []));
  if (own === "aws" && (name === "Config" || name === "NewConfig"))
    return gives(asValue(withSettings(config, given.named())));
  if (own === "aws" && name === "NewCredentialsCache") return gives(...(given.get(0) ?? [UNKNOWN_VALUE]));
  if (own === "aws" && name === "AnonymousCredentials") return gives(credentials("unsigned"));
  if (own === "aws" && (name === "Endpoint" || name.startsWith("EndpointResolver")))
    return name === "Endpoint" ? gives(record(given)) : gives(...(given.get(0) ?? []));
  if (own === "aws/session") return sessionCall(name, given, evaluator);
  if (/(^|\/)credentials(\/|$)/.test(own)) return credentialsCall(found, given);
  return undefined;
}

function option(name: string, values: Value[]): Value {
  return sdkValue("option", "", { parameters: new Map([[name, values]]) });
}

export function record(given: Arguments): Value {
  return { kind: "record", entries: given.named(), isOpen: given.isOpen };
}

export function asValue(object: SdkObject): Value {
  return { kind: "sdk", object };
}

function sessionCall(name: string, given: Arguments, evaluator: Evaluator): CallResult | undefined {
  if (name === "Must") return gives(...(given.get(0) ?? [UNKNOWN_VALUE]));
  if (name === "Options") return gives(record(given));
  const session = sdkValue("config", "").object;
  if (name === "New" || name === "NewSession")
    return gives(asValue(withOptions(session, restOf(given, 0), evaluator)));
  if (name !== "NewSessionWithOptions") return undefined;
  const [options] = given.get(0) ?? [];
  const entries = options?.kind === "record" ? options.entries : new Map<string, Value[]>();
  const config = entries.get("Config") ?? [];
  return gives(asValue(withOptions(withSettings(session, entries), [config], evaluator)));
}

/** Providers that give a task its own role's credentials. */
const OWN_PROVIDERS =
  /^(credentials\/(ec2rolecreds|endpointcreds)|aws\/credentials\/(ec2rolecreds|endpointcreds))$/;

function credentialsCall({ package: own, name }: SdkName, given: Arguments): CallResult | undefined {
  if (OWN_PROVIDERS.test(own) || name === "NewEnvCredentials") return gives(credentials());
  if (
    /stscreds$/.test(own) &&
    /^(NewAssumeRoleProvider|NewCredentials|NewCredentialsWithClient)$/.test(name)
  ) {
    const client = given.get(0)?.find((value) => value.kind === "sdk");
    const object = sdkValue("client", "sts", client && inherited(client.object)).object;
    return requests(
      [operationOf(object, "AssumeRole", new Map([["RoleArn", given.get(1) ?? []]]))],
      credentials("other-credentials"),
    );
  }
  return name.startsWith("New") ? gives(credentials("other-credentials")) : undefined;
}

function credentials(foreign?: ForeignReason): Value {
  return sdkValue("credentials", "", foreignOf(foreign));
}

/** What a client has from what it is made with. */
export function inherited({ parameters, foreign }: SdkObject): Partial<SdkObject> {
  const region = parameters.get("(region)");
  return { parameters: new Map(region ? [["(region)", region]] : []), ...foreignOf(foreign) };
}

/** Functions of a configuration: `cfg.Copy()`, v1's `aws.NewConfig().WithRegion(…)`. */
export function configMethod(object: SdkObject, name: string, given: Arguments): CallResult {
  if (name.startsWith("With"))
    return gives(asValue(withSetting(object, name.slice("With".length), given.get(0) ?? [])));
  return gives(name === "Copy" ? asValue(object) : UNKNOWN_VALUE);
}

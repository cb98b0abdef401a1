/**
 * Packages that read and write S3 where they are given a path: `pd.read_csv("s3://bucket/key")`, `smart_open.open(…)`, s3fs.
 * https://pandas.pydata.org/docs/user_guide/io.html#reading-writing-remote-files, https://s3fs.readthedocs.io/en/latest/api.html
 */
import type { Arguments } from "../../evaluation/arguments";
import { literalOf, type SdkObject, textsOf, UNKNOWN_VALUE, type Value } from "../../evaluation/values";
import { partedAtSlash, type Text } from "../../program/text";
import { foreignOf, gives, operationOf, requests, sdkValue } from "../../sdk/objects";
import type { CallResult, Operation } from "../../sdk/sdk";

/** The first part of what stands for a function of something that nothing is known of: a data frame's, mostly. */
const ANYTHING = "(anything)";
const READING = /^(read|scan)_(csv|parquet|json|excel|feather|pickle|orc|table|fwf|xml|ndjson|ipc|delta)$/;
const WRITING = /^(to|write|sink)_(csv|parquet|json|excel|feather|pickle|orc|xml|ndjson|ipc|table)$/;
const READERS = /^(pandas|polars|dask\.dataframe|pyarrow\.parquet|pyarrow\.csv|geopandas|modin\.pandas)$/;
const OPENING = /^(smart_open(\.smart_open_lib)?|fsspec)\.(open|smart_open)$/;

/** The functions of s3fs. */
const FILE_SYSTEM: Record<string, string> = {
  ...named(
    "GetObject",
    "cat cat_file download exists get get_file head info isfile read_block read_bytes read_text tail",
  ),
  ...named("PutObject", "pipe pipe_file put put_file touch upload write_bytes write_text"),
  ...named("DeleteObject", "delete rm rm_file"),
  ...named("ListBucket", "du find glob isdir listdir ls walk"),
};

function named(operation: string, names: string): Record<string, string> {
  return Object.fromEntries(names.split(" ").map((name) => [name, operation]));
}

/** Stands for a function of whatever, where a path tells what it does. */
export function pathMember(name: string): Value[] | undefined {
  return WRITING.test(name) ? [{ kind: "external", path: [ANYTHING, name] }] : undefined;
}

/** Whether a call may read or write by itself. */
export function mayUsePath(path: string[]): boolean {
  const name = path.at(-1)!.split(".").at(-1)!;
  return READING.test(name) || WRITING.test(name) || OPENING.test(path.join("."));
}

export function pathCall(callee: Value, given: Arguments): CallResult | undefined {
  if (callee.kind === "sdk-method" && callee.object.type === "s3fs")
    return fileSystemCall(callee.object, callee.name, given);
  if (callee.kind !== "external") return undefined;
  const path = callee.path.join(".");
  const name = path.split(".").at(-1)!;
  if (/^s3fs(\.core)?\.S3FileSystem$/.test(path)) return gives(sdkValue("s3fs", "s3", rights(given)));
  if (path === "fsspec.filesystem")
    return literalOf(given.get(0)) === "s3" ? gives(sdkValue("s3fs", "s3", rights(given))) : undefined;
  const operation = operationIn(path, name, given);
  if (operation === undefined) return undefined;
  const options = given.get("storage_options")?.[0];
  const object = sdkValue("client", "s3", options?.kind === "record" ? rightsIn(options.entries) : {}).object;
  const places =
    given.get(0, "path", "path_or_buf", "filepath_or_buffer", "uri", "urlpath", "source", "where") ?? [];
  const asked = requestsOf(object, operation, /write_table$/.test(path) ? given.get(1, "where") : places);
  return asked.length > 0 ? requests(asked) : undefined;
}

function operationIn(path: string, name: string, given: Arguments): string | undefined {
  if (OPENING.test(path)) return openedFor(given);
  const package_ = path.slice(0, -name.length - 1);
  if (READING.test(name)) return READERS.test(package_) ? "GetObject" : undefined;
  return WRITING.test(name) ? "PutObject" : undefined;
}

function openedFor(given: Arguments): string {
  return /[wax+]/.test(literalOf(given.get("mode", 1)) ?? "r") ? "PutObject" : "GetObject";
}

function fileSystemCall(object: SdkObject, name: string, given: Arguments): CallResult {
  const operation = name === "open" ? openedFor(given) : FILE_SYSTEM[name];
  const isUpload = /^(put|put_file|upload)$/.test(name);
  const places = (isUpload ? given.get(1, "rpath") : given.get(0, "path", "rpath")) ?? [];
  if (operation === undefined || !Object.hasOwn({ open: 1, ...FILE_SYSTEM }, name))
    return gives(UNKNOWN_VALUE);
  const texts = textsOf(places).map((text) => text && (afterScheme(text) ?? text));
  return requests(
    texts.map((text) => operationOf(object, operation, text ? placeOf(text, operation) : new Map())),
  );
}

/** A path that is not known to be S3's may be a file's. */
function requestsOf(object: SdkObject, operation: string, places: Value[] = []): Operation[] {
  return textsOf(places).flatMap((text) => {
    const rest = text && afterScheme(text);
    return rest ? [operationOf(object, operation, placeOf(rest, operation))] : [];
  });
}

function afterScheme([first, ...rest]: Text): Text | undefined {
  const scheme = typeof first === "string" ? /^s3[an]?:\/\//.exec(first)?.[0] : undefined;
  if (scheme === undefined || typeof first !== "string") return undefined;
  return [first.slice(scheme.length), ...rest].filter((part) => part !== "");
}

function placeOf(text: Text, operation: string): Map<string, Value[]> {
  const [bucket, key] = partedAtSlash(text);
  const parts: [string, Text][] = [["Bucket", bucket]];
  if (operation !== "ListBucket") parts.push(["Key", key]);
  return new Map(
    parts.flatMap(([name, part]) => (part.length > 0 ? [[name, [{ kind: "text", text: part }]]] : [])),
  );
}

function rights(given: Arguments): Partial<SdkObject> {
  return rightsIn(given.named());
}

function rightsIn(options: ReadonlyMap<string, Value[]>): Partial<SdkObject> {
  const isAnonymous = options
    .get("anon")
    ?.some((each) => each.kind === "external" && each.path[0] === "True");
  const isOthers = ["key", "secret", "token", "profile"].some((name) => (options.get(name) ?? []).length > 0);
  return foreignOf(
    isAnonymous && "unsigned",
    isOthers && "other-credentials",
    options.has("endpoint_url") && "other-endpoint",
  );
}

/** Packages of others that make requests by themselves, as far as many applications use them. */
import type { Arguments } from "../../evaluation/arguments";
import { UNKNOWN_VALUE, type Value } from "../../evaluation/values";
import { operationOf, requests, sdkValue } from "../../sdk/objects";
import type { CallResult } from "../../sdk/sdk";

interface PackageCall {
  /** The package with the name of what is called, and what of it. */
  called: RegExp;
  service: string;
  operations: string[];
  /** Options to AWS's parameters. */
  options: Record<string, string>;
  /** The option that holds the client that asks. */
  client: string;
}

const CALLS: PackageCall[] = [
  // https://github.com/bbc/sqs-consumer
  {
    called: /^sqs-consumer\.Consumer(\.create)?$/,
    service: "sqs",
    operations: ["ReceiveMessage", "DeleteMessage"],
    options: { queueUrl: "QueueUrl" },
    client: "sqs",
  },
  // https://github.com/bbc/sqs-producer
  {
    called: /^sqs-producer\.Producer\.create$/,
    service: "sqs",
    operations: ["SendMessageBatch"],
    options: { queueUrl: "QueueUrl" },
    client: "sqs",
  },
  // https://github.com/anacronw/multer-s3
  {
    called: /^multer-s3(\.default)?$/,
    service: "s3",
    operations: ["PutObject"],
    options: { bucket: "Bucket", acl: "ACL" },
    client: "s3",
  },
];

/** Whether a specifier is that of such a package. */
export function isOtherPackage(specifier: string): boolean {
  return /^(sqs-consumer|sqs-producer|multer-s3)$/.test(specifier);
}

export function otherPackageCall(callee: Value, given: Arguments): CallResult | undefined {
  if (callee.kind !== "external" || !isOtherPackage(callee.path[0] ?? "")) return undefined;
  const path = callee.path.join(".");
  const found = CALLS.find(({ called }) => called.test(path));
  if (!found) return undefined;
  const [options] = given.get(0) ?? [];
  const entries = options?.kind === "record" ? options.entries : new Map<string, Value[]>();
  const [client] = entries.get(found.client) ?? [];
  const object =
    client?.kind === "sdk"
      ? { ...client.object, service: found.service }
      : sdkValue("client", found.service).object;
  const parameters = Object.entries(found.options).flatMap(([option, name]) => {
    // A function that gives it for each file says nothing here.
    const values = entries.get(option)?.filter(({ kind }) => kind !== "function");
    return values && values.length > 0 ? [[name, values] as const] : [];
  });
  return requests(
    found.operations.map((operation) => operationOf(object, operation, new Map(parameters))),
    UNKNOWN_VALUE,
  );
}

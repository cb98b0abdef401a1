/**
 * The AWS SDK for Java 1.x's transfer manager.
 * https://docs.aws.amazon.com/sdk-for-java/v1/developer-guide/examples-s3-transfermanager.html
 */
import type { Arguments } from "../../evaluation/arguments";
import { type SdkObject, UNKNOWN_VALUE, type Value } from "../../evaluation/values";
import { gives, operationOf, requests, sdkValue } from "../../sdk/objects";
import type { CallResult } from "../../sdk/sdk";
import { inputsIn } from "./sdk-v1";

const MANAGER = /^com\.amazonaws\.services\.s3\.transfer\.TransferManager(Builder)?(?:\.(\w+))?$/;
/** Transfers to their requests, and the function of the client that takes the same arguments. */
const TRANSFERS: Record<string, { operations: string[]; like: string }> = {
  upload: { operations: ["PutObject"], like: "putObject" },
  uploadDirectory: { operations: ["PutObject"], like: "listObjects" },
  uploadFileList: { operations: ["PutObject"], like: "listObjects" },
  download: { operations: ["GetObject"], like: "getObject" },
  downloadDirectory: { operations: ["ListObjects", "GetObject"], like: "listObjects" },
  copy: { operations: ["CopyObject"], like: "copyObject" },
};

/** What a value of its type is. */
export function v1TransfersType(path: string[]): Value[] | undefined {
  const found = MANAGER.exec(path.join("."));
  return found && found[2] === undefined ? [sdkValue("v1-transfers", "s3")] : undefined;
}

export function v1TransfersCall(callee: Value, given: Arguments): CallResult | undefined {
  if (callee.kind === "external")
    return MANAGER.test(callee.path.join(".")) ? gives(sdkValue("v1-transfers", "s3")) : undefined;
  if (callee.kind !== "sdk-method" || callee.object.type !== "v1-transfers") return undefined;
  return transferred(callee.object, callee.name, given);
}

function transferred(object: SdkObject, name: string, given: Arguments): CallResult {
  if (/^(build|with[A-Z]\w*)$/.test(name)) return gives({ kind: "sdk", object });
  const transfer = Object.hasOwn(TRANSFERS, name) ? TRANSFERS[name] : undefined;
  if (!transfer) return gives(UNKNOWN_VALUE);
  const isWhole = transfer.like !== "listObjects";
  return requests(
    inputsIn("s3", transfer.like, given).flatMap((input) => {
      const own = isWhole ? input : new Map([...input].filter(([parameter]) => parameter === "Bucket"));
      return transfer.operations.map((operation) => operationOf(object, operation, own));
    }),
    UNKNOWN_VALUE,
  );
}

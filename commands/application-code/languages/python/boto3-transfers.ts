/** S3's transfers, which boto3 makes of several requests. https://boto3.amazonaws.com/v1/documentation/api/latest/guide/s3.html */
import type { Arguments } from "../../evaluation/arguments";
import type { SdkObject, Value } from "../../evaluation/values";
import { operationOf } from "../../sdk/objects";
import type { Operation } from "../../sdk/sdk";

/** The places of a transfer's own arguments, on a client; on a bucket or an object what is known already is left out. */
const TRANSFERS: Record<string, { operation: string; parameters: string[] }> = {
  upload_file: { operation: "put_object", parameters: ["Filename", "Bucket", "Key"] },
  upload_fileobj: { operation: "put_object", parameters: ["Fileobj", "Bucket", "Key"] },
  // It asks for the object's size first, for which AWS wants the same action.
  download_file: { operation: "get_object", parameters: ["Bucket", "Key", "Filename"] },
  download_fileobj: { operation: "get_object", parameters: ["Bucket", "Key", "Fileobj"] },
  copy: { operation: "copy_object", parameters: ["CopySource", "Bucket", "Key"] },
};

/** Undefined for what is no transfer. */
export function transferOperations(
  object: SdkObject,
  name: string,
  given: Arguments,
): Operation[] | undefined {
  const transfer = Object.hasOwn(TRANSFERS, name) ? TRANSFERS[name] : undefined;
  if (!transfer) return undefined;
  const own = transfer.parameters.filter((each) => !object.parameters.has(each));
  const named = new Map<string, Value[]>();
  own.forEach((parameter, index) => {
    const values = given.get(parameter, index);
    if (values) named.set(parameter, values);
  });
  const [extra] = given.get("ExtraArgs", own.length) ?? [];
  if (extra?.kind === "record") for (const [key, values] of extra.entries) named.set(key, values);
  return [operationOf(object, transfer.operation, named)];
}

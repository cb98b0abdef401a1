/**
 * S3's transfer manager, and its presigner.
 * https://docs.aws.amazon.com/sdk-for-java/latest/developer-guide/transfer-manager.html
 * https://docs.aws.amazon.com/sdk-for-java/latest/developer-guide/examples-s3-presign.html
 */
import type { Arguments } from "../../evaluation/arguments";
import { type SdkObject, UNKNOWN_VALUE, type Value } from "../../evaluation/values";
import { gives, operationOf, requests, sdkValue } from "../../sdk/objects";
import type { CallResult, Evaluator } from "../../sdk/sdk";
import { actionPrefixOf } from "../../sdk/services";
import { type Input, inputsOf } from "./requests";
import { asAws, clientCall, withRights } from "./sdk-v2";

const MANAGER = /^software\.amazon\.awssdk\.transfer\.s3\.S3TransferManager(?:\.(\w+))?$/;
const PRESIGNER = /^software\.amazon\.awssdk\.services\.(\w+)\.presigner\.\w+Presigner(?:\.(\w+))?$/;

/** A transfer's requests, each with the part of its own request that has its parameters. */
const TRANSFERS: Record<string, { operation: string; part?: string }[]> = {
  upload: [{ operation: "putObject", part: "putObjectRequest" }],
  uploadFile: [{ operation: "putObject", part: "putObjectRequest" }],
  uploadDirectory: [{ operation: "putObject" }],
  // It asks for the object's size first, for which AWS wants the same action.
  download: [{ operation: "getObject", part: "getObjectRequest" }],
  downloadFile: [{ operation: "getObject", part: "getObjectRequest" }],
  downloadDirectory: [{ operation: "listObjectsV2" }, { operation: "getObject" }],
  copy: [{ operation: "copyObject", part: "copyObjectRequest" }],
};

/** What a declared type is. */
export function transferType(path: string[]): Value[] | undefined {
  const written = path.join(".");
  const manager = MANAGER.exec(written);
  if (manager) return manager[1] === undefined ? [sdkValue("transfers", "s3")] : undefined;
  const [, folder, called] = PRESIGNER.exec(written) ?? [];
  const service = folder === undefined || called !== undefined ? undefined : actionPrefixOf(folder);
  return service === undefined ? undefined : [sdkValue("presigner", service)];
}

export function transferCall(callee: Value, given: Arguments, evaluator: Evaluator): CallResult | undefined {
  if (callee.kind === "external") return construction(callee.path.join("."));
  if (callee.kind !== "sdk-method") return undefined;
  const { object, name } = callee;
  if (object.type === "transfers") return transferred(object, name, given, evaluator);
  return object.type === "presigner" ? presigned(object, name, given, evaluator) : undefined;
}

function construction(written: string): CallResult | undefined {
  const [, called] = MANAGER.exec(written) ?? [];
  if (called !== undefined) return gives(sdkValue("transfers", "s3"));
  const [, folder, made] = PRESIGNER.exec(written) ?? [];
  const service = folder === undefined || made === undefined ? undefined : actionPrefixOf(folder);
  return service === undefined ? undefined : gives(sdkValue("presigner", service));
}

function transferred(object: SdkObject, name: string, given: Arguments, evaluator: Evaluator): CallResult {
  const transfer = Object.hasOwn(TRANSFERS, name) ? TRANSFERS[name] : undefined;
  if (!transfer) return gives(name === "s3Client" ? withRights(object, given) : { kind: "sdk", object });
  return requests(
    inputsOf(given, evaluator).flatMap((input) =>
      transfer.map(({ operation, part }) => {
        const own = part === undefined ? input : partOf(input, part);
        return operationOf(object, operation, asAws(operation, own));
      }),
    ),
  );
}

/** Whoever uses such a URL does so with the rights of the role that signed it. */
function presigned(object: SdkObject, name: string, given: Arguments, evaluator: Evaluator): CallResult {
  const [, signed] = /^presign([A-Z]\w*)$/.exec(name) ?? [];
  if (signed === undefined)
    return name === "close" ? gives(UNKNOWN_VALUE) : setting(object, name, given, evaluator);
  const part = `${signed.charAt(0).toLowerCase()}${signed.slice(1)}Request`;
  return requests(
    inputsOf(given, evaluator).map((input) => operationOf(object, signed, partOf(input, part))),
    UNKNOWN_VALUE,
  );
}

/** A presigner is made as a client is. */
function setting(object: SdkObject, name: string, given: Arguments, evaluator: Evaluator): CallResult {
  if (name === "s3Client") return gives(withRights(object, given));
  const builder: SdkObject = { ...object, type: "client-builder" };
  const [made] = clientCall({ kind: "sdk-method", object: builder, name }, given, evaluator)?.values ?? [];
  return gives(
    made?.kind === "sdk" ? { kind: "sdk", object: { ...made.object, type: "presigner" } } : UNKNOWN_VALUE,
  );
}

function partOf(input: Input, name: string): Input {
  const [part] = input.get(name) ?? [];
  return part?.kind === "record" ? part.entries : new Map();
}

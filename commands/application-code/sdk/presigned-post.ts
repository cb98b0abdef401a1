/** Forms by which others put objects. https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-post-example.html */
import type { SdkObject, Value } from "../evaluation/values";
import { HOLE, joined } from "../program/text";
import { operationOf } from "./objects";
import type { Operation } from "./sdk";

/** The request that such a form allows: for `${filename}` in the key stands whatever the file is called. */
export function presignedPost(
  object: SdkObject,
  bucket: Value[] | undefined,
  key: Value[] | undefined,
): Operation {
  const parts = [
    ["Bucket", bucket],
    ["Key", key?.map(withoutFileName)],
  ] as const;
  const given = parts.flatMap(([name, values]) => (values ? [[name, values] as const] : []));
  return operationOf(object, "PutObject", new Map(given));
}

function withoutFileName(value: Value): Value {
  if (value.kind !== "text") return value;
  const pieces = value.text.map((part) =>
    typeof part === "string"
      ? joined(
          part.split("${filename}").flatMap((piece, index) => (index === 0 ? [[piece]] : [[HOLE], [piece]])),
        )
      : [part],
  );
  return { kind: "text", text: joined(pieces) };
}

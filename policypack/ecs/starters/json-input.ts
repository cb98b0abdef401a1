import { UNKNOWN } from "../../evaluation/types";
import { decoded, isRecord } from "../../graph/resources/plain";

/** An object that a property holds as JSON text or as it is; undefined where it is not known, or none. */
export function jsonObject(value: unknown): Record<string, unknown> | undefined {
  if (value === undefined || value === UNKNOWN) return undefined;
  const plain = decoded(value);
  return plain.state === "decoded" && isRecord(plain.value) ? plain.value : undefined;
}

import { UNKNOWN } from "../../evaluation/types";
import type { ValueState } from "../../unknowns/unknown-fact";

/** Why a value cannot be judged that is not of the type or form that it should be. */
export function stateOf(value: unknown): ValueState {
  if (value === UNKNOWN) return "unknown";
  return value === undefined || value === null || value === "" ? "missing" : "wrong";
}

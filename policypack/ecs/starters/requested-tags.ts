import { UNKNOWN } from "../../evaluation/types";
import { isRecord } from "../../graph/resources/plain";
import { stateOf } from "../../graph/resources/value-state";
import type { RequestedTags } from "./task-start";

/**
 * The tags of a request to run a task. Tags that ECS manages itself ask for no right.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/supported-iam-actions-tagging.html
 *
 * @param tags an object, or a list of keys and values in either letter case, or of objects
 * @param propagateTags `TASK_DEFINITION`, `SERVICE`, or not set
 */
export function requestedTags(tags: unknown, propagateTags: unknown): RequestedTags {
  const own = tagsIn(tags);
  const propagated = typeof propagateTags === "string" && !["", "NONE"].includes(propagateTags);
  const isTagged = own === undefined ? undefined : Object.keys(own).length > 0;
  const present = propagated || isTagged || (propagateTags === UNKNOWN ? undefined : isTagged);
  return { present, own, propagated };
}

function tagsIn(value: unknown): Record<string, string> | undefined {
  if (stateOf(value) === "missing") return {};
  const pairs = Array.isArray(value)
    ? value.flatMap((tag: unknown) => (isRecord(tag) ? pairsIn(tag) : [[]]))
    : isRecord(value)
      ? Object.entries(value)
      : [[]];
  if (!pairs.every((pair) => pair.length === 2 && pair.every((part) => typeof part === "string")))
    return undefined;
  return Object.fromEntries(pairs) as Record<string, string>;
}

/** Scheduler takes tags as maps. https://docs.aws.amazon.com/scheduler/latest/APIReference/API_EcsParameters.html */
function pairsIn(tag: Record<string, unknown>): unknown[][] {
  const [key, value] = [keyOf(tag, "key"), keyOf(tag, "value")];
  return key === undefined && value === undefined ? Object.entries(tag) : [[key, value]];
}

function keyOf(tag: Record<string, unknown>, key: "key" | "value"): unknown {
  return tag[key] ?? tag[key[0]!.toUpperCase() + key.slice(1)];
}

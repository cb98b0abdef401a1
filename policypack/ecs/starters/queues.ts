/** The dead-letter queue that a starter's role writes. */
import { onlySource } from "../../graph/resources/sources";
import { arnOf, nameOf } from "../../graph/resources/names";
import { scopeOf } from "../../graph/places/scope";
import { arnIn, parseArn } from "../../aws/arn";
import { dataKeyNeeds } from "../data-key-needs";
import { UNKNOWN } from "../../evaluation/types";
import { text } from "../../graph/resources/plain";
import type { PlainResource, StackModel } from "../../graph/types";
import type { RequiredPermission } from "../../permissions/required-permission";

/**
 * @param property the resource's own property that the queue stands in
 * @param value the queue's ARN; none where there is no queue
 * @param actions on the queue; by default those of a dead-letter queue
 */
export function queueNeeds(
  view: StackModel,
  by: PlainResource,
  property: string,
  value: unknown,
  purpose: string,
  actions = ["sqs:SendMessage"],
): RequiredPermission[] {
  if (value === undefined || value === null || value === "") return [];
  const arn = value === UNKNOWN ? arnBehind(view, by, property) : text(value);
  if (arn !== undefined && parseArn(arn)?.service !== "sqs") return [];
  const need: RequiredPermission = {
    kind: "queue",
    purpose,
    actions,
    resources: [arn ?? arnIn(scopeOf(view), "sqs", "*")],
    ...(arn === undefined ? { unknown: { kind: "starter-names", what: "queue", by: by.name } } : {}),
  };
  const direction = actions.includes("sqs:SendMessage") ? "write" : "read";
  const keys = arn === undefined ? [] : dataKeyNeeds(view, "queues", arn, [direction]);
  return [need, ...keys];
}

function arnBehind(view: StackModel, by: PlainResource, property: string): string | undefined {
  const queue = onlySource(view, by, property, "queue");
  if (!queue) return undefined;
  const name = nameOf(queue);
  return arnOf(queue) ?? (name === undefined ? undefined : arnIn(scopeOf(view), "sqs", name));
}

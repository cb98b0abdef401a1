import type { Scope } from "../../aws/arn";
import { partitionOf } from "../../aws/partitions";
import type { StackModel } from "../types";

/** The stack's own scope; a part that the stack does not tell is `*`, so that only a grant on all of them covers it. */
export function scopeOf(model: StackModel, region = model.region): Scope {
  return {
    partition: model.partition ?? partitionOf(region),
    region: region ?? "*",
    account: model.account ?? "*",
  };
}

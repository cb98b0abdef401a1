/** ARNs taken apart and put together, with `*` for whatever is not known of the stack. */
import { partitionOf } from "./iam-arn";
import type { StackModel } from "../graph/types";

export interface Arn {
  partition: string;
  service: string;
  /** Empty for global services. */
  region: string;
  /** Empty where the service has none in its ARNs (S3). */
  account: string;
  resource: string;
}

/** Where a request goes. */
export interface Scope {
  partition: string;
  region: string;
  account: string;
}

/** @returns undefined where the text is no ARN */
export function parseArn(text: string): Arn | undefined {
  const [prefix, partition, service, region, account, ...resource] = text.split(":");
  if (prefix !== "arn" || !partition || !service || region === undefined || account === undefined)
    return undefined;
  if (resource.length === 0) return undefined;
  return { partition, service, region, account, resource: resource.join(":") };
}

/** `arn:PARTITION:SERVICE:REGION:ACCOUNT:RESOURCE` in that scope. */
export function arnIn(scope: Scope, service: string, resource: string): string {
  return `arn:${scope.partition}:${service}:${scope.region}:${scope.account}:${resource}`;
}

/** The stack's own scope; a part that the stack does not tell is `*`, so that only a grant on all of them covers it. */
export function scopeOf(model: StackModel, region = model.region): Scope {
  return {
    partition: model.partition ?? partitionOf(region),
    region: region ?? "*",
    account: model.account ?? "*",
  };
}

/** A part of a scope as a context key's value; undefined where it is not known. */
export function known(part: string): string | undefined {
  return part === "*" ? undefined : part;
}

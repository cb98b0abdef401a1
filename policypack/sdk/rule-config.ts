/** The config of a rule, as the SDK hands it out with each resource and stack. */
import { onceEach } from "../evaluation/once-each";
import type { Finding } from "../findings/finding";
import { isRecord, toPlain } from "../graph/resources/plain";
import { fullSchema, readConfig } from "./config";
import type { PolicyMetadata } from "./policy";

/** What `validateResource` and `validateStack` are handed, as far as it has the config. */
interface WithConfig {
  getConfig<T extends object>(): T;
}

/** What config comes to for a rule: the values that are allowed, defaults for the rest, and a finding for each mistake. */
export function configFor(
  rule: PolicyMetadata,
  kind: "resource" | "stack",
  args: WithConfig,
): { config: Record<string, unknown>; findings: Finding[] } {
  return READERS[kind](rule)(given(args));
}

const READERS = { resource: readerFor("resource"), stack: readerFor("stack") };

/** Reads a rule's config; once, however many resources are judged by it, where for all of them it is the same object. */
function readerFor(kind: "resource" | "stack") {
  return onceEach((rule: PolicyMetadata) => {
    const schema = fullSchema(rule.configSchema, kind);
    return onceEach((config: object) => readConfig(rule.name, schema, toPlain(config)));
  });
}

/** The same object each time, so that it is read once. */
const NO_CONFIG = {};

/** What the SDK hands out need not be an object. */
function given(args: WithConfig): object {
  const config: unknown = args.getConfig();
  return isRecord(config) ? config : NO_CONFIG;
}

import type { IssueDraft } from "./errors";
import { keys, NAMESPACE } from "./stack";
import { nearest } from "./suggestion";

/** A key whose namespace is nobody's, and the key that it most likely stands for. */
export interface MisspeltNamespace {
  issue: IssueDraft;
  meant: string;
}

/** Pulumi keeps the settings of all packages in one map, so a misspelt namespace would just be passed over. */
export function misspeltNamespaces(raw: Record<string, unknown>): MisspeltNamespace[] {
  return Object.entries(raw).flatMap(([key, value]) => {
    const meant = meantBy(key);
    if (meant === undefined) return [];
    const message = `is in a namespace that no program reads here; did you mean ${meant}?`;
    return [{ issue: { keys: [key], value, message }, meant }];
  });
}

function meantBy(key: string): string | undefined {
  const [namespace = "", name] = key.split(/:(.*)/s);
  if (name === undefined || namespace === "aws" || namespace === NAMESPACE) return undefined;
  if (nearest(namespace, [NAMESPACE])) return `${NAMESPACE}:${name}`;
  const isRegion = `aws:${name}` === keys.region && nearest(namespace, ["aws"]) !== undefined;
  return isRegion ? keys.region : undefined;
}

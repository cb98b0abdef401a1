import { askedActions } from "../actions/asked-actions";
import type { ForeignReason } from "../evaluation/values";
import type { Application, CodeCall } from "../reading/application";
import type { Environment } from "../resources/fill-in";
import { resourcesOf, type Scope } from "../resources/resources-of";
import type { CodeNeed, Unresolved } from "./code-need";

const FOREIGN: Record<ForeignReason, string> = {
  "other-credentials": "its client has credentials of its own",
  "other-endpoint": "its client asks another endpoint than AWS's",
  unsigned: "its client signs nothing",
};

/** What an application's calls need in one container. */
export function needsOf(
  { calls, foreign }: Application,
  scope: Scope,
  environment: Environment,
): { needs: CodeNeed[]; unresolved: Unresolved[] } {
  const needs = new Map<string, CodeNeed>();
  const unresolved: Unresolved[] = foreign.map(({ file, line, service, operation, reason }) => ({
    file,
    line,
    call: `${service}:${operation}`,
    reason: FOREIGN[reason],
  }));
  const unknown: CodeCall[] = [];
  const understood = new Set<string>();
  for (const call of calls) {
    const found = needsOfCall(call, scope, environment);
    if (!found) unknown.push(call);
    else {
      understood.add(writtenAs(call));
      for (const need of found) needs.set(JSON.stringify(need), need);
    }
  }
  // Where a client may be several services', it is one that has the operation.
  unresolved.push(...unknown.filter((call) => !understood.has(writtenAs(call))).map(unknownOperation));
  return { needs: [...needs.values()].sort(byPlace), unresolved: unresolved.sort(byPlace) };
}

function needsOfCall(
  { file, line, service, operation, parameters }: CodeCall,
  scope: Scope,
  environment: Environment,
): CodeNeed[] | undefined {
  return askedActions(service, operation, parameters)?.map((asked) => {
    const region = parameters["(region)"];
    const placed = region ? { ...asked, parameters: { ...asked.parameters, "(region)": region } } : asked;
    return { action: asked.action, resources: resourcesOf(placed, scope, environment), file, line };
  });
}

function writtenAs({ file, line, operation }: CodeCall): string {
  return `${file} ${line} ${operation}`;
}

function unknownOperation({ file, line, service, operation }: CodeCall): Unresolved {
  return { file, line, call: `${service}:${operation}`, reason: "no action is known for it" };
}

function byPlace(one: CodeNeed | Unresolved, other: CodeNeed | Unresolved): number {
  return keyOf(one) < keyOf(other) ? -1 : 1;
}

function keyOf(each: CodeNeed | Unresolved): string {
  const what = "action" in each ? `${each.action} ${each.resources.join(" ")}` : each.call;
  return [each.file, String(each.line).padStart(7, "0"), what].join(" ");
}

/** Grants that can never apply, because requests for the action name no resource that the statement names. */
import { actionFacts, actionsMatching } from "../../evaluation/catalogue/actions";
import { actionAcceptsResource } from "../../evaluation/catalogue/action-resources";
import type { PolicyDocument, Statement } from "../../evaluation/types";

/** The actions of one statement that its resources never meet, which all need resources of the same form. */
export interface DeadGrant {
  statement: Statement;
  /** As written. */
  actions: string[];
  /** What a statement for these actions must name: `*`, or formats of ARNs. */
  needs: string[];
}

/**
 * Looks at every action of every Allow by itself: one that meets at least one of the statement's resources is fine.
 * Of a pattern such as `s3:Get*` one action is enough. NotAction and NotResource always leave something.
 */
export function deadGrants(document: PolicyDocument): DeadGrant[] {
  return document.statements.flatMap((statement) => {
    const { effect, actions, resources } = statement;
    if (effect === "Deny" || actions.negated || !resources || resources.negated) return [];
    const dead = [...new Set(actions.patterns)].filter((action) => !isAlive(action, resources.patterns));
    const byNeed = new Map<string, DeadGrant>();
    for (const action of dead) {
      const needs = neededBy(action);
      const key = needs.join();
      const grant = byNeed.get(key) ?? { statement, actions: [], needs };
      grant.actions.push(action);
      byNeed.set(key, grant);
    }
    return [...byNeed.values()];
  });
}

function isAlive(pattern: string, resources: string[]): boolean {
  if (resources.includes("*") || pattern === "*") return true;
  const actions = /[*?]/.test(pattern) ? actionsMatching(pattern) : [pattern];
  return (
    actions.length === 0 ||
    actions.some((action) =>
      resources.some((resource) => actionAcceptsResource(action, resource) && !isPadded(action, resource)),
    )
  );
}

/** White space around an ARN is a part of it for IAM, and only the keys of S3's objects may end so. */
function isPadded(action: string, resource: string): boolean {
  return resource !== resource.trim() && !/^s3:/i.test(action);
}

function neededBy(pattern: string): string[] {
  const actions = /[*?]/.test(pattern) ? actionsMatching(pattern).slice(0, 5) : [pattern];
  const needs = actions.flatMap((action) => actionFacts(action)?.arnFormats ?? []);
  return [...new Set(needs)].slice(0, 4);
}

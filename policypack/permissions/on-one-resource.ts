/** Where several actions must be allowed on the same resource and config does not say on which. */
import { scopeOf } from "../graph/places/scope";
import { actionFacts } from "../evaluation/catalogue/actions";
import { actionAcceptsResource } from "../evaluation/catalogue/action-resources";
import { grantsOf } from "../evaluation/decisions/grants";
import { covers, intersects, matches } from "../evaluation/patterns/pattern";
import type { NamedDocument, Statement } from "../evaluation/types";
import { namesAction } from "../evaluation/decisions/names-action";
import { contextFor } from "../graph/principal-context";
import type { Principal, StackModel } from "../graph/types";
import { arnIn, parseArn, type Scope } from "../aws/arn";
import type { Asking, RequiredPermission } from "./required-permission";
import { decisionOn, type MissingPermission } from "./missing-permissions";

/**
 * Groups actions that must be allowed on the same resource: those of a service that take a type of resource in common.
 * Actions that take no resource stand alone.
 */
export function actionGroups(actions: readonly string[]): string[][] {
  const groups: { formats: Set<string>; actions: string[] }[] = [];
  for (const action of actions) {
    const formats = formatsOf(action);
    const group = groups.find((one) => [...formats].some((format) => one.formats.has(format)));
    if (!group) groups.push({ formats, actions: [action] });
    else {
      group.actions.push(action);
      for (const format of formats) group.formats.add(format);
    }
  }
  return groups.map((group) => group.actions);
}

function formatsOf(action: string): Set<string> {
  const facts = actionFacts(action);
  const formats = facts?.wildcardOnly ? [] : (facts?.arnFormats ?? []);
  const own = formats.filter((format) => format !== "*");
  return new Set(own.length > 0 ? own : [action]);
}

/**
 * What is missing for one group of actions, on the resource where least is missing; nothing if some resource of the
 * stack's account and region admits them all.
 */
export function missingOnOneResource(by: Asking, actions: readonly string[]): MissingPermission[] {
  let best: MissingPermission[] | undefined;
  for (const resource of candidates(by, actions)) {
    const missing = missingOn(by, actions, resource);
    if (missing.length === 0) return [];
    if (best === undefined || weight(missing) < weight(best)) best = missing;
  }
  return best ?? [];
}

/** A refusal weighs more than what is not known: what is unproven may yet be the resource that is meant. */
function weight(missing: MissingPermission[]): number {
  return missing.reduce((sum, { decision }) => sum + (decision?.outcome === "unproven" ? 1 : 2), 0);
}

function missingOn(
  { principal, model }: Asking,
  actions: readonly string[],
  resource: string,
): MissingPermission[] {
  const by = { principal: withoutPartialDenies(principal, actions, resource), model };
  const grantOn = [resource.replaceAll("*", resource === "*" ? "*" : "NAME")];
  return actions.flatMap((action): MissingPermission[] => {
    const need: RequiredPermission = { kind: "actions", actions: [action], resources: [resource], grantOn };
    const decision = decisionOn(by, { need, action, resource });
    return decision.outcome === "allowed" ? [] : [{ need, action, resource, decision }];
  });
}

/**
 * The resources, as patterns, on which the actions may all be allowed: what the principal's documents grant for any of
 * them, as far as it lies in the stack's account and region, and all resources of the type there.
 */
function candidates({ principal, model }: Asking, actions: readonly string[]): string[] {
  const wholeTypes = commonTypes(actions, model);
  if (wholeTypes.length === 0) return ["*"];
  const context = contextFor(model, principal);
  const granted = actions
    .flatMap((action) => grantsOf(principal, action, context))
    .flatMap(({ resources }) => (resources.negated ? [] : resources.patterns))
    .map((pattern) => placed(pattern, scopeOf(model)))
    .flatMap((pattern) => wholeTypes.flatMap((whole) => partWithin(whole, pattern) ?? []))
    .filter((pattern) => actions.every((action) => actionAcceptsResource(action, pattern)));
  return [...new Set([...granted.sort(), ...wholeTypes])];
}

/**
 * The part of a granted pattern that is of one type, as `log-group:/ecs/*` grants streams among others:
 * `log-group:/ecs/*:log-stream:*`. Undefined where no single pattern says it.
 */
function partWithin(whole: string, pattern: string): string | undefined {
  if (covers(whole, pattern)) return pattern;
  if (!pattern.endsWith("*")) return undefined;
  const tails = [...whole.matchAll(/\*/g)].map(({ index }) => whole.slice(index + 1));
  return tails.map((tail) => pattern + tail).find((part) => covers(whole, part));
}

/** All resources, in the stack's scope, of each type that every one of the actions takes, the plainest first. */
function commonTypes(actions: readonly string[], model: StackModel): string[] {
  const [first, ...others] = actions.map(formatsOf);
  const common = [...(first ?? [])].filter((format) => others.every((formats) => formats.has(format)));
  const { partition, region, account } = scopeOf(model);
  return common
    .filter((format) => format.startsWith("arn:"))
    .map((format) =>
      format
        .replace("${Partition}", partition)
        .replace("${Region}", region)
        .replace("${Account}", account)
        .replace(/\$\{[^}]*\}/g, "*"),
    )
    .sort((one, other) => one.length - other.length);
}

/** A granted pattern cut down to the stack's partition, region and account where it leaves them open. */
function placed(pattern: string, scope: Scope): string {
  const arn = parseArn(pattern);
  if (!arn) return pattern;
  const part = (own: string, stacks: string) => (own !== "" && matches(own, stacks) ? stacks : own);
  const where = {
    partition: part(arn.partition, scope.partition),
    region: part(arn.region, scope.region),
    account: part(arn.account, scope.account),
  };
  return arnIn(where, arn.service, arn.resource);
}

/**
 * The principal without the Denies that name all of the actions and only a part of the resources: they keep it off some
 * resources altogether, and the others are left. A Deny of single actions stays: where it applies, a part of the
 * actions is allowed and a part is not.
 */
function withoutPartialDenies(principal: Principal, actions: readonly string[], resource: string): Principal {
  const spares = (statement: Statement) =>
    statement.effect === "Deny" &&
    !statement.unknown &&
    !coversAll(statement, resource) &&
    actions.every((action) => namesAction(statement, action));
  const spared = (named: NamedDocument): NamedDocument => {
    if (named.reading.state !== "known") return named;
    const { document } = named.reading;
    const statements = document.statements.filter((statement) => !spares(statement));
    if (statements.length === document.statements.length) return named;
    return { ...named, reading: { state: "known", document: { ...document, statements } } };
  };
  const { boundary } = principal;
  return { ...principal, documents: principal.documents.map(spared), boundary: boundary && spared(boundary) };
}

function coversAll({ resources }: Statement, resource: string): boolean {
  if (!resources) return true;
  return resources.negated
    ? !resources.patterns.some((pattern) => intersects(pattern, resource))
    : resources.patterns.some((pattern) => covers(pattern, resource));
}

/** What of the resources asked for a statement's `Resource` or `NotResource` reaches. */
import type { CompiledList } from "./compile";
import { ARN_FIELDS, arnFields } from "../../aws/arn";
import {
  covers,
  intersects,
  literalPattern,
  matches,
  parsePattern,
  type Pattern,
  patternOf,
} from "../patterns/pattern";
import { and, not, or, type Truth } from "../truth";
import type { RequestContext } from "../types";
import { resolveTemplate, type Template } from "../patterns/policy-variables";

/** Two questions that differ where a pattern is asked for: does it reach all of it, does it reach any of it? */
export interface ResourceMatch {
  all: Truth;
  some: Truth;
}

/**
 * The resources that a request is about. A lone `*` is what IAM sees for actions that take no resource: it is met by
 * the resource `*` and by no ARN. Every resource there is can be asked for as `arn:*`.
 */
export function requestedResource(resource: string): Pattern {
  return resource === "*" ? literalPattern("*") : parsePattern(resource);
}

export function matchResource(
  resources: CompiledList<Template>,
  requested: Pattern,
  context: RequestContext,
): ResourceMatch {
  let all: Truth = "no";
  let some: Truth = "no";
  for (const template of resources.items) {
    const match = matchOne(template, requested, context);
    if (match === "unresolvable" && resources.negated) return PERHAPS_INVALID;
    if (match === "unresolvable") continue;
    all = or(all, match.all);
    some = or(some, match.some);
  }
  if (!resources.negated) return { all, some };
  return { all: not(some), some: and(not(all), leavesSome(resources.items, requested, some)) };
}

const NONE: ResourceMatch = { all: "no", some: "no" };

/**
 * A variable without a value "might cause the entire statement to be invalid", says AWS
 * (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html). In a NotResource, where matching
 * nothing would mean to reach everything, that is not to be built on: no Allow is sure of it, and any Deny may hold.
 */
const PERHAPS_INVALID: ResourceMatch = { all: "no", some: "maybe" };

const ALL: ResourceMatch = { all: "yes", some: "yes" };

function matchOne(
  template: Template,
  requested: Pattern,
  context: RequestContext,
): ResourceMatch | "unresolvable" {
  if (template.fixed && requested.literal) return covers(template.fixed, requested) ? ALL : NONE;
  const resolved = resolveTemplate(template, context);
  if (resolved.state === "unresolvable") return "unresolvable";
  if (!intersects(resolved.pattern, requested)) return NONE;
  const some: Truth = resolved.state === "known" ? "yes" : "maybe";
  if (requested.literal) return { all: some, some };
  if (!fieldsIntersect(resolved.pattern, requested)) return NONE;
  return { all: covers(resolved.pattern, requested) ? some : "no", some };
}

/**
 * Field by field: no wildcard reaches over a colon between an ARN's first fields, whatever the other one's would be.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html#reference_policies_elements_resource_wildcards
 */
function fieldsIntersect(one: Pattern, other: Pattern): boolean {
  const [left, right] = [arnFields(one.spelling), arnFields(other.spelling)];
  if (left.length < ARN_FIELDS || right.length < ARN_FIELDS) return true;
  return left.every((field, index) => intersects(patternOf(field), patternOf(right[index] ?? "")));
}

/**
 * Whether something of what is asked for lies outside all of these patterns, none of which covers it alone. An
 * example that none matches proves it; that several patterns cover it together is possible and hard to exclude.
 */
function leavesSome(templates: Template[], requested: Pattern, touched: Truth): Truth {
  if (touched === "no" || requested.literal) return "yes";
  if (templates.some(({ fixed }) => fixed === undefined)) return "maybe";
  const example = exampleOf(requested);
  return templates.some(({ fixed }) => fixed && matches(fixed, example)) ? "maybe" : "yes";
}

/** A text that the pattern matches, made of characters that no ARN has where the pattern leaves them open. */
function exampleOf(pattern: Pattern): string {
  return pattern.spelling.replace(/[*?]/g, "\ue003");
}

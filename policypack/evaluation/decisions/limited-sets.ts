/** The resources of an Allow, less what is surely taken away. */
import type { CompiledList, CompiledStatement } from "./compile";
import { parsePattern, type Pattern } from "../patterns/pattern";
import { resolveTemplate, type Template, variablesOf } from "../patterns/policy-variables";
import type { RequestContext } from "../types";
import { common, type Effort, type ResourceSet, resourceSetOf, within, withoutAny } from "./resource-set";

/** Steps of comparing patterns for one statement; real policies need some thousands. */
const EFFORT = 200_000;

/** What takes away from an Allow: Denies that surely hold, and what a permissions boundary may let through. */
export class Limits {
  /** Patterns of which all is denied. */
  private readonly denied: Pattern[] = [];
  /** Of each Deny on `NotResource`, what it leaves. */
  private readonly left: ResourceSet[] = [];
  private readonly bounds: ResourceSet[] | undefined;

  constructor(
    { denies, bounds }: LimitingStatements,
    private readonly context: RequestContext,
  ) {
    for (const deny of denies) this.add(deny.resources());
    this.bounds = bounds?.map((bound) => resourceSetOf(bound.resources(), context));
  }

  /** What is left of a set of resources, or somewhat more. */
  appliedTo(set: ResourceSet): ResourceSet {
    const effort: Effort = { left: EFFORT };
    let left = withoutAny(set, this.denied, effort);
    for (const rest of this.left) left = common(left, rest, effort);
    return this.bounds === undefined ? left : within(left, this.bounds, effort);
  }

  /** A variable whose value is not known takes nothing away, and leaves whatever it may stand for. */
  private add({ negated, items }: CompiledList<Template>): void {
    const resolved = items.map((template) => resolveTemplate(template, this.context));
    // Of a NotResource whose variable has no value it is not certain that IAM denies anything by it.
    if (negated && resolved.some(({ state }) => state === "unresolvable")) return;
    if (negated) this.left.push({ negated: false, patterns: resolved.map(({ pattern }) => pattern) });
    else this.denied.push(...resolved.filter(({ state }) => state === "known").map(({ pattern }) => pattern));
  }
}

export interface LimitingStatements {
  denies: CompiledStatement[];
  /** Undefined where there is no boundary, or nothing is known of it. */
  bounds: CompiledStatement[] | undefined;
}

/**
 * Keeps what was worked out: many actions are limited by the same statements, whatever the request says beside, and
 * patterns that are made for it take long to compare.
 */
export class LimitedSets {
  private kept = new Map<string, ResourceSet>();
  private limits = new Map<string, Limits>();
  /** The statements that limit one request are asked about once for each Allow. */
  private readonly latest = new WeakMap<LimitingStatements, Limits>();

  /** @param among patterns to which the statement's resources are confined beforehand; all by default */
  of(
    allow: CompiledStatement,
    limiting: LimitingStatements,
    context: RequestContext,
    among: readonly string[] = [],
  ): ResourceSet {
    const limits = this.limitsOf(limiting, context);
    const key = [numbers.of(allow), valuesIn(allow, context), numbers.of(limits), ...among].join(" ");
    let set = this.kept.get(key);
    if (!set) {
      const whole = resourceSetOf(allow.resources(), context);
      const domain = { negated: false, patterns: among.map((each) => parsePattern(each)) };
      set = limits.appliedTo(among.length > 0 ? common(whole, domain) : whole);
      if (this.kept.size >= MOST_KEPT) this.kept = new Map();
      this.kept.set(key, set);
    }
    return set;
  }

  private limitsOf(limiting: LimitingStatements, context: RequestContext): Limits {
    const known = this.latest.get(limiting);
    if (known) return known;
    const key = keyOf(limiting, context);
    let limits = this.limits.get(key);
    if (!limits) {
      limits = new Limits(limiting, context);
      if (this.limits.size >= MOST_KEPT) this.limits = new Map();
      this.limits.set(key, limits);
    }
    this.latest.set(limiting, limits);
    return limits;
  }
}

const MOST_KEPT = 10_000;

/** The same for the same statements, where the context gives their policy variables the same values. */
function keyOf({ denies, bounds }: LimitingStatements, context: RequestContext): string {
  const numbered = (list: CompiledStatement[]) =>
    list.map((each) => `${numbers.of(each)}${valuesIn(each, context)}`).join("-");
  return `${numbered(denies)}|${bounds ? `${numbered(bounds)}|` : ""}`;
}

const variables = new WeakMap<CompiledStatement, string[]>();

/** What a context says of the policy variables of a statement. */
function valuesIn(statement: CompiledStatement, context: RequestContext): string {
  let named = variables.get(statement);
  if (!named) {
    named = [...new Set(statement.resources().items.flatMap(variablesOf))];
    variables.set(statement, named);
  }
  return named.length === 0 ? "" : JSON.stringify(named.map((key) => context(key)));
}

/** Numbers things as they are met. */
class Numbers {
  private readonly given = new WeakMap<object, number>();
  private next = 0;

  of(thing: object): number {
    let number = this.given.get(thing);
    if (number === undefined) this.given.set(thing, (number = this.next++));
    return number;
  }
}

const numbers = new Numbers();

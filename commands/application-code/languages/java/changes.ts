/**
 * What statements do to a builder, a map or a list that a variable holds: `request.tableName(…);`, `items.add(…);`. Its value
 * is a call of a function that only we know, with what it was first and everything that is done to it anywhere.
 */
import type { Argument, Block, CallExpression, Expression } from "../../program/expressions";
import { Scope } from "../../program/scopes";

/** A name that no program can have. */
export const CHANGED = "(changed)";

/** More than anybody does to one of them by hand. */
const MOST_CHANGES = 200;

export interface Variable {
  scope: Scope;
  block: Block;
  name: string;
}

interface Changing {
  all: Argument[];
  block: Block;
}

export class Changes {
  private readonly variables = new Map<Scope, Map<string, Changing>>();

  /** A variable's value from now on. */
  declared({ scope, block, name }: Variable, first: Expression): Expression {
    const all: Argument[] = [{ value: first }];
    const known = this.variables.get(scope) ?? new Map<string, Changing>();
    this.variables.set(scope, known.set(name, { all, block }));
    const callee: Expression = { kind: "import", specifier: CHANGED, from: "" };
    return { kind: "call", callee, arguments: all, place: { file: "", line: 0 } };
  }

  /** Notes what a statement in a block does to a variable that was declared so. */
  note(statement: Expression, block: Block): void {
    const links = linksOf(statement);
    const variable = links?.of;
    if (!links || variable?.kind !== "name" || !(variable.scope instanceof Scope)) return;
    const found = this.changesOf(variable.scope, variable.name);
    if (!found || found.all.length > MOST_CHANGES) return;
    const isSometimes = found.block !== block;
    links.calls.forEach((call, link) => found.all.push({ value: changeRecord(call, link, isSometimes) }));
  }

  private changesOf(from: Scope, name: string): Changing | undefined {
    for (let scope: Scope | undefined = from; scope; scope = scope.parent) {
      const found = this.variables.get(scope)?.get(name);
      if (found) return found;
      if (scope.has(name)) return undefined;
    }
    return undefined;
  }
}

/** `x.a(…).b(…)` as `x` and its calls, the first first. */
function linksOf(statement: Expression): { of: Expression; calls: CallExpression[] } | undefined {
  const calls: CallExpression[] = [];
  let of = statement;
  while (of.kind === "call" && of.callee.kind === "member") {
    calls.unshift(of);
    of = of.callee.of;
  }
  return calls.length > 0 ? { of, calls } : undefined;
}

/** @param link which one of a statement's calls it is, from 0 */
function changeRecord(
  { callee, arguments: given }: CallExpression,
  link: number,
  isSometimes: boolean,
): Expression {
  const name = callee.kind === "member" ? callee.name : "";
  return {
    kind: "record",
    entries: [
      { key: "(name)", value: { kind: "text", value: name } },
      { key: "(link)", value: { kind: "text", value: String(link) } },
      { key: "(sometimes)", value: { kind: "text", value: String(isSometimes) } },
      ...given.map(({ value }, index) => ({ key: String(index), value })),
    ],
  };
}

/** Whether a variable holds something that statements change, by its type or by what it is made with. */
export function isChanging(type: string, value: string): boolean {
  if (/(Builder|Request)$/.test(type)) return true;
  if (/^(java\.util\.)?\w*(Map|List|Set|Collection)(<|$)/.test(type)) return true;
  return type === "var" && /[bB]uilder\(|^new\s+\w*(Map|List|Set)\b/.test(value);
}

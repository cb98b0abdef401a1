import type { Node } from "web-tree-sitter";
import {
  type ClassDefinition,
  type Expression,
  type FunctionDefinition,
  NOTHING,
} from "../../program/expressions";
import { GoNames } from "./names";
import { isBasic } from "./types";

interface Guard {
  value: Expression;
  /** The variable in whose place it is returned, where that is empty; undefined where it is returned because it is not. */
  insteadOf?: string;
}

/** What is known of the function whose body is being read. */
interface FunctionContext {
  definition: FunctionDefinition;
  body: Node;
  results: { name?: string; type: Node }[];
  /** Returns of the form `if value != "" { return value }`, which those after them complete. */
  guards: Guard[];
}

/** Functions, methods and function literals, with their parameters and results. */
export abstract class GoFunctions extends GoNames {
  protected function?: FunctionContext;

  protected functionOf(node: Node, name: string, receiver?: { name: string; class: ClassDefinition }) {
    const outer = { function: this.function, class: this.class };
    if (receiver) this.class = receiver.class;
    const definition = this.define(name, { owner: receiver?.class }, (made) => {
      if (receiver) {
        const self: Expression = { kind: "self", definition: receiver.class };
        this.declare(receiver.name, self, node, { kind: "class", definition: receiver.class });
      }
      for (const each of node.childForFieldName("parameters")?.namedChildren ?? [])
        this.parameter(each!, made);
      const body = node.childForFieldName("body");
      const results = resultsOf(node);
      if (!body) return;
      this.function = { definition: made, body, results, guards: [] };
      for (const { name: result, type } of results)
        if (result !== undefined) this.declare(result, this.unset(type), type, this.typeOf(type));
      if (results.length === 1) made.returnType = this.typeOf(results[0]!.type);
      this.statements(body);
      this.endOfBody(made, body, results.length > 0);
    });
    this.function = outer.function;
    this.class = outer.class;
    return definition;
  }

  /** A function that gives nothing gives what it made of its first argument: so functions that set options are read. */
  private endOfBody(definition: FunctionDefinition, body: Node, hasResults: boolean): void {
    for (const { value } of this.function?.guards ?? []) definition.returns.push(value);
    const [first] = definition.parameters;
    if (hasResults || !first || first.rest) return;
    const at = { offset: body.endIndex, block: this.block };
    definition.returns.push({ kind: "name", name: first.name, scope: this.scope, at });
  }

  private parameter(node: Node, definition: FunctionDefinition): void {
    if (node.type === "comment") return;
    const type = node.childForFieldName("type");
    const written = type ? this.typeOf(type) : undefined;
    const isRest = node.type === "variadic_parameter_declaration";
    const names = node.childrenForFieldName("name").map((each) => each!.text);
    for (const given of names.length > 0 ? names : ["_"]) {
      const name = given === "_" ? `(${definition.parameters.length})` : given;
      this.addParameter(definition, {
        name,
        ...(written && { type: written }),
        ...(isRest && { rest: "list" as const }),
      });
      if (written && !isRest) this.setType(this.scope, name, written);
    }
  }

  protected returned(node: Node): void {
    const { definition, results, guards, body } = this.function ?? {};
    const list = node.namedChildren.find((child) => child?.type === "expression_list");
    const items = list?.namedChildren.filter((child) => child?.type !== "comment") ?? [];
    const values = items.map((each) => this.expression(each));
    if (!definition || !results || !guards || isFailure(items, results)) return;
    const value = this.returnValue(node, values, results);
    if (!value) return;
    const isLast = body !== undefined && isRightIn(node, body);
    const before = isLast ? guards.splice(0) : [];
    const isOther = ({ insteadOf }: Guard) => insteadOf !== undefined && insteadOf !== list?.text;
    for (const each of before.filter(isOther)) definition.returns.push(each.value);
    definition.returns.push(before.filter((each) => !isOther(each)).reduceRight(guarded, value));
  }

  private returnValue(node: Node, values: Expression[], results: { name?: string; type: Node }[]) {
    const named = values.length > 0 ? values : results.map(({ name }) => this.resultName(node, name));
    if (named.length <= 1) return named[0];
    const entries = named.map((value, index) => ({
      key: String(index),
      value: this.orType(value, results[index]),
    }));
    return { kind: "record" as const, entries };
  }

  private resultName(node: Node, name: string | undefined): Expression {
    return name === undefined ? NOTHING : this.nameAt(node, name);
  }

  private orType(value: Expression, result: { type: Node } | undefined): Expression {
    return result && !isBasic(result.type) ? { kind: "typed", type: this.typeOf(result.type), value } : value;
  }

  /** What a variable of a type holds that nobody gave a value. */
  protected abstract unset(type: Node): Expression;
}

function guarded(value: Expression, { value: other, insteadOf }: Guard): Expression {
  return insteadOf === undefined
    ? { kind: "otherwise", first: other, second: value }
    : { kind: "otherwise", first: value, second: other };
}

function resultsOf(node: Node): { name?: string; type: Node }[] {
  const result = node.childForFieldName("result");
  if (!result) return [];
  if (result.type !== "parameter_list") return [{ type: result }];
  return result.namedChildren.flatMap((each) => {
    const type = each?.childForFieldName("type");
    if (!each || !type) return [];
    const names = each.childrenForFieldName("name");
    return names.length > 0 ? names.map((name) => ({ name: name!.text, type })) : [{ type }];
  });
}

/** `return "", err` and `return nil, false`: there is no value. */
function isFailure(items: (Node | null)[], results: { type: Node }[]): boolean {
  const last = items.at(-1);
  const type = results.at(-1)?.type.text;
  if (items.length < 2 || !last || items.length !== results.length) return false;
  const fails = (type === "error" && last.type !== "nil") || (type === "bool" && last.type === "false");
  return fails && items.slice(0, -1).every((each) => each !== null && isZero(each));
}

function isZero(node: Node): boolean {
  if (/^(nil|false)$/.test(node.type) || node.text === '""' || node.text === "0") return true;
  return node.type === "composite_literal" && node.childForFieldName("body")?.namedChildCount === 0;
}

/** Whether a statement stands right in a function's body. */
export function isRightIn(node: Node, body: Node): boolean {
  const parent = node.parent;
  return parent?.id === body.id || (parent?.type === "statement_list" && parent.parent?.id === body.id);
}

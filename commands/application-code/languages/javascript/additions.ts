import type { Node } from "web-tree-sitter";
import type { Argument, Expression } from "../../program/expressions";
import { addEntry, addItems, literalsAmong, literalsNamed } from "../grown-literals";
import { Translator } from "../translator";
import { keyOf } from "./strings";

/** What statements put into lists and objects that are written out before: `items.push(x)`, `params.Key = x`, `clients.set(k, x)`. */
export abstract class JavaScriptAdditions extends Translator {
  /** `target.name = value` */
  protected addMember(target: Node | null, key: string, value: Expression): void {
    addEntry(this.literalsOf(target), { key, value }, this.block);
  }

  /** `target[key] = value` */
  protected addIndexed(assigned: Node, value: Expression): void {
    const index = assigned.childForFieldName("index");
    const key = keyOf(index);
    const entry = key === undefined ? { computed: this.expression(index), value } : { key, value };
    addEntry(this.literalsOf(assigned.childForFieldName("object")), entry, this.block);
  }

  /** What a call adds, if it does: `items.push(…)`, `entries.set(…)`, `Object.assign(params, …)`. */
  protected addCalled(callee: Node, name: string, given: Node[], values: readonly Argument[]): void {
    if (!/^(push|unshift|set|assign)$/.test(name)) return;
    const [first, second] = values;
    const of = name === "assign" ? (given[0] ?? null) : callee.childForFieldName("object");
    const literals = this.literalsOf(of);
    if (name === "assign") {
      for (const { value } of values.slice(1)) addEntry(literals, { value }, this.block);
    } else if (name === "set") {
      if (first && second) addEntry(literals, { computed: first.value, value: second.value }, this.block);
    } else addItems(literals, values.map(itemOf));
  }

  private literalsOf(node: Node | null) {
    if (node?.type === "identifier") return literalsNamed(node.text, this.scope, this.at(node));
    const isOwn = node?.type === "member_expression" && node.childForFieldName("object")?.type === "this";
    const name = isOwn ? node.childForFieldName("property")?.text : undefined;
    return name === undefined ? [] : literalsAmong(this.class?.fields.get(name) ?? []);
  }
}

/** A spread argument stands for what is in it. */
export function itemOf({ value, isSpread }: Argument): Expression {
  return isSpread ? { kind: "element", of: value } : value;
}

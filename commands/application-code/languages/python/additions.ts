import type { Node } from "web-tree-sitter";
import type { Argument, Expression } from "../../program/expressions";
import { addEntry, addItems, literalsAmong, literalsNamed } from "../grown-literals";
import { Translator } from "../translator";
import { textOf } from "./strings";

/** What statements put into lists and dictionaries that are written out before: `items.append(x)`, `params["Key"] = x`. */
export abstract class PythonAdditions extends Translator {
  /** The name under which the method that is being read has its object, mostly `self`; and its class, `cls`. */
  protected selfName?: string;
  protected className?: string;

  /** `target[key] = value` */
  protected addIndexed(target: Node, value: Expression): void {
    const index = target.childForFieldName("subscript");
    const key = textOf(index);
    const entry = key === undefined ? { computed: this.expression(index), value } : { key, value };
    addEntry(this.literalsOf(target.childForFieldName("value")), entry, this.block);
  }

  /** `items += more` */
  protected addAll(target: Node | null, more: Expression): void {
    addItems(this.literalsOf(target), [{ kind: "element", of: more }]);
  }

  /** What a call adds, if it does: `items.append(x)`, `params.update(more)`. */
  protected addCalled(callee: Node | null, given: readonly Argument[]): void {
    const name = callee?.type === "attribute" ? callee.childForFieldName("attribute")?.text : undefined;
    if (name === undefined || !/^(append|appendleft|add|extend|insert|update|setdefault)$/.test(name)) return;
    const literals = this.literalsOf(callee!.childForFieldName("object"));
    const [first, second] = given;
    if (!first || literals.length === 0) return;
    if (name === "update") {
      for (const each of given)
        addEntry(
          literals,
          { ...(each.name !== undefined && { key: each.name }), value: each.value },
          this.block,
        );
    } else if (name === "setdefault") {
      if (second) addEntry(literals, { computed: first.value, value: second.value }, this.block);
    } else if (name === "extend") addItems(literals, [{ kind: "element", of: first.value }]);
    else addItems(literals, [given.at(-1)!.value]);
  }

  private literalsOf(node: Node | null) {
    if (node?.type === "identifier") return literalsNamed(node.text, this.scope, this.at(node));
    if (node?.type !== "attribute") return [];
    const of = node.childForFieldName("object")?.text ?? "";
    const name = node.childForFieldName("attribute")?.text ?? "";
    const isOwn = of !== "" && [this.selfName, this.className].includes(of);
    return isOwn ? literalsAmong(this.class?.fields.get(name) ?? []) : [];
  }
}

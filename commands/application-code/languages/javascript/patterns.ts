import type { Node } from "web-tree-sitter";
import { type Expression, OPAQUE } from "../../program/expressions";
import { Scope } from "../../program/scopes";
import { addTo, Translator } from "../translator";
import { keyOf } from "./strings";

/** What Express and Koa keep for all parts of an application: `app.locals.db`, `app.context.db`, `ctx.state.db`. */
const STATES = /(^|\.)(locals|context|state)$/;

/** The name under which a member is kept so; undefined for others. */
export function sharedName(node: Node): string | undefined {
  const name = node.childForFieldName("property")?.text;
  return name !== undefined && STATES.test(node.childForFieldName("object")?.text ?? "")
    ? `.${name}`
    : undefined;
}

/** What a declaration or an assignment binds: names, patterns, members. */
export abstract class JavaScriptPatterns extends Translator {
  /** Whether a pattern assigns to variables that are declared elsewhere: `({ next: token } = page)`. */
  private isAssigning = false;

  /** A name or a pattern gets its value. */
  protected bound(pattern: Node | null | undefined, value: Expression): void {
    switch (pattern?.type) {
      case "identifier":
      case "shorthand_property_identifier_pattern":
        return this.named(pattern, value);
      case "object_pattern":
        for (const each of pattern.namedChildren) this.boundEntry(each!, value);
        return;
      case "array_pattern":
        pattern.namedChildren.forEach((each, index) => {
          const item =
            value.kind === "list" ? (value.items[index] ?? OPAQUE) : { kind: "element" as const, of: value };
          this.bound(each, item);
        });
        return;
      case "assignment_pattern":
        return this.bound(pattern.childForFieldName("left"), {
          kind: "otherwise",
          first: value,
          second: this.expression(pattern.childForFieldName("right")),
        });
      case "rest_pattern":
        return this.bound(pattern.namedChildren[0], value);
      default:
        return;
    }
  }

  protected boundEntry(node: Node, of: Expression): void {
    const member = (name: string): Expression => ({ kind: "member", of, name });
    switch (node.type) {
      case "shorthand_property_identifier_pattern":
        return this.named(node, member(node.text));
      case "pair_pattern": {
        const key = keyOf(node.childForFieldName("key"));
        return this.bound(node.childForFieldName("value"), key === undefined ? OPAQUE : member(key));
      }
      case "object_assignment_pattern": {
        const name = node.childForFieldName("left");
        const second = this.expression(node.childForFieldName("right"));
        const first = member(name?.text ?? "");
        return this.bound(name, { kind: "otherwise", first, second });
      }
      case "rest_pattern":
        return this.bound(node.namedChildren[0], of);
      default:
        return;
    }
  }

  protected assignment(node: Node): Expression {
    const left = node.childForFieldName("left");
    const value = this.expression(node.childForFieldName("right"));
    if (
      node.type === "augmented_assignment_expression" &&
      !/^[?|]{2}=$/.test(node.childForFieldName("operator")?.text ?? "")
    ) {
      this.expression(left);
      return OPAQUE;
    }
    if (left?.type === "member_expression") this.boundMember(left, value);
    else {
      this.isAssigning = true;
      this.assigning(node, () => this.bound(left, value));
      this.isAssigning = false;
    }
    return value;
  }

  private named(name: Node, value: Expression): void {
    if (this.isAssigning) this.assigned(name, value);
    else this.bind(name.text, value, name);
  }

  /** A variable is assigned where it is declared, in whichever scope that is. */
  protected assigned(name: Node, value: Expression): void {
    let scope: Scope | undefined = this.scope;
    while (scope && !scope.has(name.text)) scope = scope.parent;
    (scope ?? this.module.scope).bind(name.text, value, this.boundAt(name));
  }

  protected boundMember(target: Node, value: Expression): void {
    const of = target.childForFieldName("object");
    const name = target.childForFieldName("property")?.text ?? "";
    const shared = sharedName(target);
    if (shared !== undefined) addTo(this.module.shared, shared, value);
    if (of?.type === "this" && this.class) return addTo(this.class.fields, name, value);
    if (of?.text === "exports" || of?.text === "module.exports")
      return addTo(this.module.exports, name, value);
    if (target.text !== "module.exports") return void this.expression(of);
    addTo(this.module.exports, "default", value);
    this.module.reexports.push(value);
    this.module.whole = value;
  }
}

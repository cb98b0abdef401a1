import type { Node } from "web-tree-sitter";
import { type Expression, OPAQUE } from "../../program/expressions";
import { Scope } from "../../program/scopes";
import { addTo } from "../translator";
import { JavaScriptAdditions } from "./additions";
import { sharedBy, sharedName } from "./shared-values";
import { keyOf } from "./strings";

/** What a declaration or an assignment binds: names, patterns, members. */
export abstract class JavaScriptPatterns extends JavaScriptAdditions {
  /** Whether a pattern assigns to variables that are declared elsewhere: `({ next: token } = page)`. */
  private isAssigning = false;

  /** Notes what the application keeps as soon as it uses a package. */
  protected keptBy(specifier: string): void {
    const kept = sharedBy(specifier, this.module.path);
    if (kept) addTo(this.module.shared, kept.name, kept.value);
  }

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
        placesIn(pattern).forEach((each, index) => {
          const item =
            value.kind === "list"
              ? (value.items[index] ?? OPAQUE)
              : { kind: "element" as const, of: value, place: index };
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
    const value = this.assignedValue(left, node.childForFieldName("right"));
    if (
      node.type === "augmented_assignment_expression" &&
      !/^[?|]{2}=$/.test(node.childForFieldName("operator")?.text ?? "")
    ) {
      this.expression(left);
      return OPAQUE;
    }
    if (left?.type === "member_expression") this.boundMember(left, value);
    else if (left?.type === "subscript_expression") this.addIndexed(left, value);
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

  /** What is assigned, with what `this` means in it. */
  protected abstract assignedValue(left: Node | null, right: Node | null): Expression;
  /** Whether something was assigned to the prototype of a class. */
  protected abstract setOnPrototype(left: Node, value: Expression): boolean;

  protected boundMember(target: Node, value: Expression): void {
    if (this.setOnPrototype(target, value)) return;
    const of = target.childForFieldName("object");
    const name = target.childForFieldName("property")?.text ?? "";
    const shared = sharedName(target);
    if (shared !== undefined) addTo(this.module.shared, shared, value);
    if (of?.type === "this" && this.class) return addTo(this.class.fields, name, value);
    if (of?.text === "exports" || of?.text === "module.exports")
      return addTo(this.module.exports, name, value);
    this.addMember(of, name, value);
    if (target.text !== "module.exports") return void this.expression(of);
    addTo(this.module.exports, "default", value);
    this.module.reexports.push(value);
    this.module.whole = value;
  }
}

/** What stands in each place of `[first, , third]`. */
function placesIn(pattern: Node): (Node | undefined)[] {
  const places: (Node | undefined)[] = [undefined];
  for (const child of pattern.children) {
    if (child?.type === ",") places.push(undefined);
    else if (child?.isNamed && child.type !== "comment") places[places.length - 1] = child;
  }
  return places;
}

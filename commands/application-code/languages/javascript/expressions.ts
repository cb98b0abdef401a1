import type { Node } from "web-tree-sitter";
import {
  type Argument,
  type ClassDefinition,
  type Expression,
  NOTHING,
  OPAQUE,
  type RecordEntry,
} from "../../program/expressions";
import { itemOf } from "./additions";
import { callbackCall } from "../callbacks";
import { addTo } from "../translator";
import { JavaScriptConstructors } from "./constructor-functions";
import { requiredModule } from "./imports";
import { decoratedName, sharedName } from "./shared-values";
import { keyOf, literalText, templateParts } from "./strings";

/** Functions whose calls change what is known already. */
const EFFECTIVE =
  /^(push|unshift|set|assign|call|inherits|__extends|_inherits|decorate|decorateRequest|decorateReply)$/;

/** What has a value. */
export abstract class JavaScriptExpressions extends JavaScriptConstructors {
  protected expressionOf(node: Node): Expression {
    switch (node.type) {
      case "identifier":
      case "shorthand_property_identifier":
        return this.nameAt(node);
      case "undefined":
      case "null":
        return NOTHING;
      case "this":
        return this.receiver ?? (this.class ? { kind: "self", definition: this.class } : OPAQUE);
      case "super":
        return this.class ? { kind: "super", definition: this.class } : OPAQUE;
      case "member_expression":
        return this.member(node);
      case "subscript_expression":
        return {
          kind: "index",
          of: this.expression(node.childForFieldName("object")),
          key: this.expression(node.childForFieldName("index")),
        };
      case "call_expression":
      case "new_expression":
        return this.called(node);
      case "string":
        return { kind: "text", value: literalText(node) };
      case "template_string":
        return { kind: "joined", parts: templateParts(node, (inner) => this.expression(inner)) };
      case "binary_expression":
        return this.binary(node);
      case "ternary_expression":
        this.expression(node.childForFieldName("condition"));
        return {
          kind: "choice",
          options: ["consequence", "alternative"].map((each) =>
            this.expression(node.childForFieldName(each)),
          ),
        };
      case "await_expression":
      case "parenthesized_expression":
      case "expression_statement":
      case "as_expression":
      case "satisfies_expression":
      case "non_null_expression":
      case "instantiation_expression":
        return this.expression(node.namedChildren[0]);
      case "type_assertion":
        return this.expression(node.namedChildren.at(-1));
      case "sequence_expression":
        return node.namedChildren.map((child) => this.expression(child)).at(-1) ?? OPAQUE;
      case "object":
        return this.object(node);
      case "array":
        return { kind: "list", items: node.namedChildren.map((child) => itemOf(this.argument(child!))) };
      case "arrow_function":
      case "function_expression":
      case "function":
      case "generator_function": {
        const made = node.type === "arrow_function" ? undefined : this.constructorFunction(node);
        if (made) return { kind: "class", definition: made };
        return { kind: "function", definition: this.functionOf(node) };
      }
      case "class":
        return { kind: "class", definition: this.classOf(node) };
      case "assignment_expression":
      case "augmented_assignment_expression":
        return this.assignment(node);
      case "yield_expression":
        this.owner?.returns.push(this.expression(node.namedChildren[0]));
        return OPAQUE;
      case "comment":
      case "type_annotation":
      case "type_alias_declaration":
      case "interface_declaration":
      case "type_arguments":
        return OPAQUE;
      case "statement_block":
        this.statements(node);
        return OPAQUE;
      default:
        return this.opaque(node);
    }
  }

  private member(node: Node): Expression {
    const of = this.expression(node.childForFieldName("object"));
    const name = node.childForFieldName("property")?.text ?? "";
    // An object and its class have the same members to us.
    if (name === "constructor") return of;
    const value: Expression = { kind: "member", of, name };
    const shared = sharedName(node);
    return shared === undefined ? value : { kind: "shared", name: shared, value };
  }

  protected enumeration(node: Node): Expression {
    const members = node.childForFieldName("body")?.namedChildren ?? [];
    return {
      kind: "record",
      entries: members.flatMap((member): RecordEntry[] => {
        const key = keyOf(member?.childForFieldName("name"));
        const value = member?.childForFieldName("value");
        return key === undefined || !value ? [] : [{ key, value: this.expression(value) }];
      }),
    };
  }

  protected called(node: Node): Expression {
    const isNew = node.type === "new_expression";
    const callee = node.childForFieldName(isNew ? "constructor" : "function");
    const given = node.childForFieldName("arguments");
    const required = isNew ? undefined : requiredModule(callee, given, this.module.path);
    if (required) {
      this.keptBy(required.specifier);
      return required;
    }
    const list = given?.type === "arguments" ? given.namedChildren : [];
    const nodes = list.filter((each): each is Node => each !== null && each.type !== "comment");
    if (isNew && callee?.text === "Map" && nodes.length === 0) return { kind: "record", entries: [] };
    const values = nodes.map((each) => this.argument(each));
    if (callee) this.calledForEffect(callee, nodes, values);
    const call = this.addCall(node, this.expression(callee), values);
    const callback = callbackCall(call);
    if (callback) this.module.calls.push(callback);
    return call;
  }

  /** What a call does to what is known already. */
  private calledForEffect(callee: Node, given: Node[], values: Argument[]): void {
    const named = callee.type === "member_expression" ? callee.childForFieldName("property") : callee;
    const name = named && /identifier$/.test(named.type) ? named.text : "";
    if (!EFFECTIVE.test(name)) return;
    this.addCalled(callee, name, given, values);
    this.inheriting(callee, name, given, values);
    const decorated = decoratedName(name, given);
    if (decorated !== undefined && values[1]) addTo(this.module.shared, decorated, values[1].value);
  }

  protected argument(node: Node): Argument {
    if (node.type === "spread_element")
      return { value: this.expression(node.namedChildren[0]), isSpread: true };
    return { value: this.expression(node) };
  }

  protected binary(node: Node): Expression {
    const left = this.expression(node.childForFieldName("left"));
    const right = this.expression(node.childForFieldName("right"));
    const operator = node.childForFieldName("operator")?.text;
    if (operator === "+") return { kind: "joined", parts: [left, right] };
    if (operator === "??" || operator === "||") return { kind: "otherwise", first: left, second: right };
    return operator === "&&" ? right : OPAQUE;
  }

  /** An object as it is written. Its functions see itself as `this`, or where it is a prototype an object of the class. */
  protected object(node: Node, owner?: ClassDefinition): Expression {
    const record: Expression & { kind: "record" } = { kind: "record", entries: [] };
    const self: Expression = owner ? { kind: "self", definition: owner } : record;
    for (const child of node.namedChildren) record.entries.push(...this.entries(child!, self));
    return record;
  }

  private entries(node: Node, self: Expression): RecordEntry[] {
    switch (node.type) {
      case "pair": {
        const name = node.childForFieldName("key");
        const key = keyOf(name);
        const right = node.childForFieldName("value");
        const isMethod = right !== null && /^(function_expression|function)$/.test(right.type);
        const value: Expression = isMethod
          ? { kind: "function", definition: this.functionOf(right, undefined, self) }
          : this.expression(right);
        return [
          key === undefined ? { computed: this.expression(name?.namedChildren[0]), value } : { key, value },
        ];
      }
      case "shorthand_property_identifier":
        return [{ key: node.text, value: this.nameAt(node) }];
      case "spread_element":
        return [{ value: this.expression(node.namedChildren[0]) }];
      case "method_definition": {
        const definition = this.functionOf(node, undefined, self);
        return [{ key: definition.name, value: { kind: "function", definition } }];
      }
      default:
        return [];
    }
  }
}

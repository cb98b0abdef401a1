import type { Node } from "web-tree-sitter";
import { type Argument, type Expression, NOTHING, OPAQUE, type RecordEntry } from "../../program/expressions";
import { JavaScriptDefinitions } from "./definitions";
import { requiredModule } from "./imports";
import { sharedName } from "./patterns";
import { keyOf, literalText, templateParts } from "./strings";

/** What has a value. */
export abstract class JavaScriptExpressions extends JavaScriptDefinitions {
  protected expressionOf(node: Node): Expression {
    switch (node.type) {
      case "identifier":
      case "shorthand_property_identifier":
        return this.nameAt(node);
      case "undefined":
      case "null":
        return NOTHING;
      case "this":
        return this.class ? { kind: "self", definition: this.class } : OPAQUE;
      case "super":
        return this.class ? { kind: "super", definition: this.class } : OPAQUE;
      case "member_expression": {
        const value: Expression = {
          kind: "member",
          of: this.expression(node.childForFieldName("object")),
          name: node.childForFieldName("property")?.text ?? "",
        };
        const name = sharedName(node);
        return name === undefined ? value : { kind: "shared", name, value };
      }
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
        return { kind: "record", entries: node.namedChildren.flatMap((child) => this.entries(child!)) };
      case "array":
        return { kind: "list", items: node.namedChildren.map((child) => this.expression(child)) };
      case "arrow_function":
      case "function_expression":
      case "function":
      case "generator_function":
        return { kind: "function", definition: this.functionOf(node) };
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
    if (required) return required;
    const list = given?.type === "arguments" ? given.namedChildren : [];
    const expressions = list
      .filter((each) => each && each.type !== "comment")
      .map((each) => this.argument(each!));
    return this.addCall(node, this.expression(callee), expressions);
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

  protected entries(node: Node): RecordEntry[] {
    switch (node.type) {
      case "pair": {
        const name = node.childForFieldName("key");
        const key = keyOf(name);
        const value = this.expression(node.childForFieldName("value"));
        return [
          key === undefined ? { computed: this.expression(name?.namedChildren[0]), value } : { key, value },
        ];
      }
      case "shorthand_property_identifier":
        return [{ key: node.text, value: this.nameAt(node) }];
      case "spread_element":
        return [{ value: this.expression(node.namedChildren[0]) }];
      case "method_definition": {
        const definition = this.functionOf(node);
        return [{ key: definition.name, value: { kind: "function", definition } }];
      }
      default:
        return [];
    }
  }
}

import type { Node } from "web-tree-sitter";
import { type Argument, type Expression, OPAQUE, type RecordEntry } from "../../program/expressions";
import { GoFunctions } from "./functions";
import { isString, literalText } from "./strings";

/** Composite literals: structs, maps and lists. */
export abstract class GoLiterals extends GoFunctions {
  protected composite(node: Node): Expression {
    const type = node.childForFieldName("type");
    const body = node.childForFieldName("body");
    return type && body ? this.literalOf(type, body) : OPAQUE;
  }

  /** @param type that it is of, which literals within others may leave out */
  private literalOf(type: Node, body: Node): Expression {
    switch (type.type) {
      case "pointer_type":
      case "parenthesized_type":
        return type.namedChildren[0] ? this.literalOf(type.namedChildren[0], body) : this.opaque(body);
      case "map_type":
        return this.map(type, body);
      case "slice_type":
      case "array_type":
      case "implicit_length_array_type":
        return this.listOf(type, body);
      case "struct_type":
        return { kind: "record", entries: this.fieldsIn(body).flatMap(asEntry) };
      default:
        return this.addCall(body, this.typeOf(type), this.fieldsIn(body));
    }
  }

  private map(type: Node, body: Node): Expression {
    const of = type.childForFieldName("value");
    const entries = elements(body).map(({ key, value }): RecordEntry => {
      const expression = value ? this.element(value, of) : OPAQUE;
      if (key && isString(key)) return { key: literalText(key), value: expression };
      return { computed: key ? this.expression(key) : OPAQUE, value: expression };
    });
    return entries.length > 0 ? { kind: "record", entries } : this.emptyOf(type);
  }

  private listOf(type: Node, body: Node): Expression {
    const of = type.childForFieldName("element");
    const items = elements(body).map(({ value }) => (value ? this.element(value, of) : OPAQUE));
    return items.length > 0 ? { kind: "list", items } : this.emptyOf(type);
  }

  private element(node: Node, type: Node | null): Expression {
    if (node.type !== "literal_value") return this.expression(node);
    return type ? this.literalOf(type, node) : this.opaque(node);
  }

  private fieldsIn(body: Node): Argument[] {
    return elements(body).map(({ key, value }): Argument => {
      const expression = value ? this.expression(value) : OPAQUE;
      return { ...(key && { name: isString(key) ? literalText(key) : key.text }), value: expression };
    });
  }

  /** A map or a list that holds nothing yet: its type tells what it will. */
  protected emptyOf(type: Node): Expression {
    if (type.type === "map_type") {
      const value = type.childForFieldName("value");
      return value && /^(slice|array|map)_type$|^interface_type$/.test(value.type)
        ? { kind: "record", entries: [] }
        : { kind: "typed", type: this.typeOf(type) };
    }
    return /_type$/.test(type.type) && /^(slice|array)/.test(type.type)
      ? { kind: "list", items: [] }
      : OPAQUE;
  }
}

/** The elements of a literal, without what wraps them. */
function elements(body: Node): { key?: Node; value?: Node }[] {
  return body.namedChildren.flatMap((child) => {
    if (child?.type === "literal_element") return [{ value: child.namedChildren[0] ?? undefined }];
    if (child?.type !== "keyed_element") return [];
    const key = child.childForFieldName("key")?.namedChildren[0];
    const value = child.childForFieldName("value")?.namedChildren[0];
    return [{ ...(key && { key }), ...(value && { value }) }];
  });
}

function asEntry({ name, value }: Argument): RecordEntry[] {
  return name === undefined ? [] : [{ key: name, value }];
}

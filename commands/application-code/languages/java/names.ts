/** Names with dots, and the types that they are. */
import type { Node } from "web-tree-sitter";
import { type Expression, OPAQUE } from "../../program/expressions";

/** A class of a package, by its full name; what follows it is a member: an inner class, a constant. */
const FULL_NAME = /^((?:[a-z_][\w$]*\.)*[A-Z][\w$]*)((?:\.[\w$]+)*)$/;

/** A field has a name of its own beside that of a method: this is how it is kept. */
export function fieldKey(name: string): string {
  return `#${name}`;
}

/**
 * What `a.b.C.d` is as an import: the class `a.b.C`, and its member.
 *
 * @param isField whether the last part is the name of a field, and not of an inner class or a method
 */
export function importedName(written: string, from: string, isField = false): Expression {
  const [, specifier = written, rest = ""] = FULL_NAME.exec(written) ?? [];
  const whole: Expression = { kind: "import", specifier, from };
  const members = rest.split(".").filter((part) => part !== "");
  return members.reduce<Expression>(
    (of, name, index) => ({
      kind: "member",
      of,
      name: isField && index === members.length - 1 ? fieldKey(name) : name,
    }),
    whole,
  );
}

/** Whether a chain of names starts with a package, as far as its letters tell. */
export function isFullName(written: string): boolean {
  return /^[a-z][\w$]*(\.[a-z_][\w$]*)+\.[A-Z]/.test(written);
}

/** The expression that a type names; what it is made of does not count. */
export function typeExpression(
  node: Node | null | undefined,
  named: (node: Node, name: string) => Expression,
  from: string,
): Expression {
  switch (node?.type) {
    case "type_identifier":
    case "identifier":
      return named(node, node.text);
    case "generic_type":
    case "annotated_type":
      return typeExpression(
        node.namedChildren.find((child) => /type|identifier/.test(child!.type)),
        named,
        from,
      );
    case "scoped_type_identifier":
    case "scoped_identifier": {
      const written = node.text.replace(/\s+/g, "");
      if (isFullName(written)) return importedName(written, from);
      const [of, name] = [node.namedChildren[0], node.namedChildren.at(-1)];
      return of && name ? { kind: "member", of: typeExpression(of, named, from), name: name.text } : OPAQUE;
    }
    default:
      return OPAQUE;
  }
}

/** A type as it is written, without white space; undefined for those that any value may have. */
export function writtenType(node: Node | null | undefined): string | undefined {
  const text = node?.text.replace(/\s+/g, "");
  return text === undefined || /^(String|Object|var|void|int|long|boolean)$/.test(text) ? undefined : text;
}

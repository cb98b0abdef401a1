/** What annotations say of a value: that a setting is put there, or that a method provides it. */
import type { Node } from "web-tree-sitter";
import type { Argument, Expression } from "../../program/expressions";

export interface Annotation {
  /** Without its package. */
  name: string;
  node: Node;
}

/** The annotations of a declaration. */
export function annotationsOf(node: Node): Annotation[] {
  const modifiers = node.namedChildren.find((child) => child?.type === "modifiers");
  return (modifiers?.namedChildren ?? []).flatMap((each) => {
    const name = each?.childForFieldName("name")?.text.split(".").at(-1);
    return each && name !== undefined ? [{ name, node: each }] : [];
  });
}

/** Of Spring, CDI, Guice and Dagger, and Micronaut. */
export function isProvider(annotations: Annotation[]): boolean {
  return annotations.some(({ name }) => /^(Bean|Produces|Provides|Singleton|ApplicationScoped)$/.test(name));
}

/**
 * The setting that a framework puts where an annotation stands, as a call of the annotation's name.
 * https://docs.spring.io/spring-framework/reference/core/beans/annotation-config/value-annotations.html
 */
export function settingIn(
  annotations: Annotation[],
  expression: (node: Node | null | undefined) => Expression,
): Expression | undefined {
  const found = annotations.find(({ name }) => /^(Value|ConfigProperty|DefaultValue)$/.test(name));
  const given = found && argumentsOf(found.node, expression);
  return found && given && given.length > 0 ? settingCall(`@${found.name}`, given) : undefined;
}

/** What stands for a setting: the library knows the name. */
export function settingCall(name: string, given: Argument[]): Expression {
  const callee: Expression = { kind: "import", specifier: name, from: "" };
  return { kind: "call", callee, arguments: given, place: { file: "", line: 0 } };
}

/** The text of an annotation's argument, where it is written out: of the one of a name, or of the only one. */
export function argumentText({ node }: Annotation, name: string): string | undefined {
  const given = node.childForFieldName("arguments")?.namedChildren ?? [];
  const pair = given.find(
    (each) => each?.type === "element_value_pair" && each.childForFieldName("key")?.text === name,
  );
  const value = pair?.childForFieldName("value") ?? given.find((each) => each?.type === "string_literal");
  return value?.type === "string_literal" ? value.text.slice(1, -1) : undefined;
}

/** What is given to an annotation. */
export function argumentsOf(
  node: Node,
  expression: (node: Node | null | undefined) => Expression,
): Argument[] {
  const given = node.childForFieldName("arguments")?.namedChildren ?? [];
  return given.flatMap((each): Argument[] => {
    if (!each || each.type.endsWith("comment")) return [];
    if (each.type !== "element_value_pair") return [{ value: expression(each) }];
    const name = each.childForFieldName("key")?.text ?? "";
    return [{ name, value: expression(each.childForFieldName("value")) }];
  });
}

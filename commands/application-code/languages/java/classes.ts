import type { Node } from "web-tree-sitter";
import type { ClassDefinition, Expression } from "../../program/expressions";
import type { Module } from "../../program/module";
import { addTo } from "../translator";
import { type Annotation, annotationsOf, argumentsOf } from "./annotations";
import { constructorName } from "./definitions";
import { type DeclaredField, JavaGeneratedMembers } from "./generated-members";
import { TABLE } from "./mapper";
import { fieldKey, writtenType } from "./names";
import { ClassScope } from "./scopes";

const CLASSES = /^(class|interface|enum|record|annotation_type)_declaration$/;

/** The field that has all constants of an enum. */
const ALL = "(all)";

/** Classes, interfaces, records and enums. */
export abstract class JavaClasses extends JavaGeneratedMembers {
  protected classOf(node: Node): ClassDefinition {
    const name = node.childForFieldName("name")?.text ?? "";
    const definition = this.defineClass(name, this.basesOf(node), constructorName(name));
    const annotations = annotationsOf(node);
    this.mapped(annotations, definition);
    this.settings(definition, annotations);
    this.inClass(definition, () => {
      this.components(node.childForFieldName("parameters"), definition);
      this.members(node.childForFieldName("body"), definition, annotations);
    });
    return definition;
  }

  protected override anonymous(node: Node, body: Node, base: Expression): Expression {
    const definition = this.defineClass("", [base], constructorName(""));
    this.inClass(definition, () => this.members(body, definition, []));
    return this.addCall(node, { kind: "class", definition }, []);
  }

  /** `@DynamoDBTable(tableName = "jobs")` */
  private mapped(annotations: Annotation[], definition: ClassDefinition): void {
    const found = annotations.find(({ name }) => name === "DynamoDBTable");
    const given = found && argumentsOf(found.node, (each) => this.expression(each));
    const name = given?.find((each) => each.name === "tableName");
    if (name) addTo(definition.fields, TABLE, name.value);
  }

  private inClass(definition: ClassDefinition, read: () => void): void {
    const outer = { class: this.class, classes: this.classes, owner: this.owner };
    this.class = definition;
    this.classes = [definition, ...outer.classes];
    this.owner = undefined;
    this.inScope(new ClassScope(this.scope, undefined, definition), read);
    this.class = outer.class;
    this.classes = outer.classes;
    this.owner = outer.owner;
  }

  private basesOf(node: Node): Expression[] {
    const lists = node.namedChildren.filter((child) =>
      /^(superclass|super_interfaces|extends_interfaces)$/.test(child!.type),
    );
    const types = lists.flatMap((list) =>
      list!.namedChildren.flatMap((each) => (each?.type === "type_list" ? each.namedChildren : [each])),
    );
    return types.map((type) => this.typeOf(type));
  }

  /** A record's fields, and the functions that give them. */
  private components(parameters: Node | null, definition: ClassDefinition): void {
    for (const each of parameters?.namedChildren ?? []) {
      const name = each?.childForFieldName("name")?.text;
      if (!each || name === undefined) continue;
      const type = each.childForFieldName("type");
      addTo(
        definition.fields,
        fieldKey(name),
        this.setting(each) ?? this.declaredValue(type, undefined, name),
      );
      this.accessor(name, name, definition);
    }
  }

  private members(body: Node | null, owner: ClassDefinition, annotations: Annotation[]): void {
    const members = (body?.namedChildren ?? []).flatMap((each) =>
      each?.type === "enum_body_declarations" ? each.namedChildren : [each],
    );
    const fields = members.flatMap((each) => (each ? this.declaredFields(each) : []));
    for (const { name } of fields) owner.fields.set(fieldKey(name), []);
    for (const each of members) this.announce(each);
    for (const each of members) if (each) this.member(each, owner);
    this.generated(fields, owner, annotations);
    for (const { name, type } of fields) this.typedField(name, type, owner);
  }

  /** A method may be called before its body was read, and a class used. */
  private announce(node: Node | null): void {
    const name = node?.type === "method_declaration" && node.childForFieldName("name")?.text;
    if (name && this.scope instanceof ClassScope) this.scope.methodNames.add(name);
  }

  private member(node: Node, owner: ClassDefinition): void {
    if (CLASSES.test(node.type)) {
      const definition = this.classOf(node);
      addTo(owner.fields, definition.name, { kind: "class", definition });
      return addTo(owner.fields, fieldKey(definition.name), { kind: "class", definition });
    }
    switch (node.type) {
      case "field_declaration":
      case "constant_declaration":
        return this.fieldsOf(node, owner);
      case "method_declaration":
        if (this.hasListeners) this.listening(node);
        return this.mappedSetting(
          this.methodOf(node, owner, node.childForFieldName("name")?.text ?? ""),
          node,
          owner,
        );
      case "constructor_declaration":
        return this.constructorOf(node, owner);
      case "compact_constructor_declaration":
        return void this.define("", { owner }, (made) => this.body(node.childForFieldName("body"), made));
      case "enum_constant":
        return this.constant(node, owner);
      case "static_initializer":
        return this.statementsOf(node.namedChildren);
      case "block":
        return this.statements(node);
    }
  }

  /** Whether the file mentions such annotations. */
  private hasListeners = false;

  override translate(root: Node): Module {
    this.hasListeners = root.text.includes("@SqsListener");
    return super.translate(root);
  }

  /** `@SqsListener("jobs")` */
  private listening(node: Node): void {
    const found = annotationsOf(node).find(({ name }) => name === "SqsListener");
    if (!found) return;
    const callee: Expression = { kind: "import", specifier: `@${found.name}`, from: "" };
    this.addCall(
      found.node,
      callee,
      argumentsOf(found.node, (each) => this.expression(each)),
    );
  }

  private constructorOf(node: Node, owner: ClassDefinition): void {
    // A record's accessors and its constructor have their own names; `new` finds the constructor by the class.
    this.methodOf(node, owner, owner.constructorName);
  }

  private constant(node: Node, owner: ClassDefinition): void {
    const name = node.childForFieldName("name")?.text ?? "";
    const body = node.childForFieldName("body");
    const type = this.nameAt(node, owner.name);
    const made = body ? this.anonymous(node, body, type) : this.addCall(node, type, this.argumentsIn(node));
    addTo(owner.fields, fieldKey(name), made);
    this.accessor("values", ALL, owner);
    const all = owner.fields.get(fieldKey(ALL))?.[0];
    if (all?.kind === "list") all.items.push(made);
    else addTo(owner.fields, fieldKey(ALL), { kind: "list", items: [made] });
  }

  private fieldsOf(node: Node, owner: ClassDefinition): void {
    const setting = this.setting(node);
    for (const each of node.namedChildren) {
      const name = each?.type === "variable_declarator" ? each.childForFieldName("name")?.text : undefined;
      const value = each?.childForFieldName("value");
      const given = setting ?? (value ? this.expression(value) : undefined);
      if (name !== undefined && given) addTo(owner.fields, fieldKey(name), given);
    }
  }

  private declaredFields(node: Node): DeclaredField[] {
    if (!/^(field|constant)_declaration$/.test(node.type)) return [];
    const modifiers = node.namedChildren.find((child) => child?.type === "modifiers")?.text ?? "";
    return node.namedChildren.flatMap((each) => {
      const name = each?.type === "variable_declarator" ? each.childForFieldName("name")?.text : undefined;
      if (name === undefined) return [];
      return [
        {
          name,
          type: node.childForFieldName("type"),
          isStatic: /\bstatic\b/.test(modifiers),
          isFinal: /\bfinal\b/.test(modifiers),
          hasValue: each!.childForFieldName("value") !== null,
        },
      ];
    });
  }

  /** A field's declared type tells where what it is given does not. */
  private typedField(name: string, type: Node | null, owner: ClassDefinition): void {
    const key = fieldKey(name);
    const values = owner.fields.get(key) ?? [];
    const isPlain = writtenType(type) === undefined;
    if (values.length === 0) owner.fields.set(key, [this.declaredValue(type, undefined, name)]);
    else if (!isPlain) {
      const value: Expression = { kind: "choice", options: values };
      owner.fields.set(key, [this.declaredValue(type, value)]);
    }
  }
}

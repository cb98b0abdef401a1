import type { Node } from "web-tree-sitter";
import type { ClassDefinition, Expression, FunctionDefinition } from "../../program/expressions";
import { addTo } from "../translator";
import { type Annotation, annotationsOf, argumentText } from "./annotations";
import { JavaExpressions } from "./expressions";
import { fieldKey, writtenType } from "./names";
import { NAME_OF, SETTINGS } from "./settings";
import { ClassScope } from "./scopes";

/** A field as it is declared. */
export interface DeclaredField {
  name: string;
  type: Node | null;
  isStatic: boolean;
  isFinal: boolean;
  hasValue: boolean;
}

/** What a class has that nobody has written: a record's functions, and what annotations ask for. */
export abstract class JavaGeneratedMembers extends JavaExpressions {
  /** A function that gives a field, which nobody has written. */
  protected accessor(name: string, field: string, owner: ClassDefinition): void {
    const returns: Expression[] = [
      { kind: "member", of: { kind: "self", definition: owner }, name: fieldKey(field) },
    ];
    const made: FunctionDefinition = { name, parameters: [], returns, owner, isProperty: false };
    if (owner.methods.has(name)) return;
    owner.methods.set(name, made);
    this.module.functions.push(made);
    if (this.scope instanceof ClassScope) this.scope.methodNames.add(name);
  }

  /**
   * `@ConfigurationProperties(prefix = "app")`: each field is a setting.
   * https://docs.spring.io/spring-boot/reference/features/external-config.html
   */
  protected settings(owner: ClassDefinition, annotations: Annotation[]): void {
    const found = annotations.find(({ name }) => /^(ConfigurationProperties|ConfigMapping)$/.test(name));
    if (!found) return;
    const prefix = argumentText(found, "prefix") ?? argumentText(found, "value") ?? "";
    addTo(owner.fields, SETTINGS, { kind: "text", value: prefix });
  }

  /**
   * A function of an interface that gives a setting: as a field, and the function that gives it. https://smallrye.io/smallrye-config/Main/config/mappings/
   */
  protected mappedSetting(method: FunctionDefinition, node: Node, owner: ClassDefinition): void {
    const isMapped = this.classes.some(({ fields }) => fields.has(SETTINGS));
    if (!isMapped || !method.isAbstract || method.parameters.length > 0) return;
    const annotations = annotationsOf(node);
    const text = (name: string): Expression | undefined => {
      const found = annotations.find((each) => each.name === name);
      const value = found && argumentText(found, "value");
      return value === undefined ? undefined : { kind: "text", value };
    };
    const written = text("WithName");
    if (written) addTo(owner.fields, `${NAME_OF}${method.name}`, written);
    const usual = text("WithDefault");
    const type: Expression = { kind: "typed", type: this.typeOf(node.childForFieldName("type")) };
    addTo(owner.fields, fieldKey(method.name), usual ?? type);
    method.isAbstract = false;
    method.returns.push({
      kind: "member",
      of: { kind: "self", definition: owner },
      name: fieldKey(method.name),
    });
  }

  /** What Lombok writes: constructors of the fields, and functions that give them. https://projectlombok.org/features/ */
  protected generated(fields: DeclaredField[], owner: ClassDefinition, annotations: Annotation[]): void {
    const has = (names: RegExp) => annotations.some(({ name }) => names.test(name));
    const own = fields.filter(({ isStatic, isFinal, hasValue }) => !isStatic && !(isFinal && hasValue));
    if (has(/^(Getter|Data|Value)$/)) {
      for (const { name } of own)
        this.accessor(`get${name.charAt(0).toUpperCase()}${name.slice(1)}`, name, owner);
    }
    const isAll = has(/^(AllArgsConstructor|Value)$/);
    if (owner.methods.has(owner.constructorName) || !(isAll || has(/^(RequiredArgsConstructor|Data)$/)))
      return;
    const given = isAll ? own : own.filter(({ isFinal }) => isFinal);
    const made = this.define(owner.constructorName, { owner }, (definition) => {
      for (const { name, type } of given) {
        const wanted = writtenType(type);
        this.addParameter(definition, {
          name,
          type: this.typeOf(type),
          ...(wanted !== undefined && { wanted }),
        });
        const at = { offset: 0, block: this.block };
        const parameter: Expression = { kind: "name", name, scope: this.scope, at };
        // What is put into the field by an annotation is not asked of the constructor.
        if (owner.fields.get(fieldKey(name))?.length === 0) addTo(owner.fields, fieldKey(name), parameter);
      }
    });
    owner.methods.set(owner.constructorName, made);
  }
}

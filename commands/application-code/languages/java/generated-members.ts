import type { Node } from "web-tree-sitter";
import type { ClassDefinition, Expression, FunctionDefinition } from "../../program/expressions";
import { addTo } from "../translator";
import { type Annotation, argumentText, settingCall } from "./annotations";
import { JavaExpressions } from "./expressions";
import { fieldKey, writtenType } from "./names";
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
  protected settings(fields: DeclaredField[], owner: ClassDefinition, annotations: Annotation[]): void {
    const found = annotations.find(({ name }) => /^(ConfigurationProperties|ConfigMapping)$/.test(name));
    if (!found) return;
    const prefix = argumentText(found, "prefix") ?? argumentText(found, "value") ?? "";
    const plain = fields.filter(({ type, isStatic }) => type?.text === "String" && !isStatic);
    for (const { name } of plain) {
      const usual: Expression = { kind: "choice", options: owner.fields.get(fieldKey(name)) ?? [] };
      const key: Expression = { kind: "text", value: `${prefix}.${kebab(name)}` };
      owner.fields.set(fieldKey(name), [settingCall("@Property", [{ value: key }, { value: usual }])]);
    }
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

function kebab(name: string): string {
  return name.replace(/([a-z0-9])([A-Z])/g, "$1-$2").toLowerCase();
}

import type { Node } from "web-tree-sitter";
import {
  type ClassDefinition,
  type Expression,
  type FunctionDefinition,
  OPAQUE,
  type Parameter,
} from "../../program/expressions";
import { Scope } from "../../program/scopes";
import { addTo, Translator } from "../translator";
import { annotationsOf, isProvider, settingIn } from "./annotations";
import { Changes, isChanging } from "./changes";
import { fieldKey, typeExpression, writtenType } from "./names";
import { ClassScope } from "./scopes";

const OF_EVERYTHING = /^(equals|hashCode|compareTo|compare|toString)$/;

/** The name of what makes the objects of a class, so that its calls are told from those of others. */
export function constructorName(className: string): string {
  return `new ${className}`;
}

/** Functions and lambdas, with their parameters, and what they need of the classes around them. */
export abstract class JavaDefinitions extends Translator {
  /** The classes whose bodies are being read, the innermost first. */
  protected classes: ClassDefinition[] = [];
  /** The values of the `switch` that is being read. */
  protected yields?: Expression[];
  /** What is imported by `import static`, as a method. */
  protected readonly staticMethods = new Map<string, Expression>();
  protected readonly changes = new Changes();

  /** The statements in some nodes. */
  protected abstract statementsOf(nodes: (Node | null)[]): void;
  /** A class without a name, and an object of it. */
  protected abstract anonymous(node: Node, body: Node, base: Expression): Expression;

  protected typeOf(node: Node | null | undefined): Expression {
    return typeExpression(node, (at, name) => this.nameAt(at, name), this.module.path);
  }

  /** A method, or with the name for that a constructor. */
  protected methodOf(node: Node, owner: ClassDefinition, name: string): FunctionDefinition {
    // What is compared says nothing, and everything is.
    const known = owner.methods.get(name);
    const definition = this.define(OF_EVERYTHING.test(name) ? "" : name, { owner }, (made) => {
      const type = node.childForFieldName("type");
      if (type && type.type !== "void_type") made.returnType = this.typeOf(type);
      this.parameters(node.childForFieldName("parameters"), made);
      const body = node.childForFieldName("body");
      if (!body) made.isAbstract = true;
      this.body(body, made);
      const written = writtenType(type);
      if (written !== undefined && isProvider(annotationsOf(node))) made.provides = written;
    });
    if (known) {
      known.overloads ??= [known];
      known.overloads.push(definition);
      definition.overloads = known.overloads;
    } else owner.methods.set(name, definition);
    return definition;
  }

  protected parameters(node: Node | null, definition: FunctionDefinition): void {
    for (const each of node?.namedChildren ?? []) {
      if (each?.type === "formal_parameter" || each?.type === "spread_parameter")
        this.addParameter(definition, this.parameterOf(each));
      else if (each?.type === "identifier") this.addParameter(definition, { name: each.text });
    }
  }

  protected parameterOf(node: Node): Parameter {
    const isRest = node.type === "spread_parameter";
    const type = isRest
      ? node.namedChildren.find((child) => /type/.test(child!.type))
      : node.childForFieldName("type");
    const declarator = node.namedChildren.find((child) => child?.type === "variable_declarator");
    const name = (declarator ?? node).childForFieldName("name")?.text ?? "";
    const setting = this.setting(node);
    const wanted = writtenType(type);
    return {
      name,
      ...(type && { type: this.typeOf(type) }),
      ...(wanted !== undefined && !isRest && { wanted }),
      ...(setting && { default: setting }),
      ...(isRest && { rest: "list" as const }),
    };
  }

  /** What a framework puts there: `@Value("${TABLE}")`. */
  protected setting(node: Node): Expression | undefined {
    return settingIn(annotationsOf(node), (each) => this.expression(each));
  }

  /** A body's own scope, in which builders that are given as parameters are changed by statements. */
  protected body(node: Node | null, definition: FunctionDefinition): void {
    if (!node) return;
    this.inScope(new Scope(this.scope, definition), () => {
      for (const { name, wanted } of definition.parameters) {
        if (isChanging(wanted ?? "", "")) this.changing(name, node);
      }
      this.statements(node);
    });
  }

  /** Lets statements of the body change what a parameter holds. */
  private changing(name: string, node: Node): Expression {
    const given: Expression = { kind: "name", name, scope: this.scope.parent!, at: this.at(node) };
    const value = this.changes.declared({ scope: this.scope, block: this.block, name }, given);
    this.bind(name, value, node);
    return value;
  }

  protected lambda(node: Node): FunctionDefinition {
    return this.define("", {}, (made) => {
      const parameters = node.childForFieldName("parameters");
      if (parameters?.type === "identifier") this.addParameter(made, { name: parameters.text });
      else this.parameters(parameters, made);
      const body = node.childForFieldName("body");
      if (body?.type !== "block") {
        const value = this.expression(body);
        this.noteChange(value);
        return void made.returns.push(value);
      }
      const [only, ...others] = made.parameters;
      if (!only || others.length > 0) return this.body(body, made);
      this.inScope(new Scope(this.scope, made), () => {
        // `client.getItem(request -> { request.tableName(…); })`: what counts is what becomes of the builder.
        const changed = this.changing(only.name, body);
        this.statements(body);
        if (made.returns.length === 0) made.returns.push(changed);
      });
    });
  }

  protected noteChange(value: Expression): void {
    this.changes.note(value, this.block);
  }

  protected setField(name: string, value: Expression): void {
    if (this.class) addTo(this.class.fields, fieldKey(name), value);
  }

  /** A variable is assigned where it is declared: in a scope around, or as a field. */
  protected assigned(name: Node, value: Expression): void {
    for (let scope: Scope | undefined = this.scope; scope; scope = scope.parent) {
      if (scope.has(name.text)) return scope.bind(name.text, value, this.boundAt(name));
      if (scope instanceof ClassScope && scope.definition.fields.has(fieldKey(name.text)))
        return addTo(scope.definition.fields, fieldKey(name.text), value);
    }
    // A field that the class inherits.
    this.setField(name.text, value);
  }

  /** Whether a name is bound by a declaration around. */
  protected isBound(name: string): boolean {
    for (let scope: Scope | undefined = this.scope; scope; scope = scope.parent) {
      if (scope.has(name)) return true;
      if (scope instanceof ClassScope && scope.definition.fields.has(fieldKey(name))) return true;
    }
    return false;
  }

  protected local(name: Node, type: Node | null, value: Node | null | undefined): void {
    const written = type?.text ?? "";
    const given = value ? this.expression(value) : undefined;
    const declared = this.declaredValue(type, given);
    const isChanged = value && isChanging(written.replace(/\s+/g, ""), value.text.slice(0, 400));
    this.bind(
      name.text,
      isChanged
        ? this.changes.declared({ scope: this.scope, block: this.block, name: name.text }, declared)
        : declared,
      name,
    );
  }

  /**
   * A value, with what its type tells where the value itself is not known.
   *
   * @param name of a field, which a framework may give a value
   */
  protected declaredValue(type: Node | null, value: Expression | undefined, name?: string): Expression {
    const wanted = writtenType(type);
    if (wanted === undefined || !/identifier$|^generic_type$/.test(type!.type)) return value ?? OPAQUE;
    const named = name !== undefined && { name, wanted };
    return { kind: "typed", type: this.typeOf(type), ...(value && { value }), ...named };
  }
}

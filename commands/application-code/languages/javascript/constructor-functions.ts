import type { Node } from "web-tree-sitter";
import type { Argument, ClassDefinition, Expression } from "../../program/expressions";
import type { Module } from "../../program/module";
import { addTo } from "../translator";
import { JavaScriptDefinitions } from "./definitions";

const FUNCTION_EXPRESSIONS = /^(function_expression|function|generator_function)$/;

/** Functions that make one class extend another: Node.js's, and those that compilers write. */
const INHERITING = /^(inherits|__extends|_inherits)$/;

/**
 * Classes as they were written before the language had them: a function that sets fields of `this`, whose prototype has the
 * methods. https://developer.mozilla.org/en-US/docs/Web/JavaScript/Guide/Inheritance_and_the_prototype_chain
 */
export abstract class JavaScriptConstructors extends JavaScriptDefinitions {
  /** Whether the file mentions any prototype. */
  private hasPrototypes = false;

  override translate(root: Node): Module {
    this.hasPrototypes = root.text.includes(".prototype");
    return super.translate(root);
  }

  /** A function that makes objects, as a class; undefined for others. @param name of the variable that holds it, if it has none */
  protected constructorFunction(node: Node, name = ""): ClassDefinition | undefined {
    const own = node.childForFieldName("name")?.text ?? name;
    if (!isConstructor(own, node.childForFieldName("body"))) return undefined;
    const definition = this.defineClass(own, [], "constructor");
    this.bind(own, { kind: "class", definition }, node);
    const made = this.methodOf(definition, node);
    made.name = definition.constructorName;
    definition.methods.set(made.name, made);
    return definition;
  }

  /** What is assigned, with what `this` means in it: `X.prototype.f = function …`, `X.prototype = { … }`, `this.f = function …`. */
  protected assignedValue(left: Node | null, right: Node | null): Expression {
    const isFunction = right !== null && FUNCTION_EXPRESSIONS.test(right.type);
    if (!left || !right || !(isFunction || right.type === "object")) return this.expression(right);
    const object = left.childForFieldName("object");
    const owner = this.prototypeIn(left) ?? this.prototypeIn(object);
    if (!isFunction) return owner ? this.object(right, owner) : this.expression(right);
    const receiver = owner ?? (object?.type === "this" ? this.class : undefined);
    return receiver
      ? { kind: "function", definition: this.methodOf(receiver, right) }
      : this.expression(right);
  }

  /** `X.prototype.f = value` and `X.prototype = value`; false for other assignments. */
  protected setOnPrototype(left: Node, value: Expression): boolean {
    const whole = this.prototypeIn(left);
    if (whole) setPrototype(whole, value);
    const owner = whole ? undefined : this.prototypeIn(left.childForFieldName("object"));
    if (owner) setMember(owner, left.childForFieldName("property")?.text ?? "", value);
    return whole !== undefined || owner !== undefined;
  }

  /** `util.inherits(X, Base)`, and `Base.call(this, …)` in the constructor of X. */
  protected inheriting(
    callee: Node,
    name: string,
    [first]: readonly Node[],
    values: readonly Argument[],
  ): void {
    const base = INHERITING.test(name) ? values[1] : undefined;
    if (first && base) this.classNamed(first)?.bases.push(base.value);
    if (name !== "call" || first?.type !== "this") return;
    const place = { file: this.module.path, line: first.startPosition.row + 1 };
    const called = this.expression(callee.childForFieldName("object"));
    this.module.calls.push({
      kind: "call",
      callee: called,
      arguments: values.slice(1),
      place,
      isPartial: true,
    });
  }

  protected abstract object(node: Node, owner?: ClassDefinition): Expression;

  /** A function that is read as a method of a class. */
  private methodOf(owner: ClassDefinition, node: Node) {
    const outer = this.class;
    this.class = owner;
    const definition = this.functionOf(node, owner);
    this.class = outer;
    return definition;
  }

  /** The class X in `X.prototype`. */
  private prototypeIn(node: Node | null | undefined): ClassDefinition | undefined {
    const isPrototype =
      this.hasPrototypes &&
      node?.type === "member_expression" &&
      node.childForFieldName("property")?.text === "prototype";
    const of = isPrototype ? node.childForFieldName("object") : undefined;
    return of ? this.classNamed(of) : undefined;
  }

  private classNamed(node: Node): ClassDefinition | undefined {
    if (node.type !== "identifier") return undefined;
    for (const binding of this.scope.lookUp(node.text, this.at(node)))
      if (binding.kind === "value" && binding.value.kind === "class") return binding.value.definition;
    return undefined;
  }
}

/** Whether a function makes objects, as far as it is written: its name has a capital, and it sets fields of its object. */
function isConstructor(name: string, body: Node | null): boolean {
  return /^[A-Z]\w*$/.test(name) && body !== null && /\bthis\.\w+\s*=[^=]/.test(body.text);
}

function setMember(owner: ClassDefinition, name: string, value: Expression): void {
  if (value.kind !== "function") return addTo(owner.fields, name, value);
  value.definition.name ||= name;
  value.definition.owner = owner;
  owner.methods.set(name, value.definition);
}

/** `{ … }` has the methods; `Object.create(Base.prototype)` and `new Base()` tell what the class extends. */
function setPrototype(owner: ClassDefinition, value: Expression): void {
  if (value.kind === "record") {
    for (const { key, value: member } of value.entries)
      if (key !== undefined && key !== owner.constructorName) setMember(owner, key, member);
  } else {
    const base = baseIn(value);
    if (base) owner.bases.push(base);
  }
}

function baseIn(value: Expression): Expression | undefined {
  if (value.kind !== "call") return undefined;
  const { callee, arguments: given } = value;
  if (callee.kind === "name") return callee;
  const [first] = given;
  const isCreated = callee.kind === "member" && callee.name === "create" && first?.value.kind === "member";
  return isCreated && first.value.kind === "member" && first.value.name === "prototype"
    ? first.value.of
    : undefined;
}

/** What names mean in Java that no declaration around them binds. https://docs.oracle.com/javase/specs/jls/se21/html/jls-6.html */
import {
  type Binding,
  type ClassDefinition,
  type Expression,
  type FunctionDefinition,
  type Position,
} from "../../program/expressions";
import { Scope } from "../../program/scopes";
import { fieldKey } from "./names";

/** A field's name in capitals, which no class has. */
const CONSTANT = /^[A-Z][A-Z0-9]*_?[A-Z0-9_]+$/;

/** What every file may use without an import. */
const JAVA_LANG = /^(Boolean|Integer|Long|Math|Object|String|StringBuilder|StringBuffer|System|Thread)$/;

/** Of what every other file imports whole, what is understood here. */
const JAVA_UTIL =
  /\.(ArrayList|Arrays|Collections|HashMap|HashSet|LinkedHashMap|LinkedHashSet|LinkedList|List|Map|Objects|Optional|Set|TreeMap|URI)$/;

/** Around a file: classes of its package, and of those that it imports whole. */
export class PackageScope extends Scope {
  packageName = "";
  /** Packages that are imported whole. */
  readonly wildcards: string[] = [];
  /** Classes all of whose constants and functions are imported. */
  readonly staticWildcards: Expression[] = [];
  private readonly known = new Map<string, Binding>();

  constructor(private readonly file: string) {
    super();
  }

  protected override find(name: string, from: Scope): Binding[] {
    const isMember = CONSTANT.test(name) || !/^[A-Z]/.test(name);
    if (isMember && classesAround(from).some((each) => each.bases.length > 0)) return [];
    if (isMember && this.staticWildcards.length > 0)
      return this.staticWildcards.map((of) => bindingOf({ kind: "member", of, name: fieldKey(name) }));
    if (!/^[A-Z]/.test(name)) return [];
    const known = this.known.get(name) ?? bindingOf(this.imported(name));
    this.known.set(name, known);
    return [known];
  }

  private imported(name: string): Expression {
    const own = this.packageName === "" ? name : `${this.packageName}.${name}`;
    const others = this.wildcards.map((each) => `${each}.${name}`);
    const last = JAVA_LANG.test(name)
      ? `java.lang.${name}`
      : (others.find(isSure) ?? others.find(isLikely) ?? own);
    return { kind: "import", specifier: own, from: this.file, or: [...others, last] };
  }
}

/** Of packages that are imported whole: whether one surely has a class of a name. */
function isSure(name: string): boolean {
  if (/^java\.(util|net)\./.test(name)) return JAVA_UTIL.test(name);
  if (/\.enhanced\.dynamodb\./.test(name))
    return /\.DynamoDb(Enhanced(Async)?Client|(Async)?(Table|Index))$/.test(name);
  if (/\.(presigner|transfer\.s3)\./.test(name)) return /\.S3(Presigner|TransferManager)$/.test(name);
  const [, service, client] =
    /\.awssdk\.services\.([a-z0-9.]+)\.(\w+?)(?:Crt)?(?:Async)?(?:Client|ClientBuilder|Waiter)$/.exec(name) ??
    [];
  return client?.toLowerCase() === service?.replace(/\.waiters$|\./g, "") && client !== undefined;
}

/** Whether it may have one: parts of requests are built alike, whichever service they are of. */
function isLikely(name: string): boolean {
  return /^(software\.amazon\.awssdk|com\.amazonaws)\./.test(name);
}

/** The body of a class: its fields, methods and inner classes, wherever in it they are declared. */
export class ClassScope extends Scope {
  /** Of its own methods, known before their bodies are read. */
  readonly methodNames = new Set<string>();
  private readonly known = new Map<string, Binding>();

  constructor(
    parent: Scope,
    owner: FunctionDefinition | undefined,
    readonly definition: ClassDefinition,
  ) {
    super(parent, owner);
  }

  protected override find(name: string, from: Scope, at: Position): Binding[] {
    const { fields, bases } = this.definition;
    if (fields.has(fieldKey(name))) return [this.fieldBinding(name, from)];
    const around = super.find(name, from, at);
    return around.length > 0 || bases.length === 0 ? around : [this.fieldBinding(name, from)];
  }

  private fieldBinding(name: string, from: Scope): Binding {
    const of = this.objectFor(from);
    const key = `${of.kind} ${name}`;
    const known = this.known.get(key) ?? bindingOf({ kind: "member", of, name: fieldKey(name) });
    this.known.set(key, known);
    return known;
  }

  /** From a class within this one, the object is not the one whose method it is. */
  private objectFor(from: Scope): Expression {
    const isOwn = classesAround(from)[0] === this.definition;
    return isOwn ? { kind: "self", definition: this.definition } : objectOf(this.definition);
  }

  /**
   * What a call without an object calls: a method of the classes around, or else one that the innermost inherits;
   * undefined for what neither may be.
   *
   * @param mayInherit whether it may be inherited from a class that nothing is known of: what is imported by its name, hardly
   */
  static methodFor(name: string, from: Scope, mayInherit: boolean): Expression | undefined {
    let inheriting: ClassScope | undefined;
    for (let scope: Scope | undefined = from; scope; scope = scope.parent) {
      if (!(scope instanceof ClassScope)) continue;
      if (scope.methodNames.has(name)) return { kind: "member", of: scope.objectFor(from), name };
      if (mayInherit && scope.definition.bases.length > 0) inheriting ??= scope;
    }
    return inheriting && { kind: "member", of: inheriting.objectFor(from), name };
  }
}

/** Some object of a class. */
export function objectOf(definition: ClassDefinition): Expression {
  return { kind: "call", callee: { kind: "class", definition }, arguments: [], place: { file: "", line: 0 } };
}

/** The classes around a scope, the innermost first. */
function classesAround(from: Scope): ClassDefinition[] {
  const found: ClassDefinition[] = [];
  for (let scope: Scope | undefined = from; scope; scope = scope.parent) {
    if (scope instanceof ClassScope) found.push(scope.definition);
  }
  return found;
}

function bindingOf(value: Expression): Binding {
  return { kind: "here", value };
}

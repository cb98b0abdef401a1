import type { Node } from "web-tree-sitter";
import type { Expression } from "../../program/expressions";
import { Scope } from "../../program/scopes";
import { GoDeclarations } from "./declarations";
import { isRightIn } from "./functions";

interface Emptiness {
  /** Of a variable. */
  name: string;
  isEmpty: boolean;
}

/** Assignments, and the branches that decide between values. */
export abstract class GoBranches extends GoDeclarations {
  /** Variables that tell whether another has a value: `value, ok := os.LookupEnv(…)`. */
  private readonly found = new Map<string, string>();

  protected shortDeclared(node: Node): void {
    const names = (node.childForFieldName("left")?.namedChildren ?? []) as Node[];
    const nodes = (node.childForFieldName("right")?.namedChildren ?? []) as Node[];
    const values = nodes.map((each) => this.expression(each));
    this.assigning(node, () => this.declareAll(names, values, nodes));
    this.noteFound(names, nodes);
  }

  private noteFound(names: Node[], nodes: Node[]): void {
    const [value, ok] = names;
    if (names.length === 2 && nodes.length === 1 && value && ok) this.found.set(ok.text, value.text);
  }

  protected assigned(node: Node): void {
    const targets = (node.childForFieldName("left")?.namedChildren ?? []) as Node[];
    const nodes = (node.childForFieldName("right")?.namedChildren ?? []) as Node[];
    const values = nodes.map((each) => this.expression(each));
    const operator = node.childForFieldName("operator")?.text ?? "=";
    this.noteFound(targets, nodes);
    this.assigning(node, () => {
      targets.forEach((target, index) => {
        const value = this.valueAt(values, nodes, index, targets.length);
        if (operator === "=") return this.assignTo(target, value);
        const joined: Expression = { kind: "joined", parts: [this.expression(target), value] };
        this.assignTo(target, operator === "+=" ? joined : { kind: "opaque" });
      });
    });
  }

  private assignTo(target: Node, value: Expression): void {
    const operand = target.childForFieldName("operand");
    switch (target.type) {
      case "identifier":
        return this.assign(target.text, value, target);
      case "selector_expression": {
        const name = target.childForFieldName("field")?.text ?? "";
        return operand ? this.setField(operand, name, value) : undefined;
      }
      case "index_expression": {
        const key = this.expression(target.childForFieldName("index"));
        if (operand?.type === "identifier") return this.setEntry(operand, key, value);
        return void this.expression(operand);
      }
      case "unary_expression":
        if (operand?.type === "identifier") return this.assign(operand.text, value, operand);
        return void this.expression(operand);
      default:
        this.expression(target);
    }
  }

  protected branched(node: Node): void {
    const outer = this.block;
    this.inScope(new Scope(this.scope), () => {
      const initializer = node.childForFieldName("initializer");
      if (initializer) this.statement(initializer);
      const condition = node.childForFieldName("condition");
      this.expression(condition);
      const branch = node.childForFieldName("consequence");
      const rest = node.childForFieldName("alternative");
      const test = condition && !rest ? this.emptiness(condition) : undefined;
      const only = branch ? onlyStatement(branch) : undefined;
      if (test && only && this.guard(node, test, only, outer)) return;
      if (branch) this.statement(branch);
      if (rest) this.statement(rest);
    });
  }

  /** `if x == "" { x = "usual" }`, `if v != "" { x = v }` and the same with returns: one value where there is no other. */
  private guard(node: Node, { name, isEmpty }: Emptiness, only: Node, block = this.block): boolean {
    if (only.type === "return_statement") return this.guardedReturn(node, { name, isEmpty }, only);
    const [target] = only.childForFieldName("left")?.namedChildren ?? [];
    const [given, ...more] = only.childForFieldName("right")?.namedChildren ?? [];
    const isPlain = only.type === "assignment_statement" && only.childForFieldName("operator")?.text === "=";
    if (!isPlain || more.length > 0 || !given || target?.type !== "identifier") return false;
    if (isEmpty ? target.text !== name : given.text !== name) return false;
    const before = this.nameAt(target);
    const value = this.expression(given);
    const both: Expression = isEmpty
      ? { kind: "otherwise", first: before, second: value }
      : { kind: "otherwise", first: value, second: before };
    this.assign(target.text, both, target, block);
    return true;
  }

  private guardedReturn(node: Node, { name, isEmpty }: Emptiness, only: Node): boolean {
    const [list] = only.namedChildren;
    const [value, ...more] = list?.namedChildren ?? [];
    const { function: own } = this;
    if (!own || !value || more.length > 0 || !isRightIn(node, own.body)) return false;
    if (!isEmpty && value.text !== name) return false;
    own.guards.push({ value: this.expression(value), ...(isEmpty && { insteadOf: name }) });
    return true;
  }

  /** Which variable a condition finds empty, or not. */
  private emptiness(condition: Node): Emptiness | undefined {
    if (condition.type === "parenthesized_expression" && condition.namedChildren[0])
      return this.emptiness(condition.namedChildren[0]);
    if (condition.type === "identifier") return this.whetherFound(condition.text, false);
    const operand = condition.childForFieldName("operand");
    if (condition.type === "unary_expression" && operand?.type === "identifier")
      return condition.text.startsWith("!") ? this.whetherFound(operand.text, true) : undefined;
    const [, length, name, operator] =
      /^(len\()?([\p{L}_][\p{L}\p{N}_]*)\)?\s*(==|!=|>)\s*(?:""|``|0)$/u.exec(condition.text) ?? [];
    if (name === undefined || (length === undefined) !== /["`]$/.test(condition.text)) return undefined;
    return operator === ">" && length === undefined ? undefined : { name, isEmpty: operator === "==" };
  }

  private whetherFound(ok: string, isEmpty: boolean): Emptiness | undefined {
    const name = this.found.get(ok);
    return name === undefined || !/^(ok|found|exists?|set|isSet|present)$/.test(ok)
      ? undefined
      : { name, isEmpty };
  }
}

function onlyStatement(block: Node): Node | undefined {
  const list = block.namedChildren.find((child) => child?.type === "statement_list");
  const all = list?.namedChildren.filter((child) => child?.type !== "comment") ?? [];
  return all.length === 1 ? (all[0] ?? undefined) : undefined;
}

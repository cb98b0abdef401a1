import type { Node } from "web-tree-sitter";
import type { Expression } from "../../program/expressions";
import { Scope } from "../../program/scopes";
import { PythonFunctions } from "./functions";

/** A longer list in a comprehension is no list of clients. */
const MOST_ENTRIES = 16;

/** Lists, sets and dictionaries that are made of others. */
export abstract class PythonComprehensions extends PythonFunctions {
  protected comprehension(node: Node): Expression {
    return this.inScope(new Scope(this.scope), () => {
      for (const clause of node.namedChildren) {
        if (clause?.type !== "for_in_clause") continue;
        const of = this.expression(clause.childForFieldName("right"));
        this.bound(clause.childForFieldName("left"), { kind: "element", of });
      }
      const body = node.childForFieldName("body");
      if (body?.type === "pair") return this.dictionaryOf(node, body);
      const item = this.expression(body);
      for (const clause of node.namedChildren) if (clause?.type === "if_clause") this.opaque(clause);
      return { kind: "list", items: [item] };
    });
  }

  /** `{name: session.client(name) for name in ("s3", "sqs")}`: an entry for each that is listed. */
  private dictionaryOf(node: Node, body: Node): Expression {
    const clauses = node.namedChildren.filter((each) => each?.type === "for_in_clause");
    const [left, right] = ["left", "right"].map((field) => clauses[0]?.childForFieldName(field));
    const items = right && /^(tuple|list|set)$/.test(right.type) ? right.namedChildren : [];
    const isListed = clauses.length === 1 && left?.type === "identifier" && items.length <= MOST_ENTRIES;
    const entry = () => ({
      computed: this.expression(body.childForFieldName("key")),
      value: this.expression(body.childForFieldName("value")),
    });
    if (!isListed || items.length === 0) return { kind: "record", entries: [entry()] };
    const entries = items.map((item) =>
      this.inScope(new Scope(this.scope), () => {
        this.bind(left.text, this.expression(item), left);
        return entry();
      }),
    );
    return { kind: "record", entries };
  }
}

import type { AccessGraph, GraphEdge, GraphNode } from "../../access-graph/access-graph";
import { html, type Child, type Html } from "../html";

/** Who may do what, as a table: a row for each principal that may do anything, a column for each kind of thing. */
export function matrix(graph: AccessGraph): Html {
  const kindOf = new Map(graph.nodes.map((node) => [node.id, node.label]));
  const rows = graph.nodes.filter((node) => node.principal !== undefined && reached(node, graph).length > 0);
  const kinds = [
    ...new Set(rows.flatMap((row) => reached(row, graph).map(({ to }) => kindOf.get(to) ?? ""))),
  ];
  if (rows.length === 0) return html`<p class="none">No principal of the stack may do anything.</p>`;
  return html`<h3 id="matrix-heading">Who × what</h3>
    <p class="muted">
      R reads, W writes, P may pass to ECS, A may assume; the number says how many of the kind. A principal's
      name opens what is behind its row.
    </p>
    <div class="scroll tall" role="region" aria-labelledby="matrix-heading" tabindex="0">
      <table id="matrix">
        <thead>
          <tr>
            <th scope="col">Principal</th>
            ${kinds.map((kind) => html`<th scope="col">${kind}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${rows.map((row) => matrixRow(row, kinds, graph, kindOf))}
        </tbody>
      </table>
    </div>`;
}

function matrixRow(row: GraphNode, kinds: string[], graph: AccessGraph, kindOf: Map<string, string>): Html {
  const edges = reached(row, graph);
  return html`<tr data-node="${row.id}">
    <th scope="row"><a href="#${row.id}">${row.name}</a> <span class="muted">${row.label}</span></th>
    ${kinds.map((kind) => {
      const own = edges.filter(({ to }) => kindOf.get(to) === kind);
      return html`<td data-kind="${kind}" class="${own.length === 0 ? "blank" : "filled"}">${cell(own)}</td>`;
    })}
  </tr>`;
}

function cell(edges: GraphEdge[]): Child {
  return ["passes", "assumes", "reads", "writes", "both"].map((key) => {
    const count = edges.filter((edge) => keyOf(edge) === key).length;
    const { sign, meaning, colour } = SIGNS[key]!;
    return (
      count > 0 && html`<abbr class="sign ${colour}" title="${meaning} ${count}">${sign} ${count}</abbr> `
    );
  });
}

function keyOf({ kind, label }: GraphEdge): string {
  return label === "reads and writes" ? "both" : kind;
}

const SIGNS: Record<string, { sign: string; meaning: string; colour: string }> = {
  passes: { sign: "P", meaning: "may pass", colour: "passes" },
  assumes: { sign: "A", meaning: "may assume", colour: "assumes" },
  reads: { sign: "R", meaning: "reads", colour: "reads" },
  writes: { sign: "W", meaning: "writes", colour: "writes" },
  both: { sign: "R+W", meaning: "reads and writes", colour: "writes" },
};

function reached({ id }: GraphNode, graph: AccessGraph): GraphEdge[] {
  return graph.edges.filter(({ from }) => from === id);
}

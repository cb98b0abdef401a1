/** The graph of a large stack, with one box for what there is a lot of. */
import type { AccessGraph, EdgeKind, GraphEdge, GraphNode } from "./access-graph";

/** Boxes of one kind that a picture shows one by one. */
const MOST_OF_A_KIND = 6;

/** A box that stands for several. */
export interface FoldedNode extends GraphNode {
  members: GraphNode[];
}

/** The graph as it is drawn. */
export interface FoldedGraph extends AccessGraph {
  /** The boxes that stand for several; none where nothing was folded. */
  folds: FoldedNode[];
}

/** Folds the boxes of each kind of which there are more than a few; arrows between folded boxes are one for each kind. */
export function foldedGraph(graph: AccessGraph): FoldedGraph {
  const kinds = new Map<string, GraphNode[]>();
  for (const node of graph.nodes) kinds.set(node.label, [...(kinds.get(node.label) ?? []), node]);
  const folds = [...kinds].filter(([, members]) => members.length > MOST_OF_A_KIND).map(folded);
  const foldOf = new Map(folds.flatMap((fold) => fold.members.map(({ id }) => [id, fold] as const)));
  const nodes = [...new Set(graph.nodes.map((node) => foldOf.get(node.id) ?? node))];
  const drawnId = (id: string) => foldOf.get(id)?.id ?? id;
  return { nodes, edges: joined(graph.edges, drawnId), folds };
}

function folded([label, members]: [string, GraphNode[]]): FoldedNode {
  const [first] = members;
  return {
    id: `fold-${label.replace(/\W+/g, "-")}`,
    kind: first?.kind ?? "resource",
    label: "Folded",
    name: `${members.length} ${plural(label)}`,
    permissions: [],
    members,
  };
}

/** Between two drawn boxes, reading and writing is one arrow, and so is each other kind. */
function joined(edges: GraphEdge[], drawnId: (id: string) => string): GraphEdge[] {
  const drawn = new Map<string, GraphEdge>();
  for (const edge of edges) {
    const [from, to] = [drawnId(edge.from), drawnId(edge.to)];
    const access = edge.kind === "reads" || edge.kind === "writes";
    const key = `${from} ${to} ${access ? "access" : edge.label}`;
    const other = drawn.get(key);
    if (!other) drawn.set(key, { ...edge, from, to });
    else if (other.label !== edge.label)
      drawn.set(key, { from, to, kind: "writes" as EdgeKind, label: "reads and writes" });
  }
  return [...drawn.values()];
}

/** Several of what a label names: `ECR repositories`, `Roles elsewhere`. */
export function plural(label: string): string {
  if (label === "Role elsewhere") return "roles elsewhere";
  const word = /^[A-Z][a-z]+\b/.test(label) ? label.charAt(0).toLowerCase() + label.slice(1) : label;
  if (/[^aeiou]y$/.test(word)) return `${word.slice(0, -1)}ies`;
  return word.endsWith("s") ? word : `${word}s`;
}

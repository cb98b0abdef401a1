import { Graph, layout } from "@dagrejs/dagre";
import type { AccessGraph, GraphEdge, GraphNode, NodeKind } from "../access-graph/access-graph";

/** A box in the picture: its upper left corner and size, in SVG user units. */
export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** In SVG user units, from the upper left corner of the picture. */
export interface Point {
  x: number;
  y: number;
}

/** The graph with places: a box and its lines of text for each node, a path and the box of its label for each edge. */
export interface Picture {
  width: number;
  height: number;
  nodes: { node: GraphNode; box: Box; lines: string[] }[];
  edges: { edge: GraphEdge; points: Point[]; label: Box }[];
}

/** Widths that hold in every common font: text is drawn at 13 and 11 units. */
const NAME_CHARACTER = 8.5;
const LABEL_CHARACTER = 6.6;
/** Names longer than this are shortened in the middle; the whole name is in the node's details. */
const NAME_LIMIT = 36;
const COLUMNS: Record<NodeKind, number> = { deployer: 0, task: 0, trusted: 0, role: 1, resource: 2 };
const NODE_HEIGHT = 46;
const MARGIN = 16;

/** Lays the graph out from left to right: who passes and runs, the roles, what they reach. */
export function picture(graph: AccessGraph): Picture {
  const columns = new Map(graph.nodes.map((node) => [node.id, COLUMNS[node.kind]]));
  const span = ({ from, to }: GraphEdge) => Math.max(1, (columns.get(to) ?? 0) - (columns.get(from) ?? 0));
  const widths = columnWidths(graph);
  const drawing = new Graph({ multigraph: true });
  drawing.setGraph({
    rankdir: "LR",
    nodesep: 14,
    edgesep: 14,
    ranksep: 84,
    marginx: MARGIN,
    marginy: MARGIN,
  });
  for (const { id, kind } of graph.nodes) {
    drawing.setNode(id, { width: widths[COLUMNS[kind]], height: NODE_HEIGHT });
  }
  graph.edges.forEach((edge, index) => {
    const size = { width: edge.label.length * LABEL_CHARACTER + 12, height: 18, labelpos: "c" };
    // What a deployer reaches stands in the column of what the roles reach.
    drawing.setEdge(edge.from, edge.to, { ...size, minlen: span(edge) }, String(index));
  });
  layout(drawing);
  return read(graph, drawing);
}

function read(graph: AccessGraph, drawing: Graph): Picture {
  const { width = 0, height = 0 } = drawing.graph();
  const boxes = new Map(graph.nodes.map(({ id }) => [id, corner(drawing.node(id))]));
  return {
    width: Math.ceil(width),
    height: Math.ceil(height),
    nodes: graph.nodes.map((node) => ({
      node,
      box: corner(drawing.node(node.id)),
      lines: [node.label, shortened(node.name)],
    })),
    edges: graph.edges.map((edge, index) => {
      const laid = drawing.edge(edge.from, edge.to, String(index));
      const label = corner(laid);
      const points = levelled(laid.points, label);
      return { edge, points: moored(points, boxes.get(edge.from), boxes.get(edge.to)), label };
    }),
  };
}

/** The points with a level run behind the label in place of its centre. */
function levelled(points: Point[], label: Box): Point[] {
  const y = label.y + label.height / 2;
  const right = label.x + label.width;
  const isBehind = (point: Point) => point.x > label.x && point.x < right && Math.abs(point.y - y) < 1;
  const ends = [
    { x: label.x, y },
    { x: right, y },
  ];
  const run = (points[0]?.x ?? 0) <= (points.at(-1)?.x ?? 0) ? ends : ends.reverse();
  return points.flatMap((point) => (isBehind(point) ? run : [point]));
}

/** The points with both ends moved to the middle of the sides at which the boxes face each other. */
function moored(points: Point[], from: Box | undefined, to: Box | undefined): Point[] {
  if (!from || !to || from === to) return points;
  const forward = from.x <= to.x;
  return [
    side(from, forward ? "right" : "left"),
    ...points.slice(1, -1),
    side(to, forward ? "left" : "right"),
  ];
}

function side(box: Box, which: "left" | "right"): Point {
  return { x: which === "left" ? box.x : box.x + box.width, y: box.y + box.height / 2 };
}

/** Boxes of one column are equally wide, so that their edges line up. */
function columnWidths(graph: AccessGraph): number[] {
  const widths = [0, 0, 0];
  for (const node of graph.nodes) {
    const column = COLUMNS[node.kind];
    widths[column] = Math.max(widths[column] ?? 0, nodeWidth(node));
  }
  return widths;
}

function nodeWidth(node: GraphNode): number {
  return Math.max(shortened(node.name).length * NAME_CHARACTER, node.label.length * LABEL_CHARACTER) + 28;
}

/** The name, shortened in the middle so that both its beginning and its end tell it apart. */
export function shortened(name: string): string {
  const characters = [...name];
  if (characters.length <= NAME_LIMIT) return name;
  const half = (NAME_LIMIT - 1) / 2;
  return `${characters.slice(0, Math.ceil(half)).join("")}…${characters.slice(-Math.floor(half)).join("")}`;
}

/** dagre's boxes are given by their centres. */
function corner(box: { x?: number; y?: number; width?: number; height?: number }): Box {
  const { x = 0, y = 0, width = 0, height = 0 } = box;
  return { x: x - width / 2, y: y - height / 2, width, height };
}

import type { EdgeKind } from "../access-graph/access-graph";
import { html, type Html } from "./html";
import type { Picture, Point } from "./layout";

const KINDS: EdgeKind[] = ["passes", "assumes", "reads", "writes"];

/**
 * The picture as inline SVG. Each node is a link to its details, so that it works by pointer, by keyboard and without
 * the script; `data-from` and `data-to` let the script bring out what belongs to the node that is open.
 */
export function graphSvg(picture: Picture): Html {
  const { width, height, nodes, edges } = picture;
  return html`<svg
    class="graph"
    viewBox="0 0 ${width} ${height}"
    width="${width}"
    height="${height}"
    role="group"
    aria-labelledby="graph-heading"
    xmlns="http://www.w3.org/2000/svg"
  >
    <defs>${KINDS.map(marker)}</defs>
    <g aria-hidden="true">${edges.map(drawEdge)}</g>
    ${nodes.map(drawNode)}
  </svg>`;
}

function marker(kind: EdgeKind): Html {
  return html`<marker
    id="tip-${kind}"
    class="tip ${kind}"
    viewBox="0 0 8 8"
    refX="7"
    refY="4"
    markerWidth="8"
    markerHeight="8"
    markerUnits="userSpaceOnUse"
    orient="auto"
  >
    <path d="M0 0 8 4 0 8z" />
  </marker>`;
}

function drawEdge({ edge, points, label }: Picture["edges"][number]): Html {
  return html`<g class="edge ${edge.kind}" data-from="${edge.from}" data-to="${edge.to}">
    <path d="${curve(points)}" marker-end="url(#tip-${edge.kind})" />
    <rect
      x="${round(label.x)}"
      y="${round(label.y)}"
      width="${round(label.width)}"
      height="${label.height}"
      rx="9"
    />
    <text x="${round(label.x + label.width / 2)}" y="${round(label.y + 13)}">${edge.label}</text>
  </g>`;
}

function drawNode({ node, box, lines }: Picture["nodes"][number]): Html {
  const [label = "", name = ""] = lines;
  return html`<a
    class="node ${node.kind}"
    href="#${node.id}"
    data-node="${node.id}"
    aria-label="${node.label} ${node.name}: statements"
  >
    <rect x="${round(box.x)}" y="${round(box.y)}" width="${round(box.width)}" height="${box.height}" rx="8" />
    <text class="kind" x="${round(box.x + 14)}" y="${round(box.y + 18)}">${label}</text>
    <text class="name" x="${round(box.x + 14)}" y="${round(box.y + 36)}">${name}</text>
    <title>${node.name}</title>
  </a>`;
}

/** A path through all points that runs level at each of them, so that it lies behind its label and meets boxes squarely. */
function curve([first, ...rest]: Point[]): string {
  if (!first) return "";
  let before = first;
  const parts = rest.map((point) => {
    const middle = (before.x + point.x) / 2;
    const part = `C${at({ x: middle, y: before.y })} ${at({ x: middle, y: point.y })} ${at(point)}`;
    before = point;
    return part;
  });
  return [`M${at(first)}`, ...parts].join(" ");
}

function at(point: Point): string {
  return `${round(point.x)} ${round(point.y)}`;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}

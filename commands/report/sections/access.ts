import type { Judgement } from "../../judgement/judgement";
import { accessGraph, type AccessGraph } from "../../access-graph/access-graph";
import { graphSvg } from "../graph-svg";
import { html, type Html } from "../html";
import { picture } from "../layout";
import { nodeDetails } from "./node-details";

/** With more boxes than this a picture takes long to lay out, and nobody can read it. */
const PICTURE_LIMIT = 600;

/** The access graph as a picture, and under it the statements of whichever node is opened. */
export function accessSection(judgement: Judgement): Html {
  const graph = accessGraph(judgement);
  return html`<section id="access" aria-labelledby="graph-heading">
    <h2 id="graph-heading">Who may do what</h2>
    ${graph.nodes.length > PICTURE_LIMIT ? tooMany(graph) : drawn(graph)}
    <div id="details">${graph.nodes.map((node) => nodeDetails(node, graph, judgement))}</div>
  </section>`;
}

function drawn(graph: AccessGraph): Html {
  return html`${legend()}
    <div class="scroll" role="region" aria-label="Access graph" tabindex="0">${graphSvg(picture(graph))}</div>
    <p class="hint" id="details-hint">Choose a box to see the statements behind it.</p>`;
}

function tooMany(graph: AccessGraph): Html {
  return html`<p class="none">
    ${graph.nodes.length} principals, task definitions and resources are too many for a picture. This is what
    it would show of each:
  </p>`;
}

function legend(): Html {
  const entries = {
    passes: "may pass a role to ECS",
    assumes: "runs with, or may assume",
    reads: "reads",
    writes: "writes, or reads and writes",
  };
  return html`<ul class="legend" aria-label="Colours of the arrows">
    ${Object.entries(entries).map(
      ([kind, meaning]) => html`<li><span class="swatch ${kind}" aria-hidden="true"></span>${meaning}</li>`,
    )}
  </ul>`;
}

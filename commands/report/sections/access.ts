import type { Judgement } from "../../judgement/judgement";
import { accessGraph, type AccessGraph } from "../../access-graph/access-graph";
import { foldedGraph, type FoldedGraph, type FoldedNode } from "../../access-graph/folded-graph";
import { graphSvg } from "../graph-svg";
import { html, type Html } from "../html";
import { picture } from "../layout";
import { matrix } from "./matrix";
import { nodeDetails } from "./node-details";

/** The access graph as a picture and as a table, and the statements of whichever node is opened. */
export function accessSection(judgement: Judgement): Html {
  const graph = accessGraph(judgement);
  const drawn = foldedGraph(graph);
  return html`<section id="access" aria-labelledby="graph-heading">
    <h2 id="graph-heading">Who may do what</h2>
    ${finder(graph)} ${legend()}
    <div class="scroll" id="picture" role="region" aria-label="Access graph" tabindex="0">
      ${graphSvg(picture(drawn))}
    </div>
    <p class="hint" id="details-hint">${hint(drawn)}</p>
    ${arrows(graph)}
    <div id="details">
      ${graph.nodes.map((node) => nodeDetails(node, graph, judgement))}${drawn.folds.map(foldDetails)}
    </div>
    ${matrix(graph)}
  </section>`;
}

function hint({ folds }: FoldedGraph): string {
  return folds.length === 0
    ? "Choose a box to see the statements behind it."
    : "Choose a box, or find one by its name, to see its own paths and the statements behind them.";
}

/** A field that narrows the list of all boxes down; without the script the list is there to be opened. */
function finder({ nodes }: AccessGraph): Html {
  return html`<div class="finder" role="search" aria-label="Boxes">
    <label
      >Find a task, role or resource
      <input type="search" id="find" autocomplete="off" placeholder="name" aria-controls="index" />
    </label>
    <a id="all" href="#access" hidden>Show all</a>
    <details>
      <summary>All ${nodes.length} by name</summary>
      <ul id="index">
        ${nodes.map(
          ({ id, kind, label, name }) =>
            html`<li data-kind="${kind}" data-label="${label}">
              <a href="#${id}">${name}</a> <span class="muted">${label}</span>
            </li>`,
        )}
      </ul>
    </details>
  </div>`;
}

/** Every arrow, of which the script draws the paths of what is chosen. */
function arrows({ edges }: AccessGraph): Html {
  return html`<div id="arrows" hidden>
    ${edges.map(
      ({ from, to, kind, label }) =>
        html`<i data-from="${from}" data-to="${to}" data-kind="${kind}" data-label="${label}"></i>`,
    )}
  </div>`;
}

/** What a box that stands for several opens: their names. */
function foldDetails({ id, name, members }: FoldedNode): Html {
  return html`<article class="card detail" id="${id}" tabindex="-1" aria-labelledby="${id}-heading">
    <h3 id="${id}-heading"><span class="badge quiet">Folded</span> ${name}</h3>
    <ul class="members">
      ${members.map((member) => html`<li><a href="#${member.id}">${member.name}</a></li>`)}
    </ul>
  </article>`;
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

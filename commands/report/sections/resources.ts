import type { JudgedResource } from "../../judgement";
import { html, type Child, type Html } from "../html";

/** The stack's resources as the tree that they form. */
export function resourcesSection(resources: JudgedResource[]): Html {
  const known = new Set(resources.map((resource) => resource.urn));
  const roots = resources.filter(({ parent }) => parent === undefined || !known.has(parent));
  return html`<section id="resources" aria-labelledby="resources-heading">
    <h2 id="resources-heading">Resources</h2>
    <details class="card">
      <summary>${resources.length} resources</summary>
      ${tree(roots, resources)}
    </details>
  </section>`;
}

function tree(level: JudgedResource[], all: JudgedResource[]): Child {
  if (level.length === 0) return undefined;
  return html`<ul class="tree">
    ${level.map(
      (resource) =>
        html`<li>
          ${resource.name} <span class="muted">${resource.type}</span>
          ${tree(
            all.filter((candidate) => candidate.parent === resource.urn),
            all,
          )}
        </li>`,
    )}
  </ul>`;
}

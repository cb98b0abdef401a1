import type { JudgedResource } from "../../judgement/judgement";
import { html, type Child, type Html } from "../html";

/** The stack's resources as the tree that they form. */
export function resourcesSection(resources: JudgedResource[]): Html {
  const known = new Set(resources.map((resource) => resource.urn));
  const children = new Map<string | undefined, JudgedResource[]>();
  for (const resource of resources) {
    const parent = known.has(resource.parent ?? "") ? resource.parent : undefined;
    children.set(parent, [...(children.get(parent) ?? []), resource]);
  }
  return html`<section id="resources" aria-labelledby="resources-heading">
    <h2 id="resources-heading">Resources</h2>
    <details class="card">
      <summary>${resources.length} resources</summary>
      ${tree(children, undefined)}
    </details>
  </section>`;
}

function tree(children: Map<string | undefined, JudgedResource[]>, parent: string | undefined): Child {
  const level = children.get(parent);
  if (!level) return undefined;
  return html`<ul class="tree">
    ${level.map(
      ({ urn, name, awsName, type }) =>
        html`<li>
          ${awsName ?? name} <span class="muted">${type}</span>
          ${tree(children, urn)}
        </li>`,
    )}
  </ul>`;
}

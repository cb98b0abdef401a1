import type { JudgedDocument, JudgedPrincipal, Judgement } from "../../judgement/judgement";
import type { AccessGraph, GraphEdge, GraphNode } from "../../access-graph/access-graph";
import { html, type Child, type Html } from "../html";
import { permissionRows } from "./permissions";
import { statementCard } from "./statement";

/** What opens when a node of the graph is chosen: a principal's documents, or the permissions on a resource. */
export function nodeDetails(node: GraphNode, graph: AccessGraph, judgement: Judgement): Html {
  const principal = judgement.principals?.find((candidate) => candidate.id === node.principal);
  return html`<article class="card detail" id="${node.id}" tabindex="-1" aria-labelledby="${node.id}-heading">
    <h3 id="${node.id}-heading"><span class="badge quiet">${node.label}</span> ${node.name}</h3>
    ${neighbours(node, graph)} ${principal && principalDetails(principal)}
    ${node.permissions.length > 0 && permissionsOn(node, judgement)}
  </article>`;
}

/** More neighbours of one kind than these are told in one line that opens. */
const MOST_IN_SIGHT = 8;

/** The arrows that touch the node, as sentences: what the picture shows, for those who do not see it. */
function neighbours(node: GraphNode, graph: AccessGraph): Child {
  const touching = graph.edges.filter((edge) => edge.from === node.id || edge.to === node.id);
  if (touching.length === 0) return html`<p class="none">No other box is connected with this one.</p>`;
  const nameOf = new Map(graph.nodes.map(({ id, name }) => [id, name]));
  const name = (id: string) =>
    id === node.id ? html`<b>${node.name}</b>` : html`<a href="#${id}">${nameOf.get(id)}</a>`;
  const sentence = (edge: GraphEdge) =>
    html`<li>
      ${name(edge.from)} <span class="relation ${edge.kind}">${verb(edge.label)}</span> ${name(edge.to)}
    </li>`;
  return alike(touching, node).map((edges) => {
    const list = html`<ul class="neighbours">
      ${edges.map(sentence)}
    </ul>`;
    const [first] = edges;
    if (!first || edges.length <= MOST_IN_SIGHT) return list;
    const all =
      first.from === node.id
        ? `${node.name} ${verb(first.label)} ${edges.length}`
        : `${edges.length}: ${verb(first.label)} ${node.name}`;
    return html`<details class="neighbours">
      <summary>${all}</summary>
      ${list}
    </details>`;
  });
}

/** Edges that say the same in the same direction. */
function alike(edges: GraphEdge[], { id }: GraphNode): GraphEdge[][] {
  const groups = new Map<string, GraphEdge[]>();
  for (const edge of edges) {
    const key = `${edge.from === id} ${edge.label}`;
    groups.set(key, [...(groups.get(key) ?? []), edge]);
  }
  return [...groups.values()];
}

/** A label as what a sentence says: task definitions are labelled by the role they have. */
function verb(label: string): string {
  return label.endsWith(" role") ? `has the ${label}` : label;
}

function principalDetails(principal: JudgedPrincipal): Html {
  const { arn, documents, boundary, trust, gaps } = principal;
  return html`${arn && html`<p><code>${arn}</code></p>`}
  ${documents.map((document) => documentDetails(document))}
  ${documents.length === 0 && html`<p class="none">The stack gives it no policy document.</p>`}
  ${boundary && documentDetails(boundary)} ${trust && documentDetails(trust)}
  ${
    gaps.length > 0 &&
    html`<h4>Not known</h4>
      <ul>
        ${gaps.map((gap) => html`<li>${gap}</li>`)}
      </ul>`
  }`;
}

const KINDS: Record<JudgedDocument["kind"], string> = {
  "customer-managed": "customer managed policy",
  "aws-managed": "AWS managed policy",
  inline: "inline policy",
  boundary: "permissions boundary",
  trust: "trust policy",
  external: "declared as managed elsewhere",
  resource: "policy of a resource",
};

function documentDetails({ name, kind, statements }: JudgedDocument): Html {
  return html`<h4>${name} <span class="muted">${KINDS[kind]}</span></h4>
    ${
      statements === undefined
        ? html`<p class="none">Its content is not known at preview.</p>`
        : statements.map((statement, index) => statementCard(statement, index))
    }`;
}

function permissionsOn(node: GraphNode, judgement: Judgement): Html {
  return html`<h4>Permissions on it</h4>
    <div class="scroll" role="region" aria-label="Permissions on ${node.name}" tabindex="0">
      <table class="permissions">
        ${permissionRows(node.permissions, judgement)}
      </table>
    </div>`;
}

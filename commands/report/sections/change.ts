import { counted } from "../../formats/verdict-line";
import type { ExportChange, PermissionRow } from "../../judgement/judgement";
import { html, type Html } from "../html";

/** The change that a reviewer is asked to approve: the stack against its committed export. */
export function changeSection(change: ExportChange | undefined): Html {
  return html`<section id="change" aria-labelledby="change-heading">
    <h2 id="change-heading">Change against the committed export</h2>
    ${change ? changed(change) : html`<p class="none">None.</p>`}
  </section>`;
}

function changed({ state, folder, files, gained, lost }: ExportChange): Html {
  const principals = [...new Set([...gained, ...lost].map((row) => row.principal))].sort();
  const of = (rows: PermissionRow[], principal: string) => rows.filter((row) => row.principal === principal);
  return html`<p>
      <span class="badge ${state}">${state}</span> ${counted(gained.length, "permission")} gained,
      ${lost.length} lost, compared with <code>${folder}/permissions.json</code>.
    </p>
    ${principals.map((principal) => changeOf(principal, of(gained, principal), of(lost, principal)))}
    <p class="muted">
      Files that <code>npm run export</code> will write anew or remove: ${files.join(", ")}.
    </p>`;
}

function changeOf(principal: string, gained: PermissionRow[], lost: PermissionRow[]): Html {
  const line = (kind: "gained" | "lost") => (row: PermissionRow) =>
    html`<li class="${kind}">
      <span class="badge ${kind}">${kind}</span> <code>${row.action}</code> on <code>${row.resource}</code>
      <span class="muted">${[row.effect, ...row.conditions].join(", ")}; ${row.document}</span>
    </li>`;
  return html`<article class="card">
    <h3>${principal}</h3>
    <ul class="changes">
      ${gained.map(line("gained"))} ${lost.map(line("lost"))}
    </ul>
  </article>`;
}

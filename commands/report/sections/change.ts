import { changeCounts, commitText } from "../../formats/comparison-text";
import { counted } from "../../formats/verdict-line";
import type { Comparison } from "../../judgement/comparison";
import type { ExportChange, PermissionRow } from "../../judgement/judgement";
import { type Child, html, type Html } from "../html";

/** The change that a reviewer is asked to approve: the stack against its committed export. */
export function changeSection(change: ExportChange | undefined): Html {
  return html`<section id="change" aria-labelledby="change-heading">
    <h2 id="change-heading">Change against the committed export</h2>
    ${change ? changed(change) : html`<p class="none">None.</p>`}
  </section>`;
}

/** The same against another commit, where one was asked for. */
export function comparisonSection(comparison: Comparison | undefined): Child {
  if (!comparison) return "";
  const { state, gained, lost, newPrincipals, gonePrincipals, newFindings, fixedFindings } = comparison;
  const isNew = state === "new" ? ", which has no such stack" : "";
  return html`<section id="comparison" aria-labelledby="comparison-heading">
    <h2 id="comparison-heading">Change against ${commitText(comparison)}</h2>
    <p>${changeCounts(comparison)}${isNew}.</p>
    ${principalChanges(gained, lost)} ${names("New principals", newPrincipals)}
    ${names("Principals that are gone", gonePrincipals)}
    ${names("New findings", newFindings.map(findingText))}
    ${names("Fixed findings", fixedFindings.map(findingText))}
  </section>`;
}

function findingText({ id, message }: { id: string; message: string }): string {
  return `${id}: ${message}`;
}

function names(title: string, texts: string[]): Child {
  if (texts.length === 0) return "";
  return html`<article class="card">
    <h3>${title}</h3>
    <ul class="changes">
      ${texts.map((text) => html`<li>${text}</li>`)}
    </ul>
  </article>`;
}

function principalChanges(gained: PermissionRow[], lost: PermissionRow[]): Html[] {
  const principals = [...new Set([...gained, ...lost].map((row) => row.principal))].sort();
  const of = (rows: PermissionRow[], principal: string) => rows.filter((row) => row.principal === principal);
  return principals.map((principal) => changeOf(principal, of(gained, principal), of(lost, principal)));
}

function changed({ state, folder, files, gained, lost }: ExportChange): Html {
  return html`<p>
      <span class="badge ${state}">${state}</span> ${counted(gained.length, "permission")} gained,
      ${lost.length} lost, compared with <code>${folder}/permissions.json</code>.
    </p>
    ${principalChanges(gained, lost)}
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

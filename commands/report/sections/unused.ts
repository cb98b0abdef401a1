import { permissionGroups } from "../../formats/permission-groups";
import { permissionText } from "../../formats/export-change-text";
import type { Judgement } from "../../judgement/judgement";
import { html, type Child } from "../html";

/** What task roles grant and no code calls; nothing where no code was read. */
export function unusedSection(judgement: Judgement): Child {
  const { unused } = judgement;
  if (!unused) return undefined;
  const groups = permissionGroups(unused);
  return html`<section id="unused" aria-labelledby="unused-heading">
    <h2 id="unused-heading">Granted, and called by no code that was read</h2>
    ${
      groups.length === 0
        ? html`<p class="none">Nothing.</p>`
        : html`<ul>
            ${groups.map((group) => html`<li>${permissionText(group, judgement)}</li>`)}
          </ul>`
    }
  </section>`;
}

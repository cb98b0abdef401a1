import { statementLabel } from "../../../policypack/unknowns/statement-label";
import { html, type Child, type Html } from "../html";

const PARTS = ["Principal", "NotPrincipal", "Action", "NotAction", "Resource", "NotResource", "Condition"];

/** One statement of a document, its parts side by side, and as JSON to copy. */
export function statementCard(statement: Record<string, unknown>, index: number): Html {
  const effect = String(statement["Effect"]);
  const parts = PARTS.filter((part) => statement[part] !== undefined);
  return html`<div class="statement">
    <p>
      <span class="badge ${effect === "Deny" ? "denied" : "allowed"}">${effect}</span>
      <b>${statementLabel({ sid: statement["Sid"] as string | undefined, index })}</b>
    </p>
    <dl>
      ${parts.map(
        (part) =>
          html`<div>
            <dt>${part}</dt>
            <dd>${values(statement[part])}</dd>
          </div>`,
      )}
    </dl>
    <details>
      <summary>As JSON</summary>
      <pre>${JSON.stringify(statement, null, 2)}</pre>
    </details>
  </div>`;
}

/** Lists one value a line; blocks such as `Condition` as `operator key: values`. */
function values(value: unknown): Child {
  if (Array.isArray(value)) return value.map((item) => html`<code>${String(item)}</code><br />`);
  if (typeof value !== "object" || value === null) return html`<code>${String(value)}</code>`;
  return Object.entries(value).map(
    ([key, inner]) => html`<code>${key}: ${JSON.stringify(inner)}</code><br />`,
  );
}

import { isDeferred } from "../../judgement/standing";
import { placeText } from "../../formats/lines";
import type { JudgedFinding, JudgedWarning, Judgement } from "../../judgement/judgement";
import { html, type Child, type Html } from "../html";

/** What the pack found, mandatory first, each with what decides it and what to change; then what the program warns of. */
export function findingsSection({ findings, warnings }: Judgement): Html {
  const ordered = [...findings].sort((a, b) => rank(a) - rank(b));
  return html`<section id="findings" aria-labelledby="findings-heading">
    <h2 id="findings-heading">Findings</h2>
    ${ordered.length === 0 ? html`<p class="none">None.</p>` : ordered.map(card)} ${warnings.map(warningCard)}
  </section>`;
}

function rank(finding: JudgedFinding): number {
  return finding.level === "mandatory" ? 0 : 1;
}

function card(finding: JudgedFinding): Html {
  const { location } = finding;
  const tone = isDeferred(finding) ? "deferred" : finding.level;
  return html`<article class="card finding ${tone}">
    <h3>
      <span class="badge ${tone}">${finding.level}</span>
      <span class="badge quiet">${finding.verdict}</span>
      ${finding.policy}
    </h3>
    <p class="what">${finding.message}</p>
    <dl>
      ${term("Subject", finding.subject)} ${term("Action", codes(finding.actions))}
      ${term("Resource", codes(finding.resources))} ${term("Decided by", finding.decidedBy)}
      ${term("To fix", html`<span class="remedy">${finding.remedy}</span>`)}
      ${(finding.changes ?? []).map(({ key, yaml, file, line }) =>
        term(`In ${file}:${line}`, html`<pre><code>${`${key}:\n${yaml.replace(/^/gm, "  ")}`}</code></pre>`),
      )}
      ${term("Where", location && html`<code>${placeText(location)}</code>`)}
      ${term("Finding", html`<code>${finding.id}</code>`)}
    </dl>
  </article>`;
}

function warningCard({ message, location }: JudgedWarning): Html {
  return html`<article class="card finding advisory">
    <h3><span class="badge advisory">warning</span> of the program</h3>
    <p class="what">${message}</p>
    <dl>${term("Where", html`<code>${placeText(location)}</code>`)}</dl>
  </article>`;
}

function codes(values: string[]): Child {
  return values.length > 0 && values.map((value) => html`<code>${value}</code> `);
}

function term(name: string, value: Child): Child {
  return (
    value &&
    html`<div>
      <dt>${name}</dt>
      <dd>${value}</dd>
    </div>`
  );
}

import { counted, isDeferred } from "../../formats/verdict-line";
import type { Judgement } from "../../judgement/judgement";
import { html, type Html } from "../html";

/** The head of the page: which stack, the verdict in one line, and the figures. */
export function summary(judgement: Judgement): Html {
  const { stack, account, region, findings, permissions, resources, principals = [], verdict } = judgement;
  const mandatory = findings.filter((finding) => finding.level === "mandatory").length;
  const deferred = findings.filter(isDeferred).length;
  const figures = {
    Resources: resources.length,
    Principals: principals.length,
    Permissions: permissions.length,
    "Mandatory findings": mandatory,
    ...(deferred > 0 && { "Deferred findings": deferred }),
    "Advisory findings": findings.length - mandatory - deferred,
  };
  return html`<header class="summary ${verdict}">
    <p class="eyebrow">Permissions of stack</p>
    <h1>${stack}</h1>
    <p class="place">Account <b>${account}</b>, region <b>${region}</b></p>
    <p class="verdict">
      <span class="badge ${verdict}">${verdict}</span> ${sentence(judgement, mandatory)}
      ${staleness(judgement)}
    </p>
    <dl class="figures">${Object.entries(figures).map(figure)}</dl>
  </header>`;
}

function sentence({ verdict, findings }: Judgement, mandatory: number): string {
  if (verdict === "violated") {
    return `${counted(mandatory, "mandatory finding")} will stop a preview and an update.`;
  }
  const deferred = findings.filter(isDeferred).length;
  if (deferred > 0) {
    return `Nothing that is known now stands in the way of an update; it judges what ${counted(deferred, "deferred finding")} left open.`;
  }
  if (findings.length > 0) return "Nothing stands in the way of an update; there is advice below.";
  return "The policy pack proves the stack: no findings.";
}

function staleness({ exportChange }: Judgement): string {
  return exportChange ? `The committed export ${exportChange.folder} is ${exportChange.state}.` : "";
}

function figure([name, value]: [string, number]): Html {
  return html`<div>
    <dt>${name}</dt>
    <dd>${value}</dd>
  </div>`;
}

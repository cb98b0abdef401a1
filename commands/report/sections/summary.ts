import { counted, standingWord } from "../../formats/verdict-line";
import type { Judgement } from "../../judgement/judgement";
import { isDeferred, passes, standingOf } from "../../judgement/standing";
import { html, type Html } from "../html";

/** The head of the page: which stack, the verdict in one line, and the figures. */
export function summary(judgement: Judgement): Html {
  const { stack, account, region, findings, permissions, resources, principals = [] } = judgement;
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
  return html`<header class="summary ${passes(judgement) ? "clean" : "violated"}">
    <p class="eyebrow">Permissions of stack</p>
    <h1>${stack}</h1>
    <p class="place">Account <b>${account}</b>, region <b>${region}</b></p>
    <p class="verdict">
      <span class="badge ${passes(judgement) ? "clean" : "violated"}">${standingWord(judgement)}</span>
      ${sentence(judgement, mandatory)} ${staleness(judgement)}
    </p>
    <dl class="figures">${Object.entries(figures).map(figure)}</dl>
  </header>`;
}

function sentence(judgement: Judgement, mandatory: number): string {
  const found = counted(mandatory, "mandatory finding");
  const deferred = counted(judgement.findings.filter(isDeferred).length, "deferred finding");
  switch (standingOf(judgement)) {
    case "violated":
      return `${found} will stop a preview and an update.`;
    case "unproven":
      return `Nothing is known to be wrong, but ${found} could not be proven, which will stop a preview and an update.`;
    case "stale":
      return "Nothing stands in the way of an update, but the check fails until what reviewers read is up to date.";
    case "deferred":
      return `Nothing that is known now stands in the way of an update; it judges what ${deferred} left open.`;
    case "advised":
      return "Nothing stands in the way of an update; there is advice below.";
    case "proven":
      return "The policy pack proves the stack: no findings.";
  }
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

import type { Judgement } from "../judgement/judgement";
import { accessGraph, type EdgeKind, type NodeKind } from "../access-graph/access-graph";

/** The access graph as a fenced block that GitHub draws: who passes and assumes which role, what is read and written. */
export function mermaidGraph(judgement: Judgement): string {
  const { nodes, edges } = accessGraph(judgement);
  return [
    "```mermaid",
    "flowchart LR",
    ...nodes.map(
      ({ id, kind, label, name }) =>
        `  ${nodeId(id)}${SHAPES[kind](`"${quoted(label)}<br>${quoted(name)}"`)}`,
    ),
    ...edges.map(
      ({ from, to, kind, label }) => `  ${nodeId(from)} ${ARROWS[kind]}|"${quoted(label)}"| ${nodeId(to)}`,
    ),
    "```",
  ].join("\n");
}

const SHAPES: Record<NodeKind, (text: string) => string> = {
  deployer: (text) => `([${text}])`,
  task: (text) => `[[${text}]]`,
  trusted: (text) => `([${text}])`,
  role: (text) => `[${text}]`,
  resource: (text) => `[(${text})]`,
};

const ARROWS: Record<EdgeKind, string> = { passes: "-.->", assumes: "==>", reads: "-->", writes: "-->" };

/** Mermaid has entities of its own. */
function quoted(text: string): string {
  return text.replace(/[#"<>&]/g, (character) => `#${character.charCodeAt(0)};`);
}

/** A hyphen in an id could be taken for the start of an arrow. */
function nodeId(id: string): string {
  return id.replace(/-/g, "");
}

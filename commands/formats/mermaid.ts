import type { Judgement } from "../judgement/judgement";
import { accessGraph, type EdgeKind, type NodeKind } from "../access-graph/access-graph";

/** The access graph as a fenced block that GitHub draws: who passes and assumes which role, what is read and written. */
export function mermaidGraph(judgement: Judgement): string {
  const { nodes, edges } = accessGraph(judgement);
  // by position: two names may differ only by what an id here cannot have, such as a hyphen
  const ids = new Map(nodes.map(({ id }, index) => [id, `node${index + 1}`]));
  return [
    "```mermaid",
    "flowchart LR",
    ...nodes.map(
      ({ id, kind, label, name }) =>
        `  ${ids.get(id)}${SHAPES[kind](`"${quoted(label)}<br>${quoted(name)}"`)}`,
    ),
    ...edges.map(
      ({ from, to, kind, label }) => `  ${ids.get(from)} ${ARROWS[kind]}|"${quoted(label)}"| ${ids.get(to)}`,
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

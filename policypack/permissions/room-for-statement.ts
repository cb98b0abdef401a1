/** Which policy of the stack a missing statement is added to. */
import type { NamedDocument } from "../evaluation/types";
import type { Judgement } from "./judgement";

/** Whether the stack writes the document. */
export function isOwn({ kind }: NamedDocument): boolean {
  return kind === "customer-managed" || kind === "inline";
}

/** A policy that is the principal's alone, so that nobody else gains; one about the same service before others. */
export function roomFor(
  { model, principal }: Pick<Judgement, "model" | "principal">,
  actions: string[],
): NamedDocument | undefined {
  const others = model.principals.filter((other) => other !== principal);
  const isShared = ({ name, urn }: NamedDocument) =>
    others.some(({ documents }) => documents.some((each) => each.name === name && each.urn === urn));
  const own = principal.documents.filter((document) => isOwn(document) && !isShared(document));
  const services = new Set(actions.map((action) => action.split(":", 1)[0]));
  return own.find((document) => names(document, services)) ?? own[0];
}

function names({ reading }: NamedDocument, services: ReadonlySet<string | undefined>): boolean {
  return (
    reading.state === "known" &&
    reading.document.statements.some(({ actions }) =>
      actions.patterns.some((pattern) => services.has(pattern.split(":", 1)[0]?.toLowerCase())),
    )
  );
}

/** What a statement's conditions, other statements and the boundary take from what it allows, in words. */
import { compile } from "../../policypack/evaluation/compile";
import { decide } from "../../policypack/evaluation/decide";
import { grantsOf } from "../../policypack/evaluation/grants";
import { questionOf, standing, standings } from "../../policypack/evaluation/standing";
import type {
  Access,
  Decision,
  NamedDocument,
  RequestContext,
  Statement,
} from "../../policypack/evaluation/types";
import { statementName } from "../../policypack/evaluation/wording";
import { conditionWords } from "./condition-words";

/** A statement of a known document. */
export interface Ref {
  document: NamedDocument;
  statement: Statement;
}

/** The statements with that effect, of the documents that are known. */
export function statementsOf(documents: NamedDocument[], effect: Statement["effect"]): Ref[] {
  return documents.flatMap((document) =>
    document.reading.state === "known"
      ? document.reading.document.statements
          .filter((statement) => statement.effect === effect)
          .map((statement) => ({ document, statement }))
      : [],
  );
}

/** What a statement leaves open, in words; `fail` if one of its conditions can never hold. */
export function openConditions({ document, statement }: Ref, context: RequestContext): string[] | "fail" {
  if (document.reading.state !== "known") return [];
  const compiled = compile(document.reading.document).statements[statement.index];
  const conditions = compiled
    ?.conditions()
    .map(({ condition, holds }) => ({ condition, holds: holds(context) }));
  if (conditions?.some(({ holds }) => holds === "no")) return "fail";
  const open = (conditions ?? []).filter(({ holds }) => holds === "maybe");
  return [
    ...open.map(({ condition }) => conditionWords(condition)),
    ...(statement.unknown ? ["the part of the statement that is not known at preview says so"] : []),
  ];
}

/** What other statements and the boundary take from a permission, in words where they take a part. */
export function limitsOf(
  ref: Ref,
  access: Access,
  { action, resource }: { action: string; resource: string },
  context: RequestContext,
): string[] | "denied" | "outside the boundary" {
  const decision = decide(access, { action, resource, context });
  switch (decision.outcome) {
    case "explicitly-denied":
      return deniesAll(decision, action, resource, context)
        ? "denied"
        : [`${statementName(decision.decidedBy!)} does not deny it`];
    case "boundary-denied":
      return isGranted(ref, access, action, context)
        ? [`the permissions boundary ${access.boundary!.name} allows it`]
        : "outside the boundary";
    case "unproven":
      return openDenials(access, action, resource, context);
    default:
      return [];
  }
}

function deniesAll(
  { decidedBy }: Decision,
  action: string,
  resource: string,
  context: RequestContext,
): boolean {
  if (!decidedBy || decidedBy.document.reading.state !== "known") return false;
  const compiled = compile(decidedBy.document.reading.document).statements[decidedBy.statement.index];
  if (!compiled) return false;
  const question = questionOf({ action, resource, context });
  return standing(decidedBy.document, compiled, question).reach.all === "yes";
}

function isGranted({ statement }: Ref, access: Access, action: string, context: RequestContext): boolean {
  return grantsOf(access, action, context).some((grant) => grant.statement === statement);
}

function openDenials(access: Access, action: string, resource: string, context: RequestContext): string[] {
  const question = questionOf({ action, resource, context });
  const deniers = access.boundary ? [...access.documents, access.boundary] : access.documents;
  return deniers
    .flatMap((document) => [...standings(document, question, "Deny")])
    .filter(({ applies }) => applies === "maybe")
    .map((ref) => `${statementName(ref)} does not deny it`);
}

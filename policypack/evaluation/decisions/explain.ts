/** Tells step by step how a decision comes about, for "why is this denied?". */
import { compile } from "./compile";
import { decide } from "./decide";
import { prepareRequest, matchStatement, type PreparedRequest } from "./statement-match";
import type { Access, AccessRequest, Decision, NamedDocument, Statement } from "../types";
import { describeUnknown } from "../../unknowns/describe";
import { unknownDocument } from "./unknowns";
import { firstFew, patternsText, shortfall } from "./wording";

/** One thing that was looked at. */
export interface ExplainStep {
  /** `unknown`: something that is not there to be looked at. `decision`: the last step. */
  about: "policy" | "boundary" | "unknown" | "decision";
  document?: NamedDocument;
  statement?: Statement;
  /** `decides` stands at the statement that the decision rests on, and at the last step. */
  result: "decides" | "applies" | "may apply" | "does not apply";
  /** Why, as a sentence without a full stop. */
  why: string;
}

/**
 * Explains a decision: every statement in the order of the documents, then the boundary's, then what is missing, then
 * the decision itself, which is `decide`'s.
 */
export function explain(access: Access, request: AccessRequest): ExplainStep[] {
  const decision = decide(access, request);
  const prepared = prepareRequest(request);
  const steps = access.documents.flatMap((document) => stepsOf("policy", document, prepared, decision));
  if (access.boundary) steps.push(...stepsOf("boundary", access.boundary, prepared, decision));
  for (const { fact, deniesNothing } of access.unknowns) {
    const effect = deniesNothing ? "may allow it and denies nothing" : "may allow or deny it";
    steps.push({ about: "unknown", result: "may apply", why: `${describeUnknown(fact)}: ${effect}` });
  }
  return [...steps, { about: "decision", result: "decides", why: conclusion(access, decision) }];
}

function stepsOf(
  about: "policy" | "boundary",
  document: NamedDocument,
  request: PreparedRequest,
  decision: Decision,
): ExplainStep[] {
  if (document.reading.state !== "known") {
    return [
      {
        about,
        document,
        result: "may apply",
        why: `${describeUnknown(unknownDocument(document))}, may allow or deny it`,
      },
    ];
  }
  const compiled = compile(document.reading.document);
  const { Allow, Deny } = compiled.statementsFor(request.action);
  const named = new Set([...Allow, ...Deny]);
  return compiled.statements.map((one) => {
    const { statement } = one;
    const step = { about, document, statement };
    if (!named.has(one)) {
      return { ...step, result: "does not apply", why: `it is about ${patternsText(statement.actions)}` };
    }
    const found = matchStatement(document, one, request);
    const decides = decision.decidedBy?.statement === statement;
    const verb = statement.effect === "Allow" ? "allows" : "denies";
    const why =
      shortfall(found, request) ?? `it ${verb} ${request.asked.action} on ${request.asked.resource}`;
    const result = { yes: "applies", maybe: "may apply", no: "does not apply" } as const;
    return { ...step, result: decides ? "decides" : result[found.applies], why };
  });
}

function conclusion(access: Access, { outcome, decidedBy, unknowns }: Decision): string {
  const by = decidedBy ? ` by ${decidedBy.document.name}` : "";
  switch (outcome) {
    case "allowed":
      return `allowed${by}: nothing denies it${access.boundary ? `, and ${access.boundary.name} lets it through` : ""}`;
    case "explicitly-denied":
      return `denied${by}: a Deny wins over every Allow`;
    case "implicitly-denied":
      return "denied: nothing allows it";
    case "boundary-denied":
      return `denied: the permissions boundary ${access.boundary?.name} does not allow it`;
    case "unproven":
      return `neither proven nor refuted: it depends on ${firstFew(unknowns.map(describeUnknown))}`;
  }
}

/** Tells step by step how a decision comes about, for "why is this denied?". */
import { compile } from "./compile";
import { decide } from "./decide";
import { prepareRequest, matchStatement, type PreparedRequest } from "./statement-match";
import type { Access, AccessRequest, Decision, NamedDocument, Statement } from "../types";
import { ALONE, type Surroundings } from "./surroundings";
import { describeUnknown } from "../../unknowns/describe";
import { unknownDocument } from "./unknowns";
import { firstFew, patternsText, shortfall } from "./wording";

/** One thing that was looked at. */
export interface ExplainStep {
  /** `unknown`: something that is not there to be looked at. `decision`: the last step. */
  about: "policy" | "boundary" | "resource policy" | "organization" | "endpoint" | "unknown" | "decision";
  document?: NamedDocument;
  statement?: Statement;
  /** `decides` stands at the statements that the decision rests on, and at the last step. */
  result: "decides" | "applies" | "may apply" | "does not apply";
  /** Why, as a sentence without a full stop. */
  why: string;
}

type About = Exclude<ExplainStep["about"], "unknown" | "decision">;

/**
 * Explains a decision: every statement in the order of the documents, those of the principal first, then what is missing,
 * then the decision itself, which is `decide`'s.
 */
export function explain(access: Access, request: AccessRequest, around: Surroundings = ALONE): ExplainStep[] {
  const decision = decide(access, request, around);
  const prepared = prepareRequest(request, around.requester);
  const { behind } = around;
  const inBehind = behind && prepareRequest({ ...request, resource: behind.resource }, around.requester);
  const steps = [
    ...documentsWithKind(access, around).flatMap(([about, document]) =>
      stepsOf(about, document, prepared, decision),
    ),
    ...(behind?.side.documents ?? []).flatMap((document) =>
      inBehind ? stepsOf("resource policy", document, inBehind, decision) : [],
    ),
  ];
  const missing = [around.resource, behind?.side].flatMap((side) => side?.unknowns ?? []);
  for (const { fact, deniesNothing } of [...access.unknowns, ...missing]) {
    const effect = deniesNothing ? "may allow it and denies nothing" : "may allow or deny it";
    steps.push({ about: "unknown", result: "may apply", why: `${describeUnknown(fact)}: ${effect}` });
  }
  return [...steps, { about: "decision", result: "decides", why: conclusion(access, decision) }];
}

function documentsWithKind(access: Access, around: Surroundings): [About, NamedDocument][] {
  const { documents, boundary } = access;
  const { resource, serviceControl = [], denying = [], endpoints = [] } = around;
  const all: [About, readonly NamedDocument[]][] = [
    ["policy", documents],
    ["boundary", boundary ? [boundary] : []],
    ["resource policy", resource?.documents ?? []],
    ["organization", [...serviceControl.flat(), ...denying]],
    ["endpoint", endpoints],
  ];
  return all.flatMap(([about, named]) => named.map((document): [About, NamedDocument] => [about, document]));
}

function stepsOf(
  about: About,
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
    const decides = [decision.decidedBy, decision.decidedWith].some((by) => by?.statement === statement);
    const verb = statement.effect === "Allow" ? "allows" : "denies";
    const why =
      shortfall(found, request) ?? `it ${verb} ${request.asked.action} on ${request.asked.resource}`;
    const result = { yes: "applies", maybe: "may apply", no: "does not apply" } as const;
    return { ...step, result: decides ? "decides" : result[found.applies], why };
  });
}

function conclusion(access: Access, decision: Decision): string {
  const { outcome, decidedBy, decidedWith, withheldBy = [], withheldOn, unknowns } = decision;
  const by = decidedBy ? ` by ${decidedBy.document.name}` : "";
  const withheld = firstFew(withheldBy.map(({ name }) => name));
  switch (outcome) {
    case "allowed": {
      const also = decidedWith ? ` and ${decidedWith.document.name}` : "";
      return `allowed${by}${also}: nothing denies it${access.boundary ? `, and ${access.boundary.name} lets it through` : ""}`;
    }
    case "explicitly-denied":
      return `denied${by}: a Deny wins over every Allow`;
    case "implicitly-denied":
      return "denied: nothing allows it";
    case "boundary-denied":
      return `denied: the permissions boundary ${access.boundary?.name} does not allow it`;
    case "resource-denied":
      return withheld === ""
        ? `denied: ${withheldOn?.name ?? "the resource"} has no policy that allows it`
        : `denied: the policy of ${withheldOn?.name ?? "the resource"} (${withheld}) does not allow it`;
    case "organization-denied":
      return `denied: the service control policies ${withheld} do not let it through`;
    case "endpoint-denied":
      return `denied: the policy of the VPC endpoint ${withheld} does not let it through`;
    case "unproven":
      return `neither proven nor refuted: it depends on ${firstFew(unknowns.map(describeUnknown))}`;
  }
}

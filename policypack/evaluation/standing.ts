/** How one statement stands to one request: the step that decisions and explanations are made of. */
import { compile, type CompiledStatement } from "./compile";
import type { Pattern } from "./pattern";
import { reachOf, requestedResource, type Reach } from "./reach";
import { and, type Truth } from "./truth";
import type { AccessRequest, NamedDocument, RequestContext, StatementRef } from "./types";

/** A request, ready to be put to many statements. */
export interface Question {
  request: AccessRequest;
  action: string;
  resource: Pattern;
  context: RequestContext;
}

/** A statement about the action that is asked for. */
export interface Standing extends StatementRef {
  compiled: CompiledStatement;
  reach: Reach;
  conditions: Truth;
  /** An Allow applies if it reaches all that is asked for, a Deny if it reaches any part. */
  applies: Truth;
}

export function questionOf(request: AccessRequest): Question {
  return {
    request,
    action: request.action.toLowerCase(),
    resource: requestedResource(request.resource),
    context: request.context,
  };
}

/** The statements of a document that are about the action, each with how it stands to the request. */
export function* standings(
  document: NamedDocument,
  question: Question,
  effect?: "Allow" | "Deny",
): Generator<Standing> {
  if (document.reading.state !== "known") return;
  for (const compiled of compile(document.reading.document).about(question.action)) {
    if (effect === undefined || compiled.statement.effect === effect)
      yield standing(document, compiled, question);
  }
}

/** How a statement stands to a request whose action it names. */
export function standing(document: NamedDocument, compiled: CompiledStatement, question: Question): Standing {
  const { statement } = compiled;
  const reach = reachOf(compiled.resources(), question.resource, question.context);
  const reached = statement.effect === "Allow" ? reach.all : reach.some;
  const conditions = reached === "no" ? "maybe" : conditionsHold(compiled, question.context);
  const applies = and(and(reached, conditions), statement.unknown ? "maybe" : "yes");
  return { document, statement, compiled, reach, conditions, applies };
}

/** All conditions of a statement must hold. */
export function conditionsHold(compiled: CompiledStatement, context: RequestContext): Truth {
  let holds: Truth = "yes";
  for (const condition of compiled.conditions()) {
    holds = and(holds, condition.holds(context));
    if (holds === "no") return "no";
  }
  return holds;
}

/** How one statement stands to one request: the step that decisions and explanations are made of. */
import type { CompiledStatement } from "./compile";
import type { Pattern } from "../patterns/pattern";
import { reachOf, requestedResource, type Reach } from "./resource-match";
import { and, type Truth } from "../truth";
import type { AccessRequest, NamedDocument, RequestContext, StatementRef } from "../types";

/** A request, ready to be put to many statements. */
export interface Question {
  request: AccessRequest;
  /** In lower case. */
  action: string;
  resource: Pattern;
  context: RequestContext;
}

/** A statement about the action that is asked for, with how it stands to the rest of the request. */
export interface Standing extends StatementRef {
  compiled: CompiledStatement;
  reach: Reach;
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

/** How a statement stands to a request whose action it names. */
export function standing(document: NamedDocument, compiled: CompiledStatement, question: Question): Standing {
  const reach = reachOf(compiled.resources(), question.resource, question.context);
  const applies = appliesWith(reach, compiled, question);
  return { document, statement: compiled.statement, compiled, reach, applies };
}

/** Whether a statement applies to a request whose action it names. */
export function applies(compiled: CompiledStatement, question: Question): Truth {
  return appliesWith(reachOf(compiled.resources(), question.resource, question.context), compiled, question);
}

/** An Allow applies if it reaches all that is asked for, a Deny if it reaches any part; and if its conditions hold. */
function appliesWith(reach: Reach, compiled: CompiledStatement, question: Question): Truth {
  const { effect, unknown } = compiled.statement;
  const reached = effect === "Allow" ? reach.all : reach.some;
  if (reached === "no") return "no";
  const holds = and(reached, conditionsHold(compiled, question.context));
  return unknown ? and(holds, "maybe") : holds;
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

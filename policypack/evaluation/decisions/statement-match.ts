/** How one statement stands to one request: the step that decisions and explanations are made of. */
import type { CompiledStatement } from "./compile";
import { holdsIn } from "../conditions/conditions";
import type { Pattern } from "../patterns/pattern";
import { names, type Requester } from "./principal-match";
import { matchResource, requestedResource, type ResourceMatch } from "./resource-match";
import { and, type Truth } from "../truth";
import type { AccessRequest, NamedDocument, RequestContext, Statement, StatementRef } from "../types";

/** A request, ready to be put to many statements. */
export interface PreparedRequest {
  /** As it was asked. */
  asked: AccessRequest;
  /** In lower case. */
  action: string;
  resource: Pattern;
  context: RequestContext;
  /** Whom a `Principal` must name; only documents of others than the principal itself have one. */
  requester: Requester | undefined;
  /** Whether a permissions boundary limits who asks. */
  hasBoundary: boolean;
}

/** A statement about the action that is asked for, with how it stands to the rest of the request. */
export interface StatementMatch extends StatementRef {
  compiled: CompiledStatement;
  resourceMatch: ResourceMatch;
  /** Whether it is about who asks. */
  names: Truth;
  applies: Truth;
}

export function prepareRequest(
  request: AccessRequest,
  requester?: Requester,
  hasBoundary = false,
): PreparedRequest {
  return {
    asked: request,
    action: request.action.toLowerCase(),
    resource: requestedResource(request.resource),
    context: request.context,
    requester,
    hasBoundary,
  };
}

/** How a statement stands to a request whose action it names. */
export function matchStatement(
  document: NamedDocument,
  compiled: CompiledStatement,
  request: PreparedRequest,
): StatementMatch {
  const resourceMatch = matchResource(compiled.resources(), request.resource, request.context);
  const { statement } = compiled;
  const isNamed = isAbout(statement, request);
  const applies = appliesWith(resourceMatch, compiled, request);
  return { document, statement, compiled, resourceMatch, names: isNamed, applies };
}

/** Whether a statement applies to a request whose action it names. */
export function applies(compiled: CompiledStatement, request: PreparedRequest): Truth {
  return appliesWith(
    matchResource(compiled.resources(), request.resource, request.context),
    compiled,
    request,
  );
}

/** An Allow applies if it reaches all that is asked for, a Deny if it reaches any part; and if its conditions hold. */
function appliesWith(
  resourceMatch: ResourceMatch,
  compiled: CompiledStatement,
  request: PreparedRequest,
): Truth {
  const { effect, unknown } = compiled.statement;
  const reached = effect === "Allow" ? resourceMatch.all : resourceMatch.some;
  const about = and(reached, isAbout(compiled.statement, request));
  if (about === "no") return "no";
  const holds = and(about, conditionsHold(compiled, request.context));
  return unknown ? and(holds, "maybe") : holds;
}

/**
 * A document without `Principal` is that of the principal itself, or limits whoever asks. A Deny with `NotPrincipal` is about
 * everyone with a permissions boundary, whomever it excepts.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html
 */
function isAbout({ principals, effect }: Statement, { requester, hasBoundary }: PreparedRequest): Truth {
  if (principals === undefined) return "yes";
  if (hasBoundary && principals.negated && effect === "Deny") return "yes";
  return requester ? names(principals, requester) : "maybe";
}

/** All conditions of a statement must hold. */
export function conditionsHold(compiled: CompiledStatement, context: RequestContext): Truth {
  let holds: Truth = "yes";
  for (const condition of compiled.conditions()) {
    holds = and(holds, holdsIn(compiled.statement, condition, context));
    if (holds === "no") return "no";
  }
  return holds;
}

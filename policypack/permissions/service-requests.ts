/**
 * What a service of AWS, or nobody in particular, does by itself: no principal's policies have a say, so that those of the
 * resource decide alone.
 */
import { decide } from "../evaluation/decisions/decide";
import type { Requester } from "../evaluation/decisions/principal-match";
import type { ResourceSide } from "../evaluation/decisions/surroundings";
import { contextOf } from "../evaluation/conditions/request-context";
import { serviceEntries } from "../evaluation/conditions/service-context";
import type { Decision } from "../evaluation/types";
import { documentName, statementName } from "../findings/names";
import { finding, type Finding } from "../findings/finding";
import type { FindingPlace } from "../findings/place";
import type { ContextEntries } from "../graph/principal-context";
import type { PlainResource, StackModel } from "../graph/types";
import { describeUnknown, sorted } from "../unknowns/describe";
import { idTextOf } from "../unknowns/id-text";
import { listed } from "../unknowns/listed";
import { remediesFor } from "../unknowns/remedy";
import type { UnknownFact } from "../unknowns/unknown-fact";
import { allowStatement } from "./statements-to-paste";
import { resourceSideOf } from "./resource-side";

export interface ServiceRequest {
  requester: Requester;
  /** How messages call who asks, e.g. `CloudWatch Logs (logs.eu-west-1.amazonaws.com)`. */
  who: string;
  /** Completes "may not …". */
  purpose: string;
  actions: string[];
  /** The ARN of the resource, or a pattern where it is not known. */
  resource: string;
  /** The resource itself, where its ARN is not known. */
  declared?: PlainResource;
  /** Beside what every request of a service carries. */
  context: ContextEntries;
  /** The `Principal` and `Condition` of a statement to paste, as JSON text. */
  principal: string;
  /** The resource to point at. */
  urn: string;
  place?: FindingPlace;
}

/** One finding at the most: what the policies of the resource refuse, or else what of them is not known. */
export function serviceFindings(policy: string, model: StackModel, request: ServiceRequest): Finding[] {
  const declared = { resource: request.declared };
  const side = resourceSideOf(model, { isGuessed: true }, request.resource, declared);
  // Of what is managed elsewhere it is taken that its policy does what it is there for.
  if (!side || (side.documents.length === 0 && !isOfStack(model, request))) return [];
  const decided = request.actions.map((action) => ({
    action,
    decision: decisionOn(model, side, request, action),
  }));
  const refused = decided.filter(({ decision }) => REFUSALS.includes(decision.outcome));
  const open = decided.filter(({ decision }) => decision.outcome === "unproven");
  if (refused.length > 0) return [refusal(policy, side, request, refused)];
  if (open.length === 0) return [];
  const unknowns = open.flatMap(({ decision }) => decision.unknowns);
  const actions = open.map(({ action }) => action);
  return [unprovenFinding(policy, request, actions, unknowns)];
}

const REFUSALS: Decision["outcome"][] = ["explicitly-denied", "implicitly-denied", "resource-denied"];

interface Decided {
  action: string;
  decision: Decision;
}

function isOfStack(model: StackModel, { resource, declared }: ServiceRequest): boolean {
  return model.resourcePolicies.on({ arn: resource, resource: declared }).origin === "created";
}

function decisionOn(
  model: StackModel,
  resource: ResourceSide,
  { requester, context, resource: arn }: ServiceRequest,
  action: string,
): Decision {
  const ofService = requester.service === undefined ? {} : serviceEntries(requester.service);
  return decide(
    { documents: [], unknowns: [] },
    { action, resource: arn, context: contextOf({ ...ofService, ...context }) },
    { requester, resource: { ...resource, isSameAccount: true }, denying: model.declared.resourceControl },
  );
}

function refusal(policy: string, side: ResourceSide, request: ServiceRequest, refused: Decided[]): Finding {
  const { who, purpose, urn, place, resource, principal } = request;
  const actions = refused.map(({ action }) => action);
  const deny = refused.find(({ decision }) => decision.outcome === "explicitly-denied")?.decision.decidedBy;
  const documents = listed(side.documents.map(documentName));
  const statement = allowStatement(actions, ["*"]).replace(
    '{"Effect": "Allow", ',
    `{"Effect": "Allow", ${principal}, `,
  );
  return finding(policy, {
    verdict: "violated",
    urn,
    place,
    subject: who,
    actions,
    resources: [resource],
    key: JSON.stringify([purpose, actions]),
    message: deny
      ? `${who} may not ${purpose}: it is denied.`
      : `${who} may not ${purpose}: the policy of ${side.name} does not allow it.`,
    decidedBy: deny
      ? statementName(deny)
      : documents === ""
        ? `${side.name}, whose policy is AWS's own: it speaks of the account alone`
        : `${documents}, which does not allow it`,
    remedy: deny
      ? `narrow the Condition or Principal of that Deny so that it spares ${who}`
      : `add to the policy of ${side.name}: ${statement}`,
  });
}

/** What is not known of a request. */
export function unprovenFinding(
  policy: string,
  { who, purpose, urn, place, resource }: ServiceRequest,
  actions: string[],
  of: UnknownFact[],
): Finding {
  const unknowns = sorted(of);
  return finding(policy, {
    verdict: "unproven",
    unknowns,
    urn,
    place,
    subject: who,
    actions,
    resources: [resource],
    key: JSON.stringify([purpose, unknowns.map(idTextOf)]),
    message: `It is not proven that ${who} may ${purpose}.`,
    decidedBy: `not known: ${unknowns.map(describeUnknown).join("; ")}`,
    remedy: remediesFor(unknowns),
  });
}

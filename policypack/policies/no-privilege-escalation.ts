import { callsItselfBoundary } from "../documents/self-named-boundary";
import { passedRoles } from "../documents/passable-roles";
import { documentPlaces, unknownDocumentCause } from "../documents/unknown-documents";
import type { Escalation } from "./no-privilege-escalation/escalation";
import { contextOfIam, escalationsOf } from "./no-privilege-escalation/escalations";
import { PASS_ROLE_SERVICES, ESCALATION_ACTIONS } from "./no-privilege-escalation/escalation-actions";
import { awsManagedPolicy } from "../evaluation/catalogue/managed-policies";
import { mayAllow } from "../evaluation/decisions/grants";
import type { Grant, NamedDocument, UnknownAccess } from "../evaluation/types";
import { unknownDocument } from "../evaluation/decisions/unknowns";
import { describeUnknown, sorted } from "../unknowns/describe";
import { remediesFor } from "../unknowns/remedy";
import type { UnknownFact } from "../unknowns/unknown-fact";
import { iamArn } from "../aws/iam-arn";
import type { Principal, StackModel } from "../graph/types";
import { documentName, listed, statementName } from "../findings/names";
import { finding, type Finding } from "../findings/finding";
import { stackPolicy } from "../sdk/policy";

const name = "no-privilege-escalation";

export const noPrivilegeEscalation = stackPolicy<object>({
  name,
  description:
    "No principal of the stack can raise its own rights, by one action or by several together, and none is an administrator.",
  enforcementLevel: "mandatory",
  severity: "critical",
  remediationSteps:
    "Take the actions out of the statement that the finding names, or limit its resources; where principals are to be managed, ask for a permissions boundary by a condition on iam:PermissionsBoundary.",
  url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html",
  judge: (model) => {
    const reported = reportedAsUnknown(model);
    return model.principals.flatMap((principal) => [
      ...byStatement(model, principal, reported),
      ...byAdministratorPolicy(principal),
      ...byAttachedBoundary(model, principal),
      ...byWhatIsNotKnown(model, principal, reported),
    ]);
  },
});

/** One finding for each statement; what a user has by a group is the group's. */
function byStatement(model: StackModel, principal: Principal, reported: Set<NamedDocument>): Finding[] {
  const inherited = new Set(principal.groups.flatMap((group) => model.principal(group)?.documents ?? []));
  const statements = new Map<Grant["statement"], Escalation[]>();
  for (const escalation of escalationsOf(model, principal)) {
    const { statement, document } = escalation.grant;
    if (inherited.has(document) || (statement.unknown && reported.has(document))) continue;
    statements.set(statement, [...(statements.get(statement) ?? []), escalation]);
  }
  return [...statements.values()].map((escalations) => raised(principal, escalations));
}

function raised({ id, urn }: Principal, escalations: Escalation[]): Finding {
  const { document, statement } = escalations[0]!.grant;
  const certain = escalations.some(
    ({ grant }) => grant.openConditions.length === 0 && !grant.statement.unknown,
  );
  const patterns = statement.actions.patterns.join(", ");
  const written = statement.actions.negated ? `everything but ${patterns}` : patterns;
  const actions = escalations.flatMap((escalation) => escalation.actions);
  const gains = listed(escalations.map(({ gain }) => gain));
  return finding(name, {
    verdict: certain ? "violated" : "unproven",
    unknowns: unknownsOf(escalations.map(({ grant }) => grant)),
    urn: document.urn ?? urn,
    subject: id,
    key: `${document.name} ${statement.sid ?? written}`,
    actions,
    resources: escalations.flatMap(({ grant }) => grant.resources.patterns),
    what: allowsAll(escalations[0]!.grant)
      ? `${id} is an administrator: it may do anything, and so ${gains}.`
      : `${id} ${certain ? "can" : "may be able to"} raise its own rights: it can ${gains}.`,
    decidedBy: `${statementName({ document, statement })} (${written})`,
    remedy: raisedRemedy(id, escalations[0]!.grant, actions),
  });
}

function unknownsOf(grants: Grant[]): UnknownFact[] {
  return sorted(
    grants.flatMap(({ document: { name: document }, statement: { sid, index, unknown }, openConditions }) => [
      ...(unknown ? [{ kind: "statement-part" as const, statement: { sid, index }, document }] : []),
      ...openConditions.map(({ key }) => ({ kind: "condition-key" as const, key, document })),
    ]),
  );
}

function raisedRemedy(id: string, { document, statement }: Grant, named: string[]): string {
  const actions = listed(named, "and", 8);
  const name = documentName(document);
  if (document.kind === "aws-managed") {
    return `detach ${name} from ${id}, and attach a policy of the stack that allows what is needed, without ${actions}`;
  }
  const patterns = statement.actions.patterns.join(", ");
  const isWide = statement.actions.negated || /[*?]/.test(patterns);
  const without = isWide
    ? `name the actions that are needed in ${name} in place of ${statement.actions.negated ? "everything but " : ""}${patterns}, without ${actions}`
    : `take ${actions} out of ${name}`;
  if (!named.some((action) => action.startsWith("iam:")))
    return `${without}, or name the very roles, functions or instances that are meant under Resource`;
  return (
    `${without}, or name only resources that are neither its own nor passed by it; to let it manage principals, ` +
    "add the condition StringEquals iam:PermissionsBoundary with the ARN of a boundary"
  );
}

function allowsAll({ statement: { actions } }: Grant): boolean {
  return !actions.negated && actions.patterns.some((pattern) => /^\*+(:\*+)?$/.test(pattern));
}

/** AWS managed policies whose documents the pack does not carry, and of which its catalogue still knows that. */
function byAdministratorPolicy({ id, urn, unknowns }: Principal): Finding[] {
  return unknowns.filter(isAdministrators).map(({ policyArn = "", urn: attachment }) =>
    finding(name, {
      verdict: "violated",
      urn: attachment ?? urn,
      subject: id,
      key: policyArn,
      actions: ["*"],
      resources: ["*"],
      what: `${id} is an administrator by the AWS managed policy ${policyArn}.`,
      decidedBy: policyArn,
      remedy: `detach ${policyArn} and attach a policy with the actions that are needed`,
    }),
  );
}

function isAdministrators({ policyArn }: UnknownAccess): boolean {
  return policyArn !== undefined && awsManagedPolicy(policyArn)?.administrator === true;
}

/**
 * A policy that calls itself a boundary and is attached like any other: `pass-role-scoped`, which sees one resource at
 * a time, takes it for a boundary.
 */
function byAttachedBoundary(model: StackModel, { id, documents }: Principal): Finding[] {
  return documents.flatMap((document) => {
    const resource = document.urn === undefined ? undefined : model.byUrn(document.urn);
    const isBoundary = document.kind === "customer-managed" && resource && callsItselfBoundary(resource);
    if (!isBoundary || document.reading.state !== "known") return [];
    const passing = passedRoles(document.reading.document, model.account).filter(
      ({ open }) => open.length > 0,
    );
    if (passing.length === 0) return [];
    return [
      finding(name, {
        verdict: "violated",
        urn: document.urn,
        subject: id,
        key: `attached boundary ${document.name}`,
        actions: ["iam:PassRole"],
        resources: passing.flatMap(({ open }) => open),
        what: `${id} may pass roles that are not named: ${document.name}, by its name a permissions boundary, is attached to it.`,
        decidedBy: listed(passing.map(({ statement }) => statementName({ document, statement }))),
        remedy: `set ${document.name} as permissionsBoundary instead of attaching it, or name the roles by their ARNs`,
      }),
    ];
  });
}

/** What a document allows that nobody knows, it may allow this. */
function byWhatIsNotKnown(model: StackModel, principal: Principal, reported: Set<NamedDocument>): Finding[] {
  const unknowns = principal.unknowns.filter(({ policyArn }) => iamArn(policyArn)?.account !== "aws");
  const documents = principal.documents.filter(
    (document) => document.reading.state !== "known" && !reported.has(document),
  );
  if (unknowns.length === 0 && documents.length === 0) return [];
  const context = contextOfIam(model, principal);
  const missing = { documents, unknowns, boundary: principal.boundary };
  if (ACTIONS.every((action) => mayAllow(missing, action, "*", context) === "no")) return [];
  const facts = sorted([...unknowns.map(({ fact }) => fact), ...documents.map(unknownDocument)]);
  return [
    finding(name, {
      verdict: "unproven",
      unknowns: facts,
      urn: principal.urn ?? unknowns[0]?.urn,
      subject: principal.id,
      key: "documents that are not known",
      what: `It is not proven that ${principal.id} cannot raise its own rights.`,
      decidedBy: `not known: ${listed(facts.map(describeUnknown))}`,
      remedy: remediesFor(facts),
    }),
  ];
}

/** Documents of which `iam-policy-document` has said already that they, or parts of them, are not known. */
function reportedAsUnknown(model: StackModel): Set<NamedDocument> {
  const documents = new Set(model.principals.flatMap((principal) => principal.documents));
  return new Set(
    [...documents].filter((document) => !isWhollyKnown(document) && isReported(model, document)),
  );
}

function isWhollyKnown({ reading }: NamedDocument): boolean {
  return reading.state === "known" && !reading.document.statements.some(({ unknown }) => unknown);
}

function isReported({ byUrn, reported }: StackModel, { urn, name }: NamedDocument): boolean {
  const resource = urn === undefined ? undefined : byUrn(urn);
  if (!resource) return false;
  return documentPlaces(resource)
    .filter(({ carried }) => carried.kind !== "trust" && carried.name === name)
    .some((place) => reported.cause(unknownDocumentCause(place)));
}

const ACTIONS = [
  ...ESCALATION_ACTIONS.map(({ action }) => action),
  ...PASS_ROLE_SERVICES.flatMap(({ actions }) => actions.flat()),
];

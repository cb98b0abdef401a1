import { callsItselfBoundary } from "../documents/self-named-boundary";
import { passedRoles } from "../documents/passable-roles";
import { isServiceRolePolicy, servesAwsAlone } from "../documents/service-role-policies";
import { documentPlaces, unknownDocumentCause } from "../documents/unknown-documents";
import type { Escalation } from "./no-privilege-escalation/escalation";
import { ESCALATION_ACTIONS } from "./no-privilege-escalation/escalation-actions";
import { escalationsOf, LENDING } from "./no-privilege-escalation/escalations";
import { PASS_ROLE_SERVICES } from "./no-privilege-escalation/pass-role-services";
import { raisedFinding } from "./no-privilege-escalation/raised-findings";
import { contextOfIam } from "./no-privilege-escalation/requests";
import { awsManagedPolicy, type AwsManagedPolicy } from "../evaluation/catalogue/managed-policies";
import { mayAllow } from "../evaluation/decisions/grants";
import type { NamedDocument, UnknownAccess } from "../evaluation/types";
import { unknownDocument } from "../evaluation/decisions/unknowns";
import { describeUnknown, sorted } from "../unknowns/describe";
import { remediesFor } from "../unknowns/remedy";
import { iamArn } from "../aws/iam-arn";
import { concernsEcs } from "../ecs/concerns-ecs";
import type { Principal, StackModel } from "../graph/types";
import { listed, statementName } from "../findings/names";
import { finding, type Finding } from "../findings/finding";
import { placeOfStatements } from "../findings/place";
import { stackPolicy } from "../sdk/policy";

const name = "no-privilege-escalation";

interface Config {
  scope?: "ecs" | "all";
}

export const noPrivilegeEscalation = stackPolicy<Config>({
  name,
  description:
    "No principal of the stack can raise its own rights, by one action or by several together, and none is an administrator.",
  enforcementLevel: "mandatory",
  severity: "critical",
  remediationSteps:
    "Take the actions out of the statement that the finding names, or limit its resources; where principals are to be managed, ask for a permissions boundary by a condition on iam:PermissionsBoundary.",
  url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html",
  configSchema: {
    properties: {
      scope: {
        type: "string",
        enum: ["ecs", "all"],
        default: "ecs",
        description:
          "whose findings are mandatory: those of principals that have to do with ECS (roles of tasks, those that " +
          "deploy, run or serve them, and whoever may act on ECS), or those of all",
      },
    },
  },
  judge: (model, { scope = "ecs" }) => {
    const known = new Known(model);
    return [...model.principals, ...model.unnamedPrincipals].flatMap((principal) => {
      const judged = [
        ...byDocument(model, principal, known),
        ...byCataloguedPolicy(principal),
        ...byAttachedBoundary(model, principal).map((found) => ({ found, isAboutEcs: true })),
        ...byWhatIsNotKnown(model, principal, known).map((found) => ({ found, isAboutEcs: false })),
      ];
      const isConcerned = scope === "all" || (judged.length > 0 && concernsEcs(model, principal));
      return judged.map(({ found, isAboutEcs }) =>
        isConcerned || isAboutEcs ? found : { ...found, level: "advisory" as const },
      );
    });
  },
});

interface Judged {
  found: Finding;
  /** Whether it is mandatory whoever the principal is. */
  isAboutEcs: boolean;
}

/** What is worked out once for the whole stack. */
class Known {
  readonly reported: Set<NamedDocument>;
  private readonly escalations = new Map<Principal, Escalation[]>();

  constructor(private readonly model: StackModel) {
    this.reported = reportedAsUnknown(model);
  }

  escalationsOf(principal: Principal): Escalation[] {
    let found = this.escalations.get(principal);
    if (!found) this.escalations.set(principal, (found = escalationsOf(this.model, principal)));
    return found;
  }
}

/** One finding for each document; what a user has by a group alone is the group's. */
function byDocument(model: StackModel, principal: Principal, known: Known): Judged[] {
  const ofGroups = new Set(
    principal.groups.flatMap((id) => {
      const group = model.principal(id);
      return group ? known.escalationsOf(group).map(({ grant }) => grant.statement) : [];
    }),
  );
  const documents = new Map<NamedDocument, Escalation[]>();
  for (const escalation of known.escalationsOf(principal)) {
    const { statement, document } = escalation.grant;
    if (ofGroups.has(statement) || (statement.unknown && known.reported.has(document))) continue;
    documents.set(document, [...(documents.get(document) ?? []), escalation]);
  }
  return [...documents].map(([document, escalations]) => ({
    found: raisedFinding(name, principal, document, escalations),
    // Whoever gives itself any right may act on ECS.
    isAboutEcs: escalations.some(({ source }) => source !== "other-roles"),
  }));
}

/** AWS managed policies whose documents the pack does not carry, and of which its catalogue still knows that. */
function byCataloguedPolicy(principal: Principal): Judged[] {
  return principal.unknowns.flatMap((unknown) => {
    const policy = unknown.policyArn === undefined ? undefined : awsManagedPolicy(unknown.policyArn);
    if (policy?.administrator) return { found: administrators(principal, unknown, policy), isAboutEcs: true };
    if (!policy || policy.raises.length === 0 || isForItsRole(principal, policy)) return [];
    const isAboutEcs = policy.raises.some((way) => /\becs:|\biam:(?!PassRole)/.test(way));
    return { found: raising(principal, unknown, policy), isAboutEcs };
  });
}

function administrators({ id, urn }: Principal, unknown: UnknownAccess, { arn }: AwsManagedPolicy): Finding {
  return finding(name, {
    verdict: "violated",
    urn: unknown.urn ?? urn,
    subject: id,
    key: arn,
    place: { value: arn },
    actions: ["*"],
    resources: ["*"],
    what: `${id} is an administrator by the AWS managed policy ${arn}.`,
    decidedBy: arn,
    remedy: `detach ${arn} and attach a policy with the actions that are needed`,
  });
}

function raising({ id, urn }: Principal, unknown: UnknownAccess, { arn, raises }: AwsManagedPolicy): Finding {
  return finding(name, {
    verdict: "violated",
    urn: unknown.urn ?? urn,
    subject: id,
    key: arn,
    place: { value: arn },
    actions: raises.flatMap((way) => way.split(", ")),
    what: `${id} can raise its own rights by the AWS managed policy ${arn}, in ${raises.length === 1 ? "one way" : `${raises.length} ways`}: ${listed(
      raises.map((way) => `by ${way}`),
      "or",
    )}.`,
    decidedBy: arn,
    remedy: `detach ${arn} and attach a policy of the stack with the actions that are needed`,
  });
}

/** What AWS offers for a role that its services alone assume. */
function isForItsRole(principal: Principal, policy: AwsManagedPolicy): boolean {
  return (
    servesAwsAlone(principal, LENDING) && isServiceRolePolicy({ kind: "aws-managed", name: policy.name })
  );
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
    const passing = passedRoles(document.reading.document, model).filter(({ open }) => open.length > 0);
    if (passing.length === 0) return [];
    return [
      finding(name, {
        verdict: "violated",
        urn: document.urn,
        subject: id,
        key: `attached boundary ${document.name}`,
        actions: ["iam:PassRole"],
        resources: passing.flatMap(({ open }) => open),
        place: placeOfStatements(passing.map(({ statement }) => ({ document, statement }))),
        what: `${id} may pass roles that are not named: ${document.name}, by its name a permissions boundary, is attached to it.`,
        decidedBy: listed(passing.map(({ statement }) => statementName({ document, statement }))),
        remedy: `set ${document.name} as permissionsBoundary instead of attaching it, or name the roles by their ARNs`,
      }),
    ];
  });
}

/** What a document allows that nobody knows, it may allow this. */
function byWhatIsNotKnown(model: StackModel, principal: Principal, { reported }: Known): Finding[] {
  // That something is attached to nobody known is said of those that it may be attached to.
  if (model.unnamedPrincipals.includes(principal)) return [];
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
  ...PASS_ROLE_SERVICES.flatMap(({ ways }) => ways.flat(2)),
];

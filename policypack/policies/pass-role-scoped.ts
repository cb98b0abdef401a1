import { accountOfRole } from "../aws/iam-arn";
import { partitionOf } from "../aws/partitions";
import { ECS_TASKS } from "../aws/service-principals";
import { callsItselfBoundary } from "../documents/self-named-boundary";
import { type PassedRoles, passedRoles } from "../documents/passable-roles";
import { awsManagedPolicy } from "../evaluation/catalogue/managed-policies";
import { matches } from "../evaluation/patterns/pattern";
import { listed, statementLabel } from "../evaluation/decisions/wording";
import { type AttachedPolicy, attachedPolicies } from "../graph/resources/policies-attached-by";
import { ofResource } from "../graph/places/account-and-region";
import type { PlainResource } from "../graph/types";
import { statementName } from "../findings/names";
import { isForServiceRole } from "../documents/service-role-policies";
import { isFarTooLarge } from "../documents/size";
import {
  documentPlaces,
  type Place,
  unknownDocumentCause,
  unknownParts,
  unknownsOf,
} from "../documents/unknown-documents";
import { type DraftWithout, type Finding, finding } from "../findings/finding";
import { type FindingPlace, placeOfStatements } from "../findings/place";
import type { SharedCause } from "../findings/shared-causes";
import { resourcePolicy } from "../sdk/policy";

const NAME = "pass-role-scoped";

interface Config {
  account?: string;
  allowedRoles?: string[];
}

/**
 * Whoever may pass roles may pass named roles of this account only. Documents that are malformed or missing or far
 * too large are `iam-policy-document`'s matter: IAM takes none of them.
 */
export const passRoleScoped = resourcePolicy<Config>({
  name: NAME,
  description:
    "Whoever may pass roles, by any spelling of iam:PassRole, may pass only named roles of this account.",
  enforcementLevel: "mandatory",
  severity: "critical",
  remediationSteps: `List the complete ARNs of the roles under Resource, without wildcards, and add the condition StringEquals iam:PassedToService ${ECS_TASKS}.`,
  url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html",
  configSchema: {
    properties: {
      account: {
        type: "string",
        pattern: "^[0-9]{12}$",
        description: "the stack's account; by default what the resource's provider says, if it does",
      },
      allowedRoles: {
        type: "array",
        items: { type: "string" },
        description:
          "names or ARNs of the roles that may be passed at all; by default any named role of the account",
      },
    },
  },
  judge: (resource, config, isReported) => [
    ...documentPlaces(resource)
      .filter(({ carried }) => carried.kind !== "trust")
      .flatMap((place) => judgeDocument(place, config, isReported)),
    ...attachedPolicies(resource).flatMap((attached) => judgeAttachment(resource, attached)),
  ],
});

function judgeDocument(place: Place, config: Config, isReported: (cause: SharedCause) => boolean): Finding[] {
  const { resource, carried, reading } = place;
  const own = ofResource(resource);
  const account = config.account ?? own.account;
  const partition = own.partition ?? (own.region && partitionOf(own.region));
  const isLeftToOthers = isReported(unknownDocumentCause(place));
  if (reading.state === "unknown") return isLeftToOthers ? [] : [unknown(place)];
  if (reading.state === "malformed" || isFarTooLarge(carried.value) || isBoundary(place)) return [];
  const passed = passedRoles(reading.document, { account, partition });
  const wide = passed.filter(
    ({ open, statement }) => open.length > 0 && !(isLeftToOthers && statement.unknown),
  );
  return [
    ...tooWide(place, wide),
    ...ofOtherAccounts(place, passed, account),
    ...notAllowed(place, passed, config.allowedRoles),
    ...toAnyService(place, passed),
  ];
}

/** Should one be attached after all, `no-privilege-escalation` says so. */
function isBoundary({ resource, carried }: Place): boolean {
  return carried.kind === "customer-managed" && callsItselfBoundary(resource);
}

function draft({ resource, carried }: Place, rest: DraftWithout<"urn" | "subject" | "actions">): Finding {
  const subject = carried.principal ?? carried.name;
  return finding(NAME, {
    urn: resource.urn,
    subject,
    knownAs: resource.name,
    actions: ["iam:PassRole"],
    ...rest,
    key: `${carried.path} ${rest.key}`,
  });
}

function unknown(place: Place): Finding {
  const { carried, resource } = place;
  return draft(place, {
    verdict: "unproven",
    unknowns: unknownsOf(place),
    key: "unknown",
    what: `Which roles ${carried.name} lets be passed is unproven: ${carried.path} of ${resource.type} "${resource.name}" is unknown at preview.`,
    remedy: `Build ${carried.path} from explicit names, account and region instead of other resources' outputs.`,
  });
}

function tooWide(place: Place, wide: PassedRoles[]): Finding[] {
  if (wide.length === 0) return [];
  const isCertain = wide.some(({ statement }) => !statement.unknown);
  const grants = wide.map(
    ({ statement, spelling, open }) => `${statementLabel(statement)} allows ${spelling} on ${listed(open)}`,
  );
  return [
    draft(place, {
      verdict: isCertain ? "violated" : "unproven",
      unknowns: unknownParts(
        place.carried,
        wide.map(({ statement }) => statement),
      ),
      ...(wide.every(isToOthers) ? { level: "advisory" } : {}),
      key: "wide",
      sharedCause: { kind: "wide-pass-role", urn: place.resource.urn, document: place.carried.path },
      resources: wide.flatMap(({ open }) => open),
      place: statementsIn(place, wide),
      what: isCertain
        ? `${holder(place)} may pass roles that are not named: ${grants.join("; ")}.`
        : `Which roles ${holder(place)} may pass is unproven, because the statement is unknown in part at preview: ${grants.join("; ")}.`,
      decidedBy: wide
        .map(({ statement }) => statementName({ statement, document: place.carried }))
        .join("; "),
      remedy: `Allow "iam:PassRole" on complete ARNs only, e.g. "arn:aws:iam::111122223333:role/ecsTaskRole", with "Condition": {"StringEquals": {"iam:PassedToService": "${ECS_TASKS}"}}.`,
    }),
  ];
}

/** Whether the roles may go to other services than ECS tasks alone, which is no business of a stack that runs tasks. */
function isToOthers({ services }: PassedRoles): boolean {
  return services !== undefined && !services.some((service) => matches(service, ECS_TASKS));
}

/** Where the account is not known, one document at least must not name roles of two. */
function ofOtherAccounts(place: Place, passed: PassedRoles[], account: string | undefined): Finding[] {
  const roles = passed.flatMap(({ named }) => named);
  const accounts = new Set(roles.map(accountOfRole));
  const others = account
    ? roles.filter((role) => accountOfRole(role) !== account)
    : accounts.size > 1
      ? roles
      : [];
  if (others.length === 0) return [];
  return [
    draft(place, {
      verdict: "violated",
      key: "account",
      resources: others,
      what: `${holder(place)} may pass roles of ${account ? `other accounts than ${account}` : "different accounts"}: ${listed(others)}. A role can be passed only within its own account.`,
      remedy: `Name roles of ${account ? `account ${account}` : "the stack's account"} in ${place.carried.name}.`,
    }),
  ];
}

function notAllowed(place: Place, passed: PassedRoles[], allowedRoles: string[] | undefined): Finding[] {
  if (!allowedRoles) return [];
  const isAllowed = (role: string) =>
    allowedRoles.some((allowed) => allowed === role || allowed === role.slice(role.lastIndexOf("/") + 1));
  const others = passed.flatMap(({ named }) => named).filter((role) => !isAllowed(role));
  if (others.length === 0) return [];
  return [
    draft(place, {
      verdict: "violated",
      key: "not allowed",
      resources: others,
      what: `${holder(place)} may pass ${listed(others)}, which the pack's config does not allow.`,
      remedy: `Take it out of ${place.carried.name}, or add it to "${NAME}": { "allowedRoles": [...] } in the pack's config.`,
    }),
  ];
}

function toAnyService(place: Place, passed: PassedRoles[]): Finding[] {
  const open = passed.filter(({ named, limitsService }) => named.length > 0 && !limitsService);
  if (open.length === 0) return [];
  const names = open.map(({ statement }) => statementLabel(statement)).join(", ");
  return [
    draft(place, {
      verdict: "violated",
      level: "advisory",
      key: "service",
      place: statementsIn(place, open),
      what: `${holder(place)} may pass roles to any service: ${names} does not limit iam:PassedToService.`,
      decidedBy: open
        .map(({ statement }) => statementName({ statement, document: place.carried }))
        .join("; "),
      remedy: `Add "Condition": {"StringEquals": {"iam:PassedToService": "${ECS_TASKS}"}} to the statement.`,
    }),
  ];
}

function judgeAttachment(resource: PlainResource, attached: AttachedPolicy): Finding[] {
  const { value, principal, as } = attached;
  const policy = typeof value === "string" && as === "attachment" ? awsManagedPolicy(value) : undefined;
  if (policy?.passesRoles !== "wide" || isForServiceRole(resource, policy)) return [];
  const others = policy.passedTo && !policy.passedTo.some((service) => matches(service, ECS_TASKS));
  const who = principal ?? `whoever "${resource.name}" attaches it to`;
  return [
    finding(NAME, {
      urn: resource.urn,
      subject: principal ?? resource.name,
      knownAs: resource.name,
      actions: ["iam:PassRole"],
      key: policy.arn,
      place: { value: policy.arn },
      sharedCause: { kind: "wide-pass-role", urn: resource.urn, document: policy.arn },
      verdict: "violated",
      ...(others ? { level: "advisory" } : {}),
      what:
        `AWS's managed policy ${policy.name} lets ${who} pass any role` +
        (policy.passedTo
          ? ` to ${policy.passedTo.join(", ")}.`
          : policy.administrator
            ? " and do everything else."
            : "."),
      decidedBy: policy.arn,
      remedy: `Attach a policy of your own that allows what is needed, with iam:PassRole on complete role ARNs, instead of ${policy.name}.`,
    }),
  ];
}

function statementsIn({ carried }: Place, passed: PassedRoles[]): FindingPlace {
  return placeOfStatements(passed.map(({ statement }) => ({ statement, document: carried })));
}

function holder({ carried }: Place): string {
  return carried.principal ? `${carried.principal} (${carried.name})` : `Whoever has ${carried.name}`;
}

import { ACCOUNT_PATTERN } from "../aws/iam-arn";
import { partitionOf } from "../aws/partitions";
import { ECS_TASKS } from "../aws/service-principals";
import { callsItselfBoundary } from "../documents/self-named-boundary";
import { knownParts } from "../documents/known-parts";
import { passedRoles, type PassedRoles, type PlaceOfUse } from "../documents/passable-roles";
import { attachedPolicies } from "../graph/resources/policies-attached-by";
import { accountAndRegionOf } from "../graph/places/account-and-region";
import { isFarTooLarge } from "../documents/size";
import {
  documentPlaces,
  type DocumentPlace,
  unknownDocumentCause,
  unknownsOf,
} from "../documents/unknown-documents";
import type { Finding } from "../findings/finding";
import type { SharedCause } from "../findings/shared-causes";
import { resourcePolicy } from "../sdk/policy";
import { draft, NAME } from "./pass-role-scoped/draft";
import { boundaryUse } from "./pass-role-scoped/boundary-use";
import { tooWide } from "./pass-role-scoped/unnamed-roles";
import type { StackModel } from "../graph/types";
import type { UnknownFact } from "../unknowns/unknown-fact";
import { notAllowed, ofOtherAccounts, toAnyService } from "./pass-role-scoped/named-roles";
import { judgeAttachment } from "./pass-role-scoped/attachments";

interface Config {
  account?: string;
  allowedRoles?: string[];
}

/**
 * Whoever may pass roles may pass named roles of this account only. Customer managed policies are judged with their stack, and in
 * an update with what attaches them, before that is made.
 * Documents that are malformed or missing or far too large are `iam-policy-document`'s matter: IAM takes none of them.
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
        pattern: ACCOUNT_PATTERN,
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
      .filter((place) => place.carried.kind !== "trust" && !isLeftToStack(place))
      .flatMap((place) => judgeDocument(place, config, isReported)),
    ...attachedPolicies(resource).flatMap((attached) => judgeAttachment(resource, attached)),
  ],
  judgeAttached: (policy, config) =>
    documentPlaces(policy)
      .filter(isLeftToStack)
      .flatMap((place) => judgeDocument(place, config, () => false)),
  judgeStack: (model, config) =>
    model
      .ofKind("managed policy")
      .filter((resource) => !model.isLookedUp(resource))
      .flatMap((resource) => documentPlaces(resource).filter(isLeftToStack))
      .flatMap((place) => judgeInStack(place, model, config)),
});

/** A permissions boundary grants nothing, and of a customer managed policy only its stack tells what it is used for. */
function isLeftToStack({ carried, reading }: DocumentPlace): boolean {
  return carried.kind === "customer-managed" && reading.state === "known";
}

function judgeInStack(place: DocumentPlace, model: StackModel, config: Config): Finding[] {
  const account = config.account ?? model.account;
  const found = judgeDocument(place, { ...config, account }, (cause) => model.reported.cause(cause));
  if (found.length === 0) return [];
  const use = boundaryUse(model, place.resource);
  if (use.kind === "only") return [];
  return use.kind === "perhaps" ? found.map((each) => perhaps(each, place, use.unknowns)) : found;
}

/** What holds of a policy that is a boundary, unless it is what an attachment names that is not known. */
function perhaps(found: Finding, { carried }: DocumentPlace, unknowns: UnknownFact[]): Finding {
  const message = `Whether ${carried.name} is a permissions boundary alone is unproven, as not all attachments of policies are known. ${found.message}`;
  return { ...found, verdict: "unproven", unknowns, message };
}

function judgeDocument(
  place: DocumentPlace,
  config: Config,
  isReported: (cause: SharedCause) => boolean,
): Finding[] {
  const { resource, carried, reading } = place;
  const own = accountAndRegionOf(resource);
  const account = config.account ?? own.account;
  const partition = own.partition ?? (own.region && partitionOf(own.region));
  const isLeftToOthers = isReported(unknownDocumentCause(place));
  if (reading.state === "unknown") return isLeftToOthers ? [] : [unknown(place)];
  if (reading.state === "malformed" || isFarTooLarge(carried.value) || isBoundary(place)) return [];
  const passed = withCertainParts(place, passedRoles(reading.document, { account, partition }), {
    account,
    partition,
  });
  const wide = passed.filter(
    ({ open, statement }) => open.length > 0 && !(isLeftToOthers && statement.unknown),
  );
  return [
    ...tooWide(place, wide, account),
    ...ofOtherAccounts(place, passed, account),
    ...notAllowed(place, passed, config.allowedRoles),
    ...toAnyService(place, passed),
  ];
}

/** Of a statement that is unknown in part, the roles that it passes whatever that turns out to be, if they are not named. */
function withCertainParts(place: DocumentPlace, passed: PassedRoles[], of: PlaceOfUse): PassedRoles[] {
  const parts = knownParts(place);
  if (parts.length === 0 || place.reading.state !== "known") return passed;
  const denies = place.reading.document.statements.filter(({ effect }) => effect === "Deny");
  const certain = passedRoles({ ...place.reading.document, statements: [...denies, ...parts] }, of);
  return passed.map((each) => {
    const part = certain.find(({ statement }) => statement.index === each.statement.index);
    return each.statement.unknown && part && part.open.length > 0 ? part : each;
  });
}

/** Should one be attached after all, `no-privilege-escalation` says so. */
function isBoundary({ resource, carried }: DocumentPlace): boolean {
  return carried.kind === "customer-managed" && callsItselfBoundary(resource);
}

function unknown(place: DocumentPlace): Finding {
  const { carried, resource } = place;
  return draft(place, {
    verdict: "unproven",
    unknowns: unknownsOf(place),
    key: "unknown",
    message: `Which roles ${carried.name} lets be passed is unproven: ${carried.path} of ${resource.type} "${resource.name}" is unknown at preview.`,
    remedy: `Build ${carried.path} from explicit names, account and region instead of other resources' outputs.`,
  });
}

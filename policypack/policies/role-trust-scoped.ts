import { ACCOUNT_PATTERN } from "../aws/iam-arn";
import {
  type DocumentPlace,
  documentPlaces,
  isUnknown,
  otherPrincipalsCause,
  unknownDocumentCause,
  unknownsOf,
} from "../documents/unknown-documents";
import { knownParts } from "../documents/known-parts";
import type { PolicyDocument } from "../evaluation/types";
import type { Finding } from "../findings/finding";
import type { SharedCause } from "../findings/shared-causes";
import { accountAndRegionOf } from "../graph/places/account-and-region";
import type { PlainResource, StackModel } from "../graph/types";
import { resourcePolicy } from "../sdk/policy";
import { accountOpenings } from "./role-trust-scoped/account-openings";
import { NAME } from "./role-trust-scoped/draft";
import { openFindings, placelessFinding } from "./role-trust-scoped/findings";
import type { Opening } from "./role-trust-scoped/opening";
import { providerOpenings } from "./role-trust-scoped/provider-openings";
import { trustsUnknownProvider, unknownStatements, unknownTrust } from "./role-trust-scoped/unknown-trust";

interface Config {
  account?: string;
  accounts: string[];
}

type Permitted = (account: string) => boolean;

/**
 * Whom a trust policy lets in is told by the role; but which account is the stack's own is at times told by other resources
 * only. That a role for ECS tasks trusts others too is reported by `ecs-task-trust`, whoever these are.
 */
export const roleTrustScoped = resourcePolicy<Config>({
  name: NAME,
  description:
    "No role may be assumed by everyone, by a whole account that config does not name, or by any repository of GitHub, GitLab, " +
    "Bitbucket or Pulumi.",
  enforcementLevel: "mandatory",
  severity: "critical",
  remediationSteps:
    "Name the roles, users or services that are meant in Principal; ask other accounts for sts:ExternalId, and identity providers for sub and aud of your own repositories. Other accounts that may assume roles as a whole are listed under accounts in the pack's config.",
  url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_oidc_secure-by-default.html",
  configSchema: {
    properties: {
      account: {
        type: "string",
        pattern: ACCOUNT_PATTERN,
        description: "the stack's account; by default what the stack's provider and resources tell",
      },
      accounts: {
        type: "array",
        items: { type: "string", pattern: ACCOUNT_PATTERN },
        default: [],
        description: "ids of other accounts that may be trusted as a whole, without a condition",
      },
    },
  },
  judge: (resource, config, isReported) =>
    trustPlaces(resource).flatMap((place) => judgeTrust(place, config, isReported)),
  judgeStack: (model, config) =>
    config.account === undefined
      ? model.resources
          .filter((resource) => !model.isLookedUp(resource))
          .flatMap((resource) =>
            trustPlaces(resource).flatMap((place) => judgePlaceless(place, model, config)),
          )
      : [],
});

function trustPlaces(resource: PlainResource): DocumentPlace[] {
  return documentPlaces(resource).filter(({ carried }) => carried.kind === "trust");
}

function judgeTrust(
  place: DocumentPlace,
  config: Config,
  isReported: (cause: SharedCause) => boolean,
): Finding[] {
  if (isReported(otherPrincipalsCause(place))) return [];
  const isLeft = isReported(unknownDocumentCause(place));
  const { reading } = place;
  if (reading.state !== "known")
    return isUnknown(place) && !isLeft ? [unknownTrust(place, unknownsOf(place))] : [];
  const own = config.account ?? ownAccount(place);
  const isPermitted = own === undefined ? () => true : permitted(config, own);
  const denies = reading.document.statements.filter(({ effect }) => effect === "Deny");
  const certain = openingsOf(
    { ...reading.document, statements: [...denies, ...knownParts(place)] },
    isPermitted,
  );
  const surely = new Set(
    certain.filter(({ isDoubtful }) => !isDoubtful).map(({ statement }) => statement.index),
  );
  const openings = [
    ...openingsOf(reading.document, isPermitted).filter(({ statement }) => !surely.has(statement.index)),
    ...certain.filter(({ statement }) => surely.has(statement.index)),
  ];
  const unknown = reading.document.statements
    .filter(({ index }) => !surely.has(index))
    .filter(
      (statement) =>
        trustsUnknownProvider(statement) || openings.some((opening) => isOpen(opening, statement)),
    );
  return [
    ...openFindings(
      place,
      openings.filter(({ statement }) => !statement.unknown),
    ),
    ...(unknown.length > 0 && !isLeft ? [unknownStatements(place, unknown)] : []),
  ];
}

/** Whether a statement of which not all is known may be surely open. */
function isOpen(opening: Opening, statement: Opening["statement"]): boolean {
  return statement.unknown && opening.statement === statement && !opening.isDoubtful;
}

function openingsOf({ statements }: PolicyDocument, isPermitted: Permitted): Opening[] {
  return statements
    .filter(({ effect }) => effect === "Allow")
    .flatMap((statement) => [
      ...accountOpenings(statement, statements, isPermitted),
      ...providerOpenings(statement, statements),
    ]);
}

function permitted({ accounts }: Config, own: string | undefined): Permitted {
  return (account) => account === own || accounts.includes(account);
}

/** As the role's provider says: a rule on inputs does not see the ARN that AWS has given it. */
function ownAccount({ resource }: DocumentPlace): string | undefined {
  return accountAndRegionOf({ ...resource, props: { ...resource.props, arn: undefined } }).account;
}

/** Of a role whose account it does not tell by itself: foreign is what would be in each account that it may lie in. */
function judgePlaceless(place: DocumentPlace, model: StackModel, config: Config): Finding[] {
  const { reading, resource } = place;
  if (reading.state !== "known" || ownAccount(place) !== undefined) return [];
  if (model.reported.cause(otherPrincipalsCause(place))) return [];
  const { document } = reading;
  const possible = [...new Set(model.accountsAndRegionsOf(resource).map(({ account }) => account))];
  const found = possible.map((own) => toAccounts(document, permitted(config, own)));
  const [first = []] = found;
  if (found.some((openings) => openings.length === 0)) return [];
  return possible.length === 1 && possible[0] !== undefined
    ? openFindings(place, first)
    : [placelessFinding(place, toAccounts(document, permitted(config, undefined)), possible)];
}

function toAccounts(document: PolicyDocument, isPermitted: Permitted): Opening[] {
  return openingsOf(document, isPermitted).filter(
    ({ cause, statement }) => cause.startsWith("account ") && !statement.unknown,
  );
}

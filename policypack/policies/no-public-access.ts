import { ACCOUNT_PATTERN } from "../aws/iam-arn";
import { isServiceAccount } from "../aws/service-accounts";
import type { PolicyCarrier } from "../aws/resource-type";
import {
  resourcePolicyPlace,
  type ResourcePolicyPlace,
  unknownDocumentCause,
  unknownParts,
} from "../documents/unknown-documents";
import type { PolicyDocument } from "../evaluation/types";
import type { Finding } from "../findings/finding";
import type { SharedCause } from "../findings/shared-causes";
import type { PlainResource, PolicyTarget, StackModel } from "../graph/types";
import { resourcePolicy } from "../sdk/policy";
import { isGuarded, mayBeGuardedElsewhere } from "./no-public-access/network";
import { foreignFinding, NAME, publicFinding, unknownFinding } from "./no-public-access/opening-findings";
import { type Opening, openingsOf } from "./no-public-access/openings";
import { ownAccount } from "./no-public-access/own-account";

interface Config {
  account?: string;
  accounts: string[];
}

/**
 * What a policy lets in is told by the resource that carries it; but which account is the stack's own, and whether a domain or
 * access point lies in a VPC, is at times told by other resources only.
 */
export const noPublicAccess = resourcePolicy<Config>({
  name: NAME,
  description:
    "No policy of a bucket, key, secret, repository, queue, topic, table, stream, file system, domain or function opens it to " +
    "everyone, or to accounts that config does not name.",
  enforcementLevel: "mandatory",
  severity: "critical",
  remediationSteps:
    "Name the accounts, roles or services that are meant in Principal, or limit the statement by a condition that only these meet. Other accounts that may be let in are listed under accounts in the pack's config.",
  url: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html",
  configSchema: {
    properties: {
      account: {
        type: "string",
        pattern: ACCOUNT_PATTERN,
        description: "the stack's account; by default what the stack's provider and resources tell",
      },
      accounts: {
        type: "array",
        items: { type: "string", pattern: "^([0-9]{12}|[0-9a-f]{64})$" },
        default: [],
        description: "ids of other accounts that may be let in, for S3 also as canonical user ids",
      },
    },
  },
  judge: (resource, config, isReported) => {
    const place = judgedPlace(resource);
    if (!place) return [];
    const { reading } = place;
    if (reading.state !== "known") return unknownPlace(place, isReported);
    return [
      ...everyone(place, reading.document, config, isReported),
      ...foreign(place, reading.document, config, [config.account ?? ownAccount(place)]),
    ];
  },
  judgeStack: (model, config) =>
    model.resourcePolicies.all.flatMap(({ urn, targets }) => {
      const resource = model.byUrn(urn);
      const place = resource && judgedPlace(resource);
      if (!place || place.reading.state !== "known") return [];
      if (model.resourcePolicies.originOf(resource) === "looked up") return [];
      return [
        ...guardedElsewhere(targets, place, place.reading.document, config),
        ...(config.account === undefined && ownAccount(place) === undefined
          ? foreign(place, place.reading.document, config, accountsOf(model, resource), true)
          : []),
      ];
    }),
});

/**
 * Policies of endpoints and organizations open nothing: what they let through others must still allow. Those of log groups hold
 * for AWS's services only. https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutResourcePolicy.html
 */
const OPENS_NOTHING = new Set<PolicyCarrier>(["vpc endpoint", "organization", "log groups"]);

function judgedPlace(resource: PlainResource): ResourcePolicyPlace | undefined {
  const place = resourcePolicyPlace(resource);
  return place && OPENS_NOTHING.has(place.carried.on) ? undefined : place;
}

/** What AWS would refuse is another rule's matter, but for what no document shows. */
function unknownPlace(place: ResourcePolicyPlace, isReported: (cause: SharedCause) => boolean): Finding[] {
  const { reading, carried } = place;
  if (reading.state === "malformed" && !carried.isMade) return [];
  if (isReported(unknownDocumentCause(place))) return [];
  return [unknownFinding(place, [{ kind: "document", document: carried.name }], [])];
}

function everyone(
  place: ResourcePolicyPlace,
  document: PolicyDocument,
  config: Config,
  isReported: (cause: SharedCause) => boolean,
): Finding[] {
  if (isGuarded(place.resource) || mayBeGuardedElsewhere(place.resource)) return [];
  const openings = toEveryone(document, config);
  const certain = openings.filter(({ isCertain }) => isCertain);
  const open = openings.filter(({ isCertain }) => !isCertain).map(({ statement }) => statement);
  const isLeftToOthers = isReported(unknownDocumentCause(place));
  return [
    ...(certain.length > 0 ? [publicFinding(place, certain)] : []),
    ...(open.length > 0 && !isLeftToOthers
      ? [unknownFinding(place, unknownParts(place.carried, open), open)]
      : []),
  ];
}

/** What is open to everyone whichever accounts are let in. */
function toEveryone(document: PolicyDocument, { accounts }: Config): Opening[] {
  return openingsOf(document, (account) => accounts.includes(account)).filter(({ to }) => to === "everyone");
}

/**
 * @param possible which accounts may be the stack's own; undefined where none is told
 * @param isAll no other resource tells more
 */
function foreign(
  place: ResourcePolicyPlace,
  document: PolicyDocument,
  { accounts }: Config,
  possible: (string | undefined)[],
  isAll = false,
): Finding[] {
  const openedUnder = (own: string | undefined) =>
    openingsOf(
      document,
      (account) => account === own || accounts.includes(account) || isServiceAccount(account),
    ).filter(({ to, isCertain }) => to !== "everyone" && isCertain);
  const [first] = possible;
  const found = possible.map(openedUnder);
  if (possible.length === 1 && first !== undefined) {
    return found[0]?.length ? [foreignFinding(place, found[0], first)] : [];
  }
  if (!isAll || found.some((openings) => openings.length === 0)) return [];
  const openings = openedUnder(undefined);
  const named = new Set(openings.flatMap(({ to }) => to));
  const isSurelyForeign = first === undefined ? named.size > 1 : true;
  if (isSurelyForeign) return [foreignFinding(place, openings, undefined)];
  return [foreignFinding(place, openings, undefined, [openAccount(place, possible)])];
}

function openAccount({ resource }: ResourcePolicyPlace, possible: (string | undefined)[]) {
  const accounts = possible.map((account) => account ?? "any");
  return { kind: "place" as const, of: resource.name, accounts, regions: [] };
}

function accountsOf(model: StackModel, resource: PlainResource): (string | undefined)[] {
  return [...new Set(model.accountsAndRegionsOf(resource).map(({ account }) => account))];
}

/** Of a domain or an access point that has its policy from another resource. */
function guardedElsewhere(
  targets: PolicyTarget[],
  place: ResourcePolicyPlace,
  document: PolicyDocument,
  config: Config,
): Finding[] {
  if (!mayBeGuardedElsewhere(place.resource)) return [];
  const openings = toEveryone(document, config).filter(({ isCertain }) => isCertain);
  if (openings.length === 0) return [];
  const on = targets.map(({ resource }) => resource);
  if (on.every((target) => target !== undefined && isGuarded(target))) return [];
  const isKnown = on.every((target) => target !== undefined);
  return [publicFinding(place, openings, isKnown ? undefined : "advisory")];
}
